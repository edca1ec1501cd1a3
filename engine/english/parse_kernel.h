/* parse_kernel.h: what a parser spends its time with: sums and products of rows of 16-bit numbers (parse_net.h says
 * in what units), in a variant for each set of vector instructions. All give the same numbers. */
#ifndef TOCSIN_ENGLISH_PARSE_KERNEL_H
#define TOCSIN_ENGLISH_PARSE_KERNEL_H

#include <stddef.h>
#include <string.h>

#include "base/cpu.h"
#include "english/parse_net.h"

enum {
    PARSE_WIDTH = 16,    /* of which how wide rows are, and how many numbers there are, are multiples */
    PARSE_FACTORS = 128, /* numbers, at most */
};

/* Numbers, and a bit for each that is not zero: the others add nothing. */
struct parse_factors {
    const int16_t *numbers;
    uint64_t filled[PARSE_FACTORS / 64];
    int16_t lost; /* each product loses half a unit on the average, which is given back */
};

/* Two that are multiplied by the same weights, which are read once for both. */
struct parse_pair {
    int16_t *out[2];
    const int16_t *from[2];
    const struct parse_factors *factors; /* of the one, then of the other */
};

struct parse_kernel {
    /* Adds rows, each `width` wide, to `from`, which may be `out`. */
    void (*add_rows)(int16_t *out, const int16_t *from, const int16_t *const *rows, size_t count, size_t width);
    void (*find_factors)(struct parse_factors *out, const int16_t *numbers, size_t count);
    /* The same with the rows of `weights` times numbers. */
    void (*add_products)(int16_t *out, const int16_t *from, const struct parse_factors *factors,
                         const int16_t *weights, size_t width);
    /* The same of two at once, PARSE_HIDDEN wide. */
    void (*add_pair)(struct parse_pair *pair, const int16_t *weights);
    /* Adds products to sums; weights stand the other way round: one row of `count` for each of so many sums. */
    void (*add_across)(int16_t *sums, size_t sum_count, const struct parse_factors *factors, size_t count,
                       const int16_t *weights);
    /* Makes numbers of sums, from 0 to PARSE_MOST. */
    void (*cut)(int16_t *sums, size_t count);
    /* A carried state goes one word on, with the inputs of that. */
    void (*carry)(int16_t *state, const int16_t *keep, const int16_t *fresh);
};

extern const struct parse_kernel parse_kernel_scalar, parse_kernel_sse2, parse_kernel_avx2;

const struct parse_kernel *parse_kernel_for(enum cpu_simd simd);

#endif
