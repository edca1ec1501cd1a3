/* utf8.h: reading and writing UTF-8 a code point at a time, and finding where bytes stop being UTF-8. */
#ifndef TOCSIN_TEXT_UTF8_H
#define TOCSIN_TEXT_UTF8_H

#include <stdint.h>

#include "base/cpu.h"
#include "base/str.h"

#define UTF8_MAX 4 /* bytes of the longest sequence */
#define UTF8_REPLACEMENT UINT32_C(0xfffd)

/* Bytes of the sequence that begins with `lead`, the first byte of a valid sequence. */
static inline size_t utf8_length(unsigned char lead)
{
    return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/* The code point at *at of valid UTF-8, which must begin a sequence; moves *at behind it. */
static inline uint32_t utf8_next(const char *data, size_t *at)
{
    const unsigned char *p = (const unsigned char *)data + *at;
    uint32_t lead = p[0];
    if (lead < 0x80) {
        *at += 1;
        return lead;
    }
    if (lead < 0xe0) {
        *at += 2;
        return (lead & 0x1f) << 6 | (p[1] & 0x3f);
    }
    if (lead < 0xf0) {
        *at += 3;
        return (lead & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
    }
    *at += 4;
    return (lead & 0x07) << 18 | (uint32_t)(p[1] & 0x3f) << 12 | (uint32_t)(p[2] & 0x3f) << 6 | (p[3] & 0x3f);
}

/* The code point that ends before *at (> 0) of valid UTF-8; moves *at to its first byte. */
static inline uint32_t utf8_previous(const char *data, size_t *at)
{
    size_t start = *at - 1;
    while (((unsigned char)data[start] & 0xc0) == 0x80)
        start--;
    *at = start;
    return utf8_next(data, &start);
}

/* Writes a code point (no surrogate, below 0x110000) and returns its length, 1 to 4. */
static inline size_t utf8_put(char *out, uint32_t point)
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (char)(0xc0 | point >> 6);
        out[1] = (char)(0x80 | (point & 0x3f));
        return 2;
    }
    if (point < 0x10000) {
        out[0] = (char)(0xe0 | point >> 12);
        out[1] = (char)(0x80 | (point >> 6 & 0x3f));
        out[2] = (char)(0x80 | (point & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | point >> 18);
    out[1] = (char)(0x80 | (point >> 12 & 0x3f));
    out[2] = (char)(0x80 | (point >> 6 & 0x3f));
    out[3] = (char)(0x80 | (point & 0x3f));
    return 4;
}

/* Characters that deserve a word of warning. */
enum {
    UTF8_NUL = 1,
    UTF8_BIDI = 2,       /* U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069 */
    UTF8_ZERO_WIDTH = 4, /* U+00AD, U+200B to U+200D, U+2060 to U+2064, U+FEFF */
};

/* UTF8_… of a code point; 0 for nearly all. */
unsigned utf8_mark(uint32_t point);

/* Length of the longest beginning of `bytes` that is whole, valid UTF-8. Adds to *found the UTF8_… that this
 * beginning holds. The result is the same for every `simd`, which cpu_has must hold for. */
size_t utf8_valid(struct str bytes, enum cpu_simd simd, unsigned *found);

/* Bytes of the sequence at `at` (< length) when *valid becomes true, else of the maximal subpart of one (Unicode
 * 15.0, section 3.9), which one U+FFFD stands for. */
size_t utf8_measure(struct str bytes, size_t at, bool *valid);

#endif
