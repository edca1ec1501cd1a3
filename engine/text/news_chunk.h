/* news_chunk.h: what the files that break chunks into words share. A chunk is a run of bytes without ASCII white
 * space; `end` is always its end, and offsets are below it. */
#ifndef TOCSIN_TEXT_NEWS_CHUNK_H
#define TOCSIN_TEXT_NEWS_CHUNK_H

#include "text/news_char.h"
#include "text/segment_news.h"

/* Puts the word that begins with a word character at `start`, and parts of it that are words of their own. Returns
 * the offset behind what it put. */
uint32_t chunk_put_word(struct news *news, uint32_t start, uint32_t end);

/* The same for what begins with any other character. */
uint32_t chunk_put_mark(struct news *news, uint32_t start, uint32_t end);

/* Offset behind the number that begins at `start`: 1,200.50 5:30 3.5.1 9/11 713-853-3989; `start` where there is
 * none. */
uint32_t chunk_number_end(const struct news *news, uint32_t start, uint32_t end);

/* What a run of word characters holds. */
struct chunk_run {
    bool letters, digits;
};

static inline char chunk_byte(const struct news *news, uint32_t at, uint32_t end)
{
    return at < end ? news->text[at] : '\0';
}

static inline enum news_char chunk_kind(const struct news *news, uint32_t at, uint32_t end)
{
    uint32_t next;
    return at < end ? news_char_at(news->text, at, &next) : NEWS_SPACE;
}

/* Bytes of the apostrophe at `at`: ' ` ’ or U+02BC; 0 where there is none. */
static inline uint32_t chunk_apostrophe(const struct news *news, uint32_t at, uint32_t end)
{
    const char *p = news->text + at;
    if (at >= end)
        return 0;
    if (*p == '\'' || *p == '`')
        return 1;
    if (end - at >= 3 && memcmp(p, "\xe2\x80\x99", 3) == 0)
        return 3;
    return end - at >= 2 && memcmp(p, "\xca\xbc", 2) == 0 ? 2 : 0;
}

/* Offset behind the word characters from `at` on. */
static inline uint32_t chunk_run_end(const struct news *news, uint32_t at, uint32_t end, struct chunk_run *word)
{
    while (at < end) {
        uint32_t next;
        enum news_char kind = news_char_at(news->text, at, &next);
        if (!news_char_is_word(kind))
            break;
        if (kind == NEWS_DIGIT)
            word->digits = true;
        else if (kind != NEWS_BLANK)
            word->letters = true;
        at = next;
    }
    return at;
}

static inline uint32_t chunk_digits_end(const struct news *news, uint32_t at, uint32_t end)
{
    while (at < end && news->text[at] >= '0' && news->text[at] <= '9')
        at++;
    return at;
}

static inline void chunk_put_stop(struct news *news, enum news_stop kind, uint32_t flags)
{
    struct segmentation_stop stop = {(uint32_t)news->out->tokens.count - 1, kind, flags};
    news->out->stops.items[news->out->stops.count++] = stop;
}

#endif
