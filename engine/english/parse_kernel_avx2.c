#include "english/parse_kernel.h"

#if defined(__x86_64__)

#include "english/lanes_avx2.h"

#define KERNEL_NAME parse_kernel_avx2
#define v_times _mm256_mulhi_epi16
#define v_filled filled_lanes
#define v_sum sum_lanes

KERNEL_TARGET static inline uint64_t filled_lanes(vec numbers)
{
    vec none = _mm256_cmpeq_epi16(numbers, _mm256_setzero_si256());
    __m128i bytes = _mm_packs_epi16(_mm256_castsi256_si128(none), _mm256_extracti128_si256(none, 1));
    return (uint16_t)~_mm_movemask_epi8(bytes);
}

KERNEL_TARGET static inline int sum_lanes(vec numbers)
{
    vec pairs = _mm256_madd_epi16(numbers, _mm256_set1_epi16(1));
    __m128i sum = _mm_add_epi32(_mm256_castsi256_si128(pairs), _mm256_extracti128_si256(pairs, 1));
    sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, _MM_SHUFFLE(1, 0, 3, 2)));
    sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, _MM_SHUFFLE(2, 3, 0, 1)));
    return _mm_cvtsi128_si32(sum);
}

#include "english/parse_kernel.inc"

#endif
