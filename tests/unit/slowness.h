/* slowness.h: how much slower than plain code the tests run: under sanitizers and valgrind `./dev` sets TOCSIN_SLOWNESS,
 * and what is timed may take that many times as long. */
#ifndef TOCSIN_UNIT_SLOWNESS_H
#define TOCSIN_UNIT_SLOWNESS_H

#include <stdint.h>
#include <stdlib.h>

static inline uint64_t slowness(void)
{
    const char *factor = getenv("TOCSIN_SLOWNESS");
    long value = factor ? strtol(factor, NULL, 10) : 1;
    return value > 1 ? (uint64_t)value : 1;
}

#endif
