/* parse_encoder.h: what a parser makes of the words of a sentence before its first step, each in its place among
 * the others: the lower layers of parse_net.h. One worker's. What depends on a form alone is kept. */
#ifndef TOCSIN_ENGLISH_PARSE_ENCODER_H
#define TOCSIN_ENGLISH_PARSE_ENCODER_H

#include "base/array.h"
#include "english/form_memory.h"
#include "english/parse_kernel.h"
#include "english/parse_state.h"
#include "english/parse_vectors.h"
#include "english/parse_weights.h"

/* What the code of a word adds to the hidden numbers, for each place that it may be at. */
struct parse_seen {
    int16_t places[PARSE_PLACES][PARSE_HIDDEN];
};

struct parse_encoder {
    const tocsin_allocator *alloc;
    const struct parse_weights *weights;
    const struct parse_vectors *vectors;
    const struct parse_kernel *kernel;
    struct form_memory memory;
    ARRAY(struct parse_input) inputs;    /* by word, from the nothing before the first to the one behind the last */
    ARRAY(struct parse_factors) factors; /* the same: the codes */
    ARRAY(struct parse_seen) seen;
};

/* Both must outlive it. */
void parse_encoder_init(struct parse_encoder *encoder, const tocsin_allocator *alloc,
                        const struct parse_weights *weights, const struct parse_vectors *vectors);
void parse_encoder_finish(struct parse_encoder *encoder);

/* Before a sentence of `vocabulary`. False: out of memory. */
bool parse_encoder_open(struct parse_encoder *encoder, const struct vocabulary *vocabulary);

/* Fills `seen` for words 1 to `count`, with their forms, and for the nothing at either end. False: out of memory.
 */
bool parse_encode(struct parse_encoder *encoder, const struct parse_word *words, const form_id *forms,
                  uint32_t count);

#endif
