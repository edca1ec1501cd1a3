#include "regex/anchor_states.h"

enum {
    STATES_MOST = 20000,
    COPIES_MOST = 4, /* of a repeated part; beyond it any number is allowed */
};

/* Parts are made back to front: each is given the state that comes after it and returns its first. */
static uint32_t part_add(struct anchor_states *states, const struct anchor_node *node, uint32_t next);

static uint32_t state_add(struct anchor_states *states, struct anchor_state state)
{
    if (states->items.count >= STATES_MOST)
        return 0;
    if (!array_push(states->alloc, &states->items, state)) {
        states->memory = true;
        return 0;
    }
    return (uint32_t)states->items.count - 1;
}

static uint32_t sequence_add(struct anchor_states *states, const struct anchor_node *child, uint32_t next)
{
    return child ? part_add(states, child, sequence_add(states, child->next, next)) : next;
}

static uint32_t choice_add(struct anchor_states *states, const struct anchor_node *choice, uint32_t next)
{
    uint32_t first = 0;
    for (const struct anchor_node *child = choice->child; child; child = child->next) {
        uint32_t part = part_add(states, child, next);
        first =
            child == choice->child ? part : state_add(states, (struct anchor_state){STEP_SPLIT, first, part, NULL});
    }
    return first;
}

static uint32_t repeat_add(struct anchor_states *states, const struct anchor_node *repeat, uint32_t next)
{
    uint32_t first = next;
    if (repeat->max > COPIES_MOST) {
        first = state_add(states, (struct anchor_state){STEP_SPLIT, next, next, NULL});
        uint32_t body = part_add(states, repeat->child, first);
        if (states->items.count < STATES_MOST && !states->memory)
            states->items.items[first].next = body;
    }
    for (unsigned i = repeat->min; i < repeat->max && repeat->max <= COPIES_MOST; i++)
        first = state_add(states,
                          (struct anchor_state){STEP_SPLIT, part_add(states, repeat->child, first), next, NULL});
    for (unsigned i = 0; i < repeat->min && i < COPIES_MOST; i++)
        first = part_add(states, repeat->child, first);
    return first;
}

static uint32_t part_add(struct anchor_states *states, const struct anchor_node *node, uint32_t next)
{
    if (states->items.count >= STATES_MOST || states->memory)
        return 0;
    switch (node->kind) {
    case ANCHOR_SEQUENCE:
        return sequence_add(states, node->child, next);
    case ANCHOR_CHOICE:
        return choice_add(states, node, next);
    case ANCHOR_REPEAT:
        return repeat_add(states, node, next);
    case ANCHOR_CHAR:
        return state_add(states, (struct anchor_state){STEP_CHAR, next, next, &node->class});
    case ANCHOR_BORDER:
        return state_add(states, (struct anchor_state){STEP_BORDER, next, next, NULL});
    case ANCHOR_BEGIN:
        return state_add(states, (struct anchor_state){STEP_BEGIN, next, next, NULL});
    case ANCHOR_END:
        return state_add(states, (struct anchor_state){STEP_END, next, next, NULL});
    }
    return next;
}

bool anchor_states_fill(struct anchor_states *states, const struct anchor_node *tree)
{
    uint32_t accept = state_add(states, (struct anchor_state){STEP_ACCEPT, 0, 0, NULL});
    states->start = part_add(states, tree, accept);
    return states->items.count < STATES_MOST && !states->memory;
}
