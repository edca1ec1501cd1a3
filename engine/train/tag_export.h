/* tag_export.h: a tagger's model out of trained weights: small ones dropped, the others made bytes. */
#ifndef TOCSIN_TRAIN_TAG_EXPORT_H
#define TOCSIN_TRAIN_TAG_EXPORT_H

#include "train/tag_lists.h"
#include "train/weights.h"

struct tag_precision {
    int64_t scale; /* weights count in parts of so many of their unit */
    int least;     /* features without any weight of so much are dropped */
};

/* Appends the model to `out`, which is empty. False: out of memory. */
bool tag_export(struct buffer *out, const struct tag_corpus *corpus, const struct tag_lists *lists,
                const struct weights *weights, const struct tag_precision *precision);

#endif
