/* vocabulary_batch.h: many words of one text at a time. */
#ifndef TOCSIN_TEXT_VOCABULARY_BATCH_H
#define TOCSIN_TEXT_VOCABULARY_BATCH_H

#include "text/segmentation.h"

struct token_forms {
    form_id *forms;       /* by token */
    uint32_t *watched;    /* tokens whose forms somebody watches, in order */
    size_t watched_count;
};

/* What vocabulary_intern gives for each of `count` tokens of `text`, in order: several times as fast, as the table's
 * memory is asked for a batch ahead. Tokens are sorted by start and not empty; `out` has room for all of them in
 * `forms` and in `watched`. False when memory is out. */
bool vocabulary_intern_tokens(struct vocabulary *vocabulary, struct str text, const struct token *tokens,
                              size_t count, struct token_forms *out);

#endif
