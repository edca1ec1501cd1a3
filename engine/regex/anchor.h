/* anchor.h: what the text must hold for a pattern to match. */
#ifndef TOCSIN_REGEX_ANCHOR_H
#define TOCSIN_REGEX_ANCHOR_H

#include "regex/anchor_graph.h"

enum { ANCHOR_NEEDS = 2, ANCHOR_REACH = 5 };

/* One of `pieces` must be in every match. */
struct anchor_need {
    piece_list pieces; /* sorted */
    uint32_t words;    /* bit n: in the nth word of the match (0: its first; n < ANCHOR_REACH); 0: anywhere in it */
};

/* The first need is the rarer one. Without needs the pattern has to be tried everywhere. */
struct anchor {
    struct anchor_need needs[ANCHOR_NEEDS];
    unsigned need_count;
    bool at_word; /* every match begins where a word begins; without it no need tells its word */
};

void anchor_finish(struct anchor *anchor, const tocsin_allocator *alloc);

/* Counts each piece that a graph has, once, as used by a pattern: to be done for all patterns before choosing. */
tocsin_status anchor_count(const struct anchor_graph *graph, struct piece_table *pieces, tocsin_error *error);

/* Chooses the rarest needs. Errors: MEMORY. */
tocsin_status anchor_choose(struct anchor *out, const struct anchor_graph *graph, const struct piece_table *pieces,
                            tocsin_error *error);

#endif
