/* float_math.h: sums of fractions that come out the same wherever IEEE 754 holds: nothing here depends on a
 * machine's library, nor on what order a compiler would like to add in. */
#ifndef TOCSIN_TRAIN_FLOAT_MATH_H
#define TOCSIN_TRAIN_FLOAT_MATH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* e to a power that is not positive, to about six digits. */
static inline float float_exp(float power)
{
    float exponent = power * 1.44269504f; /* of two */
    if (exponent < -126.0f)
        return 0.0f;
    int32_t whole = (int32_t)exponent - 1;
    float rest = (exponent - (float)whole) * 0.693147181f, sum = 1.0f;
    for (int i = 12; i > 0; i--)
        sum = 1.0f + rest * sum / (float)i;
    uint32_t bits = (uint32_t)(whole + 127) << 23;
    float scale;
    memcpy(&scale, &bits, sizeof scale);
    return whole < -126 ? 0.0f : sum * scale;
}

/* Sum of products; `count` is a multiple of 8. */
static inline float float_dot(const float *restrict a, const float *restrict b, size_t count)
{
    float sums[8] = {0};
    for (size_t i = 0; i < count; i += 8)
        for (size_t j = 0; j < 8; j++)
            sums[j] += a[i + j] * b[i + j];
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

static inline void float_add(float *restrict sums, const float *restrict row, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sums[i] += row[i];
}

static inline void float_add_times(float *restrict sums, float factor, const float *restrict row, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sums[i] += factor * row[i];
}

/* Adds the rows of `weights`, each `width` wide, times the numbers. */
static inline void float_product_add(float *restrict sums, const float *numbers, size_t count, const float *weights,
                                     size_t width)
{
    for (size_t i = 0; i < count; i++)
        if (numbers[i] != 0.0f)
            float_add_times(sums, numbers[i], weights + i * width, width);
}

/* What the same gives back: `wanted` is the gradient of the sums. Adds to those of numbers and weights. */
static inline void float_product_back(float *restrict of_numbers, float *restrict of_weights, const float *wanted,
                                      const float *numbers, size_t count, const float *weights, size_t width)
{
    for (size_t i = 0; i < count; i++) {
        of_numbers[i] += float_dot(wanted, weights + i * width, width);
        if (numbers[i] != 0.0f)
            float_add_times(of_weights + i * width, numbers[i], wanted, width);
    }
}

static inline float float_between(float number, float least, float most)
{
    return number < least ? least : number > most ? most : number;
}

#endif
