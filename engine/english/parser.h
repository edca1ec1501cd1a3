/* parser.h: the dependency tree of a sentence: the head of each word and its relation to it, after Universal
 * Dependencies.
 *
 * Goes from left to right and takes 2n - 1 steps for n words (parse_state.h), each the one with the highest sum of
 * weights. All numbers are whole: the same words and tags give the same tree on every machine.
 *
 * A parser is one worker's. Its memory grows with the longest sentence. */
#ifndef TOCSIN_ENGLISH_PARSER_H
#define TOCSIN_ENGLISH_PARSER_H

#include "english/parse_model.h"
#include "text/vocabulary.h"

struct parser;

struct parse_arc {
    uint32_t head;    /* from 0 within the sentence; the word itself: it is the root */
    uint8_t relation; /* of the model; PARSE_NO_RELATION for the root */
};

/* `model` and `tags` must outlive the parser. Errors: MEMORY. */
tocsin_status parser_create(struct parser **out, const struct parse_model *model, const struct tag_model *tags,
                            const tocsin_allocator *alloc, tocsin_error *error);
void parser_free(struct parser *parser);

const struct parse_model *parser_model(const struct parser *parser);

/* Writes the arc of each word of a sentence: `forms` are its words, of `vocabulary`, and `labels` what the tagger
 * says of them. Every word but one has a head, and no word is below itself. False when memory is out. */
bool parser_parse(struct parse_arc *out, struct parser *parser, const struct vocabulary *vocabulary,
                  const form_id *forms, const uint8_t *labels, size_t count);

#endif
