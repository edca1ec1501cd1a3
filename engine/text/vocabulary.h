/* vocabulary.h: every distinct word form once, with what is decided by the form alone.
 *
 * One vocabulary belongs to one worker. Ids are dense and mean nothing outside it: nothing that depends on their
 * order may reach output. Between documents a vocabulary that outgrew its bound is emptied, so memory stays
 * bounded on endless streams; `generation` then changes and caches kept beside it by id must be dropped. */
#ifndef TOCSIN_TEXT_VOCABULARY_H
#define TOCSIN_TEXT_VOCABULARY_H

#include "base/error.h"
#include "base/str.h"

typedef uint32_t form_id;

#define FORM_NONE UINT32_MAX

/* Facts of a form. */
enum {
    FORM_LETTERS = 1 << 0,     /* holds a letter */
    FORM_DIGITS = 1 << 1,      /* holds a digit */
    FORM_LOWER = 1 << 2,       /* all its letters are lower case */
    FORM_UPPER = 1 << 3,       /* all its letters are upper case, two or more of them */
    FORM_TITLE = 1 << 4,       /* begins with an upper case letter, no other is */
    FORM_MIXED = 1 << 5,       /* other mixtures ("McDonald") */
    FORM_PUNCTUATION = 1 << 6, /* no letter and no digit */
    FORM_NON_ASCII = 1 << 7,
};

struct form {
    struct str text; /* as written */
    form_id fold;    /* the form of its full case folding; itself when it is folded (’ is folded to ') */
    uint32_t facts;  /* FORM_… */
    uint64_t hash;   /* of text */
};

struct vocabulary;

tocsin_status vocabulary_create(struct vocabulary **out, const tocsin_allocator *alloc, tocsin_error *error);
void vocabulary_free(struct vocabulary *vocabulary);

/* The id of a word of the text (not empty), made on first sight; FORM_NONE when memory is out. */
form_id vocabulary_intern(struct vocabulary *vocabulary, struct str word);

/* The id of a word if it was seen, else FORM_NONE. */
form_id vocabulary_find(const struct vocabulary *vocabulary, struct str word);

const struct form *vocabulary_form(const struct vocabulary *vocabulary, form_id id);
size_t vocabulary_count(const struct vocabulary *vocabulary);

/* A watcher goes over the tokens of texts, but few forms are of interest to it. It is shown every form, as it
 * cannot be known which, until it says that one is of none. Returns the watcher's bit, 0 when there is none left.
 */
uint32_t vocabulary_watch(struct vocabulary *vocabulary);
void vocabulary_ignore(struct vocabulary *vocabulary, form_id id, uint32_t watcher);
uint32_t vocabulary_watchers(const struct vocabulary *vocabulary); /* the bits of all */

/* Called between documents: empties the vocabulary when it is over its bound. */
void vocabulary_trim(struct vocabulary *vocabulary);
uint32_t vocabulary_generation(const struct vocabulary *vocabulary);

/* Of `count` things kept by form id since `*generation`, how many still hold: all or none. The generation is
 * brought up to date. */
static inline size_t vocabulary_kept(const struct vocabulary *vocabulary, uint32_t *generation, size_t count)
{
    uint32_t now = vocabulary_generation(vocabulary);
    bool same = *generation == now;
    *generation = now;
    return same ? count : 0;
}

#endif
