#include "english/tag_kernel.h"

#if defined(__x86_64__)

#include "english/lanes_avx2.h"

#define KERNEL_NAME tag_kernel_avx2
#define v_max _mm256_max_epi16
#define v_widen(p) _mm256_cvtepi8_epi16(_mm_loadu_si128((const void *)(p)))
#define v_most highest_lane
#define v_above higher_lanes

KERNEL_TARGET static inline int16_t highest_lane(vec numbers)
{
    __m128i most = _mm_max_epi16(_mm256_castsi256_si128(numbers), _mm256_extracti128_si256(numbers, 1));
    most = _mm_max_epi16(most, _mm_shuffle_epi32(most, _MM_SHUFFLE(1, 0, 3, 2)));
    most = _mm_max_epi16(most, _mm_shuffle_epi32(most, _MM_SHUFFLE(2, 3, 0, 1)));
    most = _mm_max_epi16(most, _mm_shufflelo_epi16(most, _MM_SHUFFLE(2, 3, 0, 1)));
    return (int16_t)_mm_cvtsi128_si32(most);
}

KERNEL_TARGET static inline uint64_t higher_lanes(vec numbers, vec limit)
{
    vec higher = _mm256_cmpgt_epi16(numbers, limit);
    __m128i bytes = _mm_packs_epi16(_mm256_castsi256_si128(higher), _mm256_extracti128_si256(higher, 1));
    return (uint16_t)_mm_movemask_epi8(bytes);
}

#include "english/tag_kernel.inc"

#endif
