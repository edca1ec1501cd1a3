#include "text/utf8_kernel.h"

#if defined(__x86_64__)

#include <emmintrin.h>

/* SSE2 has no byte shuffle for the look-ups that utf8_blocks.inc goes by, so it only skips ASCII. */
size_t utf8_kernel_sse2(const unsigned char *data, size_t length, size_t at, unsigned *found)
{
    const __m128i zero = _mm_setzero_si128();
    while (length - at >= UTF8_KERNEL_BLOCK) {
        __m128i all = zero, least = _mm_set1_epi8(-1);
        size_t stop = at + UTF8_KERNEL_BLOCK;
        for (size_t i = at; i < stop; i += sizeof all) {
            __m128i bytes = _mm_loadu_si128((const void *)(data + i));
            all = _mm_or_si128(all, bytes);
            least = _mm_min_epu8(least, bytes);
        }
        if (!_mm_movemask_epi8(all)) {
            if (_mm_movemask_epi8(_mm_cmpeq_epi8(least, zero)))
                *found |= UTF8_NUL;
            at = stop;
            continue;
        }
        at = utf8_valid_until(data, length, at, stop, found);
        if (at < stop)
            return at;
    }
    return at;
}

#endif
