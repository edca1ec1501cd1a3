/* lanes_sse2.h: vectors of 16-bit numbers, eight of SSE2, as the kernels of the parser and the tagger use them. */
#ifndef TOCSIN_ENGLISH_LANES_SSE2_H
#define TOCSIN_ENGLISH_LANES_SSE2_H

#include <emmintrin.h>

typedef __m128i vec;

#define KERNEL_TARGET
#define LANES 8
#define v_load(p) _mm_loadu_si128((const void *)(p))
#define v_store(p, v) _mm_storeu_si128((void *)(p), (v))
#define v_fill _mm_set1_epi16
#define v_add _mm_add_epi16

#endif
