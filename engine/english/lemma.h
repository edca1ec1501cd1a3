/* lemma.h: what a word may be a form of: "warned" of "warn", "left" of "leave" and of "left". From lists of
 * exceptions, endings and known base words; the C code knows no language. Immutable, shared by all threads. */
#ifndef TOCSIN_ENGLISH_LEMMA_H
#define TOCSIN_ENGLISH_LEMMA_H

#include "base/error.h"
#include "base/str.h"

struct lemmas;

/* Parts of speech that a lemma can have. */
enum {
    LEMMA_NOUN = 1,
    LEMMA_VERB = 2,
    LEMMA_ADJECTIVE = 4,
    LEMMA_ADVERB = 8,
    LEMMA_OTHER = 16, /* a word that no list knows, or one that does not inflect */
};

enum { LEMMA_MOST = 6, LEMMA_BYTES = 64 };

struct lemma {
    struct str text;  /* points into the lists, into the word asked for, or into `made` of the call */
    unsigned classes; /* LEMMA_…, the parts of speech that it comes from */
};

struct lemma_answer {
    struct lemma items[LEMMA_MOST]; /* most likely first, each text once */
    uint32_t count;                 /* 1 at least: an unknown word is its own lemma */
    char made[LEMMA_MOST][LEMMA_BYTES];
};

/* The lists of a language by name and content, as text/language.h has them: UTF-8, an entry a line, tab-separated,
 * "#" begins a comment. Errors: BUNDLE with file:line:column, MEMORY. */
struct language_list;
tocsin_status lemmas_create(struct lemmas **out, const tocsin_allocator *alloc, const struct language_list *lists,
                            size_t count, tocsin_error *error);
void lemmas_free(struct lemmas *lemmas);

/* Of a case-folded word. `out` must live as long as its texts are used. */
void lemmas_of(struct lemma_answer *out, const struct lemmas *lemmas, struct str folded);

/* Whether the word is a base form of some class (a base form of none may be an inflected one: "warned"). */
unsigned lemmas_base_classes(const struct lemmas *lemmas, struct str folded);

/* What the affix that the word is made with makes of its stem, as the list of affixes says ("negative" of "unhappy");
 * empty: nothing. Points into the lists. */
struct str lemmas_affix(const struct lemmas *lemmas, struct str folded);

#endif
