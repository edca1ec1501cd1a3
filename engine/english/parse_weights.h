/* parse_weights.h: a parser's weights, read from a model's sections into memory that is in order for this machine.
 * Immutable, shared by all threads. */
#ifndef TOCSIN_ENGLISH_PARSE_WEIGHTS_H
#define TOCSIN_ENGLISH_PARSE_WEIGHTS_H

#include <stdalign.h>

#include "english/model_file.h"
#include "english/parse_net.h"
#include "english/parse_state.h"

struct parse_sums PARSE_NET_SUMS(int16_t);
struct parse_products PARSE_NET_PRODUCTS(int16_t);

enum { PARSE_LINE = 64 }; /* bytes of a cache line: where rows begin, so that they are read from as few as can be */

struct parse_weights {
    /* What the usual things in sight (parse_sight.h) add is part of `hidden`, and taken off the rows of all others
     * in their place: only what is unusual has to be added. */
    alignas(PARSE_LINE) struct parse_sums sums;
    alignas(PARSE_LINE) struct parse_products products;
    alignas(PARSE_LINE) int16_t steps[PARSE_STEPS][PARSE_HIDDEN]; /* products.steps, a row for each step */
};

/* Two bytes a number, the lower one first. */
bool parse_weights_fit(struct str sums, struct str products);

/* `out` begins at a multiple of PARSE_LINE. */
void parse_weights_read(struct parse_weights *out, struct str sums, struct str products);

#endif
