/* anchor_states.h: a pattern's tree as states, each with a way on. */
#ifndef TOCSIN_REGEX_ANCHOR_STATES_H
#define TOCSIN_REGEX_ANCHOR_STATES_H

#include "base/array.h"
#include "regex/anchor_syntax.h"

enum anchor_step { STEP_SPLIT, STEP_CHAR, STEP_BORDER, STEP_BEGIN, STEP_END, STEP_ACCEPT };

struct anchor_state {
    enum anchor_step step;
    uint32_t next;
    uint32_t other; /* of a split */
    const struct anchor_class *class;
};

struct anchor_states {
    const tocsin_allocator *alloc;
    ARRAY(struct anchor_state) items;
    uint32_t start;
    bool memory; /* out of memory */
};

/* False: too many states (or, with `memory`, none left). The tree must outlive the states. */
bool anchor_states_fill(struct anchor_states *states, const struct anchor_node *tree);

#endif
