/* anchor_cut.h: the lightest set of steps that every way through a graph must take one of (minimum cut). */
#ifndef TOCSIN_REGEX_ANCHOR_CUT_H
#define TOCSIN_REGEX_ANCHOR_CUT_H

#include "regex/anchor_graph.h"

#define ANCHOR_UNCUT UINT64_C(0x1000000000000) /* the weight of a step that must not be in the cut */

/* Working memory of the size of one graph. */
struct anchor_cutter {
    int64_t *flow;     /* by edge */
    uint32_t *first;   /* by node: its first place in `ends`; one more at the end */
    uint32_t *ends;    /* edges at each node, those that leave and those that arrive */
    uint32_t *arrived; /* by node: the edge by which the search came; UINT32_MAX: it did not */
    uint32_t *queue;
};

/* From the arena; false: out of memory. */
bool anchor_cutter_init(struct anchor_cutter *cutter, const struct anchor_graph *graph, struct arena *arena);

/* Marks the edges of a cut by their index. False: every cut has a step of weight ANCHOR_UNCUT, or none is found in
 * reasonable time. */
bool anchor_cut_find(struct anchor_cutter *cutter, const struct anchor_graph *graph, const uint64_t *weights,
                     bool *cut);

#endif
