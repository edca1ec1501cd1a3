#include "english/parse_sight.h"

const uint8_t parse_usual[PARSE_SIGHTS] = {
    PARSE_NO_CHILD,
    PARSE_NO_CHILD,
    PARSE_NO_CHILD,
    PARSE_NO_CHILD,
    PARSE_NO_CHILD,
    PARSE_NO_CHILD,
    PARSE_NO_CHILD,
    PARSE_NO_CHILD,
    PARSE_NO_CHILD,
    PARSE_NO_TAG,
    PARSE_NO_TAG,
    PARSE_NO_TAG,
    PARSE_NO_TAG,
    PARSE_NO_TAG,
    1,
    1,
    0,
    0,
    0,
    0,
    0,
    4 << 2 | 3,
};

/* How far apart two words are: one class a word at first, then fewer; 0: one of them is none. */
static uint8_t distance(uint32_t from, uint32_t to)
{
    uint32_t between = to > from ? to - from : from - to;
    if (!from || !to)
        return 0;
    return (uint8_t)(between < 5 ? between : between < 7 ? 5 : between < 11 ? 6 : between < 21 ? 7 : 8);
}

static unsigned few(unsigned count, unsigned most)
{
    return count < most ? count : most;
}

/* How many marks and verbs there are behind one word up to another. */
static uint8_t between(const struct parse_word *from, const struct parse_word *to)
{
    unsigned marks = few((uint16_t)(to->marks - from->marks), 3);
    unsigned verbs = few((uint16_t)(to->verbs - from->verbs), 3);
    return (uint8_t)(marks << 2 | verbs);
}

static uint8_t relation_of(const struct parse_state *state, uint32_t child)
{
    return child ? state->nodes[child].relation : PARSE_NO_CHILD;
}

static uint8_t children_of(const struct parse_node *node)
{
    return (uint8_t)(node->lefts << 3 | node->rights);
}

void parse_look(struct parse_sight *out, const struct parse_state *state)
{
    const struct parse_word *words = state->words;
    uint32_t s0 = parse_stacked(state, 0), s1 = parse_stacked(state, 1), s2 = parse_stacked(state, 2);
    uint32_t n0 = state->next;
    const struct parse_node *top = &state->nodes[s0], *below = &state->nodes[s1], *next = &state->nodes[n0];
    const uint32_t children[] = {top->left,       top->right,       below->left,        below->right,    next->left,
                                 top->left_inner, top->right_inner, below->right_inner, next->left_inner};
    enum { CHILDREN = sizeof children / sizeof *children, OUTERMOST = 5 };
    uint8_t *value = out->values;
    out->places[0] = s0;
    out->places[1] = s1;
    out->places[PARSE_PLACE_NEXT] = n0;
    out->places[3] = s2;
    for (unsigned i = 0; i < CHILDREN; i++)
        *value++ = relation_of(state, children[i]);
    for (unsigned i = 0; i < OUTERMOST; i++)
        *value++ = words[children[i]].tag;
    *value++ = distance(s0, n0 <= state->count ? n0 : 0);
    *value++ = distance(s1, s0);
    *value++ = children_of(top);
    *value++ = children_of(below);
    *value++ = next->lefts;
    *value++ = between(&words[s0], &words[n0]);
    *value++ = between(&words[s1], &words[s0]);
    *value++ = (uint8_t)(few(state->depth, 4) << 2 | few(state->count + 1 - n0, 3));
}
