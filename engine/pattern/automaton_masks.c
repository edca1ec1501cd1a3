#include "pattern/part.h"

/* States in an order in which each comes after those that it leads to without a word. */
struct sorter {
    const struct automaton *automaton;
    uint32_t *stack, *order;
    uint32_t stacked, ordered;
    bool *seen, *reached;
};

#define LEAVING (UINT32_C(1) << 31)

static bool reads_words(const struct state *state)
{
    return state->kind == STATE_TOKEN || state->kind == STATE_LONG || state->kind == STATE_SAME;
}

static bool is_end(const struct state *state)
{
    return state->kind == STATE_DEAD || state->kind == STATE_ACCEPT;
}

static bool is_place(const struct state *state)
{
    return state->kind == STATE_START || state->kind == STATE_END || state->kind == STATE_LOOK;
}

static void reach(struct sorter *sorter, uint32_t start)
{
    sorter->stacked = 0;
    sorter->stack[sorter->stacked++] = start;
    while (sorter->stacked) {
        uint32_t at = sorter->stack[--sorter->stacked];
        const struct state *state = &sorter->automaton->states[at];
        if (sorter->reached[at])
            continue;
        sorter->reached[at] = true;
        if (!is_end(state))
            sorter->stack[sorter->stacked++] = state->next;
        if (state->kind == STATE_FORK)
            sorter->stack[sorter->stacked++] = state->other;
    }
}

static void sort_from(struct sorter *sorter, uint32_t start)
{
    sorter->stacked = 0;
    sorter->stack[sorter->stacked++] = start;
    while (sorter->stacked) {
        uint32_t at = sorter->stack[--sorter->stacked];
        if (at & LEAVING) {
            sorter->order[sorter->ordered++] = at & ~LEAVING;
            continue;
        }
        const struct state *state = &sorter->automaton->states[at];
        if (sorter->seen[at])
            continue;
        sorter->seen[at] = true;
        sorter->stack[sorter->stacked++] = at | LEAVING;
        if (!is_end(state) && !reads_words(state))
            sorter->stack[sorter->stacked++] = state->next;
        if (state->kind == STATE_FORK)
            sorter->stack[sorter->stacked++] = state->other;
    }
}

static tocsin_status sorter_make(struct sorter *sorter, struct pattern_maker *maker,
                                 const struct automaton *automaton)
{
    size_t count = automaton->count;
    sorter->automaton = automaton;
    /* each state is stacked at most three times: by what leads to it, and when it is left */
    sorter->stack = arena_new(&maker->scratch, (3 * count + 4) * sizeof *sorter->stack);
    sorter->order = arena_new(&maker->scratch, count * sizeof *sorter->order);
    sorter->seen = arena_new(&maker->scratch, 2 * count * sizeof *sorter->seen);
    if (!sorter->stack || !sorter->order || !sorter->seen)
        return maker_no_memory(maker);
    memset(sorter->seen, 0, 2 * count * sizeof *sorter->seen);
    sorter->reached = sorter->seen + count;
    sorter->ordered = 0;
    reach(sorter, automaton->start);
    for (uint32_t i = 0; i < count; i++)
        if (sorter->reached[i])
            sort_from(sorter, i);
    return TOCSIN_OK;
}

/* Acceptance is leaf 0. */
static void leaves_number(struct automaton *automaton, const struct sorter *sorter)
{
    automaton->leaf_count = 1;
    automaton->plain = true;
    for (uint32_t i = 0; i < automaton->count; i++) {
        struct state *state = &automaton->states[i];
        if (!sorter->reached[i] || !(reads_words(state) || is_place(state)))
            continue;
        state->leaf = (uint16_t)automaton->leaf_count++;
        automaton->plain &= state->kind != STATE_LONG && state->kind != STATE_SAME;
    }
    automaton->small = automaton->leaf_count <= SMALL_LEAVES;
}

static uint64_t closure_of(const struct automaton *automaton, uint32_t at)
{
    const struct state *state = &automaton->states[at];
    switch (state->kind) {
    case STATE_DEAD:
        return 0;
    case STATE_FORK:
        return automaton->closure[state->next] | automaton->closure[state->other];
    case STATE_OPEN:
    case STATE_CLOSE:
        return automaton->closure[state->next];
    default:
        return UINT64_C(1) << state->leaf;
    }
}

/* Files a leaf under what it asks. */
static void leaf_sort(struct automaton *automaton, const struct pattern_maker *maker, const struct state *state)
{
    uint64_t bit = UINT64_C(1) << state->leaf;
    automaton->tokens |= state->kind == STATE_TOKEN ? bit : 0;
    automaton->sames |= state->kind == STATE_SAME ? bit : 0;
    automaton->longs |= state->kind == STATE_SAME || state->kind == STATE_LONG ? bit : 0;
    if (state->kind != STATE_TOKEN || state->negative)
        return;
    enum predicate_kind kind = maker->set->predicates.items.items[state->item].kind;
    automaton->any |= kind == PREDICATE_ANY ? bit : 0;
    automaton->words |= kind == PREDICATE_WORDS ? bit : 0;
}

static tocsin_status masks_make(struct automaton *automaton, struct pattern_maker *maker,
                                const struct sorter *sorter)
{
    struct arena *arena = &maker->set->arena;
    automaton->closure = arena_new(arena, automaton->count * sizeof *automaton->closure);
    automaton->leaves = arena_new(arena, automaton->leaf_count * sizeof *automaton->leaves);
    automaton->place_order = arena_new(arena, SMALL_LEAVES);
    if (!automaton->closure || !automaton->leaves || !automaton->place_order)
        return maker_no_memory(maker);
    memset(automaton->closure, 0, automaton->count * sizeof *automaton->closure);
    for (uint32_t i = 0; i < sorter->ordered; i++)
        automaton->closure[sorter->order[i]] = closure_of(automaton, sorter->order[i]);
    automaton->leaves[0] = (struct leaf){.kind = STATE_ACCEPT, .state = AUTOMATON_ACCEPT};
    for (uint32_t i = 0; i < sorter->ordered; i++) {
        const struct state *state = &automaton->states[sorter->order[i]];
        if (!reads_words(state) && !is_place(state))
            continue;
        automaton->leaves[state->leaf] = (struct leaf){.follow = automaton->closure[state->next],
                                                       .item = state->item,
                                                       .state = (uint16_t)sorter->order[i],
                                                       .kind = state->kind,
                                                       .negative = state->negative};
        leaf_sort(automaton, maker, state);
        if (is_place(state)) {
            automaton->places |= UINT64_C(1) << state->leaf;
            automaton->place_order[automaton->place_count++] = (uint8_t)state->leaf;
        }
    }
    return TOCSIN_OK;
}

/* Every automaton has it: how far a pattern gets at a place is worked out in this order. */
static tocsin_status order_make(struct automaton *automaton, struct pattern_maker *maker,
                                const struct sorter *sorter)
{
    automaton->order = arena_new(&maker->set->arena, (sorter->ordered + 1) * sizeof *automaton->order);
    if (!automaton->order)
        return maker_no_memory(maker);
    for (int words = 0; words < 2; words++) {
        for (uint32_t i = 0; i < sorter->ordered; i++)
            if (reads_words(&automaton->states[sorter->order[i]]) == (words == 1))
                automaton->order[automaton->order_count++] = sorter->order[i];
        if (words == 0)
            automaton->words_from = automaton->order_count;
    }
    return TOCSIN_OK;
}

tocsin_status automaton_finish(struct automaton *out, struct pattern_maker *maker, uint32_t start, bool backwards)
{
    struct automaton automaton = {
        .count = (uint32_t)maker->states.count, .start = start, .backwards = backwards};
    size_t size = automaton.count * sizeof *automaton.states;
    struct sorter sorter = {.ordered = 0};
    automaton.states = arena_new(&maker->set->arena, size);
    if (!automaton.states)
        return maker_no_memory(maker);
    memcpy(automaton.states, maker->states.items, size);
    tocsin_status status = sorter_make(&sorter, maker, &automaton);
    if (status)
        return status;
    leaves_number(&automaton, &sorter);
    if (automaton.small)
        status = masks_make(&automaton, maker, &sorter);
    if (!status)
        status = order_make(&automaton, maker, &sorter);
    if (!status)
        *out = automaton;
    return status;
}
