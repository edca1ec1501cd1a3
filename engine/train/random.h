/* random.h: numbers that look random and are the same on every machine and run. */
#ifndef TOCSIN_TRAIN_RANDOM_H
#define TOCSIN_TRAIN_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* splitmix64 (Steele, Lea and Flood 2014); any seed will do. */
static inline uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* Below `bound`, which is far below 2^64. */
static inline uint64_t random_below(uint64_t *state, uint64_t bound)
{
    return random_next(state) % bound;
}

/* From 0 to below 1. */
static inline float random_fraction(uint64_t *state)
{
    return (float)(random_next(state) >> 40) / 16777216.0f;
}

static inline void random_shuffle(uint64_t *state, uint32_t *items, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t other = (size_t)random_below(state, i);
        uint32_t item = items[i - 1];
        items[i - 1] = items[other];
        items[other] = item;
    }
}

#endif
