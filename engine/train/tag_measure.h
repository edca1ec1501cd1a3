/* tag_measure.h: how often a tagger is right on a treebank, whose words are taken as they are parted there. */
#ifndef TOCSIN_TRAIN_TAG_MEASURE_H
#define TOCSIN_TRAIN_TAG_MEASURE_H

#include "english/tags.h"
#include "train/conllu.h"

/* How the treebank's text is written before it is tagged. */
enum tag_writing { TAG_AS_IS, TAG_IN_CAPITALS, TAG_IN_SMALL, TAG_AS_HEADLINE, TAG_WRITINGS };

struct tag_measure {
    uint64_t words, pos, tags;
    uint64_t lemmas; /* without case */
};

/* Errors: MEMORY. */
tocsin_status tag_measure(struct tag_measure *out, const tocsin_allocator *alloc, const struct tag_model *model,
                          const struct lemmas *lemmas, const struct conllu *treebank, enum tag_writing writing,
                          tocsin_error *error);

#endif
