/* weights.h: an averaged perceptron's weights, whole numbers: rows of one weight a label, filed under 64-bit keys.
 *
 * Most keys that a corpus has never get a weight: they have an index, and a row only from their first step on. */
#ifndef TOCSIN_TRAIN_WEIGHTS_H
#define TOCSIN_TRAIN_WEIGHTS_H

#include "base/array.h"
#include "base/hash.h"

#define WEIGHTS_NONE UINT32_MAX

enum { WEIGHTS_UNIT = 256 }; /* of a total: one step of one run */

struct weights {
    const tocsin_allocator *alloc;
    size_t lanes; /* labels; a multiple of 16 makes it fast */
    struct hash_map map;
    ARRAY(uint64_t) keys; /* by index, as they came */
    ARRAY(uint32_t) rows; /* by index: the row, + 1; 0: none */
    ARRAY(int32_t) now;
    ARRAY(int64_t) steps; /* each step times when it was made */
    ARRAY(int32_t) totals;
};

void weights_init(struct weights *weights, const tocsin_allocator *alloc, size_t lanes);
void weights_finish(struct weights *weights);

/* The index of a key; WEIGHTS_NONE: it has none. */
uint32_t weights_find(const struct weights *weights, uint64_t key);

/* The index of a key, made where there is none; WEIGHTS_NONE: out of memory. */
uint32_t weights_index(struct weights *weights, uint64_t key);

/* Adds the weights of a key, by its index, to `out`. */
static inline void weights_add(int32_t *out, const struct weights *weights, uint32_t index)
{
    uint32_t row = weights->rows.items[index];
    if (!row)
        return;
    const int32_t *from = weights->now.items + (size_t)(row - 1) * weights->lanes;
    for (size_t i = 0; i < weights->lanes; i++)
        out[i] += from[i];
}

/* The first of the highest sums but one; it may be `count` or more, so that none is left out. */
static inline size_t weights_best_but(const int32_t *sums, size_t count, size_t left_out)
{
    size_t best = left_out == 0;
    for (size_t i = best + 1; i < count; i++)
        if (i != left_out && sums[i] > sums[best])
            best = i;
    return best;
}

/* Moves the weights of a key up for one label and down for another, at `time`: how many decisions there were,
 * from 1. False: out of memory. */
bool weights_step(struct weights *weights, uint32_t index, size_t up, size_t down, int64_t time);

/* The totals of a key, of all lanes; NULL: it has none. */
const int32_t *weights_totals(const struct weights *weights, uint32_t index);

/* Ends a run of `time` decisions: adds the weights' averages over it to the totals, and sets the weights to zero.
 */
void weights_average(struct weights *weights, int64_t time);

#endif
