/* vocabulary_batch.h: many words of one text at a time. */
#ifndef TOCSIN_TEXT_VOCABULARY_BATCH_H
#define TOCSIN_TEXT_VOCABULARY_BATCH_H

#include "text/segmentation.h"

/* What vocabulary_intern gives for each of `count` tokens of `text`, in order, written to `out`: several times as
 * fast, as the table's memory is asked for a batch ahead. Tokens are sorted by start and not empty. False when
 * memory is out. */
bool vocabulary_intern_tokens(struct vocabulary *vocabulary, struct str text, const struct token *tokens,
                              size_t count, form_id *out);

#endif
