#include <string.h>

#include "text/news_masks.h"
#include "text/segment_news.h"

/* Bits of every position below `at`. */
static uint64_t below(unsigned at)
{
    return at < 64 ? (UINT64_C(1) << at) - 1 : ~UINT64_C(0);
}

static unsigned lowest(uint64_t bits)
{
    return (unsigned)__builtin_ctzll(bits);
}

static unsigned highest(uint64_t bits)
{
    return 63 - (unsigned)__builtin_clzll(bits);
}

static bool byte_is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Notes line ends. */
static bool put_lines(struct news *news, uint32_t base, uint64_t lines)
{
    struct segmentation *out = news->out;
    if (!array_reserve(out->alloc, &out->line_ends, NEWS_BLOCK))
        return false;
    for (; lines; lines &= lines - 1)
        out->line_ends.items[out->line_ends.count++] = base + lowest(lines);
    return true;
}

/* Whether the word may be a fused form ("cannot"). */
static bool maybe_fused(const struct news *news, const struct language_filter *filter, struct token token)
{
    uint64_t bytes = 0;
    if (token.end - token.start > sizeof bytes)
        return false;
    memcpy(&bytes, news->text + token.start, token.end - token.start);
    return language_filter_has(filter, bytes);
}

/* Parts fused forms among the tokens from `from` on. Room for as many again must be there. */
static void part_fused(struct news *news, size_t from)
{
    struct segmentation *out = news->out;
    const struct language_filter *filter = language_fused_filter(news->language);
    for (size_t i = from; i < out->tokens.count; i++) {
        struct token *token = &out->tokens.items[i];
        if (!maybe_fused(news, filter, *token))
            continue;
        uint32_t split = (uint32_t)language_fused(news->language, news_str(news, token->start, token->end));
        if (!split)
            continue;
        memmove(token + 1, token, (out->tokens.count - i) * sizeof *token);
        out->tokens.count++;
        token[1].start = token[0].end = token[0].start + split;
        i++;
    }
}

/* Words of letters and single marks whose bits are in `inside`. */
static void put_simple(struct news *news, uint32_t base, const struct news_masks *masks, uint64_t inside)
{
    size_t from = news->out->tokens.count;
    uint64_t letters = masks->letters & inside, marks = masks->marks & inside;
    uint64_t starts = (letters & ~(letters << 1)) | marks;
    uint64_t ends = (letters & ~(letters >> 1)) | marks;
    struct token *token = news->out->tokens.items + news->out->tokens.count;
    news->out->tokens.count += (size_t)__builtin_popcountll(starts);
    for (; starts; starts &= starts - 1, ends &= ends - 1) {
        token->start = base + lowest(starts);
        token->end = base + lowest(ends) + 1;
        token++;
    }
    part_fused(news, from);
}

/* End of the chunk that goes on at `at`. */
static uint32_t chunk_end(const struct news *news, uint32_t at)
{
    while (at < news->length && !byte_is_space(news->text[at]))
        at++;
    return at;
}

/* Words of the block at `base`, which is not inside a chunk. Returns where the next block begins, or UINT32_MAX when
 * memory is out. */
static uint32_t put_block(struct news *news, uint32_t base, const struct news_masks *masks)
{
    struct segmentation *out = news->out;
    uint64_t spaces = masks->spaces, rest = ~UINT64_C(0);
    uint64_t rich = ~(masks->letters | masks->spaces | masks->marks);
    unsigned last = spaces ? highest(spaces) + 1 : 0; /* the chunk from here on may go on behind the block */
    if (!array_reserve(out->alloc, &out->tokens, 2 * NEWS_BLOCK) || !put_lines(news, base, masks->lines))
        return UINT32_MAX;
    rest = below(last);
    while (rich & rest) {
        unsigned at = lowest(rich & rest);
        uint64_t before = spaces & below(at);
        unsigned start = before ? highest(before) + 1 : 0;
        put_simple(news, base, masks, rest & below(start));
        unsigned end = lowest(spaces & ~below(at));
        if (!news_chunk(news, base + start, base + end))
            return UINT32_MAX;
        if (!array_reserve(out->alloc, &out->tokens, 2 * NEWS_BLOCK))
            return UINT32_MAX;
        rest &= ~below(end);
    }
    put_simple(news, base, masks, rest);
    if (last > 0)
        return base + last;
    uint32_t end = chunk_end(news, base + NEWS_BLOCK);
    return news_chunk(news, base, end) ? end : UINT32_MAX;
}

bool news_words(struct news *news, enum cpu_simd simd)
{
    news_mask_block *mask = news_mask_variant(simd);
    struct news_masks masks;
    uint32_t base = 0;
    while (news->length - base > NEWS_BLOCK) {
        mask(&masks, news->text + base);
        base = put_block(news, base, &masks);
        if (base == UINT32_MAX)
            return false;
    }
    while (base < news->length) {
        char tail[NEWS_BLOCK];
        memset(tail, ' ', sizeof tail);
        memcpy(tail, news->text + base, news->length - base);
        mask(&masks, tail);
        masks.lines &= below(news->length - base);
        base = put_block(news, base, &masks);
        if (base == UINT32_MAX)
            return false;
        if (base > news->length)
            base = news->length;
    }
    return true;
}
