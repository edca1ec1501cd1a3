#include "train/tag_export.h"

#include "train/model_writer.h"

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

/* A label's words are their own lemmas where nearly all are, and come from others where most do. */
static void put_lemmas(struct buffer *out, const struct tag_corpus *corpus)
{
    enum { NEARLY_ALL = 96, MOST = 50 };
    uint64_t words[TAG_LABELS] = {0}, own[TAG_LABELS] = {0};
    for (size_t i = 0; i < corpus->forms.count; i++) {
        words[corpus->gold.items[i]]++;
        own[corpus->gold.items[i]] += corpus->own_lemma.items[i];
    }
    for (size_t i = 0; i < corpus->labels.count; i++) {
        uint64_t share = words[i] ? 100 * own[i] / words[i] : 0;
        buffer_char(out, share >= NEARLY_ALL ? TAG_LEMMA_OWN : share < MOST ? TAG_LEMMA_OTHER : TAG_LEMMA_ANY);
    }
}

static struct str str_of_buffer(const struct buffer *buffer)
{
    return (struct str){buffer->data, buffer->length};
}

bool tag_export(struct buffer *out, const struct tag_corpus *corpus, const struct tag_lists *lists,
                const struct weights *weights, const struct weight_precision *precision)
{
    enum { LABELS, LEMMAS, POS, TAGS, BUCKETS, FEATURES, PARTS };
    struct buffer parts[PARTS];
    const struct tag_labels *labels = &corpus->labels;
    bool failed = false;
    for (size_t i = 0; i < PARTS; i++)
        buffer_init(&parts[i], out->alloc);
    put_labels(&parts[LABELS], labels);
    put_lemmas(&parts[LEMMAS], corpus);
    put_names(&parts[POS], &labels->pos);
    put_names(&parts[TAGS], &labels->tags);
    if (weight_table_write(&parts[BUCKETS], &parts[FEATURES], weights, labels->count, precision)) {
        struct model_section sections[] = {
            {"labels", str_of_buffer(&parts[LABELS])},     {"lemmas", str_of_buffer(&parts[LEMMAS])},
            {"pos", str_of_buffer(&parts[POS])},           {"tags", str_of_buffer(&parts[TAGS])},
            {"words", str_of_buffer(&lists->slots)},       {"buckets", str_of_buffer(&parts[BUCKETS])},
            {"features", str_of_buffer(&parts[FEATURES])},
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
