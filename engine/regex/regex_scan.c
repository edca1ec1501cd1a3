#include "base/array.h"
#include "regex/regex_segment.h"
#include "regex/scan_words.h"

enum { CHECK_BYTES = 64 * 1024, FUEL_SHIFT = 6 };

#define HIT_NONE UINT32_MAX

/* A word at which an entry may match. */
struct hit {
    uint32_t start; /* in the text */
    uint32_t next;  /* hit of the same entry, further on */
};

/* What an entry has to do in the segment under way. */
struct entry_work {
    uint32_t first, last; /* hits */
    bool awake;
    bool reported;
};

struct found_match {
    uint32_t start; /* in the text */
    uint32_t entry;
    size_t order;
    size_t first_group;
    uint32_t group_count;
};

struct regex_scan {
    const tocsin_allocator *alloc;
    const struct regex_set *set;
    struct scan_words words;
    struct entry_work *work; /* by entry */
    uint64_t segment;        /* number of the segment under way, from 1 */
    uint64_t *noted;         /* a bit a need: those of the segment `noted_segment` */
    uint64_t noted_segment;
    ARRAY(struct hit) hits;
    ARRAY(uint32_t) awake;    /* entries that have work in the segment */
    ARRAY(uint32_t) reported; /* entries whose limit was, for this document */
    ARRAY(struct found_match) matches;
    ARRAY(struct regex_span) groups;
    /* of the run under way */
    struct regex_matcher *matcher;
    const struct regex_scan_input *input;
    struct budget *budget;
    regex_found *found;
    regex_failed *failed;
    void *user;
    tocsin_error *error;
    struct regex_profile *profile; /* by entry; NULL: nothing is counted */
    uint64_t tried;                /* regex matchings so far */
    size_t unchecked; /* bytes since the last look at the clock */
    bool ended;       /* the caller has had enough */
};

tocsin_status regex_scan_create(struct regex_scan **out, const struct regex_set *set, const tocsin_allocator *alloc,
                                tocsin_error *error)
{
    struct regex_scan *scan = alloc_zero(alloc, sizeof *scan);
    if (!scan)
        return error_set(error, MESSAGE_MEMORY);
    scan->alloc = alloc;
    scan->set = set;
    tocsin_status status = form_triggers_init(&scan->words.triggers, set, alloc, error);
    if (status) {
        alloc_free(alloc, scan, sizeof *scan);
        return status;
    }
    scan->work = alloc_zero(alloc, (set->count + 1) * sizeof *scan->work);
    scan->noted = alloc_zero(alloc, scan->words.triggers.words * sizeof *scan->noted);
    if (!scan->work || !scan->noted) {
        regex_scan_free(scan);
        return error_set(error, MESSAGE_MEMORY);
    }
    *out = scan;
    return TOCSIN_OK;
}

void regex_scan_free(struct regex_scan *scan)
{
    if (!scan)
        return;
    alloc_free(scan->alloc, scan->noted, scan->words.triggers.words * sizeof *scan->noted);
    scan_words_finish(&scan->words);
    alloc_free(scan->alloc, scan->work, (scan->set->count + 1) * sizeof *scan->work);
    if (scan->profile)
        alloc_free(scan->alloc, scan->profile, (scan->set->count + 1) * sizeof *scan->profile);
    array_finish(scan->alloc, &scan->hits);
    array_finish(scan->alloc, &scan->awake);
    array_finish(scan->alloc, &scan->reported);
    array_finish(scan->alloc, &scan->matches);
    array_finish(scan->alloc, &scan->groups);
    alloc_free(scan->alloc, scan, sizeof *scan);
}

/* ---- What is woken -------------------------------------------------------------------------------------- */

static bool entry_wake(struct regex_scan *scan, uint32_t entry)
{
    struct entry_work *work = &scan->work[entry];
    if (work->awake)
        return true;
    work->awake = true;
    work->first = work->last = HIT_NONE;
    return array_push(scan->alloc, &scan->awake, entry);
}

/* Files a hit in the order of starts, each start once. */
static bool hit_add(struct regex_scan *scan, uint32_t entry, uint32_t start)
{
    if (!entry_wake(scan, entry))
        return false;
    struct entry_work *work = &scan->work[entry];
    uint32_t before = work->last;
    if (before != HIT_NONE && scan->hits.items[before].start > start) {
        before = HIT_NONE;
        for (uint32_t i = work->first; scan->hits.items[i].start <= start; i = scan->hits.items[i].next)
            before = i;
    }
    if (before != HIT_NONE && scan->hits.items[before].start == start)
        return true;
    uint32_t hit = (uint32_t)scan->hits.count;
    uint32_t next = before == HIT_NONE ? work->first : scan->hits.items[before].next;
    if (!array_push(scan->alloc, &scan->hits, (struct hit){start, next}))
        return false;
    if (before == HIT_NONE)
        work->first = hit;
    else
        scan->hits.items[before].next = hit;
    if (next == HIT_NONE)
        work->last = hit;
    return true;
}

static bool notes_take(struct regex_scan *scan, enum regex_scope scope)
{
    struct signature *signatures = scan->words.triggers.signatures.items;
    for (size_t i = 0; i < scan->words.notes.count; i++) {
        form_mark mark = scan->words.notes.items[i];
        struct signature *signature = &signatures[mark >> MARK_SHIFT];
        if (!(mark & MARK_SEARCH) || signature->segment == scan->segment)
            continue;
        signature->segment = scan->segment;
        const struct wake *wake = signature->wakes + signature->at_word;
        for (uint32_t n = 0; n < signature->search; n++)
            if (wake[n].scope == scope && !entry_wake(scan, wake[n].entry))
                return false;
    }
    return true;
}

/* Whether something in the segment meets a need. Most segments are never asked. */
static bool segment_holds(struct regex_scan *scan, uint32_t need)
{
    const struct form_triggers *triggers = &scan->words.triggers;
    if (scan->noted_segment != scan->segment) {
        scan->noted_segment = scan->segment;
        memset(scan->noted, 0, triggers->words * sizeof *scan->noted);
        for (size_t i = 0; i < scan->words.notes.count; i++) {
            const uint64_t *bits = triggers->signatures.items[scan->words.notes.items[i] >> MARK_SHIFT].bits;
            for (size_t n = 0; n < triggers->words; n++)
                scan->noted[n] |= bits[n];
        }
    }
    return scan->noted[need / 64] >> (need % 64) & 1;
}

/* Whether one of the words that an entry also needs stands where it must for a match from word `first` on. */
static bool check_near(const struct scan_words *words, const struct wake *wake, size_t first)
{
    for (unsigned places = wake->check_words; places; places &= places - 1) {
        size_t at = first + (unsigned)__builtin_ctz(places);
        if (at >= words->words.count)
            return false;
        form_mark mark = words->words.items[at].mark; /* most words meet nothing */
        if (mark >> MARK_SHIFT && signature_meets(&words->triggers, mark, wake->check))
            return true;
    }
    return false;
}

/* An entry that word `at` wakes: the word may be the nth of its match. */
static bool entry_try(struct regex_scan *scan, const struct wake *wake, size_t at)
{
    unsigned n;
    for (unsigned places = wake->trigger_words; places; places ^= 1u << n) {
        n = 31 - (unsigned)__builtin_clz(places);
        if (n > at || (wake->check_words && !check_near(&scan->words, wake, at - n)))
            continue;
        if (!hit_add(scan, wake->entry, scan->words.words.items[at - n].start))
            return false;
    }
    return true;
}

static bool words_take(struct regex_scan *scan, enum regex_scope scope)
{
    const struct scan_words *words = &scan->words;
    for (size_t i = 0; i < words->wakers.count; i++) {
        size_t at = words->wakers.items[i];
        const struct signature *signature =
            &words->triggers.signatures.items[words->words.items[at].mark >> MARK_SHIFT];
        for (uint32_t n = 0; n < signature->at_word; n++)
            if (signature->wakes[n].scope == scope && !entry_try(scan, &signature->wakes[n], at))
                return false;
    }
    return true;
}

static bool always_take(struct regex_scan *scan, enum regex_scope scope)
{
    const struct entry_list *always = &scan->set->always;
    for (uint32_t e = 0; e < always->count; e++)
        if (scan->set->entries[always->items[e]].scope == scope && !entry_wake(scan, always->items[e]))
            return false;
    return true;
}

/* ---- Matching ------------------------------------------------------------------------------------------- */

static bool match_keep(struct regex_scan *scan, uint32_t entry, size_t base, const struct regex_match *match)
{
    size_t first = scan->groups.count;
    if (!array_reserve(scan->alloc, &scan->groups, match->count))
        return false;
    for (uint32_t i = 0; i < match->count; i++) {
        struct regex_span span = match->groups[i];
        if (span.start != SIZE_MAX)
            span = (struct regex_span){base + span.start, base + span.end};
        scan->groups.items[first + i] = span;
    }
    scan->groups.count += match->count;
    struct found_match found = {(uint32_t)scan->groups.items[first].start, entry, scan->matches.count, first,
                                match->count};
    return array_push(scan->alloc, &scan->matches, found);
}

static size_t character_after(struct str text, size_t at)
{
    at++;
    while (at < text.length && ((unsigned char)text.data[at] & 0xc0) == 0x80)
        at++;
    return at;
}

static tocsin_status segment_search(struct regex_scan *scan, uint32_t entry, const struct scan_segment *segment)
{
    struct str subject = {scan->input->text.data + segment->start, segment->end - segment->start};
    size_t from = 0;
    while (from <= subject.length) {
        struct regex_match match;
        scan->tried++;
        tocsin_status status = regex_match(&match, scan->matcher, scan->set->entries[entry].regex, subject, from,
                                           false, scan->budget, scan->error);
        if (status || !match.count)
            return status;
        if (!match_keep(scan, entry, segment->start, &match))
            return error_set(scan->error, MESSAGE_MEMORY);
        from = match.groups[0].end > from && match.groups[0].end > match.groups[0].start
                   ? match.groups[0].end
                   : character_after(subject, match.groups[0].end > from ? match.groups[0].end : from);
    }
    return TOCSIN_OK;
}

static tocsin_status hits_match(struct regex_scan *scan, uint32_t entry, const struct scan_segment *segment)
{
    struct str subject = {scan->input->text.data + segment->start, segment->end - segment->start};
    size_t from = segment->start;
    for (uint32_t i = scan->work[entry].first; i != HIT_NONE; i = scan->hits.items[i].next) {
        size_t start = scan->hits.items[i].start;
        struct regex_match match;
        if (start < from)
            continue;
        scan->tried++;
        tocsin_status status = regex_match(&match, scan->matcher, scan->set->entries[entry].regex, subject,
                                           start - segment->start, true, scan->budget, scan->error);
        if (status)
            return status;
        if (!match.count)
            continue;
        if (!match_keep(scan, entry, segment->start, &match))
            return error_set(scan->error, MESSAGE_MEMORY);
        from = segment->start + match.groups[0].end;
    }
    return TOCSIN_OK;
}

/* An entry that met a limit of its own: its matches in this segment go. Anything else ends the scan. */
static tocsin_status entry_failed(struct regex_scan *scan, uint32_t entry, size_t segment_start, size_t matches,
                                  size_t groups, tocsin_status status)
{
    if (status != TOCSIN_ERROR_LIMIT || scan->budget->stop)
        return status;
    scan->matches.count = matches;
    scan->groups.count = groups;
    if (!scan->work[entry].reported && scan->failed)
        scan->failed(scan->user, entry, segment_start, scan->error);
    if (!scan->work[entry].reported && !array_push(scan->alloc, &scan->reported, entry))
        return error_set(scan->error, MESSAGE_MEMORY);
    scan->work[entry].reported = true;
    return TOCSIN_OK;
}

static tocsin_status entry_match(struct regex_scan *scan, uint32_t id, const struct scan_segment *segment)
{
    struct regex_profile *profile = scan->profile ? &scan->profile[id] : NULL;
    uint64_t tried = scan->tried;
    size_t matches = scan->matches.count;
    if (profile)
        stopwatch_start(&profile->watch);
    tocsin_status status = scan->set->entries[id].kind == PLAN_WORD ? hits_match(scan, id, segment)
                                                                    : segment_search(scan, id, segment);
    if (profile) {
        stopwatch_stop(&profile->watch);
        profile->candidates += scan->tried - tried;
        profile->matches += scan->matches.count - matches;
    }
    return status;
}

static tocsin_status awake_match(struct regex_scan *scan, const struct scan_segment *segment)
{
    for (size_t i = 0; i < scan->awake.count; i++) {
        uint32_t id = scan->awake.items[i];
        const struct plan_entry *entry = &scan->set->entries[id];
        if (scan->profile)
            scan->profile[id].triggers++;
        if (entry->check != NEED_NONE && !entry->check_words && !segment_holds(scan, entry->check))
            continue;
        size_t matches = scan->matches.count, groups = scan->groups.count;
        tocsin_status status = entry_match(scan, id, segment);
        if (status)
            status = entry_failed(scan, id, segment->start, matches, groups, status);
        if (status)
            return status;
    }
    return TOCSIN_OK;
}

/* ---- Telling -------------------------------------------------------------------------------------------- */

static bool match_before(const struct found_match *a, const struct found_match *b)
{
    if (a->start != b->start)
        return a->start < b->start;
    return a->entry != b->entry ? a->entry < b->entry : a->order < b->order;
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
    for (size_t i = count / 2; i-- > 0;)
        match_sift(items, i, count);
    for (size_t end = count; end-- > 1;) {
        struct found_match swap = items[0];
        items[0] = items[end];
        items[end] = swap;
        match_sift(items, 0, end);
    }
}

static void matches_tell(struct regex_scan *scan)
{
    matches_sort(scan->matches.items, scan->matches.count);
    for (size_t i = 0; i < scan->matches.count && !scan->ended; i++) {
        const struct found_match *found = &scan->matches.items[i];
        struct regex_match match = {&scan->groups.items[found->first_group], found->group_count};
        scan->ended = !scan->found(scan->user, found->entry, &match);
    }
}

/* ---- Segments ------------------------------------------------------------------------------------------- */

static void segment_clear(struct regex_scan *scan)
{
    for (size_t i = 0; i < scan->awake.count; i++)
        scan->work[scan->awake.items[i]].awake = false;
    array_clear(&scan->awake);
    array_clear(&scan->hits);
    array_clear(&scan->matches);
    array_clear(&scan->groups);
}

static tocsin_status segment_charge(struct regex_scan *scan, size_t length)
{
    scan->unchecked += length;
    bool look = scan->unchecked >= CHECK_BYTES;
    if (look)
        scan->unchecked = 0;
    if (!budget_charge(scan->budget, 1 + (length >> FUEL_SHIFT)) || (look && !budget_check(scan->budget)))
        return budget_error(scan->budget, scan->error);
    return TOCSIN_OK;
}

static tocsin_status segment_run(struct regex_scan *scan, const struct scan_segment *segment,
                                 enum regex_scope scope)
{
    const struct regex_scan_input *input = scan->input;
    tocsin_status status = segment_charge(scan, segment->end - segment->start);
    if (status)
        return status;
    scan->segment++;
    if (!scan_words_fill(&scan->words, input->text, input->segmentation, input->vocabulary, segment) ||
        !always_take(scan, scope) || !notes_take(scan, scope) ||
        !words_take(scan, scope))
        status = error_set(scan->error, MESSAGE_MEMORY);
    if (!status && scan->awake.count)
        status = awake_match(scan, segment);
    if (!status && scan->matches.count)
        matches_tell(scan);
    segment_clear(scan);
    return status;
}

/* A stretch of any length, in segments. */
static tocsin_status stretch_run(struct regex_scan *scan, struct scan_segment stretch, enum regex_scope scope)
{
    const struct token *tokens = scan->input->segmentation->tokens.items;
    tocsin_status status = TOCSIN_OK;
    size_t token = stretch.first_token;
    for (size_t start = stretch.start; !status && !scan->ended;) {
        struct scan_segment segment = {start, regex_segment_cut(scan->input->text, start, stretch.end), token,
                                       stretch.last_token};
        if (segment.end < stretch.end) {
            while (token < stretch.last_token && tokens[token].end <= segment.end)
                token++;
            bool cut = token < stretch.last_token && tokens[token].start < segment.end;
            segment.last_token = token + cut;
        }
        status = segment_run(scan, &segment, scope);
        start = segment.end;
        if (start >= stretch.end)
            break;
    }
    return status;
}

static struct scan_segment paragraph_stretch(const struct segmentation *segmentation, size_t index)
{
    const struct paragraph *paragraph = &segmentation->paragraphs.items[index];
    struct scan_segment stretch = {paragraph->start, paragraph->end, 0, 0};
    if (paragraph->sentence_count) {
        const struct sentence *first = &segmentation->sentences.items[paragraph->first_sentence];
        const struct sentence *last = first + paragraph->sentence_count - 1;
        stretch.first_token = first->first_token;
        stretch.last_token = last->first_token + last->token_count;
    }
    return stretch;
}

static tocsin_status scope_run(struct regex_scan *scan, enum regex_scope scope)
{
    const struct segmentation *segmentation = scan->input->segmentation;
    tocsin_status status = TOCSIN_OK;
    if (!scan->set->has_scope[scope])
        return status;
    if (scope == REGEX_DOCUMENT) {
        struct scan_segment all = {0, scan->input->text.length, 0, segmentation->tokens.count};
        return stretch_run(scan, all, scope);
    }
    if (scope == REGEX_PARAGRAPH) {
        for (size_t i = 0; i < segmentation->paragraphs.count && !status && !scan->ended; i++)
            status = stretch_run(scan, paragraph_stretch(segmentation, i), scope);
        return status;
    }
    for (size_t i = 0; i < segmentation->sentences.count && !status && !scan->ended; i++) {
        const struct sentence *sentence = &segmentation->sentences.items[i];
        struct scan_segment stretch = {sentence->start, sentence->end, sentence->first_token,
                                       sentence->first_token + sentence->token_count};
        status = stretch_run(scan, stretch, scope);
    }
    return status;
}

tocsin_status regex_scan_run(struct regex_scan *scan, struct regex_matcher *matcher,
                             const struct regex_scan_input *input, struct budget *budget, regex_found *found,
                             regex_failed *failed, void *user, tocsin_error *error)
{
    tocsin_error own;
    scan->matcher = matcher;
    scan->input = input;
    scan->budget = budget;
    scan->found = found;
    scan->failed = failed;
    scan->user = user;
    scan->error = error ? error : &own; /* patterns that fail are told with their error */
    scan->ended = false;
    for (size_t i = 0; i < scan->reported.count; i++)
        scan->work[scan->reported.items[i]].reported = false;
    array_clear(&scan->reported);
    segment_clear(scan);
    if (!form_triggers_open(&scan->words.triggers, input->vocabulary))
        return error_set(error, MESSAGE_MEMORY);
    tocsin_status status = TOCSIN_OK;
    for (int scope = REGEX_SENTENCE; scope <= REGEX_DOCUMENT && !status && !scan->ended; scope++)
        status = scope_run(scan, (enum regex_scope)scope);
    return status;
}

/* ---- Asking --------------------------------------------------------------------------------------------- */

tocsin_status regex_scan_wakes(bool *out, struct regex_scan *scan, const struct regex_scan_input *input, size_t entry,
                               size_t sentence, tocsin_error *error)
{
    const struct sentence *where = &input->segmentation->sentences.items[sentence];
    const struct plan_entry *plan = &scan->set->entries[entry];
    struct scan_segment segment = {where->start, regex_segment_cut(input->text, where->start, where->end),
                                   where->first_token, where->first_token + where->token_count};
    scan->input = input;
    segment_clear(scan);
    scan->segment++;
    bool filled = form_triggers_open(&scan->words.triggers, input->vocabulary) &&
                  scan_words_fill(&scan->words, input->text, input->segmentation, input->vocabulary, &segment) &&
                  always_take(scan, plan->scope) && notes_take(scan, plan->scope) && words_take(scan, plan->scope);
    bool wakes = filled && scan->work[entry].awake &&
                 (plan->check == NEED_NONE || plan->check_words || segment_holds(scan, plan->check));
    segment_clear(scan);
    if (!filled)
        return error_set(error, MESSAGE_MEMORY);
    *out = wakes;
    return TOCSIN_OK;
}

/* ---- Counting ------------------------------------------------------------------------------------------- */

tocsin_status regex_scan_profile(struct regex_scan *scan, tocsin_error *error)
{
    if (!scan->profile)
        scan->profile = alloc_zero(scan->alloc, (scan->set->count + 1) * sizeof *scan->profile);
    return scan->profile ? TOCSIN_OK : error_set(error, MESSAGE_MEMORY);
}

const struct regex_profile *regex_scan_profile_of(const struct regex_scan *scan, size_t entry)
{
    return scan->profile ? &scan->profile[entry] : NULL;
}
