/* tag_model.h: a tagger's model, used where it lies: labels, known words, weights. Immutable, shared by all
 * threads.
 *
 * A label is a universal part of speech (UPOS) with a treebank tag (Penn). The sections of its file:
 *
 *     labels    for each label the number of its part of speech and of its tag, a byte each
 *     lemmas    for each label a byte, enum tag_lemma
 *     pos, tags their names, each ended by NUL
 *     words     see tag_words.h
 *     buckets   where in `features` each bucket begins, u32, and where the last ends. A key of tag_features.h is in
 * the bucket that its upper half points to features  the lowest two bytes of a key, u16, how many weights it has,
 * u8, and for each the label, u8, and the weight, i8. TAG_WHOLE in place of how many: a weight for each of
 * TAG_LANES labels, i8
 *
 * Most features have few weights that are not zero, which so take little memory; those that are met often have
 * many, and are added faster as a whole. */
#ifndef TOCSIN_ENGLISH_TAG_MODEL_H
#define TOCSIN_ENGLISH_TAG_MODEL_H

#include "english/tag_features.h"

enum { TAG_LANES = 64, TAG_LABELS = 62, TAG_NAMES = 128 };
enum { TAG_WHOLE = 255, TAG_FEATURE_HEAD = 3 };

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
    struct str labels, lemmas, buckets, features;
    size_t bucket_count;
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

/* The bucket of a key, of so many (below 2^32). */
static inline size_t tag_bucket_of(uint64_t key, size_t buckets)
{
    return (size_t)((key >> 32) * buckets >> 32);
}

/* A bucket: what lies between. */
struct tag_bucket {
    const char *start, *end;
};

static inline struct tag_bucket tag_model_bucket(const struct tag_model *model, uint64_t key)
{
    const char *place = model->buckets.data + 4 * tag_bucket_of(key, model->bucket_count);
    return (struct tag_bucket){model->features.data + model_u32(place),
                               model->features.data + model_u32(place + 4)};
}

/* The bytes of a feature behind its head. */
static inline size_t tag_feature_size(const char *feature)
{
    uint8_t count = (uint8_t)feature[2];
    return count == TAG_WHOLE ? TAG_LANES : (size_t)2 * count;
}

/* Adds the weights of a key, if it has any, to `sums`, of TAG_LANES. */
static inline void tag_model_add(int16_t *sums, struct tag_bucket bucket, uint64_t key)
{
    const char *at = bucket.start;
    while (at != bucket.end && model_u16(at) != (uint16_t)key)
        at += TAG_FEATURE_HEAD + tag_feature_size(at);
    if (at == bucket.end)
        return;
    const signed char *weights = (const signed char *)at + TAG_FEATURE_HEAD;
    uint8_t count = (uint8_t)at[2];
    if (count == TAG_WHOLE) {
        for (size_t i = 0; i < TAG_LANES; i++)
            sums[i] = (int16_t)(sums[i] + weights[i]);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        int16_t *sum = &sums[(uint8_t)weights[2 * i]];
        *sum = (int16_t)(*sum + weights[2 * i + 1]);
    }
}

#endif
