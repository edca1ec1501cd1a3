/* tag_model.h: a tagger's model, used where it lies: labels, known words, weights. Immutable, shared by all
 * threads.
 *
 * A label is a universal part of speech (UPOS) with a treebank tag (Penn). The sections of its file:
 *
 *     labels    for each label the number of its part of speech and of its tag, a byte each
 *     lemmas    for each label a byte, enum tag_lemma
 *     pos, tags their names, each ended by NUL
 *     words     see tag_words.h
 *     buckets, features   see weight_table.h, with the keys of tag_features.h */
#ifndef TOCSIN_ENGLISH_TAG_MODEL_H
#define TOCSIN_ENGLISH_TAG_MODEL_H

#include "english/tag_features.h"
#include "english/weight_table.h"

enum { TAG_LABELS = 62, TAG_NAMES = 128 };

/* What the lemmas of a label's words are like. */
enum tag_lemma {
    TAG_LEMMA_ANY,
    TAG_LEMMA_OWN,   /* the words themselves */
    TAG_LEMMA_OTHER, /* other words, where there is one */
    TAG_LEMMAS
};

#define TAG_KIND ((struct model_kind){"tagger", TAG_VERSION})

struct tag_model {
    struct model_file file;
    struct str labels, lemmas;
    struct weight_table weights;
    struct tag_words words;
    size_t label_count, pos_count, tag_count;
    const char *pos[TAG_NAMES], *tags[TAG_NAMES];
};

/* All of the model is looked at: what does not fit together is refused. `data` must outlive it, `file` is for
 * errors. Errors: BUNDLE (model-…), MEMORY. */
tocsin_status tag_model_borrow(struct tag_model *out, struct str data, const char *file, tocsin_error *error);

/* The same of bytes that are part of the program: only their head is looked at, so that opening them costs nothing.
 */
tocsin_status tag_model_trust(struct tag_model *out, struct str data, const char *file, tocsin_error *error);

/* As tag_model_borrow, of a file, which is mapped. Errors: IO and LIMIT, too. */
tocsin_status tag_model_open(struct tag_model *out, const char *path, tocsin_error *error);
void tag_model_close(struct tag_model *model);

/* The part of speech and the tag of a label. */
const char *tag_model_pos(const struct tag_model *model, uint8_t label);
const char *tag_model_tag(const struct tag_model *model, uint8_t label);

#endif
