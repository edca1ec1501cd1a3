#include "text/news_masks_kernel.h"

#if defined(__x86_64__)

#include <emmintrin.h>

typedef __m128i vec;

#define MASKS_KERNEL news_mask_sse2
#define MASKS_TARGET
#define VEC_BYTES 16
#define v_load(p) _mm_loadu_si128((const void *)(p))
#define v_fill(byte) _mm_set1_epi8((char)(byte))
#define v_or _mm_or_si128
#define v_min _mm_min_epu8
#define v_subtract _mm_sub_epi8
#define v_equal _mm_cmpeq_epi8
#define v_bits(v) ((uint64_t)(uint32_t)_mm_movemask_epi8(v))

#include "text/news_masks_blocks.inc"

#endif
