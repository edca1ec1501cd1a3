#include "english/parse_state.h"

#include <string.h>

void parse_state_begin(struct parse_state *state, const struct parse_word *words, struct parse_node *nodes,
                       uint32_t *stack, uint32_t count)
{
    *state = (struct parse_state){.words = words, .nodes = nodes, .stack = stack, .next = 1, .count = count};
    memset(nodes, 0, ((size_t)count + 1 + PARSE_PADS) * sizeof *nodes);
    for (size_t i = 0; i < (size_t)count + 1 + PARSE_PADS; i++)
        nodes[i].relation = PARSE_NO_RELATION;
    memset(stack, 0, PARSE_PADS * sizeof *stack);
}

void parse_shift(struct parse_state *state)
{
    state->stack[PARSE_PADS + state->depth++] = state->next++;
}

void parse_attach(struct parse_state *state, enum parse_step step, uint8_t relation)
{
    uint32_t word = parse_stacked(state, 0), head = parse_head_of(state, step);
    struct parse_node *node = &state->nodes[head];
    state->depth--;
    state->nodes[word].head = head;
    state->nodes[word].relation = relation;
    if (step == PARSE_LEFT) {
        node->left_inner = node->left;
        node->left = word;
        node->lefts += node->lefts < PARSE_MANY;
    } else {
        node->right_inner = node->right;
        node->right = word;
        node->rights += node->rights < PARSE_MANY;
    }
}
