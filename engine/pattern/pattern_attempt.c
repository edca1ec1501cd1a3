#include "pattern/scan_state.h"

enum { MOST_CELLS = 1 << 22 };

/* A state at a place, as it was first reached by the earliest start. */
struct attempt_cell {
    uint32_t start; /* UINT32_MAX: never reached */
    uint32_t from_place, from_state;
};

struct attempt {
    struct pattern_scan *scan;
    struct match_run run;
    struct attempt_cell *cells; /* rows of states, by place in the scope */
    size_t size;
    uint32_t best_place, best_state; /* of the attempt that read most words */
    uint32_t best_length;
    bool found;
};

static struct attempt_cell *cell_at(const struct attempt *attempt, uint32_t at, uint32_t state)
{
    return &attempt->cells[(size_t)(at - attempt->run.scope.first) * attempt->run.automaton->count + state];
}

static void lead(struct attempt *attempt, uint32_t from, uint32_t from_state, uint32_t to, uint32_t to_state)
{
    uint32_t start = cell_at(attempt, from, from_state)->start;
    struct attempt_cell *cell = cell_at(attempt, to, to_state);
    if (start < cell->start)
        *cell = (struct attempt_cell){start, from, from_state};
}

/* Leads on from a state; whether what it asks for stands there. */
static bool state_step(struct attempt *attempt, uint32_t at, uint32_t number)
{
    const struct state *state = &attempt->run.automaton->states[number];
    struct pattern_scan *scan = attempt->scan;
    struct long_hit hits[LONG_HITS];
    size_t count = 0;
    uint32_t last = attempt->run.scope.last;
    switch (state->kind) {
    case STATE_DEAD:
    case STATE_ACCEPT:
        return true;
    case STATE_FORK:
        lead(attempt, at, number, at, state->next);
        lead(attempt, at, number, at, state->other);
        return true;
    case STATE_TOKEN:
        count = at < last && token_passes(scan, state->item, at) != state->negative;
        hits[0].length = 1;
        break;
    case STATE_LONG:
        count = at < last ? long_hits(scan, &attempt->run, state->item, at, hits) : 0;
        break;
    case STATE_SAME: /* by any word: what was captured is not known here */
        count = at < last;
        hits[0].length = 1;
        break;
    case STATE_OPEN:
    case STATE_CLOSE:
        lead(attempt, at, number, at, state->next);
        return true;
    default:
        count = place_holds(scan, &attempt->run, state->kind, state->item, at);
        hits[0].length = 0;
        break;
    }
    for (size_t i = 0; i < count; i++)
        lead(attempt, at, number, at + hits[i].length, state->next);
    return count > 0;
}

static bool asks_any(const struct attempt *attempt, const struct state *state)
{
    return state->kind == STATE_TOKEN && !state->negative &&
           attempt->scan->set->predicates.items.items[state->item].kind == PREDICATE_ANY;
}

/* Goes through all places; states in an order in which each comes before those that it leads to. */
static void attempt_fill(struct attempt *attempt)
{
    const struct automaton *automaton = attempt->run.automaton;
    for (uint32_t at = attempt->run.scope.first; at <= attempt->run.scope.last && !attempt->scan->status; at++) {
        if (!budget_charge(attempt->scan->budget, automaton->count)) {
            attempt->scan->status = budget_error(attempt->scan->budget, attempt->scan->error);
            return;
        }
        struct attempt_cell *start = cell_at(attempt, at, automaton->start);
        if (at < attempt->run.scope.last && start->start == UINT32_MAX)
            *start = (struct attempt_cell){at, at, AUTOMATON_DEAD};
        for (uint32_t i = automaton->order_count; i-- > 0;) {
            /* what reads words comes last in the order, and leads to later places only */
            uint32_t at_order = i >= automaton->order_count - automaton->words_from
                                    ? i - (automaton->order_count - automaton->words_from)
                                    : automaton->words_from + i;
            uint32_t number = automaton->order[at_order];
            struct attempt_cell *cell = cell_at(attempt, at, number);
            if (cell->start == UINT32_MAX || state_step(attempt, at, number))
                continue;
            uint32_t length = at - cell->start;
            bool longer = !attempt->found || length > attempt->best_length;
            /* of the states at one place, that which is nearest to the pattern's end: those are made first */
            bool nearer = !longer && length == attempt->best_length && at == attempt->best_place &&
                          number < attempt->best_state;
            if (longer || nearer) {
                attempt->best_length = length;
                attempt->best_place = at;
                attempt->best_state = number;
                attempt->found = true;
            }
        }
    }
}

/* ---- Telling --------------------------------------------------------------------------------------------- */

static bool step_before(struct attempt *attempt, uint32_t element, uint32_t first, uint32_t last)
{
    struct pattern_scan *scan = attempt->scan;
    size_t count = scan->trail.count;
    if (element == PATTERN_NONE)
        return true;
    if (count && scan->trail.items[count - 1].element == element && scan->trail.items[count - 1].first == last) {
        scan->trail.items[count - 1].first = first;
        return true;
    }
    return array_push(scan->alloc, &scan->trail, (struct pattern_step){element, first, last}) ||
           scan_no_memory(scan);
}

/* Files what fitted, from the place where the attempt ended back to its start, then turns it round. */
static bool steps_file(struct attempt *attempt)
{
    struct pattern_scan *scan = attempt->scan;
    uint32_t place = attempt->best_place, state = attempt->best_state;
    for (;;) {
        const struct attempt_cell *cell = cell_at(attempt, place, state);
        if (cell->from_state == AUTOMATON_DEAD)
            break;
        const struct state *before = &attempt->run.automaton->states[cell->from_state];
        bool reads = before->kind >= STATE_TOKEN;
        if (reads && !step_before(attempt, before->element, cell->from_place, place))
            return false;
        place = cell->from_place;
        state = cell->from_state;
    }
    for (size_t i = 0, j = scan->trail.count; i + 1 < j; i++) {
        struct pattern_step swap = scan->trail.items[i];
        scan->trail.items[i] = scan->trail.items[--j];
        scan->trail.items[j] = swap;
    }
    return true;
}

static void wanted_add(struct pattern_attempt *out, uint32_t element)
{
    for (uint32_t i = 0; i < out->wanted_count; i++)
        if (out->wanted[i] == element)
            return;
    if (element != PATTERN_NONE && out->wanted_count < sizeof out->wanted / sizeof *out->wanted)
        out->wanted[out->wanted_count++] = element;
}

static void wanted_of(struct pattern_attempt *out, const struct pattern_code *code, const struct state *state)
{
    bool choice = false;
    for (uint32_t i = 0; i < code->alternative_count; i++)
        if (state->kind == STATE_TOKEN && code->alternatives[i].first == state->element) {
            wanted_add(out, code->alternatives[i].element);
            choice = true;
        }
    if (!choice)
        wanted_add(out, state->element);
}

/* The state by which the way to a state came to its place. */
static uint32_t entered_by(const struct attempt *attempt, uint32_t at, uint32_t state)
{
    const struct attempt_cell *cell = cell_at(attempt, at, state);
    while (cell->from_state != AUTOMATON_DEAD && cell->from_place == at) {
        state = cell->from_state;
        cell = cell_at(attempt, at, state);
    }
    return state;
}

/* All that was asked for where the best attempt ended, on its way; "any word" only where nothing else was. */
static void wanted_fill(struct pattern_attempt *out, struct attempt *attempt)
{
    const struct automaton *automaton = attempt->run.automaton;
    uint32_t entered = entered_by(attempt, attempt->best_place, attempt->best_state);
    for (int any = 0; any < 2 && out->wanted_count == 0; any++)
        for (uint32_t i = automaton->order_count; i-- > 0;) {
            const struct state *state = &automaton->states[automaton->order[i]];
            const struct attempt_cell *cell = cell_at(attempt, attempt->best_place, automaton->order[i]);
            bool asks = state->kind >= STATE_TOKEN && cell->start != UINT32_MAX &&
                        attempt->best_place - cell->start == attempt->best_length &&
                        entered_by(attempt, attempt->best_place, automaton->order[i]) == entered;
            if (asks && asks_any(attempt, state) == (any == 1) &&
                !state_step(attempt, attempt->best_place, automaton->order[i]))
                wanted_of(out, attempt->run.code, state);
        }
}

/* ---- Asking ---------------------------------------------------------------------------------------------- */

static bool is_annotated(struct pattern_scan *scan, uint32_t number, struct stretch scope)
{
    for (uint32_t at = scope.first; at < scope.last;) {
        const struct pattern_layer *layer = &layer_of(scan, number, at)->items;
        for (size_t i = 0; i < layer->count; i++)
            if (layer->items[i].first >= scope.first && layer->items[i].last <= scope.last)
                return true;
        at = layer->last;
    }
    return false;
}

static bool is_woken(struct pattern_scan *scan, const struct pattern_code *code, struct stretch scope)
{
    for (uint32_t n = 0; n < code->wake.need_count; n++) {
        uint32_t item = code->wake.needs[n].item;
        if (code->wake.kind == WAKE_ANNOTATIONS) {
            if (is_annotated(scan, item, scope))
                return true;
            continue;
        }
        for (uint32_t at = scope.first; at < scope.last; at++)
            if (form_has(&scan->forms, scan->tokens[at], item))
                return true;
    }
    return code->wake.kind == WAKE_ALWAYS;
}

static bool matches_somewhere(struct attempt *attempt)
{
    struct pattern_scan *scan = attempt->scan;
    array_clear(&scan->matches);
    array_clear(&scan->captures);
    match_all(scan, &attempt->run, attempt->run.scope.first);
    return scan->matches.count > 0;
}

static bool cells_make(struct attempt *attempt)
{
    const struct automaton *automaton = attempt->run.automaton;
    struct stretch *scope = &attempt->run.scope;
    uint32_t most = MOST_CELLS / automaton->count;
    if (scope->last - scope->first >= most) /* of a long scope the first part, which is enough to see why */
        scope->last = scope->first + most - 1;
    attempt->size = (size_t)(scope->last - scope->first + 1) * automaton->count * sizeof *attempt->cells;
    attempt->cells = alloc_new(attempt->scan->alloc, attempt->size);
    if (!attempt->cells)
        return scan_no_memory(attempt->scan);
    memset(attempt->cells, 0xff, attempt->size);
    return true;
}

static void attempt_explain(struct pattern_attempt *out, struct attempt *attempt)
{
    struct pattern_scan *scan = attempt->scan;
    if (attempt->run.code->whole_looks && !looks_prepare(scan, &attempt->run))
        return;
    attempt_fill(attempt);
    array_clear(&scan->trail);
    if (!attempt->found || scan->status || !steps_file(attempt))
        return;
    out->start = cell_at(attempt, attempt->best_place, attempt->best_state)->start;
    out->reached = attempt->best_place;
    wanted_fill(out, attempt);
    out->steps = scan->trail.items;
    out->step_count = (uint32_t)scan->trail.count;
}

tocsin_status pattern_scan_attempt(struct pattern_attempt *out, struct pattern_scan *scan, pattern_id pattern,
                                   uint32_t first, uint32_t last, struct budget *budget, tocsin_error *error)
{
    const struct pattern_code *code = &scan->set->codes.items[pattern];
    struct attempt attempt = {
        .scan = scan, .run = {.code = code, .automaton = &code->automaton, .scope = {first, last}}};
    struct budget boundless;
    budget_start(&boundless, UINT64_MAX, 0, NULL);
    scan->run++;
    scan->budget = scan->forms.budget = budget ? budget : &boundless;
    scan->error = scan->forms.error = error;
    scan->status = scan->forms.status = TOCSIN_OK;
    struct pattern_attempt made = {.start = first, .reached = first};
    if (first < last) {
        made.triggered = is_woken(scan, code, attempt.run.scope);
        made.matches = matches_somewhere(&attempt);
        if (!scan->status && cells_make(&attempt))
            attempt_explain(&made, &attempt);
        alloc_free(scan->alloc, attempt.cells, attempt.size);
    }
    if (!scan->status)
        *out = made;
    return scan->status;
}
