/* tags.h: the labels of a document's words (tagger.h), and the lemmas that they choose. A sentence is tagged when
 * one of its words is first asked for. One worker's. */
#ifndef TOCSIN_ENGLISH_TAGS_H
#define TOCSIN_ENGLISH_TAGS_H

#include "english/tagger.h"
#include "text/segmentation.h"

struct tags;

/* `model` and `lemmas` (may be NULL) must outlive them. Errors: MEMORY. */
tocsin_status tags_create(struct tags **out, const struct tag_model *model, const struct lemmas *lemmas,
                          const tocsin_allocator *alloc, tocsin_error *error);
void tags_free(struct tags *tags);

/* Before a document; `segmentation` must hold forms, those of `vocabulary`, and both stay until the next call. */
void tags_open(struct tags *tags, const struct segmentation *segmentation, const struct vocabulary *vocabulary);

/* The label of a token; false: out of memory. */
bool tags_label(uint8_t *out, struct tags *tags, uint32_t token);

/* The part of speech and the tag of a token: live as long as the model. False: out of memory. */
bool tags_pos(struct str *out, struct tags *tags, uint32_t token);
bool tags_tag(struct str *out, struct tags *tags, uint32_t token);

/* The lemma of a token that goes with its label. Lives as long as `answer`, the lemmas and the vocabulary. */
bool tags_lemma(struct str *out, struct lemma_answer *answer, struct tags *tags, uint32_t token);

const struct tag_model *tags_model(const struct tags *tags);

/* Which of the lemmas that a word may have goes with a label. `folded` is the word; `answer` is filled in. */
struct str tags_choose_lemma(struct lemma_answer *answer, const struct tag_model *model, uint8_t label,
                             const struct lemmas *lemmas, struct str folded);

#endif
