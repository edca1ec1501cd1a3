#include "pattern/part.h"

#define NO_STATE UINT32_MAX

/* NO_STATE: too many of them, or no memory; maker->status says which. */
static uint32_t state_new(struct pattern_maker *maker, const struct part *part, enum state_kind kind, uint32_t next)
{
    if (next == NO_STATE)
        return NO_STATE;
    if (++maker->state_count > AUTOMATON_STATES) {
        maker_fail(maker, part->node->source, part->node->start, part->node->end,
                   error_set(maker->error, MESSAGE_CHECK_SIZE, (unsigned)AUTOMATON_STATES));
        return NO_STATE;
    }
    struct state state = {.kind = (uint8_t)kind,
                          .negative = part->negative,
                          .next = next,
                          .item = part->item,
                          .element = part->element,
                          .part = part->number};
    if (!array_push(maker->set->alloc, &maker->states, state)) {
        maker_no_memory(maker);
        return NO_STATE;
    }
    return (uint32_t)maker->states.count - 1;
}

/* First `next`, else `other`. */
static uint32_t fork_new(struct pattern_maker *maker, const struct part *part, uint32_t next, uint32_t other)
{
    if (next == AUTOMATON_DEAD || next == other)
        return other;
    if (other == AUTOMATON_DEAD || other == NO_STATE)
        return other == NO_STATE ? NO_STATE : next;
    uint32_t fork = state_new(maker, part, STATE_FORK, next);
    if (fork != NO_STATE)
        maker->states.items[fork].other = other;
    return fork;
}

/* The state at which a part begins, when `next` follows it, or `empty` where it held no word. */
static uint32_t build(struct pattern_maker *maker, const struct part *part, bool backwards, uint32_t next,
                      uint32_t empty);

static uint32_t build_sequence(struct pattern_maker *maker, const struct part *part, bool backwards, uint32_t next,
                               uint32_t empty)
{
    uint32_t count = part->child_count, may_be_empty = 0;
    /* how many of the first parts may hold no word: up to there it matters whether one did */
    while (may_be_empty < count &&
           part->children[backwards ? count - 1 - may_be_empty : may_be_empty]->shortest == 0)
        may_be_empty++;
    for (uint32_t left = count; left-- > 0;) {
        const struct part *child = part->children[backwards ? count - 1 - left : left];
        uint32_t after = next;
        next = left > 0 ? build(maker, child, backwards, after, after) : NO_STATE;
        if (next == NO_STATE && left > 0)
            return NO_STATE;
        if (left <= may_be_empty && !(left > 0 && after == empty))
            empty = build(maker, child, backwards, after, empty);
        else
            empty = next;
        if (empty == NO_STATE)
            return NO_STATE;
    }
    return empty;
}

static uint32_t build_choice(struct pattern_maker *maker, const struct part *part, bool backwards, uint32_t next,
                             uint32_t empty)
{
    uint32_t rest = AUTOMATON_DEAD;
    for (uint32_t i = part->child_count; i-- > 0 && rest != NO_STATE;) {
        uint32_t child = build(maker, part->children[i], backwards, next, empty);
        rest = child == NO_STATE ? NO_STATE : fork_new(maker, part, child, rest);
    }
    return rest;
}

static uint32_t prefer(struct pattern_maker *maker, const struct part *part, uint32_t again, uint32_t leave)
{
    if (again == NO_STATE || leave == NO_STATE)
        return NO_STATE;
    return part->lazy ? fork_new(maker, part, leave, again) : fork_new(maker, part, again, leave);
}

/* What comes when all that had to be there was: `*next` where the iterations before held a word, else `*empty`. */
static bool build_more(struct pattern_maker *maker, const struct part *part, bool backwards, uint32_t *next,
                       uint32_t *empty)
{
    const struct part *child = part->children[0];
    uint32_t leave = *next, leave_empty = *empty, again = AUTOMATON_DEAD;
    if (part->most == PATTERN_NO_LIMIT) {
        uint32_t loop = state_new(maker, part, STATE_FORK, leave);
        again = loop == NO_STATE ? NO_STATE : build(maker, child, backwards, loop, AUTOMATON_DEAD);
        if (again == NO_STATE)
            return false;
        maker->states.items[loop].next = part->lazy ? leave : again;
        maker->states.items[loop].other = part->lazy ? again : leave;
        *next = loop;
    } else {
        for (uint32_t i = part->least; i < part->most; i++) {
            again = build(maker, child, backwards, *next, AUTOMATON_DEAD);
            *next = prefer(maker, part, again, leave);
            if (*next == NO_STATE)
                return false;
        }
    }
    *empty = leave_empty == leave ? *next : prefer(maker, part, again, leave_empty);
    return *empty != NO_STATE;
}

static uint32_t build_repeat(struct pattern_maker *maker, const struct part *part, bool backwards, uint32_t next,
                             uint32_t empty)
{
    const struct part *child = part->children[0];
    if (part->most > part->least && !build_more(maker, part, backwards, &next, &empty))
        return NO_STATE;
    for (uint32_t left = part->least; left-- > 0;) {
        uint32_t after = next;
        if (left > 0 || after == empty)
            next = build(maker, child, backwards, after, after);
        bool matters = after != empty && (left == 0 || child->shortest == 0);
        empty = matters ? build(maker, child, backwards, after, empty) : next;
        if (next == NO_STATE || empty == NO_STATE)
            return NO_STATE;
    }
    return empty;
}

static uint32_t build_capture(struct pattern_maker *maker, const struct part *part, bool backwards, uint32_t next,
                              uint32_t empty)
{
    uint32_t close = state_new(maker, part, STATE_CLOSE, next), close_empty = close;
    if (next != empty)
        close_empty = empty == AUTOMATON_DEAD ? empty : state_new(maker, part, STATE_CLOSE, empty);
    if (close == NO_STATE || close_empty == NO_STATE)
        return NO_STATE;
    return state_new(maker, part, STATE_OPEN, build(maker, part->children[0], backwards, close, close_empty));
}

enum { ORDER_SETS = 1 << PATTERN_ORDER_LIMIT };

struct order {
    struct pattern_maker *maker;
    const struct part *part;
    bool backwards;
    uint32_t next, empty;
    uint32_t needed;           /* bits of the parts that must come */
    uint32_t made[ORDER_SETS]; /* by the parts that came */
};

/* What is left when the parts in `came` have come. */
static uint32_t order_from(struct order *order, uint32_t came)
{
    if (order->made[came] != NO_STATE)
        return order->made[came];
    bool enough = (came & order->needed) == order->needed;
    uint32_t rest = !enough ? AUTOMATON_DEAD : came ? order->next : order->empty;
    for (uint32_t i = order->part->child_count; i-- > 0;) {
        if (came >> i & 1)
            continue;
        uint32_t after = order_from(order, came | UINT32_C(1) << i);
        uint32_t child = after == NO_STATE ? NO_STATE
                                           : build(order->maker, order->part->children[i], order->backwards, after,
                                                   AUTOMATON_DEAD);
        rest = child == NO_STATE ? NO_STATE : fork_new(order->maker, order->part, child, rest);
        if (rest == NO_STATE)
            return NO_STATE;
    }
    order->made[came] = rest;
    return rest;
}

static uint32_t build_any_order(struct pattern_maker *maker, const struct part *part, bool backwards, uint32_t next,
                                uint32_t empty)
{
    struct order order = {maker, part, backwards, next, empty, 0, {0}};
    for (size_t i = 0; i < ORDER_SETS; i++)
        order.made[i] = NO_STATE;
    for (uint32_t i = 0; i < part->child_count; i++)
        order.needed |= part->children[i]->shortest ? UINT32_C(1) << i : 0;
    return order_from(&order, 0);
}

static uint32_t build(struct pattern_maker *maker, const struct part *part, bool backwards, uint32_t next,
                      uint32_t empty)
{
    if (next == NO_STATE || empty == NO_STATE)
        return NO_STATE;
    switch (part->kind) {
    case PART_TOKEN:
        return state_new(maker, part, STATE_TOKEN, next);
    case PART_LONG:
        return state_new(maker, part, STATE_LONG, next);
    case PART_SAME:
        return state_new(maker, part, STATE_SAME, next);
    case PART_START:
        return state_new(maker, part, STATE_START, empty);
    case PART_END:
        return state_new(maker, part, STATE_END, empty);
    case PART_LOOK:
        return state_new(maker, part, STATE_LOOK, empty);
    case PART_SEQUENCE:
        return build_sequence(maker, part, backwards, next, empty);
    case PART_CHOICE:
        return build_choice(maker, part, backwards, next, empty);
    case PART_REPEAT:
        return build_repeat(maker, part, backwards, next, empty);
    case PART_CAPTURE:
        return build_capture(maker, part, backwards, next, empty);
    case PART_ANY_ORDER:
        return build_any_order(maker, part, backwards, next, empty);
    }
    return NO_STATE;
}

tocsin_status automaton_build(struct automaton *out, struct pattern_maker *maker, const struct part *part,
                              bool backwards)
{
    struct part none = {.node = part->node, .element = PATTERN_NONE};
    array_clear(&maker->states);
    state_new(maker, &none, STATE_DEAD, AUTOMATON_DEAD);
    uint32_t accept = state_new(maker, &none, STATE_ACCEPT, AUTOMATON_ACCEPT);
    uint32_t start = accept == NO_STATE ? NO_STATE : build(maker, part, backwards, accept, accept);
    if (start == NO_STATE)
        return maker->status;
    return automaton_finish(out, maker, start, backwards);
}

tocsin_status automaton_sketch(struct cover_side *out, struct pattern_maker *maker, const struct part *part)
{
    struct part none = {.node = part->node, .element = PATTERN_NONE};
    uint32_t before = maker->state_count;
    array_clear(&maker->states);
    state_new(maker, &none, STATE_DEAD, AUTOMATON_DEAD);
    uint32_t accept = state_new(maker, &none, STATE_ACCEPT, AUTOMATON_ACCEPT);
    uint32_t start = accept == NO_STATE ? NO_STATE : build(maker, part, false, accept, accept);
    struct state *states = arena_new(&maker->scratch, (maker->states.count + 1) * sizeof *states);
    if (start == NO_STATE)
        return maker->status;
    if (!states)
        return maker_no_memory(maker);
    memcpy(states, maker->states.items, maker->states.count * sizeof *states);
    *out = (struct cover_side){states, (uint32_t)maker->states.count, start, maker->longs.items, maker->looks.items,
                               maker->names.items};
    maker->state_count = before;
    return TOCSIN_OK;
}
