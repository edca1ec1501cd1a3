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

static inline struct weight_bucket weight_table_bucket(const struct weight_table *table, uint64_t key)
{
    const char *place = table->buckets.data + 4 * weight_bucket_of(key, table->bucket_count);
    return (struct weight_bucket){table->features.data + model_u32(place),
                                  table->features.data + model_u32(place + 4)};
}

/* The bytes of a feature behind its head. */
static inline size_t weight_feature_size(const char *feature)
{
    uint8_t count = (uint8_t)feature[2];
    return count == TAG_WHOLE ? TAG_LANES : (size_t)2 * count;
}

/* Adds the weights of a key of the bucket, if it has any, to `sums`, of TAG_LANES. */
static inline void weight_bucket_add(int16_t *sums, struct weight_bucket bucket, uint64_t key)
{
    const char *at = bucket.start;
    while (at != bucket.end && model_u16(at) != (uint16_t)key)
        at += TAG_FEATURE_HEAD + weight_feature_size(at);
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

/* Asks memory for what will be read soon. */
static inline void model_prefetch(const void *memory)
{
#if defined(__GNUC__)
    __builtin_prefetch(memory);
#else
    (void)memory;
#endif
}

/* Most keys that are added at once. */
enum { WEIGHT_KEYS = 64 };

/* Adds the weights of up to WEIGHT_KEYS keys to `sums`, of TAG_LANES. All of the model's memory that is needed is
 * asked for at once: it seldom lies in a near cache. */
static inline void weight_table_add(int16_t *sums, const struct weight_table *table, const uint64_t *keys,
                                    size_t count)
{
    struct weight_bucket buckets[WEIGHT_KEYS];
    for (size_t i = 0; i < count; i++) {
        buckets[i] = weight_table_bucket(table, keys[i]);
        model_prefetch(buckets[i].start);
    }
    for (size_t i = 0; i < count; i++)
        weight_bucket_add(sums, buckets[i], keys[i]);
}

#endif
