/* parse_export.h: writes a parser's trained weights as a model (english/parse_model.h). */
#ifndef TOCSIN_TRAIN_PARSE_EXPORT_H
#define TOCSIN_TRAIN_PARSE_EXPORT_H

#include "base/buffer.h"
#include "train/feature_export.h"
#include "train/parse_corpus.h"

/* Appends the model to `out`, which is empty. False: out of memory. */
bool parse_export(struct buffer *out, const struct parse_corpus *corpus, const struct weights *steps,
                  const struct weights *relations, const struct weight_precision *of_steps,
                  const struct weight_precision *of_relations);

#endif
