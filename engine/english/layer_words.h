/* layer_words.h: what the layers know of a language: its marks, and the words that open or carry clauses. All of it
 * comes from the lists of scripts/LANGUAGE/layers; immutable after creation, shared by all threads. */
#ifndef TOCSIN_ENGLISH_LAYER_WORDS_H
#define TOCSIN_ENGLISH_LAYER_WORDS_H

#include "base/array.h"
#include "base/error.h"
#include "text/vocabulary.h"

/* Classes of marks and words; a form may be in several. */
enum {
    MARK_OPENS = 1 << 0, /* a quotation mark that opens */
    MARK_CLOSES = 1 << 1,
    MARK_DOUBLE = 1 << 2, /* marks of one family close each other */
    MARK_SINGLE = 1 << 3,
    MARK_ANGLE = 1 << 4,
    MARK_APOSTROPHE = 1 << 5, /* the quotation mark may be an apostrophe */
    MARK_FINAL = 1 << 6,      /* ends a sentence */
    MARK_COMMA = 1 << 7,
    MARK_COLON = 1 << 8,
    MARK_SEMICOLON = 1 << 9,
    MARK_DASH = 1 << 10,
    MARK_LEFT = 1 << 11, /* an opening bracket */
    MARK_RIGHT = 1 << 12,
    MARK_PLURAL = 1 << 13, /* not a mark: a word whose ending may have an apostrophe behind it, "workers'" */
};

/* Classes of words, of the list "clauses". */
enum {
    WORD_IF = 1 << 0,
    WORD_PREPOSITION = 1 << 1,
    WORD_THAT = 1 << 2,
    WORD_RELATIVE = 1 << 3,
    WORD_QUESTION = 1 << 4,
    WORD_COORDINATOR = 1 << 5,
    WORD_BE = 1 << 6,
    WORD_HAVE = 1 << 7,
    WORD_DO = 1 << 8,
    WORD_MODAL = 1 << 9,
    WORD_PART = 1 << 10,
    WORD_TO = 1 << 11,
    WORD_SUBJECT = 1 << 12,
    WORD_OBJECT = 1 << 13,
    WORD_DETERMINER = 1 << 14,
    WORD_ADVERB = 1 << 15,
    WORD_NEGATION = 1 << 16,
    WORD_REPORT = 1 << 17,
    WORD_GERUND = 1 << 18,
    WORD_THIRD = 1 << 19,
    WORD_PAST = 1 << 20,
    WORD_CONTRAST = 1 << 21,
    WORD_DEFINITE = 1 << 22,
};

#define MARK_QUOTATION (MARK_OPENS | MARK_CLOSES)
#define MARK_FAMILIES (MARK_DOUBLE | MARK_SINGLE | MARK_ANGLE)

struct layer_words;
struct date_words;
struct name_words;
struct language_list;

/* The lists by name and content, as text/language.h has them. Errors: BUNDLE with file:line:column, MEMORY. */
tocsin_status layer_words_create(struct layer_words **out, const tocsin_allocator *alloc,
                                 const struct language_list *lists, size_t count, tocsin_error *error);
void layer_words_free(struct layer_words *words);

/* The classes (WORD_…) of a folded word in the list "clauses", and of its endings there. */
uint32_t layer_words_classes(const struct layer_words *words, struct str folded);
uint32_t layer_words_endings(const struct layer_words *words, struct str folded);

/* The list "dates"; NULL: the language has none. */
const struct date_words *layer_words_dates(const struct layer_words *words);

/* Takes the lists of names, too; before the words are shared. Errors: as above. */
tocsin_status layer_words_take_names(struct layer_words *words, const struct language_list *lists, size_t count,
                                     tocsin_error *error);
const struct name_words *layer_words_names(const struct layer_words *words); /* NULL: there are none */

/* The classes of each form of a vocabulary, worked out once a form. */
struct form_classes {
    ARRAY(uint32_t) of; /* by form_id */
    uint32_t generation;
};

/* Brings the classes up to all forms that the vocabulary knows. False when memory is out. */
bool form_classes_update(struct form_classes *classes, const tocsin_allocator *alloc,
                         const struct layer_words *words, const struct vocabulary *vocabulary);

#endif
