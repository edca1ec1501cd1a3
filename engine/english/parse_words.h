/* parse_words.h: what a parser knows of the words of a sentence before it begins; parser and trainer share it. */
#ifndef TOCSIN_ENGLISH_PARSE_WORDS_H
#define TOCSIN_ENGLISH_PARSE_WORDS_H

#include "english/parse_state.h"
#include "english/tag_model.h"
#include "text/vocabulary.h"

/* What a tagger's label says to a parser. */
struct parse_tags {
    bool mark[TAG_LANES], verb[TAG_LANES];
};

void parse_tags_read(struct parse_tags *out, const struct tag_model *model);

/* The words around a sentence of so many, which all have their tags: words[0] and those behind. */
void parse_words_close(struct parse_word *words, uint32_t count, const struct parse_tags *tags);

#endif
