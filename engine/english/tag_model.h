/* tag_model.h: a tagger's model, used where it lies: labels, known words, weights. Immutable, shared by all threads.
 *
 * A label is a universal part of speech (UPOS) with a treebank tag (Penn). The sections of its file:
 *
 *     labels    for each label the number of its part of speech and of its tag, a byte each
 *     pos, tags their names, each ended by NUL
 *     words     see tag_words.h
 *     features  slots of 8 bytes: the lower half of a key of tag_features.h, u32, and where its weights begin in
 *               `weights`, + 1, u32 (0: the slot is empty). A key is in the first slot, from where its upper half
 *               points to on, that is its own
 *     weights   how many, u8, then for each the label, u8, and the weight, i8
 *
 * A feature has few weights that are not zero: kept so, they take a sixth of the memory of whole rows, and no longer
 * to add. */
#ifndef TOCSIN_ENGLISH_TAG_MODEL_H
#define TOCSIN_ENGLISH_TAG_MODEL_H

#include "english/tag_features.h"

enum { TAG_LANES = 64, TAG_LABELS = 62, TAG_NAMES = 128, TAG_FEATURE = 8 };

#define TAG_KIND ((struct model_kind){"tagger", TAG_VERSION})

struct tag_model {
    struct model_file file;
    struct str labels, features, weights;
    size_t feature_slots;
    struct tag_words words;
    size_t label_count, pos_count, tag_count;
    const char *pos[TAG_NAMES], *tags[TAG_NAMES];
};

/* All of the model is looked at: what does not fit together is refused. `data` must outlive it, `file` is for errors.
 * Errors: BUNDLE (model-…), MEMORY. */
tocsin_status tag_model_borrow(struct tag_model *out, struct str data, const char *file, tocsin_error *error);

/* The same of a file, which is mapped. Errors: IO and LIMIT, too. */
tocsin_status tag_model_open(struct tag_model *out, const char *path, tocsin_error *error);
void tag_model_close(struct tag_model *model);

/* The part of speech and the tag of a label. */
const char *tag_model_pos(const struct tag_model *model, uint8_t label);
const char *tag_model_tag(const struct tag_model *model, uint8_t label);

/* Where the search for a key begins, of so many slots (below 2^32). */
static inline size_t tag_feature_slot(uint64_t key, size_t slots)
{
    return (size_t)((key >> 32) * slots >> 32);
}

/* Adds the weights of a key to `sums`, of TAG_LANES. */
static inline void tag_model_add(int16_t *sums, const struct tag_model *model, uint64_t key)
{
    uint32_t place;
    for (size_t at = tag_feature_slot(key, model->feature_slots);; at++) {
        if (at == model->feature_slots)
            at = 0;
        const char *slot = model->features.data + at * TAG_FEATURE;
        if (!(place = model_u32(slot + 4)))
            return;
        if (model_u32(slot) == (uint32_t)key)
            break;
    }
    const char *weights = model->weights.data + place - 1;
    for (size_t i = 0, count = (uint8_t)weights[0]; i < count; i++) {
        int16_t *sum = &sums[(uint8_t)weights[1 + 2 * i]];
        *sum = (int16_t)(*sum + (int8_t)weights[2 + 2 * i]);
    }
}

#endif
