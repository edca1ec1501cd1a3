/* parse_vectors.h: vectors of forms, used where they lie in a parser's model.
 *
 *     words    hashes of words (parse_form.h), u32, each higher than the one before
 *     vectors  PARSE_VECTOR bytes with a sign for each of them; then those of words that are not there; then those
 *              of PARSE_PIECES endings, as many beginnings, and PARSE_SHAPES shapes */
#ifndef TOCSIN_ENGLISH_PARSE_VECTORS_H
#define TOCSIN_ENGLISH_PARSE_VECTORS_H

#include "english/model_file.h"
#include "english/parse_form.h"

struct parse_vectors {
    struct str words, vectors;
};

/* Whether both are as long as they should be. */
bool parse_vectors_fit(const struct parse_vectors *vectors);

/* The vector of a form, in units of numbers (parse_net.h). */
void parse_vector_of(int16_t out[PARSE_VECTOR], const struct parse_vectors *vectors, const struct parse_form *form);

#endif
