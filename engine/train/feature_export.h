/* feature_export.h: trained weights as bytes of a model: small ones are dropped. */
#ifndef TOCSIN_TRAIN_FEATURE_EXPORT_H
#define TOCSIN_TRAIN_FEATURE_EXPORT_H

#include "base/buffer.h"
#include "train/weights.h"

struct weight_precision {
    int64_t scale; /* weights count in parts of so many of their unit */
    int least;     /* features without any weight of so much are dropped */
};

/* A total as a byte: to the nearest, halves away from zero, the highest and lowest where it is beyond them. */
int weight_byte(int64_t total, int64_t scale);

/* Appends the sections of english/weight_table.h, of `labels` labels. False: out of memory. */
bool weight_table_write(struct buffer *buckets, struct buffer *features, const struct weights *weights,
                        size_t labels, const struct weight_precision *precision);

#endif
