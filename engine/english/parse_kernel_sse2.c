#include "english/parse_kernel.h"

#if defined(__x86_64__)

#include <emmintrin.h>

typedef __m128i vec;

#define KERNEL_NAME parse_kernel_sse2
#define KERNEL_TARGET
#define LANES 8
#define v_load(p) _mm_loadu_si128((const void *)(p))
#define v_store(p, v) _mm_storeu_si128((void *)(p), (v))
#define v_fill _mm_set1_epi16
#define v_add _mm_add_epi16
#define v_times _mm_mulhi_epi16
#define v_filled(v) (0xffffU ^ (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi16((v), _mm_setzero_si128())))

#include "english/parse_kernel.inc"

#endif
