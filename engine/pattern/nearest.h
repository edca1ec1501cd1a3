/* nearest.h: "did you mean": the name nearest to one that is not known. */
#ifndef TOCSIN_PATTERN_NEAREST_H
#define TOCSIN_PATTERN_NEAREST_H

#include "base/str.h"

enum { NEAREST_TEXT = 96 };

struct nearest {
    struct str wanted;
    struct str best;
    unsigned distance;
    char text[NEAREST_TEXT];
};

static inline void nearest_start(struct nearest *nearest, struct str wanted)
{
    nearest->wanted = wanted;
    nearest->best.length = 0;
    nearest->distance = 2 + (unsigned)(wanted.length / 4); /* what is further away is no help */
}

void nearest_offer(struct nearest *nearest, struct str candidate);

/* ": did you mean 'x'?", or nothing; lives in `nearest`. */
const char *nearest_text(struct nearest *nearest);

#endif
