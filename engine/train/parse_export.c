#include "train/parse_export.h"

#include <stdlib.h>

#include "train/model_writer.h"

enum { SLOTS_FULL = 60 }; /* in a hundred: how full the slots of steps are */

struct packed {
    uint64_t key;
    uint32_t slot, rank;
    int8_t left, right;
};

typedef ARRAY(struct packed) packed_list;

static int by_slot(const void *a, const void *b)
{
    const struct packed *left = a, *right = b;
    if (left->slot != right->slot)
        return left->slot < right->slot ? -1 : 1;
    return (left->rank > right->rank) - (left->rank < right->rank);
}

static bool pack_all(packed_list *out, const struct weights *weights, const struct weight_precision *precision)
{
    for (uint32_t i = 0; i < weights->keys.count; i++) {
        const int32_t *totals = weights_totals(weights, i);
        if (!totals)
            continue;
        int left = weight_byte((int64_t)totals[PARSE_LEFT] - totals[PARSE_SHIFT], precision->scale);
        int right = weight_byte((int64_t)totals[PARSE_RIGHT] - totals[PARSE_SHIFT], precision->scale);
        struct packed packed = {weights->keys.items[i], 0, i, (int8_t)left, (int8_t)right};
        if (abs(left) < precision->least && abs(right) < precision->least && abs(left - right) < precision->least)
            continue;
        if (!array_push(weights->alloc, out, packed))
            return false;
    }
    return true;
}

/* Into the first free of its slots; where there is none, or another key looks the same, it is left out. */
static void put_slot(char *slots, const struct packed *packed)
{
    char *slot = slots + (size_t)packed->slot * PARSE_SLOT;
    uint16_t check = parse_check_of(packed->key);
    for (unsigned i = 0; i < PARSE_PROBES; i++, slot += PARSE_SLOT) {
        uint16_t found = model_u16(slot);
        if (found == check)
            return;
        if (found)
            continue;
        slot[0] = (char)(check & 0xff);
        slot[1] = (char)(check >> 8);
        slot[2] = (char)packed->left;
        slot[3] = (char)packed->right;
        return;
    }
}

static bool put_steps(struct buffer *out, const struct weights *weights, const struct weight_precision *precision)
{
    packed_list packed = {0};
    bool well = pack_all(&packed, weights, precision);
    size_t slots = packed.count * 100 / SLOTS_FULL + 1, size = (slots + PARSE_PROBES) * PARSE_SLOT;
    well = well && buffer_reserve(out, size);
    for (size_t i = 0; i < packed.count; i++)
        packed.items[i].slot = (uint32_t)parse_slot_of(packed.items[i].key, slots);
    if (well) {
        if (packed.count)
            qsort(packed.items, packed.count, sizeof *packed.items, by_slot);
        memset(out->data, 0, size);
        out->length = size;
    }
    for (size_t i = 0; well && i < packed.count; i++)
        put_slot(out->data, &packed.items[i]);
    array_finish(weights->alloc, &packed);
    return well;
}

static struct str str_of_buffer(const struct buffer *buffer)
{
    return (struct str){buffer->data, buffer->length};
}

bool parse_export(struct buffer *out, const struct parse_corpus *corpus, const struct weights *steps,
                  const struct weights *relations, const struct weight_precision *of_steps,
                  const struct weight_precision *of_relations)
{
    enum { TAGGER, NAMES, STEPS, BUCKETS, FEATURES, PARTS };
    struct buffer parts[PARTS];
    for (size_t i = 0; i < PARTS; i++)
        buffer_init(&parts[i], out->alloc);
    model_put_u64(&parts[TAGGER], model_u64(corpus->model->file.data.data + MODEL_SUM_AT));
    for (size_t i = 0; i < corpus->relation_count; i++) {
        buffer_append(&parts[NAMES], corpus->relations[i].data, corpus->relations[i].length);
        buffer_char(&parts[NAMES], '\0');
    }
    bool well =
        put_steps(&parts[STEPS], steps, of_steps) &&
        weight_table_write(&parts[BUCKETS], &parts[FEATURES], relations, corpus->relation_count, of_relations);
    for (size_t i = 0; i < PARTS; i++)
        well = well && !parts[i].failed;
    if (well) {
        struct model_section sections[] = {
            {"tagger", str_of_buffer(&parts[TAGGER])},     {"relations", str_of_buffer(&parts[NAMES])},
            {"steps", str_of_buffer(&parts[STEPS])},       {"buckets", str_of_buffer(&parts[BUCKETS])},
            {"features", str_of_buffer(&parts[FEATURES])},
        };
        model_write(out, &PARSE_KIND, sections, sizeof sections / sizeof *sections);
    }
    for (size_t i = 0; i < PARTS; i++)
        buffer_finish(&parts[i]);
    return well && !out->failed;
}
