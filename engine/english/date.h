/* date.h: the dates and times of a document.
 *
 * Two steps: dates_find reads expressions sentence by sentence, dates_resolve says which days they stand for,
 * reckoned from the day of the document where it is known and from what the text named before. Both take linear
 * time. */
#ifndef TOCSIN_ENGLISH_DATE_H
#define TOCSIN_ENGLISH_DATE_H

#include "base/buffer.h"
#include "english/calendar.h"
#include "english/date_words.h"
#include "text/segmentation.h"

/* In the order of the values of the feature "granularity". */
enum date_grain {
    GRAIN_CENTURY,
    GRAIN_DECADE,
    GRAIN_YEAR,
    GRAIN_HALF,
    GRAIN_QUARTER,
    GRAIN_SEASON,
    GRAIN_MONTH,
    GRAIN_WEEK,
    GRAIN_WEEKEND,
    GRAIN_DAY,
    GRAIN_PART,
    GRAIN_TIME
};

/* What an expression says. */
enum date_how {
    DATE_FIELDS,  /* year, month, day … */
    DATE_SHIFTED, /* `shift` units from its anchor: two months ago, this week */
    DATE_STRETCH, /* the last `shift` units up to its anchor, or the next: the past two weeks */
};

enum date_anchor { ANCHOR_NONE, ANCHOR_DOCUMENT, ANCHOR_TEXT };

enum { DATE_NO_YEAR = INT32_MIN, DATE_NO_ZONE = INT16_MIN, DATE_NO_DAY = INT32_MIN, DATE_WHICH_NONE = 2 };

struct date {
    uint32_t first, last; /* tokens */
    uint8_t grain;        /* enum date_grain */
    uint8_t how;
    uint8_t anchor;
    uint8_t edge;     /* 1 early, 2 mid, 3 late */
    uint8_t relation; /* the preposition before it, as the list numbers them */
    uint8_t part;     /* of the day; 0: none */
    int16_t which;    /* last -1, this 0, next 1, DATE_WHICH_NONE */
    bool relative, resolved;
    bool vague;  /* how many units is not known */
    bool future; /* a date only where the sentence looks ahead: in two weeks */
    bool ranged; /* two dates in one expression */
    int32_t year;
    int8_t month, day, weekday; /* 0: not said */
    int8_t index;               /* of a half, quarter or season */
    int8_t end_month, end_day;
    int32_t end_year;
    int32_t shift;
    int8_t hour, minute, second; /* -1: not said */
    int16_t zone;
    int32_t from, to;             /* the days it stands for, once resolved; DATE_NO_DAY: open */
    uint32_t value, value_length; /* in the buffer of values */
};

typedef ARRAY(struct date) date_list;

/* A document with what its forms say of dates. */
struct date_text {
    const struct segmentation *segmentation;
    const struct vocabulary *vocabulary;
    const struct date_word *words; /* by form_id */
};

/* Fills `out` in the order of the text. False when memory is out. */
bool dates_find(date_list *out, const tocsin_allocator *alloc, const struct date_text *text);

/* Says what each date stands for; takes out what turns out to be none. `today` NULL: the day of the document is not
 * known; a date that is a paragraph of its own near the top then gives it. */
void dates_resolve(date_list *dates, const struct date_text *text, const struct calendar_day *today);

/* Appends each date's value to `values` and notes where it is. */
void dates_write(date_list *dates, struct buffer *values);

/* ---- date_grammar.c --------------------------------------------------------------------------------------- */

/* A sentence under way. */
struct date_reader {
    const struct date_text *text;
    const struct date_word *words;
    const form_id *forms; /* of the document's tokens */
    uint32_t first, end;  /* of the sentence */
};

extern const struct date_word date_no_word;

static inline const struct date_word *date_at(const struct date_reader *reader, uint32_t token)
{
    return token >= reader->first && token < reader->end ? &reader->words[reader->forms[token]] : &date_no_word;
}

static inline bool date_is(const struct date_reader *reader, uint32_t token, enum date_class class)
{
    return date_word_is(date_at(reader, token), class);
}

/* Whether a word stands right behind the one before it. */
static inline bool date_glued(const struct date_reader *reader, uint32_t token)
{
    const struct token *tokens = reader->text->segmentation->tokens.items;
    return token > reader->first && token < reader->end && tokens[token - 1].end == tokens[token].start;
}

/* The number of a class that the word has; 0 where it has none. */
static inline int32_t date_value(const struct date_reader *reader, uint32_t token, enum date_class class)
{
    const struct date_word *word = date_at(reader, token);
    return date_word_is(word, class) ? date_word_value(word, class) : 0;
}

/* Each reads an expression that begins with token `at` into `date`, and returns the token behind it; `at`: there is
 * none, and `date` is of no use. */
uint32_t date_read_day(struct date *date, const struct date_reader *reader, uint32_t at);    /* date_days.c */
uint32_t date_read_clock(struct date *date, const struct date_reader *reader, uint32_t at);  /* date_clock.c */
uint32_t date_read_period(struct date *date, const struct date_reader *reader, uint32_t at); /* date_periods.c */

/* A year behind a month, quarter …: "2014", ", 2014", "of 2014", "of last year". */
uint32_t date_read_year_behind(struct date *date, const struct date_reader *reader, uint32_t at);

/* A year as it stands, in four digits. */
bool date_is_year(const struct date_reader *reader, uint32_t at);

/* Whether the word may be a month where it stands. */
bool date_is_month(const struct date_reader *reader, uint32_t at);

/* A date with nothing said. */
struct date date_blank(void);

#endif
