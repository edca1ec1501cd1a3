#include "english/parse_kernel.h"

#if defined(__x86_64__)

#include "english/lanes_sse2.h"

#define KERNEL_NAME parse_kernel_sse2
#define v_times _mm_mulhi_epi16
#define v_filled filled_lanes
#define v_sum sum_lanes

static inline uint64_t filled_lanes(vec numbers)
{
    vec none = _mm_cmpeq_epi16(numbers, _mm_setzero_si128());
    return (uint8_t)~_mm_movemask_epi8(_mm_packs_epi16(none, none));
}

static inline int sum_lanes(vec numbers)
{
    vec sum = _mm_madd_epi16(numbers, _mm_set1_epi16(1));
    sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, _MM_SHUFFLE(1, 0, 3, 2)));
    sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, _MM_SHUFFLE(2, 3, 0, 1)));
    return _mm_cvtsi128_si32(sum);
}

#include "english/parse_kernel.inc"

#endif
