/* utf8_kernel.h: the part of utf8_valid that is written once for each instruction set. Only for utf8*.c.
 *
 * A kernel is given `at` >= UTF8_KERNEL_BEHIND, a border between characters before which all is valid. It returns
 * such a border at or behind it: it stops before a block of UTF8_KERNEL_BLOCK bytes that it finds an error in, or
 * when less than a block is left. It adds to *found the marks of what it went over.
 */
#ifndef TOCSIN_TEXT_UTF8_KERNEL_H
#define TOCSIN_TEXT_UTF8_KERNEL_H

#include "text/utf8.h"

#define UTF8_KERNEL_BLOCK ((size_t)64)
#define UTF8_KERNEL_BEHIND ((size_t)3) /* bytes before `at` that a kernel reads */

typedef size_t utf8_kernel(const unsigned char *data, size_t length, size_t at, unsigned *found);

utf8_kernel utf8_kernel_scalar;
#if defined(__x86_64__)
utf8_kernel utf8_kernel_sse2;
utf8_kernel utf8_kernel_avx2;
#elif defined(__aarch64__)
utf8_kernel utf8_kernel_neon;
#endif

/* The border at or before `at` that ends whole characters; what is before `at` is valid but for its end. */
static inline size_t utf8_border(const unsigned char *data, size_t at)
{
    for (size_t back = 1; back <= 3 && back <= at; back++) {
        unsigned char byte = data[at - back];
        if (byte >= 0xc0)
            return utf8_length(byte) > back ? at - back : at;
        if (byte < 0x80)
            return at;
    }
    return at;
}

/* Goes over what is valid from the border `at` on, up to the first border at or behind `stop` (<= length). */
size_t utf8_valid_until(const unsigned char *data, size_t length, size_t at, size_t stop, unsigned *found);

/* Marks of the characters that begin in the block at `at` or reach into it; all of it is valid but for its end. */
unsigned utf8_block_marks(const unsigned char *data, size_t at);

#endif
