/* name_words.h: what the words of a language say of names: from its lists of words (titles, what organizations are
 * called) and of known names. Immutable after creation, shared by all threads. */
#ifndef TOCSIN_ENGLISH_NAME_WORDS_H
#define TOCSIN_ENGLISH_NAME_WORDS_H

#include "base/array.h"
#include "base/error.h"
#include "text/vocabulary.h"

/* What a form may be; see scripts/english/names/words.txt. */
enum {
    NAME_TITLE = 1 << 0,
    NAME_MODIFIER = 1 << 1,
    NAME_MAN = 1 << 2,
    NAME_WOMAN = 1 << 3,
    NAME_HEAD = 1 << 4,
    NAME_SUFFIX = 1 << 5,
    NAME_LANDSCAPE = 1 << 6,
    NAME_GENERATION = 1 << 7,
    NAME_PARTICLE = 1 << 8,
    NAME_OF = 1 << 9,
    NAME_AND = 1 << 10,
    NAME_THE = 1 << 11,
    NAME_IN = 1 << 12,
    NAME_BY = 1 << 13,
    NAME_WHO = 1 << 14,
    NAME_NO = 1 << 15,
    NAME_HE = 1 << 16,
    NAME_SHE = 1 << 17,
    NAME_COMMA = 1 << 18,
    NAME_LEFT = 1 << 19,
    NAME_RIGHT = 1 << 20,
    NAME_DASH = 1 << 21,
    NAME_APOSTROPHE = 1 << 22,
    NAME_STOP = 1 << 23,
    NAME_A = 1 << 24,
};

/* The same, of the lists of known names and of the form itself. */
enum {
    NAME_GIVEN = 1 << 0,
    NAME_FAMILY = 1 << 1,
    NAME_PLACE = 1 << 2,
    NAME_ORGANIZATION = 1 << 3,
    NAME_NATIONALITY = 1 << 4,
    NAME_ALWAYS = 1 << 5, /* always written with a capital */
    NAME_ROLE = 1 << 6,
    NAME_COMMON = 1 << 7, /* also a word in lower case */
    NAME_BEGINS = 1 << 8, /* a known name of several words begins with it */
    NAME_GIVEN_MAN = 1 << 9,
    NAME_GIVEN_WOMAN = 1 << 10,
    NAME_CAPITAL = 1 << 11, /* begins with a capital letter */
    NAME_UPPER = 1 << 12,   /* two letters or more, all capitals */
    NAME_INITIAL = 1 << 13, /* "J.", "J" */
    NAME_SMALL = 1 << 14,   /* a word in lower case */
    NAME_SPEECH = 1 << 15,  /* a form of a verb of saying */
    NAME_VERB = 1 << 16,    /* an auxiliary: a clause with it is no noun phrase */
    NAME_BASE = 1 << 18,    /* a base form of the lemmas' lists, or of a closed class */
    NAME_LAND = 1 << 19,    /* a country, state or capital */
    NAME_CLOSED = 1 << 17,  /* a preposition, article or conjunction: in lower case in headings, too */
};

/* A known name, of whatever. */
#define NAME_LISTED (NAME_PLACE | NAME_ORGANIZATION | NAME_GIVEN | NAME_FAMILY | NAME_ALWAYS | NAME_NATIONALITY)

struct name_form {
    uint32_t words; /* of the list of words */
    uint32_t known;
    form_id fold;
};

struct name_words;
struct language_list;
struct layer_words;
struct lemmas;

/* `lists` are those of the folder "names"; what is needed of them is copied. Errors: BUNDLE with file:line:column,
 * MEMORY. */
tocsin_status name_words_create(struct name_words **out, const tocsin_allocator *alloc,
                                const struct language_list *lists, size_t count, tocsin_error *error);
void name_words_free(struct name_words *words);

/* Of a folded phrase of several words, parted by spaces: NAME_PLACE, NAME_ORGANIZATION, or 0. */
uint32_t name_words_phrase(const struct name_words *words, struct str folded);

/* What is known of each form of a vocabulary, worked out once a form. */
struct name_forms {
    ARRAY(struct name_form) of; /* by form_id */
    uint32_t generation;
};

/* Brings it up to all forms that the vocabulary knows. False when memory is out. */
bool name_forms_update(struct name_forms *forms, const tocsin_allocator *alloc, const struct name_words *words,
                       const struct layer_words *layer_words, const struct lemmas *lemmas,
                       const struct vocabulary *vocabulary);

#endif
