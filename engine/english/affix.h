/* affix.h: what an affix makes of a word: "un" of "unhappy", "less" of "hopeless". From a list of affixes and what
 * their stems are, and of words that only look so; the C code knows no language. Part of struct lemmas. */
#ifndef TOCSIN_ENGLISH_AFFIX_H
#define TOCSIN_ENGLISH_AFFIX_H

#include "english/lemma_table.h"

struct lemmas;
struct language_list;

enum { AFFIXES_MOST = 64, AFFIX_ENDINGS_MOST = 16 };

struct affix {
    struct str text;
    struct str sense;
    bool behind;        /* "-less"; else "un-" */
    unsigned stems;     /* LEMMA_…: parts of speech, by base form */
    bool of_participle; /* a stem may be an inflected form of a verb, too */
};

/* Text is borrowed from the list. */
struct affixes {
    struct affix items[AFFIXES_MOST];
    size_t count;
    struct str endings[AFFIX_ENDINGS_MOST]; /* what may stand behind a word with an affix: "ly" */
    size_t ending_count;
    struct lemma_table exceptions;
};

/* Errors: BUNDLE with file:line:column, MEMORY. */
tocsin_status affixes_read(struct affixes *affixes, const struct language_list *list, const tocsin_allocator *alloc,
                           tocsin_error *error);
void affixes_finish(struct affixes *affixes, const tocsin_allocator *alloc);

/* The sense of the affix that a case-folded word is made with; empty: none that is known. */
struct str affixes_sense(const struct affixes *affixes, const struct lemmas *lemmas, struct str folded);

#endif
