/* news_breaker.h: the sentence breaks of the `news` mode under way, shared by the files that hold their rules. */
#ifndef TOCSIN_TEXT_NEWS_BREAKER_H
#define TOCSIN_TEXT_NEWS_BREAKER_H

#include "text/news_char.h"
#include "text/segment_news.h"

struct breaker {
    struct news *news;
    const struct token *tokens;
    uint32_t count;
    uint32_t first;           /* token that begins the sentence */
    uint32_t paragraph_first; /* token that begins the paragraph */
    uint32_t mark_end;        /* tokens before this one belong to the mark of a list item */
    uint32_t mark_value;      /* of the last list item; 0: none */
    uint32_t mark_style;
    uint32_t line_start; /* offset */
    uint32_t block_end;  /* offset of the blank line that ends the block whose width is known */
    uint32_t block_width;
    bool failed;
};

/* Ends the sentence (if it has begun) before token `behind`; end_paragraph ends the paragraph too. */
void breaker_end_sentence(struct breaker *breaker, uint32_t behind);
void breaker_end_paragraph(struct breaker *breaker, uint32_t behind);

/* What a noted token asks for: news_stops.c. */
void breaker_take_stop(struct breaker *breaker, const struct segmentation_stop *stop);

/* The mark of a list item, if it is one, that begins at `token`: news_items.c. */
void breaker_take_mark(struct breaker *breaker, uint32_t token);

/* The line ends between two tokens, from `line` on; `next` is the token behind them. Returns the first line end
 * behind `next`: news_lines.c. */
size_t breaker_take_lines(struct breaker *breaker, size_t line, uint32_t next);

static inline char token_byte(const struct breaker *breaker, uint32_t token)
{
    return breaker->news->text[breaker->tokens[token].start];
}

static inline enum news_char token_kind(const struct breaker *breaker, uint32_t token)
{
    uint32_t next;
    return news_char_at(breaker->news->text, breaker->tokens[token].start, &next);
}

static inline struct str token_text(const struct breaker *breaker, uint32_t token)
{
    return news_str(breaker->news, breaker->tokens[token].start, breaker->tokens[token].end);
}

static inline uint32_t token_flags(const struct breaker *breaker, uint32_t token)
{
    return news_flags(breaker->news, breaker->tokens[token].start, breaker->tokens[token].end);
}

/* Whether nothing stands between a token and the one before it. */
static inline bool token_glued(const struct breaker *breaker, uint32_t token)
{
    return breaker->tokens[token].start == breaker->tokens[token - 1].end;
}

/* Whether the token is one character of `marks`, or one over ASCII whose last byte is in `quotes` (U+00AB » to
 * U+201D). */
bool token_is_mark(const struct breaker *breaker, uint32_t token, const char *marks, const char *quotes);
bool token_closes(const struct breaker *breaker, uint32_t token);
bool token_opens(const struct breaker *breaker, uint32_t token);

/* - -- – — */
bool token_dash(const struct breaker *breaker, uint32_t token);

#endif
