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
        out->line_ends.items[out->line_ends.count++] =
            (struct segmentation_line){base + lowest(lines), (uint32_t)out->tokens.count};
    return true;
}

/* Parts fused forms among the tokens from `from` on. Room for as many again must be there. */
static void part_fused(struct news *news, size_t from)
{
    struct segmentation *out = news->out;
    for (size_t i = from; i < out->tokens.count; i++) {
        struct token *token = &out->tokens.items[i];
        if (!news_maybe_fused(news, token->start, token->end))
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

/* What the rules of a block come to: its words and marks that need no more rules, and the bytes of those that do.
 */
struct plan {
    uint64_t words;   /* bytes of words */
    uint64_t clitics; /* apostrophes that begin a word of their own, behind another: part of words */
    uint64_t marks;   /* each a word of its own */
    uint64_t stops;   /* full stops that are a word of their own: part of marks */
    uint64_t rich;    /* bytes whose chunks go to news_chunk */
};

/* The full stops that follow a word of two letters or more and end their chunk, where no list has the word. */
static uint64_t plain_stops(const struct news *news, uint32_t base, const struct news_masks *masks)
{
    uint64_t letters = masks->letters;
    uint64_t stops = masks->stops & letters << 1 & letters << 2 & masks->spaces >> 1, plain = 0;
    for (; stops; stops &= stops - 1) {
        unsigned at = lowest(stops);
        uint64_t others = ~letters & below(at);
        unsigned start = others ? highest(others) + 1 : 0;
        bool alone = start == 0 || masks->spaces >> (start - 1) & 1;
        if (alone && !language_filter_has(&news->filters->words, news_bytes(news, base + start, base + at)))
            plain |= UINT64_C(1) << at;
    }
    return plain;
}

/* The apostrophes that part a clitic of one letter from a word at the end of a chunk: it's. */
static uint64_t plain_clitics(const struct news *news, uint32_t base, const struct news_masks *masks)
{
    uint64_t letters = masks->letters, plain = 0;
    uint64_t quotes = masks->quotes & letters << 1 & letters >> 1 & masks->spaces >> 2;
    for (; quotes; quotes &= quotes - 1) {
        unsigned at = lowest(quotes), letter = ((unsigned char)news->text[base + at + 1] | 0x20u) - 'a';
        plain |= (uint64_t)(news->filters->clitic_letters >> letter & 1) << at;
    }
    return plain;
}

/* The marks inside of numbers: a full stop, or a comma before three digits. */
static uint64_t number_marks(const struct news_masks *masks)
{
    uint64_t digits = masks->digits;
    uint64_t thousands = masks->commas & digits >> 1 & digits >> 2 & digits >> 3 & ~(digits >> 4);
    return ((masks->stops & digits >> 1) | thousands) & digits << 1 & below(NEWS_BLOCK - 4);
}

/* Numbers are plain where white space is on both sides of them, or a comma behind. */
static struct plan make_plan(const struct news *news, uint32_t base, const struct news_masks *masks)
{
    struct plan plan = {.clitics = plain_clitics(news, base, masks), .stops = plain_stops(news, base, masks)};
    uint64_t inner = number_marks(masks);
    uint64_t marks = masks->marks & ~inner, behind = marks & ~(masks->commas & masks->spaces >> 1);
    uint64_t mixed = masks->digits & ((masks->letters | marks) << 1 | (masks->letters | behind) >> 1);
    plan.words = masks->letters | masks->digits | inner | plan.clitics;
    plan.marks = marks | plan.stops;
    plan.rich = ~(plan.words | plan.marks | masks->spaces) | mixed;
    return plan;
}

/* The words and marks of the plan whose bits are in `inside`. */
static void put_plain(struct news *news, uint32_t base, const struct plan *plan, uint64_t inside)
{
    uint64_t words = plan->words & inside, marks = plan->marks & inside, clitics = plan->clitics & inside;
    uint64_t starts = (words & ~(words << 1)) | marks | clitics;
    uint64_t ends = (words & ~(words >> 1)) | marks | clitics >> 1;
    size_t from = news->out->tokens.count;
    struct token *token = news->out->tokens.items + from;
    bool fused = false;
    for (; starts; starts &= starts - 1, ends &= ends - 1) {
        *token = (struct token){base + lowest(starts), base + lowest(ends) + 1};
        fused |= news_maybe_fused(news, token->start, token->end);
        token++;
    }
    news->out->tokens.count = (size_t)(token - news->out->tokens.items);
    if (fused)
        part_fused(news, from);
}

/* Notes the full stops of the plan that are in `inside`, whose tokens are the ones from `from` on. */
static void put_stops(struct news *news, uint32_t base, const struct plan *plan, uint64_t inside, size_t from)
{
    struct segmentation *out = news->out;
    for (uint64_t stops = plan->stops & inside; stops; stops &= stops - 1) {
        uint32_t at = base + lowest(stops);
        while (out->tokens.items[from].start < at)
            from++;
        out->stops.items[out->stops.count++] = (struct segmentation_stop){(uint32_t)from, NEWS_STOP_FULL, 0};
    }
}

/* End of the chunk that goes on at `at`. */
static uint32_t chunk_end(const struct news *news, uint32_t at)
{
    while (at < news->length && !byte_is_space(news->text[at]))
        at++;
    return at;
}

/* Room for what a block without rich chunks gives. */
static bool block_reserve(struct segmentation *out)
{
    return array_reserve(out->alloc, &out->tokens, 2 * NEWS_BLOCK) &&
           array_reserve(out->alloc, &out->stops, NEWS_BLOCK);
}

/* Words of the block at `base`, which is not inside a chunk. Returns where the next block begins, or UINT32_MAX
 * when memory is out. */
static uint32_t put_block(struct news *news, uint32_t base, const struct news_masks *masks)
{
    struct segmentation *out = news->out;
    struct plan plan = make_plan(news, base, masks);
    uint64_t spaces = masks->spaces;
    unsigned last = spaces ? highest(spaces) + 1 : 0; /* the chunk from here on may go on behind the block */
    uint64_t rest = below(last);
    if (!block_reserve(out) || !put_lines(news, base, masks->lines))
        return UINT32_MAX;
    while (plan.rich & rest) {
        unsigned at = lowest(plan.rich & rest);
        uint64_t before = spaces & below(at);
        unsigned start = before ? highest(before) + 1 : 0;
        unsigned end = lowest(spaces & ~below(at));
        size_t from = out->tokens.count;
        put_plain(news, base, &plan, rest & below(start));
        put_stops(news, base, &plan, rest & below(start), from);
        if (!news_chunk(news, base + start, base + end) || !block_reserve(out))
            return UINT32_MAX;
        rest &= ~below(end);
    }
    size_t from = out->tokens.count;
    put_plain(news, base, &plan, rest);
    put_stops(news, base, &plan, rest, from);
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
