#include "english/tag_kernel.h"

#if defined(__x86_64__)

#include "english/lanes_sse2.h"

#define KERNEL_NAME tag_kernel_sse2
#define v_max _mm_max_epi16
#define v_widen widen
#define v_most highest_lane
#define v_above higher_lanes

static inline vec widen(const signed char *bytes)
{
    vec read = _mm_loadl_epi64((const void *)bytes);
    return _mm_srai_epi16(_mm_unpacklo_epi8(read, read), 8);
}

static inline int16_t highest_lane(vec numbers)
{
    numbers = _mm_max_epi16(numbers, _mm_shuffle_epi32(numbers, _MM_SHUFFLE(1, 0, 3, 2)));
    numbers = _mm_max_epi16(numbers, _mm_shuffle_epi32(numbers, _MM_SHUFFLE(2, 3, 0, 1)));
    numbers = _mm_max_epi16(numbers, _mm_shufflelo_epi16(numbers, _MM_SHUFFLE(2, 3, 0, 1)));
    return (int16_t)_mm_cvtsi128_si32(numbers);
}

static inline uint64_t higher_lanes(vec numbers, vec limit)
{
    vec higher = _mm_cmpgt_epi16(numbers, limit);
    return (uint8_t)_mm_movemask_epi8(_mm_packs_epi16(higher, higher));
}

#include "english/tag_kernel.inc"

#endif
