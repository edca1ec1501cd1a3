/* date_words.h: what the words of a language say of dates, from its list "dates". Immutable after creation, shared
 * by all threads. */
#ifndef TOCSIN_ENGLISH_DATE_WORDS_H
#define TOCSIN_ENGLISH_DATE_WORDS_H

#include "base/array.h"
#include "base/error.h"
#include "text/vocabulary.h"

/* Classes with a number; see scripts/english/layers/dates.txt. */
enum date_class {
    DATE_MONTH,
    DATE_WEEKDAY,
    DATE_UNIT,
    DATE_NUMBER,
    DATE_ORDINAL,
    DATE_TENS,
    DATE_DAY,
    DATE_SHIFT,
    DATE_FOLLOW,
    DATE_TURN,
    DATE_THEN,
    DATE_PART,
    DATE_CLOCK,
    DATE_MERIDIEM,
    DATE_SEASON,
    DATE_ZONE,
    DATE_EDGE,
    DATE_DECADE,
    DATE_ERA,
    DATE_RELATION,
    DATE_PREFIXED, /* by an edge: mid-March */
    /* classes without */
    DATE_WEAK,
    DATE_NAME,
    DATE_AN,
    DATE_NOW,
    DATE_OCLOCK,
    DATE_ARTICLE,
    DATE_OF,
    DATE_AT,
    DATE_AND,
    DATE_FROM,
    DATE_BEFORE,
    DATE_AFTER,
    DATE_DASH,
    DATE_COMMA,
    DATE_APOSTROPHE,
    DATE_BRACKET,
    DATE_NOUN,
    DATE_PLURAL,
    DATE_STRETCHES,
    DATE_OTHER,
    DATE_PAST,
    DATE_FUTURE,
    /* of the form itself */
    DATE_DIGITS,  /* DATE_NUMBER in digits */
    DATE_FOUR,    /* four of them */
    DATE_TIME,    /* 17:30 */
    DATE_NUMERIC, /* 2022-02-24, 24/02/2022 */
    DATE_CAPITAL, /* begins with a capital letter */
    DATE_PLAIN,   /* a word in lower case */
    DATE_CLASSES
};

enum { DATE_VALUES = 2 };

struct date_word {
    uint64_t classes; /* 1 << DATE_… */
    int16_t values[DATE_VALUES];
    uint8_t of[DATE_VALUES]; /* the classes that they are of */
};

static inline bool date_word_is(const struct date_word *word, enum date_class class)
{
    return word->classes >> class & 1;
}

/* The number of a class that the word has. */
static inline int32_t date_word_value(const struct date_word *word, enum date_class class)
{
    return word->of[0] == class ? word->values[0] : word->values[1];
}

struct date_words;
struct language_list;

/* Errors: BUNDLE with file:line:column, MEMORY. */
tocsin_status date_words_create(struct date_words **out, const tocsin_allocator *alloc,
                                const struct language_list *list, tocsin_error *error);
void date_words_free(struct date_words *words);

/* What is known of each form of a vocabulary, worked out once a form. */
struct date_forms {
    ARRAY(struct date_word) of; /* by form_id */
    uint32_t generation;
};

/* Brings it up to all forms that the vocabulary knows; `words` NULL: the language has no list. False when memory is
 * out. */
bool date_forms_update(struct date_forms *forms, const tocsin_allocator *alloc, const struct date_words *words,
                       const struct vocabulary *vocabulary);

#endif
