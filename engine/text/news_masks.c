#include "text/news_masks_kernel.h"

enum {
    BYTE_LETTER = 1 << 0,
    BYTE_SPACE = 1 << 1,
    BYTE_LINE = 1 << 2,
    BYTE_DIGIT = 1 << 3,
    BYTE_MARK = 1 << 4,
    BYTE_COMMA = 1 << 5,
    BYTE_STOP = 1 << 6,
    BYTE_QUOTE = 1 << 7,
};

#define L BYTE_LETTER
#define D BYTE_DIGIT
#define M BYTE_MARK
#define S BYTE_SPACE
#define E (BYTE_SPACE | BYTE_LINE)
#define C (BYTE_MARK | BYTE_COMMA)
#define P BYTE_STOP
#define Q BYTE_QUOTE

static const unsigned char classes[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, S, E, E, E, E, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* controls */
    S, 0, M, 0, 0, 0, 0, Q, M, M, 0, 0, C, 0, P, 0, D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, 0, /* digits */
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, M, 0, M, 0, 0, /* A to Z */
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0, /* a to z */
};

/* The classes of eight bytes, the first in the lowest byte. */
static uint64_t classes_of(const unsigned char *bytes)
{
    uint64_t eight = 0;
    for (unsigned i = 0; i < 8; i++)
        eight |= (uint64_t)classes[bytes[i]] << 8 * i;
    return eight;
}

/* One class of each of the eight, a bit for each: the product brings them together in the highest byte. */
static uint64_t class_bits(uint64_t eight, unsigned class)
{
    return ((eight >> class & UINT64_C(0x0101010101010101)) * UINT64_C(0x0102040810204080)) >> 56;
}

static void mask_scalar(struct news_masks *out, const char *block)
{
    struct news_masks masks = {0};
    for (unsigned at = 0; at < NEWS_BLOCK; at += 8) {
        uint64_t eight = classes_of((const unsigned char *)block + at);
        masks.letters |= class_bits(eight, 0) << at;
        masks.spaces |= class_bits(eight, 1) << at;
        masks.lines |= class_bits(eight, 2) << at;
        masks.digits |= class_bits(eight, 3) << at;
        masks.marks |= class_bits(eight, 4) << at;
        masks.commas |= class_bits(eight, 5) << at;
        masks.stops |= class_bits(eight, 6) << at;
        masks.quotes |= class_bits(eight, 7) << at;
    }
    *out = masks;
}

news_mask_block *news_mask_variant(enum cpu_simd simd)
{
    switch (simd) {
#if defined(__x86_64__)
    case CPU_SSE2:
        return news_mask_sse2;
    case CPU_AVX2:
        return news_mask_avx2;
#elif defined(__aarch64__)
    case CPU_NEON:
        return news_mask_neon;
#endif
    default:
        return mask_scalar;
    }
}
