#include "text/news_masks.h"

enum { BYTE_LETTER = 1, BYTE_SPACE = 2, BYTE_LINE = 4, BYTE_MARK = 8 };

static unsigned byte_class(unsigned char byte)
{
    if ((unsigned char)((byte | 0x20) - 'a') < 26)
        return BYTE_LETTER;
    if (byte >= '\n' && byte <= '\r')
        return BYTE_SPACE | BYTE_LINE;
    if (byte == ' ' || byte == '\t')
        return BYTE_SPACE;
    return byte == ',' || byte == '"' || byte == '(' || byte == ')' || byte == '[' || byte == ']' ? BYTE_MARK : 0;
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
    }
    *out = masks;
}

news_mask_block *news_mask_variant(enum cpu_simd simd)
{
    (void)simd;
    return mask_scalar;
}
