/* layers_inside.h: the inside of struct layers, for the files that make one layer each. */
#ifndef TOCSIN_ENGLISH_LAYERS_INSIDE_H
#define TOCSIN_ENGLISH_LAYERS_INSIDE_H

#include "base/array.h"
#include "english/layers.h"

enum { LAYER_ROLES = 2, LAYER_TYPE_SHIFT = 27 };

/* Most annotations of one type: what a handle has room for. */
#define LAYER_MOST (UINT32_C(1) << LAYER_TYPE_SHIFT)

typedef ARRAY(struct layer_span) layer_spans;

struct layer_columns {
    layer_spans spans;
    layer_spans roles[LAYER_ROLES]; /* in the order of the schema */
    bool made;
};

struct layers {
    const tocsin_allocator *alloc;
    const struct segmentation *segmentation;
    const struct vocabulary *vocabulary;
    struct layer_columns columns[LAYER_COUNT];
};

static inline uint32_t layer_handle(enum layer_type type, size_t index)
{
    return (uint32_t)type << LAYER_TYPE_SHIFT | (uint32_t)index;
}

static inline size_t layer_handle_index(uint32_t handle)
{
    return handle & (LAYER_MOST - 1);
}

#endif
