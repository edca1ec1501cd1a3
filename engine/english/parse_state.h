/* parse_state.h: a sentence on its way to a dependency tree, one step after the other (arc-hybrid: Kuhlmann, Gómez
 * and Satta 2011). Parser and trainer share it.
 *
 * Words are numbered from 1. A word is shifted from what is still to come onto a stack; the topmost word of the
 * stack finds its head either in the next word to come (LEFT) or in the word below it (RIGHT), and leaves the
 * stack. The last word on the stack is the root. A sentence of n words takes 2n - 1 steps. */
#ifndef TOCSIN_ENGLISH_PARSE_STATE_H
#define TOCSIN_ENGLISH_PARSE_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum parse_step { PARSE_SHIFT, PARSE_LEFT, PARSE_RIGHT, PARSE_STEPS };

/* Words of nothing around the sentence, and below the stack, so that looking beyond an edge finds something. */
enum { PARSE_PADS = 4 };

enum { PARSE_NO_TAG = 62, PARSE_BEHIND = 63 }; /* instead of labels of the tagger */

/* Beside numbers of relations: of the root and of what has no head yet, and instead of one where there is no child.
 */
enum { PARSE_RELATIONS = 62, PARSE_NO_CHILD = 62, PARSE_NO_RELATION = 63 };

/* What a parser knows of a word before it begins, beside what parse_encoder.h makes of it. */
struct parse_word {
    uint8_t tag;           /* the label that the tagger gave */
    uint16_t marks, verbs; /* how many marks and verbs came up to it, it included */
};

/* What was found of it so far. */
struct parse_node {
    uint32_t head;                                 /* 0: the root, or none yet */
    uint32_t left, left_inner, right, right_inner; /* the outermost children, and the next; 0: none */
    uint8_t lefts, rights;                         /* how many children, up to PARSE_MANY */
    uint8_t relation;
};

enum { PARSE_MANY = 7 };

struct parse_state {
    const struct parse_word *words; /* words[0] and PARSE_PADS behind the last are of nothing */
    struct parse_node *nodes;       /* count + 1 + PARSE_PADS; those of nothing have no child, nor a relation */
    uint32_t *stack;                /* count + PARSE_PADS; the lowest PARSE_PADS are 0 */
    uint32_t depth;                 /* words on the stack */
    uint32_t next, count;
};

/* The tag of a word, or of one of the nothings around a sentence of so many words. */
static inline uint8_t parse_tag_at(const struct parse_word *words, uint32_t count, int64_t at)
{
    return at < 0 ? PARSE_NO_TAG : at > count ? PARSE_BEHIND : words[at].tag;
}

void parse_state_begin(struct parse_state *state, const struct parse_word *words, struct parse_node *nodes,
                       uint32_t *stack, uint32_t count);

/* The word so far below the top of the stack; 0: none. `below` is under PARSE_PADS. */
static inline uint32_t parse_stacked(const struct parse_state *state, uint32_t below)
{
    return state->stack[state->depth + PARSE_PADS - 1 - below];
}

static inline bool parse_ended(const struct parse_state *state)
{
    return state->next > state->count && state->depth <= 1;
}

/* Bits of the steps that can be taken. */
static inline unsigned parse_possible(const struct parse_state *state)
{
    unsigned steps = state->next <= state->count ? 1U << PARSE_SHIFT : 0;
    if (state->next <= state->count && state->depth > 0)
        steps |= 1U << PARSE_LEFT;
    return state->depth > 1 ? steps | 1U << PARSE_RIGHT : steps;
}

static inline uint32_t parse_head_of(const struct parse_state *state, enum parse_step step)
{
    return step == PARSE_LEFT ? state->next : parse_stacked(state, 1);
}

void parse_shift(struct parse_state *state);

/* The topmost word gets its head by LEFT or RIGHT. */
void parse_attach(struct parse_state *state, enum parse_step step, uint8_t relation);

#endif
