#include "text/utf8_kernel.h"

#if defined(__x86_64__)

#include <immintrin.h>

typedef __m256i vec;

#define BLOCKS_KERNEL utf8_kernel_avx2
#define BLOCKS_TARGET __attribute__((target("avx2")))
#define v_load(p) _mm256_loadu_si256((const void *)(p))
#define v_fill(byte) _mm256_set1_epi8((char)(byte))
#define v_or _mm256_or_si256
#define v_and _mm256_and_si256
#define v_xor _mm256_xor_si256
#define v_min _mm256_min_epu8
#define v_subtract _mm256_subs_epu8
#define v_equal _mm256_cmpeq_epi8
#define v_low(v) _mm256_and_si256(v, _mm256_set1_epi8(15))
#define v_high(v) v_low(_mm256_srli_epi16(v, 4))
#define v_look _mm256_shuffle_epi8
#define v_table(p) _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)(p)))
#define v_any(v) (!_mm256_testz_si256(v, v))
#define v_any_high(v) (_mm256_movemask_epi8(v) != 0)

#include "text/utf8_blocks.inc"

#endif
