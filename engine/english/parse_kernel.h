/* parse_kernel.h: what a parser spends its time with: sums and products of rows of 16-bit numbers (parse_net.h says
 * in what units), in a variant for each set of vector instructions. All give the same numbers. */
#ifndef TOCSIN_ENGLISH_PARSE_KERNEL_H
#define TOCSIN_ENGLISH_PARSE_KERNEL_H

#include <stddef.h>

#include "base/cpu.h"
#include "english/parse_net.h"

enum {
    PARSE_WIDTH = 16,   /* of which how wide rows are, and how many numbers there are, are multiples */
    PARSE_FACTORS = 96, /* at most */
};

/* Numbers that are not zero, and which they are. */
struct parse_factors {
    uint16_t at[PARSE_FACTORS];
    int16_t numbers[PARSE_FACTORS];
    size_t count;
};

struct parse_kernel {
    /* Adds rows to sums. */
    void (*add_rows)(int16_t *sums, const int16_t *const *rows, size_t count, size_t width);
    /* Adds the rows of `weights`, each `width` wide, times their numbers. */
    void (*add_products)(int16_t *sums, const struct parse_factors *factors, const int16_t *weights, size_t width);
    /* Makes numbers of sums, from 0 to PARSE_MOST. */
    void (*cut)(int16_t *sums, size_t count);
    /* What is not zero of up to PARSE_FACTORS numbers. */
    void (*read_factors)(struct parse_factors *out, const int16_t *numbers, size_t count);
    /* A carried state goes one word on, with the inputs of that. */
    void (*carry)(int16_t *state, const int16_t *keep, const int16_t *fresh);
};

extern const struct parse_kernel parse_kernel_scalar, parse_kernel_sse2, parse_kernel_avx2;

const struct parse_kernel *parse_kernel_for(enum cpu_simd simd);

#endif
