/* news_char.h: the kinds of character that the news breaks tell apart. */
#ifndef TOCSIN_TEXT_NEWS_CHAR_H
#define TOCSIN_TEXT_NEWS_CHAR_H

#include "text/char_class.h"
#include "text/utf8.h"

enum news_char {
    NEWS_OTHER, /* punctuation and symbols */
    NEWS_SPACE,
    NEWS_DIGIT,
    NEWS_LOWER, /* from here on letters, marks and what is invisible in words */
    NEWS_UPPER,
    NEWS_LETTER,
    NEWS_BLANK, /* controls, zero-width and bidi characters: part of a word, say nothing of it */
};

static inline bool news_char_is_word(enum news_char kind)
{
    return kind >= NEWS_DIGIT;
}

static inline bool news_char_is_letter(enum news_char kind)
{
    return kind >= NEWS_LOWER && kind <= NEWS_LETTER;
}

/* Kind of a code point over ASCII. */
enum news_char news_char_of(uint32_t point);

extern const unsigned char news_char_ascii[128];

/* Kind of a byte of ASCII; NEWS_OTHER for one of a longer character. */
static inline enum news_char news_char_byte(char byte)
{
    return byte & 0x80 ? NEWS_OTHER : news_char_ascii[(unsigned char)byte];
}

/* Kind of the character at `at`; *next gets the offset behind it. */
static inline enum news_char news_char_at(const char *text, uint32_t at, uint32_t *next)
{
    unsigned char lead = (unsigned char)text[at];
    if (lead < 0x80) {
        *next = at + 1;
        return news_char_ascii[lead];
    }
    size_t behind = at;
    uint32_t point = utf8_next(text, &behind);
    *next = (uint32_t)behind;
    return news_char_of(point);
}

#endif
