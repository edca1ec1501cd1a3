#include "english/parse_kernel.h"

#if defined(__x86_64__)

#include <immintrin.h>

typedef __m256i vec;

#define KERNEL_NAME parse_kernel_avx2
#define KERNEL_TARGET __attribute__((target("avx2")))
#define LANES 16
#define v_load(p) _mm256_loadu_si256((const void *)(p))
#define v_store(p, v) _mm256_storeu_si256((void *)(p), (v))
#define v_fill _mm256_set1_epi16
#define v_add _mm256_add_epi16
#define v_times _mm256_mulhi_epi16
#define v_filled(v) (~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi16((v), _mm256_setzero_si256())))

#include "english/parse_kernel.inc"

#endif
