/* stopwatch.h: time spent on something that is done very often, estimated from samples so that looking at the clock
 * costs little. The first ones are all measured: what is rare is told exactly. */
#ifndef TOCSIN_BASE_STOPWATCH_H
#define TOCSIN_BASE_STOPWATCH_H

#include <stdbool.h>

#include "base/clock.h"

struct stopwatch {
    uint64_t count;       /* times it was done */
    uint64_t samples;     /* of which so many were measured */
    uint64_t nanoseconds; /* and took so long together */
    uint64_t start;       /* of the one under way; 0: it is not measured */
};

enum { STOPWATCH_ALL = 64, STOPWATCH_EVERY = 16 };

static inline void stopwatch_start(struct stopwatch *watch)
{
    bool measured = watch->count < STOPWATCH_ALL || watch->count % STOPWATCH_EVERY == 0;
    watch->count++;
    watch->start = measured ? clock_nanoseconds() : 0;
}

static inline void stopwatch_stop(struct stopwatch *watch)
{
    if (!watch->start)
        return;
    watch->nanoseconds += clock_nanoseconds() - watch->start;
    watch->samples++;
    watch->start = 0;
}

/* The time that all of them took. */
static inline uint64_t stopwatch_total(const struct stopwatch *watch)
{
    if (!watch->samples)
        return 0;
    return (uint64_t)((double)watch->nanoseconds * (double)watch->count / (double)watch->samples);
}

#endif
