#include "train/tag_export.h"

#include "train/model_writer.h"

enum { MOST_WEIGHT = 127 };

/* To the nearest; halves away from zero. */
static int weight_byte(int64_t total, int64_t scale)
{
    int64_t half = total < 0 ? -scale / 2 : scale / 2, weight = (total + half) / scale;
    return (int)(weight > MOST_WEIGHT ? MOST_WEIGHT : weight < -MOST_WEIGHT ? -MOST_WEIGHT : weight);
}

/* Where the weights of a row begin, + 1; 0: it is dropped. */
static uint32_t put_weights(struct buffer *out, const int32_t *totals, size_t labels,
                            const struct tag_precision *precision)
{
    unsigned char count = 0;
    int most = 0;
    for (size_t i = 0; i < labels; i++) {
        int weight = weight_byte(totals[i], precision->scale);
        count = (unsigned char)(count + (weight != 0));
        most = weight > most ? weight : -weight > most ? -weight : most;
    }
    if (most < precision->least)
        return 0;
    uint32_t place = (uint32_t)out->length + 1;
    buffer_char(out, (char)count);
    for (size_t i = 0; i < labels; i++) {
        int weight = weight_byte(totals[i], precision->scale);
        if (!weight)
            continue;
        buffer_char(out, (char)i);
        buffer_char(out, (char)weight);
    }
    return place;
}

static void put_slot(char *slots, size_t count, uint64_t key, uint32_t place)
{
    size_t at = tag_feature_slot(key, count);
    while (model_u32(slots + at * TAG_FEATURE + 4))
        at = at + 1 == count ? 0 : at + 1;
    for (unsigned i = 0; i < 4; i++) {
        slots[at * TAG_FEATURE + i] = (char)(unsigned char)(key >> 8 * i & 0xff);
        slots[at * TAG_FEATURE + 4 + i] = (char)(unsigned char)(place >> 8 * i & 0xff);
    }
}

/* Slots, a third of which stay empty. Features are filed as they came in training, so that the frequent ones are
 * found first. */
static bool put_features(struct buffer *features, struct buffer *lists, const struct weights *weights, size_t labels,
                         const struct tag_precision *precision)
{
    size_t kept = 0, keys = weights->keys.count;
    uint32_t *places = alloc_new(weights->alloc, keys * sizeof *places);
    for (uint32_t i = 0; places && i < keys; i++) {
        const int32_t *totals = weights_totals(weights, i);
        places[i] = totals ? put_weights(lists, totals, labels, precision) : 0;
        kept += places[i] != 0;
    }
    size_t slots = kept + kept / 2 + 1, size = slots * TAG_FEATURE;
    if (places && buffer_reserve(features, size)) {
        memset(features->data, 0, size);
        features->length = size;
        for (uint32_t i = 0; i < keys; i++)
            if (places[i])
                put_slot(features->data, slots, weights->keys.items[i], places[i]);
    }
    alloc_free(weights->alloc, places, keys * sizeof *places);
    return places && !features->failed && !lists->failed;
}

static void put_names(struct buffer *out, const struct tag_names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        buffer_append(out, names->items[i].data, names->items[i].length);
        buffer_char(out, '\0');
    }
}

static void put_labels(struct buffer *out, const struct tag_labels *labels)
{
    for (size_t i = 0; i < labels->count; i++) {
        buffer_char(out, (char)labels->items[i].pos);
        buffer_char(out, (char)labels->items[i].tag);
    }
}

static struct str str_of_buffer(const struct buffer *buffer)
{
    return (struct str){buffer->data, buffer->length};
}

bool tag_export(struct buffer *out, const struct tag_corpus *corpus, const struct tag_lists *lists,
                const struct weights *weights, const struct tag_precision *precision)
{
    enum { LABELS, POS, TAGS, FEATURES, WEIGHTS, PARTS };
    struct buffer parts[PARTS];
    const struct tag_labels *labels = &corpus->labels;
    bool failed = false;
    for (size_t i = 0; i < PARTS; i++)
        buffer_init(&parts[i], out->alloc);
    put_labels(&parts[LABELS], labels);
    put_names(&parts[POS], &labels->pos);
    put_names(&parts[TAGS], &labels->tags);
    if (put_features(&parts[FEATURES], &parts[WEIGHTS], weights, labels->count, precision)) {
        struct model_section sections[] = {
            {"labels", str_of_buffer(&parts[LABELS])},     {"pos", str_of_buffer(&parts[POS])},
            {"tags", str_of_buffer(&parts[TAGS])},         {"words", str_of_buffer(&lists->slots)},
            {"features", str_of_buffer(&parts[FEATURES])}, {"weights", str_of_buffer(&parts[WEIGHTS])},
        };
        model_write(out, &TAG_KIND, sections, sizeof sections / sizeof *sections);
    } else {
        failed = true;
    }
    for (size_t i = 0; i < PARTS; i++) {
        failed = failed || parts[i].failed;
        buffer_finish(&parts[i]);
    }
    return !failed && !out->failed;
}
