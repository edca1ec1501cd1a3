/* parse_export.h: writes a trained network as a parser's model (english/parse_model.h). */
#ifndef TOCSIN_TRAIN_PARSE_EXPORT_H
#define TOCSIN_TRAIN_PARSE_EXPORT_H

#include "base/buffer.h"
#include "train/network.h"
#include "train/parse_corpus.h"

/* Appends the model to `out`, which is empty. False: out of memory. */
bool parse_export(struct buffer *out, const struct parse_corpus *corpus, const struct network *network);

#endif
