/* segment_news.h: the word and sentence breaks of the `news` mode, and what their files share.
 *
 * Words come first. Text is parted at white space into chunks; chunks of letters and plain punctuation are taken
 * from bit masks, the others by news_chunk. On the way every token that may end a sentence is noted, and every line
 * end; the sentence breaks then look only at those. */
#ifndef TOCSIN_TEXT_SEGMENT_NEWS_H
#define TOCSIN_TEXT_SEGMENT_NEWS_H

#include "base/cpu.h"
#include "text/language_word.h"
#include "text/segmentation.h"

/* Why a token may end a sentence. */
enum news_stop {
    NEWS_STOP_FULL,         /* . */
    NEWS_STOP_STRONG,       /* ! ? and runs of them */
    NEWS_STOP_ELLIPSIS,     /* ... … */
    NEWS_STOP_ABBREVIATION, /* a word with its full stop */
    NEWS_STOP_WIDE,         /* full-width stops, which need no space behind them */
    NEWS_STOP_RULE,         /* ===== and the like */
    NEWS_STOP_LABEL,        /* begins a sentence: the label of a picture */
    NEWS_STOP_MARK,         /* may be the mark of a list item: 1) a. • */
};

struct news {
    const struct language *language;
    const struct language_filters *filters;
    struct segmentation *out;
    const char *text;
    uint32_t length;
    uint32_t no_link; /* no address begins before this offset */
};

/* Fills tokens, stops and line_ends. False when memory is out. */
bool news_words(struct news *news, enum cpu_simd simd);

/* Tokens of one chunk [start, end), which holds no ASCII white space. False when memory is out. */
bool news_chunk(struct news *news, uint32_t start, uint32_t end);

/* End of the web or e-mail address, file name or machine name that begins at `start`; `start` where there is none.
 */
uint32_t news_link(struct news *news, uint32_t start, uint32_t end);

/* Sentences and paragraphs from tokens, stops and line ends. False when memory is out. */
bool news_sentences(struct news *news);

/* Fills tokens, sentences and paragraphs of an empty `out`. `text` is valid UTF-8 of at most SEGMENTATION_LIMIT
 * bytes. Every variant of `simd` gives the same. Takes linear time. Errors: MEMORY. */
tocsin_status segment_news(struct segmentation *out, struct str text, const struct language *language,
                           enum cpu_simd simd, tocsin_error *error);

static inline struct str news_str(const struct news *news, uint32_t start, uint32_t end)
{
    return (struct str){news->text + start, end - start};
}

/* news_bytes for a word whose start is in the last eight bytes of the text. */
uint64_t news_last_bytes(const struct news *news, uint32_t start, uint32_t end);

/* The first eight bytes of the word [start, end), zero behind its end. */
static inline uint64_t news_bytes(const struct news *news, uint32_t start, uint32_t end)
{
    if (news->length - start >= 8)
        return language_bytes(news->text + start, end - start);
    return news_last_bytes(news, start, end);
}

/* What the lists say of [start, end): most words are in none, which the filter tells at once. */
static inline uint32_t news_flags(const struct news *news, uint32_t start, uint32_t end)
{
    uint64_t bytes = news_bytes(news, start, end);
    if (!(bytes & UINT64_C(0x8080808080808080))) {
        if (!language_filter_has(&news->filters->words, bytes))
            return 0;
        if (end - start <= sizeof bytes)
            return language_short_flags(news->language, bytes);
    }
    return language_flags(news->language, news_str(news, start, end));
}

/* Whether the word may be a fused form ("cannot"). */
static inline bool news_maybe_fused(const struct news *news, uint32_t start, uint32_t end)
{
    return language_filter_has(&news->filters->fused, news_bytes(news, start, end));
}

/* Room for the tokens must be there. */
static inline void news_put(struct news *news, uint32_t start, uint32_t end)
{
    news->out->tokens.items[news->out->tokens.count++] = (struct token){start, end};
}

#endif
