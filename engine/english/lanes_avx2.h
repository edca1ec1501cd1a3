/* lanes_avx2.h: vectors of 16-bit numbers, sixteen of AVX2, as the kernels of the parser and the tagger use them.
 */
#ifndef TOCSIN_ENGLISH_LANES_AVX2_H
#define TOCSIN_ENGLISH_LANES_AVX2_H

#include <immintrin.h>

typedef __m256i vec;

#define KERNEL_TARGET __attribute__((target("avx2")))
#define LANES 16
#define v_load(p) _mm256_loadu_si256((const void *)(p))
#define v_store(p, v) _mm256_storeu_si256((void *)(p), (v))
#define v_fill _mm256_set1_epi16
#define v_add _mm256_add_epi16

#endif
