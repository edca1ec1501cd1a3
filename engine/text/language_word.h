/* language_word.h: what the word lists say of a word, for the breaking of words and sentences. */
#ifndef TOCSIN_TEXT_LANGUAGE_WORD_H
#define TOCSIN_TEXT_LANGUAGE_WORD_H

#include <string.h>

#include "base/hash.h"
#include "text/language.h"

/* The lists and classes of scripts/english/README.md that a word is in. */
enum {
    LANGUAGE_TITLE = 1 << 0,  /* abbreviation before a name: never ends a sentence */
    LANGUAGE_INNER = 1 << 1,  /* abbreviation that never ends a sentence */
    LANGUAGE_NUMBER = 1 << 2, /* abbreviation before a number only */
    LANGUAGE_FINAL = 1 << 3,  /* abbreviation that ends a sentence before a starter */
    LANGUAGE_CLOSE = 1 << 4,  /* abbreviation that ends a sentence before any capital but a calendar word */
    LANGUAGE_CLITIC = 1 << 5,
    LANGUAGE_NEGATION = 1 << 6,
    LANGUAGE_FUSED = 1 << 7,
    LANGUAGE_PREFIX = 1 << 8,
    LANGUAGE_UNIT = 1 << 9,
    LANGUAGE_ORDINAL = 1 << 10,
    LANGUAGE_CURRENCY = 1 << 11,
    LANGUAGE_STARTER = 1 << 12,
    LANGUAGE_CALENDAR = 1 << 13,
    LANGUAGE_JOINED = 1 << 14,
    LANGUAGE_SCHEME = 1 << 15,
    LANGUAGE_HOST = 1 << 16,
    LANGUAGE_DOMAIN = 1 << 17,
    LANGUAGE_FILE = 1 << 18,
    LANGUAGE_EMOTICON = 1 << 19,
    LANGUAGE_LABEL = 1 << 20,
    LANGUAGE_SMALL = 1 << 21, /* the abbreviation's class holds also where it begins with a small letter */
};

#define LANGUAGE_ABBREVIATION (LANGUAGE_TITLE | LANGUAGE_INNER | LANGUAGE_NUMBER | LANGUAGE_FINAL | LANGUAGE_CLOSE)

/* Longest word of a list, in bytes. */
#define LANGUAGE_WORD_LIMIT 31

/* Everything the lists say of `word`, compared without case and with ’ as '; 0 where it is in none. */
uint32_t language_flags(const struct language *language, struct str word);

/* Length of the first part of a fused form ("cannot": 3); 0 where `word` is none. */
size_t language_fused(const struct language *language, struct str word);

/* Sets of words by their first eight bytes, that answer "may be one" in a few instructions. */
#define LANGUAGE_FILTER_BITS 15

struct language_filter {
    uint64_t bits[(1 << LANGUAGE_FILTER_BITS) / 64];
};

struct language_filters {
    struct language_filter words; /* all that are in any list */
    struct language_filter fused;
    uint32_t clitic_letters; /* clitics of one letter, a bit each from a on */
};

const struct language_filters *language_filters(const struct language *language);

/* Masks for the bytes of a word of so many bytes, up to eight. */
extern const uint64_t language_masks[9];

/* The first eight bytes of a word, zero behind its end; eight must be readable. */
static inline uint64_t language_bytes(const char *word, size_t length)
{
    uint64_t bytes;
    memcpy(&bytes, word, sizeof bytes);
    return bytes & language_masks[length < 8 ? length : 8];
}

/* What language_flags gives for a word of ASCII of at most eight bytes, which `bytes` are. */
uint32_t language_short_flags(const struct language *language, uint64_t bytes);

static inline size_t language_filter_place(uint64_t bytes)
{
    return ((bytes | UINT64_C(0x2020202020202020)) * HASH_STEP) >> (64 - LANGUAGE_FILTER_BITS);
}

/* `bytes` is what language_bytes gives for a word of ASCII. */
static inline bool language_filter_has(const struct language_filter *filter, uint64_t bytes)
{
    size_t place = language_filter_place(bytes);
    return filter->bits[place / 64] >> (place % 64) & 1;
}

#endif
