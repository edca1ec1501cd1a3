/* layer_checks.h: what has to hold of the engine's annotations of any text, for fuzz targets. */
#ifndef TOCSIN_FUZZ_LAYER_CHECKS_H
#define TOCSIN_FUZZ_LAYER_CHECKS_H

#include <stdio.h>
#include <stdlib.h>

#include "english/layers.h"

static inline void check(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "does not hold: %s\n", what);
    abort();
}

static inline struct layer layer_of(struct layers *layers, enum layer_type type, const char *role)
{
    struct layer layer = {NULL, 0};
    check(layers_get(&layer, layers, type, str_of(role)), "there is memory");
    return layer;
}

static inline void check_order(const struct layer *layer, size_t tokens)
{
    for (size_t i = 0; i < layer->count; i++) {
        struct layer_span span = layer->items[i];
        check(span.first < span.last && span.last <= tokens, "spans are inside the text");
        if (i == 0)
            continue;
        struct layer_span before = layer->items[i - 1];
        check(before.first < span.first ||
                  (before.first == span.first && (before.last > span.last ||
                                                  (before.last == span.last && before.handle < span.handle))),
              "spans are sorted by first, longest first");
    }
}

static inline void check_features(struct layers *layers, enum layer_type type, uint32_t handle)
{
    for (const struct layer_feature *feature = layer_schema_of(type)->features; feature->name; feature++) {
        struct layer_value value;
        bool there = layers_feature(&value, layers, handle, str_of(feature->name));
        check(there || feature->kind == LAYER_TEXT || feature->kind == LAYER_NUMBER, "features have values");
        if (!there)
            continue;
        check(value.kind == feature->kind, "of their kind");
        bool known = value.kind != LAYER_SYMBOL;
        for (size_t i = 0; !known && feature->values[i]; i++)
            known = str_equal(value.text, str_of(feature->values[i]));
        check(known, "symbols are among those named");
    }
}

#endif
