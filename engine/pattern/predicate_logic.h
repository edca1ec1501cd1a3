/* predicate_logic.h: what follows from what is asked of a word. Sure where it answers true; false: nobody knows. */
#ifndef TOCSIN_PATTERN_PREDICATE_LOGIC_H
#define TOCSIN_PATTERN_PREDICATE_LOGIC_H

#include "pattern/predicate.h"

struct predicate_logic {
    const struct predicate_table *table;
    const struct lemmas *lemmas; /* NULL: each word is its own lemma */
};

/* That a predicate holds for a word, or that it does not. */
struct asked {
    uint32_t predicate;
    bool negative;
};

/* All words that `text` stands for as a kind of key says: WORD_FOLDED, WORD_EXACT or WORD_LEMMA. */
struct asked_word {
    enum word_kind kind;
    struct str text;
};

/* Each word that passes `from` passes `to`. */
bool asked_follows(const struct predicate_logic *logic, struct asked from, struct asked to);

/* No word passes both. */
bool asked_apart(const struct predicate_logic *logic, struct asked a, struct asked b);

/* All those words pass; none does. */
bool asked_of_word(const struct predicate_logic *logic, struct asked_word word, struct asked to);
bool asked_never_of_word(const struct predicate_logic *logic, struct asked_word word, struct asked to);

/* No word passes. */
bool asked_never(const struct predicate_logic *logic, struct asked asked);

#endif
