/* parse_form.h: what a parser knows of a form by itself: hashes that a model's vectors are filed under. Parser and
 * trainer share it. */
#ifndef TOCSIN_ENGLISH_PARSE_FORM_H
#define TOCSIN_ENGLISH_PARSE_FORM_H

#include "english/parse_net.h"
#include "text/vocabulary.h"

struct parse_form {
    uint32_t word;              /* hash of the folded form */
    uint16_t ending, beginning; /* below PARSE_PIECES; the same of all numbers in digits */
    uint8_t shape;              /* below PARSE_SHAPES */
};

struct parse_form parse_form_of(const struct vocabulary *vocabulary, form_id form);

/* Of a word in small letters, the same that its forms have. */
uint32_t parse_word_hash(struct str folded);

#endif
