/* modifier_reach.h: which way a modifier's cue works, and how far; as the modifier says, or a column of its cue. */
#ifndef TOCSIN_SCRIPT_MODIFIER_REACH_H
#define TOCSIN_SCRIPT_MODIFIER_REACH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum modifier_direction {
    MODIFIER_FORWARD,
    MODIFIER_BACKWARD,
    MODIFIER_BOTH,
    MODIFIER_OVERLAPS, /* what shares a word with the cue */
};

struct modifier_reach {
    enum modifier_direction direction;
    bool by_clause; /* not beyond the clause that the cue stands in */
    uint32_t words; /* between cue and target at most; UINT32_MAX: as many as the sentence has */
};

enum { MODIFIER_WORDS_MOST = 1000 };

/* "forward", "backward", "both", "overlaps". False: `text` is none of them. */
bool modifier_direction_read(struct modifier_reach *out, struct str text);

/* A number of words, "clause" or "sentence". False: `text` is none of them. */
bool modifier_reach_read(struct modifier_reach *out, struct str text);

#endif
