#include "text/news_masks_kernel.h"

#if defined(__x86_64__)

#include <immintrin.h>

typedef __m256i vec;

#define MASKS_KERNEL news_mask_avx2
#define MASKS_TARGET __attribute__((target("avx2")))
#define VEC_BYTES 32
#define v_load(p) _mm256_loadu_si256((const void *)(p))
#define v_fill(byte) _mm256_set1_epi8((char)(byte))
#define v_or _mm256_or_si256
#define v_min _mm256_min_epu8
#define v_subtract _mm256_sub_epi8
#define v_equal _mm256_cmpeq_epi8
#define v_bits(v) ((uint64_t)(uint32_t)_mm256_movemask_epi8(v))

#include "text/news_masks_blocks.inc"

#endif
