#include "train/parse_oracle.h"

static unsigned children_to_come(const struct parse_gold *gold, uint32_t word, uint32_t next)
{
    unsigned count = 0;
    for (uint32_t child = gold[word].first_child; child; child = gold[child].next_child)
        count += child >= next;
    return count;
}

static bool is_stacked(const struct parse_state *state, uint32_t word)
{
    return word && word < state->next && !state->nodes[word].head;
}

unsigned parse_cost(const struct parse_state *state, const struct parse_gold *gold, enum parse_step step)
{
    uint32_t top = parse_stacked(state, 0), next = state->next, head = gold[step == PARSE_SHIFT ? next : top].head;
    unsigned cost = 0;
    if (step == PARSE_SHIFT) {
        cost += head != top && is_stacked(state, head);
        for (uint32_t child = gold[next].first_child; child && child < next; child = gold[child].next_child)
            cost += is_stacked(state, child);
        return cost;
    }
    if (step == PARSE_LEFT)
        cost += head > next || head == 0 || head == parse_stacked(state, 1);
    else
        cost += head >= next || head == 0;
    return cost + children_to_come(gold, top, next);
}
