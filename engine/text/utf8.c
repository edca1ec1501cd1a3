#include "text/utf8.h"

#include "text/utf8_kernel.h"

unsigned utf8_mark(uint32_t point)
{
    if (point >= 0x200b && point <= 0x2069) {
        uint32_t low = point - 0x200b;
        if (low <= 0x200d - 0x200b || (point >= 0x2060 && point <= 0x2064))
            return UTF8_ZERO_WIDTH;
        if (point <= 0x200f || (point >= 0x202a && point <= 0x202e) || point >= 0x2066)
            return UTF8_BIDI;
        return 0;
    }
    if (point == 0xad || point == 0xfeff)
        return UTF8_ZERO_WIDTH;
    if (point == 0x61c)
        return UTF8_BIDI;
    return point ? 0 : UTF8_NUL;
}

size_t utf8_measure(struct str bytes, size_t at, bool *valid)
{
    const unsigned char *p = (const unsigned char *)bytes.data + at;
    size_t left = bytes.length - at, length = 1;
    unsigned lead = p[0], low = 0x80, high = 0xbf;
    size_t need = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (lead == 0xe0)
        low = 0xa0; /* below: overlong */
    else if (lead == 0xed)
        high = 0x9f; /* above: surrogates */
    else if (lead == 0xf0)
        low = 0x90; /* below: overlong */
    else if (lead == 0xf4)
        high = 0x8f; /* above: over U+10FFFF */
    for (; length < need && length < left && p[length] >= low && p[length] <= high; length++) {
        low = 0x80;
        high = 0xbf;
    }
    *valid = length == need;
    return length;
}

/* Whether a character that begins with `lead` can have a mark; NUL is looked for apart. */
static bool lead_can_mark(unsigned char lead)
{
    return lead == 0xe2 || lead == 0xc2 || lead == 0xef || lead == 0xd8;
}

unsigned utf8_block_marks(const unsigned char *data, size_t at)
{
    size_t end = at + UTF8_KERNEL_BLOCK;
    unsigned found = 0;
    for (size_t next = utf8_border(data, at); next < end;) {
        size_t length = utf8_length(data[next]);
        if (next + length > end)
            break;
        found |= utf8_mark(utf8_next((const char *)data, &next));
    }
    return found;
}

size_t utf8_valid_until(const unsigned char *data, size_t length, size_t at, size_t stop, unsigned *found)
{
    struct str bytes = {(const char *)data, length};
    while (at < stop) {
        unsigned char lead = data[at];
        if (lead < 0x80) {
            if (!lead)
                *found |= UTF8_NUL;
            at++;
            continue;
        }
        bool valid;
        size_t next = at, measure = utf8_measure(bytes, at, &valid);
        if (!valid)
            break;
        if (lead_can_mark(lead))
            *found |= utf8_mark(utf8_next(bytes.data, &next));
        at += measure;
    }
    return at;
}

/* Eight bytes at once where they are ASCII. */
size_t utf8_kernel_scalar(const unsigned char *data, size_t length, size_t at, unsigned *found)
{
    const uint64_t each_byte = UINT64_C(0x0101010101010101), high_bits = each_byte * 0x80;
    while (length - at >= UTF8_KERNEL_BLOCK) {
        uint64_t word;
        memcpy(&word, data + at, sizeof word);
        size_t stop = at + sizeof word;
        if (word & high_bits) {
            at = utf8_valid_until(data, length, at, stop, found);
            if (at < stop)
                return at;
            continue;
        }
        if ((word - each_byte) & high_bits)
            *found |= UTF8_NUL;
        at = stop;
    }
    return at;
}

static utf8_kernel *kernel_of(enum cpu_simd simd)
{
    switch (simd) {
#if defined(__x86_64__)
    case CPU_AVX2:
        return utf8_kernel_avx2;
    case CPU_SSE2:
        return utf8_kernel_sse2;
#elif defined(__aarch64__)
    case CPU_NEON:
        return utf8_kernel_neon;
#endif
    default:
        return utf8_kernel_scalar;
    }
}

size_t utf8_valid(struct str bytes, enum cpu_simd simd, unsigned *found)
{
    const unsigned char *data = (const unsigned char *)bytes.data;
    size_t first = bytes.length < UTF8_KERNEL_BEHIND ? bytes.length : UTF8_KERNEL_BEHIND;
    size_t at = utf8_valid_until(data, bytes.length, 0, first, found);
    if (at < first)
        return at;
    if (bytes.length - at >= UTF8_KERNEL_BLOCK)
        at = kernel_of(simd)(data, bytes.length, at, found);
    return utf8_valid_until(data, bytes.length, at, bytes.length, found);
}
