/* sample_maker.h: random patterns and texts over a few words, so that they often fit each other. The same seed
 * makes the same. */
#ifndef TOCSIN_PATTERN_SAMPLE_MAKER_H
#define TOCSIN_PATTERN_SAMPLE_MAKER_H

#include "sample.h"

enum { MAKER_WORDS = 8 };

struct maker {
    uint64_t state;
    const char *words[MAKER_WORDS]; /* of the texts and patterns under way */
    size_t word_count;
    struct buffer *out;
    unsigned depth, looks;
    bool sames;              /* =name may be used */
    unsigned opened, closed; /* bits of the captures x, y, z */
};

void maker_start(struct maker *maker, uint64_t seed);

/* Chooses the words for what follows. */
void maker_words(struct maker *maker);

/* Writes a pattern. It may be refused: most are not. */
void maker_pattern(struct maker *maker, struct buffer *out);

void maker_scope(struct maker *maker, struct pattern_scope *out);
void maker_text(struct maker *maker, struct sample_text *out);

#endif
