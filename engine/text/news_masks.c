#include "text/news_masks_kernel.h"

enum {
    BYTE_LETTER = 1,
    BYTE_SPACE = 2,
    BYTE_LINE = 4,
    BYTE_MARK = 8,
    BYTE_DIGIT = 16,
    BYTE_STOP = 32,
    BYTE_COMMA = 64,
    BYTE_QUOTE = 128
};

static unsigned byte_class(unsigned char byte)
{
    if ((unsigned char)((byte | 0x20) - 'a') < 26)
        return BYTE_LETTER;
    if (byte >= '\n' && byte <= '\r')
        return BYTE_SPACE | BYTE_LINE;
    if (byte == ' ' || byte == '\t')
        return BYTE_SPACE;
    if (byte >= '0' && byte <= '9')
        return BYTE_DIGIT;
    if (byte == '.')
        return BYTE_STOP;
    if (byte == ',')
        return BYTE_MARK | BYTE_COMMA;
    if (byte == '\'')
        return BYTE_QUOTE;
    return byte == '"' || byte == '(' || byte == ')' || byte == '[' || byte == ']' ? BYTE_MARK : 0;
}

static void mask_scalar(struct news_masks *out, const char *block)
{
    struct news_masks masks = {0};
    for (unsigned i = 0; i < NEWS_BLOCK; i++) {
        uint64_t class = byte_class((unsigned char)block[i]);
        masks.letters |= (class & 1) << i;
        masks.spaces |= (class >> 1 & 1) << i;
        masks.lines |= (class >> 2 & 1) << i;
        masks.marks |= (class >> 3 & 1) << i;
        masks.digits |= (class >> 4 & 1) << i;
        masks.stops |= (class >> 5 & 1) << i;
        masks.commas |= (class >> 6 & 1) << i;
        masks.quotes |= (class >> 7 & 1) << i;
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
