/* tagger.h: the part of speech and the treebank tag of each word of a sentence.
 *
 * Goes from left to right: each word gets the label with the highest sum of weights, of the word itself, of the two
 * words on either side, and of all of them and the labels before together. All numbers are whole: the same text
 * gets the same labels on every machine. What depends on one form alone is summed up once and kept; where the forms
 * alone leave no doubt, nothing more is added up.
 *
 * A tagger is one worker's. Its memory does not grow with the text, and is taken when the first sentence comes. */
#ifndef TOCSIN_ENGLISH_TAGGER_H
#define TOCSIN_ENGLISH_TAGGER_H

#include "english/tag_model.h"

struct tagger;

/* `model` and `lemmas` (may be NULL, at a loss) must outlive the tagger. Errors: MEMORY. */
tocsin_status tagger_create(struct tagger **out, const struct tag_model *model, const struct lemmas *lemmas,
                            const tocsin_allocator *alloc, tocsin_error *error);
void tagger_free(struct tagger *tagger);

/* Writes the label of each word of a sentence, for tag_model_pos and tag_model_tag; `forms` are its words, of
 * `vocabulary`. A tagger may go from vocabulary to vocabulary, but tells them apart by address and generation
 * alone. False when memory is out. */
bool tagger_tag(uint8_t *out, struct tagger *tagger, const struct vocabulary *vocabulary, const form_id *forms,
                size_t count);

#endif
