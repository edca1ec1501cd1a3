#include "train/feature_export.h"

#include <stdlib.h>

#include "english/weight_table.h"
#include "train/model_writer.h"

enum { MOST_WEIGHT = 127, MOST_LISTED = 12, BUCKET_FEATURES = 2 };

/* To the nearest; halves away from zero. */
int weight_byte(int64_t total, int64_t scale)
{
    int64_t half = total < 0 ? -scale / 2 : scale / 2, weight = (total + half) / scale;
    return (int)(weight > MOST_WEIGHT ? MOST_WEIGHT : weight < -MOST_WEIGHT ? -MOST_WEIGHT : weight);
}

/* A feature as bytes. */
struct packed {
    uint64_t key;
    uint32_t bucket, rank; /* frequent ones come first in a bucket: they came first in training */
    uint8_t count;
    int8_t weights[TAG_LANES];
};

typedef ARRAY(struct packed) packed_list;

/* False: it is dropped. */
static bool pack(struct packed *out, const int32_t *totals, size_t labels, const struct weight_precision *precision)
{
    int most = 0;
    *out = (struct packed){.count = 0};
    for (size_t i = 0; i < labels; i++) {
        int weight = weight_byte(totals[i], precision->scale);
        out->weights[i] = (int8_t)weight;
        out->count = (uint8_t)(out->count + (weight != 0));
        most = weight > most ? weight : -weight > most ? -weight : most;
    }
    return most >= precision->least;
}

static int by_bucket(const void *a, const void *b)
{
    const struct packed *left = a, *right = b;
    if (left->bucket != right->bucket)
        return left->bucket < right->bucket ? -1 : 1;
    return (left->rank > right->rank) - (left->rank < right->rank);
}

static bool pack_all(packed_list *out, const struct weights *weights, size_t labels,
                     const struct weight_precision *precision)
{
    struct packed packed;
    for (uint32_t i = 0; i < weights->keys.count; i++) {
        const int32_t *totals = weights_totals(weights, i);
        if (!totals || !pack(&packed, totals, labels, precision))
            continue;
        packed.key = weights->keys.items[i];
        packed.rank = i;
        if (!array_push(weights->alloc, out, packed))
            return false;
    }
    return true;
}

static void put_feature(struct buffer *out, const struct packed *packed)
{
    bool whole = packed->count >= MOST_LISTED;
    model_put_u16(out, (uint16_t)packed->key);
    buffer_char(out, (char)(whole ? TAG_WHOLE : packed->count));
    if (whole)
        buffer_append(out, (const char *)packed->weights, TAG_LANES);
    for (size_t i = 0; i < TAG_LANES && !whole; i++) {
        if (!packed->weights[i])
            continue;
        buffer_char(out, (char)i);
        buffer_char(out, (char)packed->weights[i]);
    }
}

/* Whether an earlier feature of the bucket is taken for this one, by chance: then it is dropped. */
static bool is_taken(const struct packed *packed, const struct packed *first)
{
    for (const struct packed *at = packed; at > first && at[-1].bucket == packed->bucket; at--)
        if ((uint16_t)at[-1].key == (uint16_t)packed->key)
            return true;
    return false;
}

static void put_buckets(struct buffer *buckets, struct buffer *features, const packed_list *packed, size_t count)
{
    size_t next = 0;
    for (size_t bucket = 0; bucket < count; bucket++) {
        model_put_u32(buckets, (uint32_t)features->length);
        for (; next < packed->count && packed->items[next].bucket == bucket; next++)
            if (!is_taken(&packed->items[next], packed->items))
                put_feature(features, &packed->items[next]);
    }
    model_put_u32(buckets, (uint32_t)features->length);
}

bool weight_table_write(struct buffer *buckets, struct buffer *features, const struct weights *weights,
                        size_t labels, const struct weight_precision *precision)
{
    packed_list packed = {0};
    bool well = pack_all(&packed, weights, labels, precision);
    size_t count = packed.count / BUCKET_FEATURES + 1;
    for (size_t i = 0; i < packed.count; i++)
        packed.items[i].bucket = (uint32_t)weight_bucket_of(packed.items[i].key, count);
    if (well && packed.count)
        qsort(packed.items, packed.count, sizeof *packed.items, by_bucket);
    if (well)
        put_buckets(buckets, features, &packed, count);
    array_finish(weights->alloc, &packed);
    return well && !buckets->failed && !features->failed;
}
