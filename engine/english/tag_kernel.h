/* tag_kernel.h: what a tagger spends its time with: rows of weights that are added up, and which label is ahead; in
 * a variant for each set of vector instructions. All give the same numbers. */
#ifndef TOCSIN_ENGLISH_TAG_KERNEL_H
#define TOCSIN_ENGLISH_TAG_KERNEL_H

#include "base/cpu.h"
#include "english/weight_table.h"

enum { WEIGHT_KEYS = 64 }; /* keys whose weights are added at once, at most */

/* Sums are rows of TAG_LANES. */
struct tag_kernel {
    void (*add_sums)(int16_t *sums, const int16_t *more);
    /* Adds the weights of up to WEIGHT_KEYS keys, each of its bucket. */
    void (*add_weights)(int16_t *sums, const struct weight_bucket *buckets, const uint64_t *keys, size_t count);
    /* The first of the highest; whether no other comes within `lead` of it. */
    bool (*choose)(uint8_t *out, const int16_t *sums, int lead);
};

extern const struct tag_kernel tag_kernel_scalar, tag_kernel_sse2, tag_kernel_avx2;

const struct tag_kernel *tag_kernel_for(enum cpu_simd simd);

#endif
