/* tag_export.h: a tagger's model out of trained weights: small ones dropped, the others made bytes. */
#ifndef TOCSIN_TRAIN_TAG_EXPORT_H
#define TOCSIN_TRAIN_TAG_EXPORT_H

#include "train/feature_export.h"
#include "train/tag_lists.h"
#include "train/weights.h"

/* Appends the model to `out`, which is empty. False: out of memory. */
bool tag_export(struct buffer *out, const struct tag_corpus *corpus, const struct tag_lists *lists,
                const struct weights *weights, const struct weight_precision *precision);

#endif
