/* parse_measure.h: how good a parser is on a treebank, with the tags of a tagger. */
#ifndef TOCSIN_TRAIN_PARSE_MEASURE_H
#define TOCSIN_TRAIN_PARSE_MEASURE_H

#include "english/parser.h"
#include "train/conllu.h"

struct parse_measure {
    uint64_t words, heads, both; /* marks of punctuation do not count */
};

/* Errors: MEMORY. */
tocsin_status parse_measure(struct parse_measure *out, const tocsin_allocator *alloc,
                            const struct parse_model *model, const struct tag_model *tags,
                            const struct lemmas *lemmas, const struct conllu *treebank, tocsin_error *error);

#endif
