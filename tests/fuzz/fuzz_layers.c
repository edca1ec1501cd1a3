/* fuzz_layers.c: any bytes through the engine's own annotations. What must hold of every input: spans are sorted,
 * inside the text and not empty; none crosses another of its type; spans of roles lie within their annotation; every
 * feature of the schema has a value of its kind; a second reading gives the same. */
#include "../unit/reading.h"
#include "layer_checks.h"
#include "text/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* No span may end within another that begins before its end. */
static void check_nesting(const struct layer *layer)
{
    enum { DEEPEST = 64 };
    uint32_t around[DEEPEST];
    size_t depth = 0;
    for (size_t i = 0; i < layer->count; i++) {
        while (depth > 0 && around[depth - 1] <= layer->items[i].first)
            depth--;
        check(depth < DEEPEST, "spans are not nested without end");
        check(depth == 0 || layer->items[i].last <= around[depth - 1], "spans do not cross");
        around[depth++] = layer->items[i].last;
    }
}

static const struct layer_span *find_handle(const struct layer *layer, uint32_t handle)
{
    for (size_t i = 0; i < layer->count; i++)
        if (layer->items[i].handle == handle)
            return &layer->items[i];
    return NULL;
}

static void check_role(struct reading *reading, const struct layer *whole, enum layer_type type, const char *role)
{
    struct layer layer = layer_of(reading->layers, type, role);
    check_order(&layer, reading->segmentation.tokens.count);
    for (size_t i = 0; i < layer.count; i++) {
        const struct layer_span *span = find_handle(whole, layer.items[i].handle);
        bool apart = type == LAYER_NAME && strcmp(role, "role") == 0; /* "the president, Anna Berg" */
        check(span && (apart || (span->first <= layer.items[i].first && layer.items[i].last <= span->last)),
              "spans of a role lie within their annotation");
    }
}

static void check_layer(struct reading *reading, enum layer_type type)
{
    struct layer layer = layer_of(reading->layers, type, "");
    check_order(&layer, reading->segmentation.tokens.count);
    check_nesting(&layer);
    for (size_t i = 0; i < layer.count; i++) {
        check(layer_handle_type(layer.items[i].handle) == type, "handles tell their type");
        check_features(reading->layers, type, layer.items[i].handle);
    }
    for (const char *const *role = layer_schema_of(type)->roles; *role; role++)
        check_role(reading, &layer, type, *role);
}

static void check_same(struct reading *a, struct reading *b, enum layer_type type)
{
    struct layer left = layer_of(a->layers, type, ""), right = layer_of(b->layers, type, "");
    check(left.count == right.count &&
              (!left.count || memcmp(left.items, right.items, left.count * sizeof *left.items) == 0),
          "a text always has the same layers");
}

static void check_text(struct reading *reading, struct reading *again, struct str text)
{
    check(reading_open(again, STR("Another “document ‘before’.\n\n“It has” marks\", he said, if it rains.")),
          "there is memory");
    for (unsigned type = 0; type < LAYER_COUNT; type++)
        layer_of(again->layers, (enum layer_type)type, "");
    check(reading_open(reading, text) && reading_open(again, text), "there is memory");
    for (unsigned type = 0; type < LAYER_COUNT; type++) {
        check_layer(reading, (enum layer_type)type);
        check_same(reading, again, (enum layer_type)type);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* The same for every input: loading the lists takes longer than all else. */
    static struct reading_lists lists;
    static struct reading reading, again;
    struct source source;
    struct str bytes = {(const char *)data, size};
    if (source_open(&source, &alloc_system, bytes, TOCSIN_INVALID_REPLACE, NULL))
        return 0;
    check(lists.words ||
              (reading_lists_open(&lists, &alloc_system) && reading_init(&reading, &lists, &alloc_system) &&
               reading_init(&again, &lists, &alloc_system)),
          "the lists load");
    vocabulary_trim(reading.vocabulary);
    vocabulary_trim(again.vocabulary);
    check_text(&reading, &again, source.text);
    source_close(&source);
    return 0;
}
