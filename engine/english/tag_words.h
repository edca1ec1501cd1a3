/* tag_words.h: what a tagger's model knows of words: a table where it lies in the model.
 *
 * Slots of TAG_SLOT bytes, as many as a power of two: the hash of the folded word, u64 (0: empty), its ambiguity,
 * u16, its rank, u16, its cluster, u16, the one label that it has, u8 (TAG_NONE: not just one), and a byte of zero.
 * A word is in the first slot from its hash on that is its own. */
#ifndef TOCSIN_ENGLISH_TAG_WORDS_H
#define TOCSIN_ENGLISH_TAG_WORDS_H

#include "english/model_file.h"

enum { TAG_SLOT = 16, TAG_NONE = 255 };

struct tag_words {
    struct str slots;
};

struct tag_word {
    uint16_t ambiguity; /* which labels it has; 0: not known */
    uint16_t rank;      /* a number of its own, if it is frequent; else 0 */
    uint16_t cluster;   /* words that stand in the same places; 0: none */
    uint8_t only;       /* TAG_NONE: the place decides */
};

/* The same on every machine, and never 0. */
uint64_t tag_word_hash(struct str folded);

/* False: no table of words. `labels` is how many there are. */
bool tag_words_open(struct tag_words *out, struct str slots, size_t labels);

/* A word that is not known has zeros and no label. */
struct tag_word tag_words_find(const struct tag_words *words, struct str folded);

#endif
