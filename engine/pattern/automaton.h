/* automaton.h: a pattern's states, and for small ones the masks by which they are run 64 at a time.
 *
 * States are made from the end of the pattern to its start, each knowing what comes after it. No way leads from a
 * state to itself without a word, for repetitions take no empty iteration. Leaves are the states that read words or
 * ask something of their place, and acceptance. */
#ifndef TOCSIN_PATTERN_AUTOMATON_H
#define TOCSIN_PATTERN_AUTOMATON_H

#include <stdbool.h>
#include <stdint.h>

enum state_kind {
    STATE_DEAD,
    STATE_ACCEPT,
    STATE_FORK,  /* next, else `other` */
    STATE_OPEN,  /* capture `item` begins */
    STATE_CLOSE, /* and ends */
    STATE_TOKEN, /* a word for which predicate `item` holds */
    STATE_LONG,  /* `item` of the pattern's longs */
    STATE_SAME,  /* the words of capture `item` */
    STATE_START,
    STATE_END,
    STATE_LOOK, /* `item` of the pattern's looks */
};

struct state {
    uint8_t kind;  /* enum state_kind */
    bool negative; /* TOKEN: the predicate must not hold */
    uint16_t leaf; /* number among the leaves */
    uint32_t next, other;
    uint32_t item;
    uint32_t element; /* of the pattern; PATTERN_NONE inside lookarounds */
    uint32_t part;    /* what it was made from: equal for copies */
};

enum {
    AUTOMATON_DEAD = 0,   /* the states with these numbers */
    AUTOMATON_ACCEPT = 1,
    AUTOMATON_STATES = 8192, /* most of one pattern, lookarounds included */
    SMALL_LEAVES = 64,       /* acceptance, leaf 0, included */
};

#define ACCEPT_BIT UINT64_C(1)

/* A leaf as small automata run it. */
struct leaf {
    uint64_t follow; /* leaves that can come next */
    uint32_t item;
    uint16_t state;
    uint8_t kind;
    bool negative;
};

struct automaton {
    struct state *states;
    uint32_t count, start;
    uint32_t leaf_count;
    bool small;
    bool plain;           /* no LONG and no SAME: every leaf reads one word or none */
    bool backwards;       /* reads from right to left */
    struct leaf *leaves;  /* small: by leaf */
    uint64_t *closure;    /* small: by state, the leaves that it leads to without a word */
    uint64_t places;      /* small: leaves that read no word */
    uint64_t sames;       /* small: leaves that are SAME */
    uint64_t longs;       /* small: leaves that are LONG or SAME */
    uint64_t tokens;      /* small: leaves that are TOKEN */
    uint64_t any;         /* small: leaves that any word passes */
    uint64_t words;       /* small: leaves that a word without any predicate does not pass */
    uint8_t *place_order; /* small: those, what comes later first */
    uint32_t place_count;
    uint32_t *order; /* all states but TOKEN, LONG, SAME, what comes later first; then those */
    uint32_t order_count, words_from;
};

#endif
