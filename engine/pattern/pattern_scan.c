#include "pattern/scan_state.h"

enum {
    FUEL_SHIFT = 5,       /* states a unit of fuel */
    LOOK_STEPS = 1 << 16, /* states between looks at the clock */
    SPENT_FREE = 512,     /* states that tries in a scope may cost before the scope is read as a whole */
    SPENT_SHIFT = 4,
    ROW_WORDS = 1 << 22,  /* 32 MiB of notes of a large pattern at once */
};

/* ---- Life ------------------------------------------------------------------------------------------------ */

static bool scan_make(struct pattern_scan *scan)
{
    const struct pattern_set *set = scan->set;
    scan->work = alloc_zero(scan->alloc, (set->codes.count + 1) * sizeof *scan->work);
    scan->layers = alloc_zero(scan->alloc, (set->layers.count + 1) * sizeof *scan->layers);
    scan->groups = alloc_zero(scan->alloc, (set->groups.count + 1) * sizeof *scan->groups);
    return scan->work && scan->layers && scan->groups;
}

tocsin_status pattern_scan_create(struct pattern_scan **out, const struct pattern_set *set,
                                  const tocsin_allocator *alloc, tocsin_error *error)
{
    struct pattern_scan *scan = alloc_zero(alloc, sizeof *scan);
    if (!scan)
        return error_set(error, MESSAGE_MEMORY);
    scan->alloc = alloc;
    scan->set = set;
    scan->row_words = ROW_WORDS;
    tocsin_status status = form_view_init(&scan->forms, set, alloc, error);
    if (!status && !scan_make(scan))
        status = error_set(error, MESSAGE_MEMORY);
    if (status)
        pattern_scan_free(scan);
    else
        *out = scan;
    return status;
}

static void views_finish(struct pattern_scan *scan)
{
    const struct pattern_set *set = scan->set;
    for (size_t i = 0; i < set->layers.count && scan->layers; i++)
        array_finish(scan->alloc, &scan->layers[i].by_last);
    for (size_t i = 0; i < set->groups.count && scan->groups; i++) {
        array_finish(scan->alloc, &scan->groups[i].stretches);
        array_finish(scan->alloc, &scan->groups[i].reach);
    }
    alloc_free(scan->alloc, scan->work, (set->codes.count + 1) * sizeof *scan->work);
    alloc_free(scan->alloc, scan->layers, (set->layers.count + 1) * sizeof *scan->layers);
    alloc_free(scan->alloc, scan->groups, (set->groups.count + 1) * sizeof *scan->groups);
    alloc_free(scan->alloc, scan->profile, (set->codes.count + 1) * sizeof *scan->profile);
}

void pattern_scan_free(struct pattern_scan *scan)
{
    if (!scan)
        return;
    const tocsin_allocator *alloc = scan->alloc;
    views_finish(scan);
    form_view_finish(&scan->forms);
    array_finish(alloc, &scan->hits);
    alloc_free(alloc, scan->active, scan->room * sizeof *scan->active);
    alloc_free(alloc, scan->live, scan->room * sizeof *scan->live);
    array_finish(alloc, &scan->bits);
    array_finish(alloc, &scan->look_bits);
    array_finish(alloc, &scan->matches);
    array_finish(alloc, &scan->captures);
    array_finish(alloc, &scan->trail);
    array_finish(alloc, &scan->opens);
    alloc_free(alloc, scan, sizeof *scan);
}

void pattern_scan_trace(struct pattern_scan *scan, bool on)
{
    scan->trace = on;
}

void pattern_scan_limit_notes(struct pattern_scan *scan, size_t bytes)
{
    scan->row_words = bytes / sizeof(uint64_t);
}

uint64_t pattern_scan_steps(const struct pattern_scan *scan)
{
    return scan->steps;
}

/* ---- A document ------------------------------------------------------------------------------------------ */

/* Room for notes of `count` tokens. */
static bool notes_grow(struct pattern_scan *scan, size_t count)
{
    size_t need = count + 2;
    if (need <= scan->room)
        return true;
    need += need / 2;
    uint64_t *active = alloc_new(scan->alloc, need * sizeof *active);
    uint64_t *live = active ? alloc_new(scan->alloc, need * sizeof *live) : NULL;
    if (!live) {
        alloc_free(scan->alloc, active, need * sizeof *active);
        return false;
    }
    alloc_free(scan->alloc, scan->active, scan->room * sizeof *scan->active);
    alloc_free(scan->alloc, scan->live, scan->room * sizeof *scan->live);
    scan->active = active;
    scan->live = live;
    scan->room = need;
    return true;
}

/* Adds the token to the hits if its form wakes patterns. */
static bool hit_offer(struct pattern_scan *scan, uint32_t token)
{
    form_id form = scan->tokens[token];
    const uint32_t *sign = &scan->forms.signs.items[form];
    if (*sign == SIGN_UNKNOWN) {
        if (!form_view_learn(&scan->forms, form))
            return false;
        if (!(*sign & 1))
            vocabulary_ignore(scan->input->vocabulary, form, scan->watcher);
    }
    scan->hits.items[scan->hits.count] = (struct word_hit){token, *sign >> 1};
    scan->hits.count += *sign & 1;
    return true;
}

/* Lists the tokens that wake patterns, for all patterns together. Most tokens are of forms that do not, and are not
 * looked at, as the scan watches the vocabulary. */
static bool hits_fill(struct pattern_scan *scan)
{
    const struct segmentation *segmentation = scan->input->segmentation;
    bool watched = segmentation->watchers & scan->watcher;
    size_t count = watched ? segmentation->watched.count : scan->token_count;
    for (size_t i = 0; i < count; i++)
        if (!hit_offer(scan, watched ? segmentation->watched.items[i] : (uint32_t)i))
            return false;
    return true;
}

/* Watches the document's vocabulary from now on. */
static void watch(struct pattern_scan *scan, struct vocabulary *vocabulary)
{
    if (scan->watched == vocabulary)
        return;
    scan->watched = vocabulary;
    scan->watcher = vocabulary_watch(vocabulary);
}

tocsin_status pattern_scan_open(struct pattern_scan *scan, const struct pattern_input *input, tocsin_error *error)
{
    struct budget boundless;
    budget_start(&boundless, UINT64_MAX, 0, NULL);
    scan->input = input;
    scan->tokens = input->segmentation->forms.items;
    scan->token_count = (uint32_t)input->segmentation->tokens.count;
    scan->forms.budget = &boundless; /* regexes on single words are bounded by their own limits */
    scan->forms.error = error;
    scan->forms.status = TOCSIN_OK;
    array_clear(&scan->hits);
    watch(scan, input->vocabulary);
    if (form_view_open(&scan->forms, input->vocabulary) && notes_grow(scan, scan->token_count) &&
        array_reserve(scan->alloc, &scan->hits, (size_t)scan->token_count + 1) && hits_fill(scan))
        return TOCSIN_OK;
    return scan->forms.status ? scan->forms.status : error_set(error, MESSAGE_MEMORY);
}

/* ---- Cost ------------------------------------------------------------------------------------------------ */

/* Charges the states asked since the last time. False: the scan has ended. */
static bool charge(struct pattern_scan *scan)
{
    uint64_t fuel = (scan->steps - scan->charged) >> FUEL_SHIFT;
    scan->charged += fuel << FUEL_SHIFT;
    if (scan->status)
        return false;
    bool look = scan->steps - scan->looked >= LOOK_STEPS;
    if (look)
        scan->looked = scan->steps;
    if (budget_charge(scan->budget, fuel) && !(look && !budget_check(scan->budget)))
        return true;
    scan->status = budget_error(scan->budget, scan->error);
    return false;
}

/* ---- Scopes ---------------------------------------------------------------------------------------------- */

static struct stretch sentence_at(const struct pattern_scan *scan, size_t number)
{
    const struct sentence *sentence = &scan->input->segmentation->sentences.items[number];
    return (struct stretch){sentence->first_token, sentence->first_token + sentence->token_count};
}

static struct stretch paragraph_at(const struct pattern_scan *scan, size_t number)
{
    const struct paragraph *paragraph = &scan->input->segmentation->paragraphs.items[number];
    struct stretch first = sentence_at(scan, paragraph->first_sentence);
    if (paragraph->sentence_count)
        first.last = sentence_at(scan, paragraph->first_sentence + paragraph->sentence_count - 1).last;
    return first;
}

static size_t scope_count(const struct pattern_scan *scan, enum pattern_within within)
{
    const struct segmentation *segmentation = scan->input->segmentation;
    return within == PATTERN_IN_SENTENCE    ? segmentation->sentences.count
           : within == PATTERN_IN_PARAGRAPH ? segmentation->paragraphs.count
                                            : scan->token_count > 0;
}

static struct stretch scope_at(const struct pattern_scan *scan, enum pattern_within within, size_t number)
{
    return within == PATTERN_IN_SENTENCE    ? sentence_at(scan, number)
           : within == PATTERN_IN_PARAGRAPH ? paragraph_at(scan, number)
                                            : (struct stretch){0, scan->token_count};
}

/* The scope of a token; tokens come in order. */
static struct stretch scope_of(struct pattern_scan *scan, enum pattern_within within, uint32_t token)
{
    size_t *cursor = within == PATTERN_IN_SENTENCE ? &scan->sentence : &scan->paragraph;
    if (within == PATTERN_IN_DOCUMENT)
        return (struct stretch){0, scan->token_count};
    struct stretch scope = scope_at(scan, within, *cursor);
    while (scope.last <= token && *cursor + 1 < scope_count(scan, within))
        scope = scope_at(scan, within, ++*cursor);
    return scope;
}

static bool stretch_add(struct pattern_scan *scan, struct group_view *view, uint32_t first, uint32_t last)
{
    uint32_t reach = view->reach.count ? view->reach.items[view->reach.count - 1] : 0;
    if (first >= last)
        return true;
    if (array_push(scan->alloc, &view->stretches, (struct stretch){first, last}) &&
        array_push(scan->alloc, &view->reach, last > reach ? last : reach))
        return true;
    array_clear(&view->stretches);
    return scan_no_memory(scan);
}

/* What annotations leave of the sentences that they lie in. */
static bool outside_fill(struct pattern_scan *scan, struct group_view *view, const struct pattern_layer *layer)
{
    const struct segmentation *segmentation = scan->input->segmentation;
    size_t next = 0;
    uint32_t covered = layer->first; /* tokens before it are */
    for (size_t s = segmentation_sentence_of(segmentation, layer->first); s < segmentation->sentences.count; s++) {
        struct stretch sentence = sentence_at(scan, s);
        uint32_t at = sentence.first > covered ? sentence.first : covered;
        if (sentence.first >= layer->last)
            break;
        for (; next < layer->count && layer->items[next].first < sentence.last; next++) {
            uint32_t first = layer->items[next].first, last = layer->items[next].last;
            if (first < last && first > at && !stretch_add(scan, view, at, first))
                return false;
            covered = last > covered ? last : covered;
            at = covered > at ? covered : at;
        }
        if (at < sentence.last && !stretch_add(scan, view, at, sentence.last))
            return false;
    }
    return true;
}

/* The scopes of a group around a token. */
static const struct group_view *group_of(struct pattern_scan *scan, uint32_t number, uint32_t token)
{
    struct group_view *view = &scan->groups[number];
    const struct pattern_group *group = &scan->set->groups.items[number];
    if (view->run == scan->run && token >= view->first && token < view->last)
        return view;
    const struct pattern_layer *layer = &layer_of(scan, group->layer, token)->items;
    view->run = scan->run;
    view->first = layer->first;
    view->last = layer->last;
    array_clear(&view->stretches);
    array_clear(&view->reach);
    if (group->within == PATTERN_OUTSIDE) {
        outside_fill(scan, view, layer);
        return view;
    }
    for (size_t i = 0; i < layer->count; i++)
        if ((i == 0 || layer->items[i].first != layer->items[i - 1].first ||
             layer->items[i].last != layer->items[i - 1].last) &&
            !stretch_add(scan, view, layer->items[i].first, layer->items[i].last))
            break;
    return view;
}

/* ---- Counting -------------------------------------------------------------------------------------------- */

bool pattern_scan_profile(struct pattern_scan *scan, bool on)
{
    size_t size = (scan->set->codes.count + 1) * sizeof *scan->profile;
    if (on && !scan->profile)
        scan->profile = alloc_zero(scan->alloc, size);
    scan->profiling = on && scan->profile;
    return !on || scan->profile;
}

const struct pattern_profile *pattern_scan_profile_of(const struct pattern_scan *scan, pattern_id pattern)
{
    static const struct pattern_profile none;
    return scan->profile ? &scan->profile[pattern] : &none;
}

/* One try in SAMPLED is timed, and counts for all of them. */
enum { SAMPLED = 16 };

struct pattern_sample {
    uint64_t start; /* 0: not timed */
    size_t matches;
};

static inline struct pattern_sample sample_start(struct pattern_scan *scan, const struct pattern_code *code)
{
    struct pattern_sample sample = {0, scan->matches.count};
    if (!scan->profiling)
        return sample;
    scan->profile[code - scan->set->codes.items].candidates++;
    if (scan->samples++ % SAMPLED == 0)
        sample.start = clock_nanoseconds();
    return sample;
}

static inline void sample_end(struct pattern_scan *scan, const struct pattern_code *code,
                              const struct pattern_sample *sample)
{
    if (!scan->profiling)
        return;
    struct pattern_profile *profile = &scan->profile[code - scan->set->codes.items];
    profile->matches += scan->matches.count - sample->matches;
    if (sample->start)
        profile->nanoseconds += SAMPLED * (clock_nanoseconds() - sample->start);
}

/* ---- One pattern ----------------------------------------------------------------------------------------- */

static struct pattern_work *work_of(struct pattern_scan *scan, uint32_t pattern)
{
    struct pattern_work *work = &scan->work[pattern];
    if (work->run != scan->run)
        *work = (struct pattern_work){.run = scan->run, .scope = UINT32_MAX};
    return work;
}

static void whole_scope(struct pattern_scan *scan, const struct pattern_code *code, struct stretch scope,
                        uint32_t from)
{
    struct match_run run = {.code = code, .automaton = &code->automaton, .scope = scope};
    if (scope.last - scope.first > 0 && from < scope.last)
        match_all(scan, &run, from);
    charge(scan);
}

/* Whether what tries in this scope have cost is more than reading it as a whole may. */
static bool spent_out(const struct pattern_work *work, struct stretch scope)
{
    return work->spent > SPENT_FREE + ((scope.last - scope.first) << SPENT_SHIFT);
}

/* A match would begin at `start`. */
static void try_start(struct pattern_scan *scan, const struct pattern_code *code, struct pattern_work *work,
                      struct stretch scope, uint32_t start)
{
    struct match_run run = {.code = code, .automaton = &code->automaton, .scope = scope};
    uint64_t before = scan->steps;
    uint32_t end = start;
    if (code->straight)
        end = walk_straight(scan, &run, start);
    else if (small_note(scan, &run, start, false))
        end = walk(scan, &run, start);
    work->until = end > start ? end : start + 1;
    work->spent += (uint32_t)(scan->steps - before);
}

/* A waking word somewhere in a match: what follows it is tried first. */
static void try_word(struct pattern_scan *scan, const struct pattern_code *code, struct pattern_work *work,
                     struct stretch scope, uint64_t leaves, uint32_t token)
{
    struct match_run run = {.code = code, .automaton = &code->automaton, .scope = scope, .assume = true};
    uint64_t before = scan->steps;
    bool survives = !code->automaton.small || !code->automaton.plain || spent_out(work, scope) ||
                    small_survives(scan, &run, token, leaves);
    work->spent += (uint32_t)(scan->steps - before);
    if (!survives)
        return;
    whole_scope(scan, code, scope, work->until);
    work->until = scope.last;
}

/* A pattern whose scopes do not overlap is woken by a token of one. */
static void wake_in(struct pattern_scan *scan, const struct pattern_code *code, uint32_t need, uint32_t token,
                    struct stretch scope)
{
    struct pattern_work *work = work_of(scan, (uint32_t)(code - scan->set->codes.items));
    if (token < scope.first || token >= scope.last)
        return;
    if (work->scope != scope.first) {
        work->scope = scope.first;
        work->until = scope.first;
        work->spent = 0;
    }
    if (!code->wake.fixed) {
        if (token >= work->until)
            try_word(scan, code, work, scope, code->wake.needs[need].leaves, token);
        return;
    }
    if (token - scope.first < code->wake.offset || token - code->wake.offset < work->until)
        return;
    if (spent_out(work, scope)) {
        whole_scope(scan, code, scope, token - code->wake.offset);
        work->until = scope.last;
    } else {
        try_start(scan, code, work, scope, token - code->wake.offset);
    }
}

/* Scopes that are annotations may lie in each other: all that hold the token, but for those done already, which are
 * those that hold the pattern's waking token before it. */
static void wake_inside(struct pattern_scan *scan, const struct pattern_code *code, uint32_t token)
{
    struct pattern_work *work = work_of(scan, (uint32_t)(code - scan->set->codes.items));
    const struct group_view *view = group_of(scan, code->group, token);
    size_t low = 0, high = view->stretches.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (view->stretches.items[middle].first <= token)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low > 0 && view->reach.items[low - 1] > token && !scan->status; low--) {
        struct stretch scope = view->stretches.items[low - 1];
        if (scope.last > token && (work->hit == 0 || scope.first > work->hit - 1))
            whole_scope(scan, code, scope, scope.first);
    }
    work->hit = token + 1;
}

static void wake(struct pattern_scan *scan, const struct pattern_code *code, uint32_t need, uint32_t token)
{
    enum pattern_within within = scan->set->groups.items[code->group].within;
    struct pattern_sample sample = sample_start(scan, code);
    if (within == PATTERN_INSIDE || within == PATTERN_OUTSIDE)
        wake_inside(scan, code, token);
    else
        wake_in(scan, code, need, token, scope_of(scan, within, token));
    sample_end(scan, code, &sample);
}

/* ---- All patterns ---------------------------------------------------------------------------------------- */

static void hits_wake(struct pattern_scan *scan, uint32_t phase)
{
    const struct pattern_code *codes = scan->set->codes.items;
    const uint32_t *signs = scan->forms.signs.items;
    const struct signature_view *signatures = scan->forms.signatures.items;
    for (size_t i = 0; i < scan->hits.count && !scan->status; i++) {
        uint32_t token = scan->hits.items[i].token;
        const struct signature_view *signature = &signatures[scan->hits.items[i].signature];
        for (uint32_t w = 0; w < signature->wake_count; w++) {
            const struct wake_up *up = &signature->wakes[w];
            if (up->phase != phase)
                continue;
            if (scan->profiling)
                scan->profile[up->pattern].triggers++;
            if (up->check != PREDICATE_NONE) {
                uint32_t beside = token + (uint32_t)up->check_offset;
                if (beside >= scan->token_count ||
                    !signature_has(&signatures[signs[scan->tokens[beside]] >> 1], up->check))
                    continue;
            }
            wake(scan, &codes[up->pattern], up->need, token);
        }
        scan->steps += signature->wake_count;
        if (!charge(scan))
            return;
    }
}

static void try_whole(struct pattern_scan *scan, const struct pattern_code *code, struct stretch scope)
{
    struct pattern_sample sample = sample_start(scan, code);
    whole_scope(scan, code, scope, scope.first);
    sample_end(scan, code, &sample);
}

static void everywhere(struct pattern_scan *scan, const struct pattern_code *code)
{
    enum pattern_within within = scan->set->groups.items[code->group].within;
    if (within == PATTERN_INSIDE || within == PATTERN_OUTSIDE) {
        for (uint32_t token = 0; token < scan->token_count && !scan->status;) {
            const struct group_view *view = group_of(scan, code->group, token);
            for (size_t i = 0; i < view->stretches.count && !scan->status; i++)
                try_whole(scan, code, view->stretches.items[i]);
            token = view->last;
        }
        return;
    }
    for (size_t i = 0; i < scope_count(scan, within) && !scan->status; i++)
        try_whole(scan, code, scope_at(scan, within, i));
}

/* Of a pattern that waits for annotations, those of all its layers, in the order of the text. */
static void annotations_wake(struct pattern_scan *scan, const struct pattern_code *code)
{
    const struct pattern_wake *waits = &code->wake;
    scan->sentence = scan->paragraph = 0;
    for (uint32_t from = 0; from < scan->token_count && !scan->status;) {
        uint32_t next = UINT32_MAX, need = 0;
        for (uint32_t n = 0; n < waits->need_count; n++) {
            uint32_t first = annotation_next(scan, waits->needs[n].item, from);
            if (first < next) {
                next = first;
                need = n;
            }
        }
        if (next >= scan->token_count)
            return;
        wake(scan, code, need, next);
        from = next + 1;
    }
}

/* ---- Telling --------------------------------------------------------------------------------------------- */

static bool match_before(const struct found_match *a, const struct found_match *b)
{
    if (a->first != b->first)
        return a->first < b->first;
    if (a->pattern != b->pattern)
        return a->pattern < b->pattern;
    return a->last != b->last ? a->last < b->last : a->order < b->order;
}

static void match_sift(struct found_match *items, size_t root, size_t count)
{
    for (size_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && match_before(&items[child], &items[child + 1]))
            child++;
        if (!match_before(&items[root], &items[child]))
            return;
        struct found_match swap = items[root];
        items[root] = items[child];
        items[child] = swap;
    }
}

static void matches_sort(struct found_match *items, size_t count)
{
    size_t ordered = 1;
    while (ordered < count && match_before(&items[ordered - 1], &items[ordered]))
        ordered++;
    if (ordered >= count)
        return;
    for (size_t i = count / 2; i-- > 0;)
        match_sift(items, i, count);
    for (size_t end = count; end-- > 1;) {
        struct found_match swap = items[0];
        items[0] = items[end];
        items[end] = swap;
        match_sift(items, 0, end);
    }
}

static void matches_tell(struct pattern_scan *scan, pattern_found *found, void *user)
{
    const struct found_match *before = NULL;
    matches_sort(scan->matches.items, scan->matches.count);
    for (size_t i = 0; i < scan->matches.count; i++) {
        const struct found_match *match = &scan->matches.items[i];
        struct pattern_match told = {.pattern = match->pattern,
                                     .first = match->first,
                                     .last = match->last,
                                     .captures = scan->captures.items + match->captures,
                                     .capture_count = match->capture_count,
                                     .steps = scan->trail.items + match->steps,
                                     .step_count = match->step_count};
        bool again = before && before->pattern == match->pattern && before->first == match->first &&
                     before->last == match->last; /* scopes that overlap */
        before = match;
        if (!again && !found(user, &told))
            return;
    }
}

tocsin_status pattern_scan_run(struct pattern_scan *scan, uint32_t phase, struct budget *budget,
                               pattern_found *found, void *user, tocsin_error *error)
{
    const struct pattern_set *set = scan->set;
    scan->run++;
    scan->budget = scan->forms.budget = budget;
    scan->error = scan->forms.error = error;
    scan->status = scan->forms.status = TOCSIN_OK;
    scan->sentence = scan->paragraph = 0;
    array_clear(&scan->matches);
    array_clear(&scan->captures);
    array_clear(&scan->trail);
    if (phase >= set->phase_count || scan->token_count == 0)
        return TOCSIN_OK;
    hits_wake(scan, phase);
    for (uint32_t i = set->always_from[phase]; i < set->always_from[phase + 1] && !scan->status; i++) {
        const struct pattern_code *code = &set->codes.items[set->always[i]];
        if (code->wake.kind == WAKE_ANNOTATIONS)
            annotations_wake(scan, code);
        else
            everywhere(scan, code);
    }
    if (scan->status)
        return scan->status;
    matches_tell(scan, found, user);
    return TOCSIN_OK;
}
