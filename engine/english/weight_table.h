/* weight_table.h: weights of up to TAG_LANES labels by feature, used where they lie in a model's file.
 *
 *     buckets   where in `features` each bucket begins, u32, and where the last ends. A key is in the bucket that
 * its upper half points to features  the lowest two bytes of a key, u16, how many weights it has, u8, and for each
 * the label, u8, and the weight, i8. TAG_WHOLE in place of how many: a weight for each of TAG_LANES labels, i8
 *
 * Most features have few weights that are not zero, which so take little memory; those that are met often have
 * many, and are added faster as a whole. */
#ifndef TOCSIN_ENGLISH_WEIGHT_TABLE_H
#define TOCSIN_ENGLISH_WEIGHT_TABLE_H

#include "base/prefetch.h"
#include "english/model_file.h"

enum { TAG_LANES = 64 };
enum { TAG_WHOLE = 255, TAG_FEATURE_HEAD = 3 };

struct weight_table {
    struct str buckets, features;
    size_t bucket_count;
};

/* Whether all of it can be read, with `labels` of them. */
bool weight_table_fits(const struct weight_table *table, size_t labels);

/* The bucket of a key, of so many (below 2^32). */
static inline size_t weight_bucket_of(uint64_t key, size_t buckets)
{
    return (size_t)((key >> 32) * buckets >> 32);
}

/* A bucket: what lies between. */
struct weight_bucket {
    const char *start, *end;
};

/* The buckets of keys. All of the features' memory is asked for at once: it seldom lies in a near cache. */
static inline void weight_table_look(struct weight_bucket *out, const struct weight_table *table,
                                     const uint64_t *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *place = table->buckets.data + 4 * weight_bucket_of(keys[i], table->bucket_count);
        out[i].start = table->features.data + model_u32(place);
        out[i].end = table->features.data + model_u32(place + 4);
        prefetch(out[i].start, 1);
    }
}

/* The bytes of a feature behind its head. */
static inline size_t weight_feature_size(const char *feature)
{
    uint8_t count = (uint8_t)feature[2];
    return count == TAG_WHOLE ? TAG_LANES : (size_t)2 * count;
}

/* The feature of a key of the bucket; one without weights where there is none. */
static inline const char *weight_bucket_find(struct weight_bucket bucket, uint64_t key)
{
    static const char none[TAG_FEATURE_HEAD];
    const char *at = bucket.start;
    while (at != bucket.end && model_u16(at) != (uint16_t)key)
        at += TAG_FEATURE_HEAD + weight_feature_size(at);
    return at == bucket.end ? none : at;
}

#endif
