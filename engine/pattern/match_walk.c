#include "pattern/scan_state.h"

/* A match while it is followed. */
struct walker {
    struct pattern_scan *scan;
    const struct match_run *run;
    uint32_t from, at, state;
    size_t first_capture, first_step;
    struct stretch element; /* the last list entry or annotation */
    lexicon_entry entry;
    uint32_t annotation;
};

/* ---- What can be gone on with ----------------------------------------------------------------------------- */

static form_id folded(const struct pattern_scan *scan, uint32_t token)
{
    return vocabulary_form(scan->input->vocabulary, scan->tokens[token])->fold;
}

/* A capture's last span. One that is still open is closed here, for =name is never inside of it. */
static struct stretch span_of(const struct walker *walker, uint32_t name)
{
    const struct pattern_scan *scan = walker->scan;
    for (size_t i = 0; i < scan->opens.count; i++)
        if (scan->opens.items[i].name == name && scan->opens.items[i].first < walker->at)
            return (struct stretch){scan->opens.items[i].first, walker->at};
    for (size_t i = scan->captures.count; i > walker->first_capture; i--)
        if (scan->captures.items[i - 1].name == name)
            return (struct stretch){scan->captures.items[i - 1].first, scan->captures.items[i - 1].last};
    return (struct stretch){0, 0};
}

/* How many words the capture has that stand at the walker's place again; 0: they do not. */
static uint32_t same_length(struct walker *walker, uint32_t name)
{
    struct pattern_scan *scan = walker->scan;
    struct stretch span = span_of(walker, name);
    uint32_t length = span.last - span.first;
    if (length > walker->run->scope.last - walker->at || walker->at + length - walker->from > PATTERN_SAME_LIMIT)
        return 0;
    for (uint32_t i = 0; i < length; i++, scan->steps++)
        if (folded(scan, span.first + i) != folded(scan, walker->at + i))
            return 0;
    return length;
}

static bool noted(const struct walker *walker, uint64_t leaves, uint32_t at)
{
    return at <= walker->run->reach && (leaves & walker->scan->live[at]);
}

/* Without the leaves that ask for words again which do not stand here. */
static uint64_t sames_sift(struct walker *walker, uint64_t leaves)
{
    const struct automaton *automaton = walker->run->automaton;
    for (uint64_t rest = leaves & automaton->sames; rest; rest &= rest - 1) {
        const struct leaf *leaf = &automaton->leaves[__builtin_ctzll(rest)];
        uint32_t length = same_length(walker, leaf->item);
        if (!length || !noted(walker, leaf->follow, walker->at + length))
            leaves &= ~(rest & -rest);
    }
    return leaves;
}

/* Whether acceptance can be reached from a state at the walker's place. */
static bool lives(struct walker *walker, uint32_t state)
{
    const struct automaton *automaton = walker->run->automaton;
    if (!automaton->small)
        return large_live(walker->scan, walker->run, walker->at, state);
    uint64_t leaves = automaton->closure[state];
    if (leaves & automaton->sames)
        leaves = sames_sift(walker, leaves);
    return noted(walker, leaves, walker->at);
}

/* ---- What is noted --------------------------------------------------------------------------------------- */

/* Which word of a choice between words it was. */
static uint32_t element_of(struct walker *walker, uint32_t element)
{
    const struct pattern_code *code = walker->run->code;
    for (uint32_t i = 0; i < code->alternative_count; i++)
        if (code->alternatives[i].first == element &&
            token_passes(walker->scan, code->alternatives[i].predicate, walker->at))
            return code->alternatives[i].element;
    return element;
}

static bool step_file(struct walker *walker, const struct state *state, uint32_t length)
{
    struct pattern_scan *scan = walker->scan;
    uint32_t element = state->element;
    if (!scan->trace || element == PATTERN_NONE)
        return true;
    if (state->kind == STATE_TOKEN)
        element = element_of(walker, element);
    if (scan->trail.count > walker->first_step) {
        struct pattern_step *last = &scan->trail.items[scan->trail.count - 1];
        if (last->element == element && last->last == walker->at) {
            last->last += length;
            return true;
        }
    }
    return array_push(scan->alloc, &scan->trail,
                      (struct pattern_step){element, walker->at, walker->at + length}) ||
           scan_no_memory(scan);
}

static bool capture_open(struct walker *walker, uint32_t name)
{
    return array_push(walker->scan->alloc, &walker->scan->opens, (struct open_capture){name, walker->at}) ||
           scan_no_memory(walker->scan);
}

static bool capture_close(struct walker *walker)
{
    struct pattern_scan *scan = walker->scan;
    struct open_capture open = scan->opens.items[--scan->opens.count];
    struct pattern_capture capture = {open.name, open.first, walker->at, LEXICON_NONE, UINT32_MAX};
    if (open.first == walker->at)
        return true;
    if (walker->element.first == open.first && walker->element.last == walker->at) {
        capture.entry = walker->entry;
        capture.annotation = walker->annotation;
    }
    return array_push(scan->alloc, &scan->captures, capture) || scan_no_memory(scan);
}

/* ---- Moving ---------------------------------------------------------------------------------------------- */

static bool move(struct walker *walker, const struct state *state, uint32_t length)
{
    if (!step_file(walker, state, length))
        return false;
    walker->at += length;
    walker->state = state->next;
    return true;
}

/* The longest way that can go on. */
static bool move_long(struct walker *walker, const struct state *state)
{
    const struct automaton *automaton = walker->run->automaton;
    struct long_hit hits[LONG_HITS];
    size_t count = long_hits(walker->scan, walker->run, state->item, walker->at, hits);
    for (size_t i = 0; i < count; i++) {
        uint32_t then = walker->at + hits[i].length;
        bool goes_on = automaton->small ? noted(walker, automaton->closure[state->next], then)
                                        : large_long_live(walker->scan, walker->run, then, state);
        if (!goes_on)
            continue;
        walker->element = (struct stretch){walker->at, then};
        walker->entry = hits[i].entry;
        walker->annotation = hits[i].annotation;
        return move(walker, state, hits[i].length);
    }
    return false;
}

static bool move_same(struct walker *walker, const struct state *state)
{
    uint32_t length = same_length(walker, state->item);
    return length && noted(walker, walker->run->automaton->closure[state->next], walker->at + length) &&
           move(walker, state, length);
}

/* One state further; false: no match after all, or the scan failed. */
static bool advance(struct walker *walker)
{
    const struct state *state = &walker->run->automaton->states[walker->state];
    walker->scan->steps++;
    switch (state->kind) {
    case STATE_FORK:
        walker->state = lives(walker, state->next) ? state->next : state->other;
        /* one of both lives, but for words that should have come again */
        return walker->state == state->next || !walker->run->code->has_same || lives(walker, state->other);
    case STATE_OPEN:
        walker->state = state->next;
        return capture_open(walker, state->item);
    case STATE_CLOSE:
        walker->state = state->next;
        return capture_close(walker);
    case STATE_TOKEN:
        return move(walker, state, 1);
    case STATE_LONG:
        return move_long(walker, state);
    case STATE_SAME:
        return move_same(walker, state);
    case STATE_DEAD:
        return false;
    default:
        return move(walker, state, 0);
    }
}

/* ---- Matches --------------------------------------------------------------------------------------------- */

static struct walker walker_at(struct pattern_scan *scan, const struct match_run *run, uint32_t from)
{
    array_clear(&scan->opens);
    return (struct walker){.scan = scan,
                           .run = run,
                           .from = from,
                           .at = from,
                           .state = run->automaton->start,
                           .first_capture = scan->captures.count,
                           .first_step = scan->trail.count,
                           .element = {UINT32_MAX, UINT32_MAX}};
}

/* Files the match that ends where the walker is; the end of it, or `from` where there is none. */
static uint32_t walker_end(struct walker *walker, bool well)
{
    struct pattern_scan *scan = walker->scan;
    struct found_match match = {walker->from,
                                walker->at,
                                (uint32_t)(walker->run->code - scan->set->codes.items),
                                (uint32_t)scan->matches.count,
                                (uint32_t)walker->first_capture,
                                (uint32_t)(scan->captures.count - walker->first_capture),
                                (uint32_t)walker->first_step,
                                (uint32_t)(scan->trail.count - walker->first_step)};
    well = well && walker->at > walker->from &&
           (!walker->run->code->has_same || walker->at - walker->from <= PATTERN_SAME_LIMIT);
    if (well && array_push(scan->alloc, &scan->matches, match))
        return walker->at;
    if (well)
        scan_no_memory(scan);
    scan->captures.count = walker->first_capture;
    scan->trail.count = walker->first_step;
    return walker->from;
}

uint32_t walk(struct pattern_scan *scan, const struct match_run *run, uint32_t from)
{
    struct walker walker = walker_at(scan, run, from);
    bool well = true;
    while (well && walker.state != AUTOMATON_ACCEPT)
        well = advance(&walker) && (!run->code->has_same || walker.at - from <= PATTERN_SAME_LIMIT);
    return walker_end(&walker, well);
}

/* Whether the only way can be gone on from the walker's place. */
static bool advance_straight(struct walker *walker)
{
    const struct state *state = &walker->run->automaton->states[walker->state];
    struct pattern_scan *scan = walker->scan;
    if (state->kind == STATE_TOKEN) {
        scan->steps++;
        return walker->at < walker->run->scope.last &&
               token_passes(scan, state->item, walker->at) != state->negative && move(walker, state, 1);
    }
    if (state->kind == STATE_OPEN || state->kind == STATE_CLOSE)
        return advance(walker);
    return place_holds(scan, walker->run, state->kind, state->item, walker->at) && move(walker, state, 0);
}

uint32_t walk_straight(struct pattern_scan *scan, const struct match_run *run, uint32_t from)
{
    struct walker walker = walker_at(scan, run, from);
    bool well = true;
    while (well && walker.state != AUTOMATON_ACCEPT)
        well = walker.state != AUTOMATON_DEAD && advance_straight(&walker);
    return walker_end(&walker, well);
}

void match_all(struct pattern_scan *scan, struct match_run *run, uint32_t from)
{
    const struct automaton *automaton = run->automaton;
    run->assume = false;
    if (run->code->whole_looks && !looks_prepare(scan, run))
        return;
    if (automaton->small ? !small_note(scan, run, from, true) : !large_note(scan, run))
        return;
    for (uint32_t at = from; at < run->scope.last && !scan->status;) {
        bool starts = automaton->small ? (automaton->closure[automaton->start] & scan->live[at]) != 0
                                       : large_live(scan, run, at, automaton->start);
        uint32_t end = starts ? walk(scan, run, at) : at;
        at = end > at ? end : at + 1;
        scan->steps++;
    }
}
