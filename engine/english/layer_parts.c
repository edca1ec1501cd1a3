/* Annotations that are made by sentence, in whatever order sentences are asked for. */
#include "english/layers_inside.h"

typedef bool layer_part_maker(struct layers *layers, uint32_t sentence);

static layer_part_maker *const makers[LAYER_COUNT] = {
    [LAYER_CLAUSE] = layer_tree_clauses_make,
    [LAYER_NP] = layer_noun_phrases_make,
    [LAYER_VP] = layer_verb_groups_make,
};

bool layer_is_parted(const struct layers *layers, enum layer_type type)
{
    return layers->trees && makers[type];
}

void layer_parts_finish(struct layers *layers)
{
    for (size_t type = 0; type < LAYER_COUNT; type++) {
        array_finish(layers->alloc, &layers->columns[type].blocks);
        for (size_t list = 0; list < LAYER_LISTS; list++)
            array_finish(layers->alloc, &layers->columns[type].whole[list]);
    }
}

/* The first of a document. */
static bool begin(struct layers *layers, struct layer_columns *columns)
{
    size_t count = layers->segmentation->sentences.count;
    for (size_t list = 0; list < LAYER_LISTS; list++)
        array_clear(layer_list(columns, list));
    array_clear(&columns->blocks);
    if (!array_reserve(layers->alloc, &columns->blocks, count))
        return false;
    if (count)
        memset(columns->blocks.items, 0, count * sizeof *columns->blocks.items);
    columns->blocks.count = count;
    columns->made = true;
    columns->whole_made = false;
    return true;
}

/* A role's spans come in the order of their annotations; layers_get wants them in the order of places. */
static void close_block(struct layer_columns *columns, struct layer_block *block)
{
    for (size_t list = 0; list < LAYER_LISTS; list++) {
        layer_spans *spans = layer_list(columns, list);
        block->counts[list] = (uint32_t)spans->count - block->starts[list];
        if (list && block->counts[list])
            layer_spans_sort(spans->items + block->starts[list], block->counts[list]);
    }
    block->made = true;
}

bool layer_part_make(struct layers *layers, enum layer_type type, uint32_t sentence)
{
    struct layer_columns *columns = &layers->columns[type];
    if (!columns->made && !begin(layers, columns))
        return false;
    struct layer_block *block = &columns->blocks.items[sentence];
    if (block->made)
        return true;
    for (size_t list = 0; list < LAYER_LISTS; list++)
        block->starts[list] = (uint32_t)layer_list(columns, list)->count;
    if (!makers[type](layers, sentence) || columns->spans.count > LAYER_MOST)
        return false;
    close_block(columns, block);
    return true;
}

static bool gather(struct layers *layers, struct layer_columns *columns, size_t list)
{
    layer_spans *from = layer_list(columns, list), *to = &columns->whole[list];
    array_clear(to);
    if (!array_reserve(layers->alloc, to, from->count))
        return false;
    for (size_t i = 0; i < columns->blocks.count; i++) {
        const struct layer_block *block = &columns->blocks.items[i];
        if (!block->counts[list])
            continue;
        memcpy(to->items + to->count, from->items + block->starts[list], block->counts[list] * sizeof *to->items);
        to->count += block->counts[list];
    }
    return true;
}

bool layer_whole_make(struct layers *layers, enum layer_type type)
{
    struct layer_columns *columns = &layers->columns[type];
    if (columns->made && columns->whole_made)
        return true;
    if (!columns->made && !begin(layers, columns))
        return false;
    for (size_t i = 0; i < columns->blocks.count; i++)
        if (!layer_part_make(layers, type, (uint32_t)i))
            return false;
    for (size_t list = 0; list < LAYER_LISTS; list++)
        if (!gather(layers, columns, list))
            return false;
    return columns->whole_made = true;
}

uint32_t layer_part_number(struct layers *layers, enum layer_type type, size_t index)
{
    const struct layer_columns *columns = &layers->columns[type];
    size_t sentence = segmentation_sentence_of(layers->segmentation, columns->spans.items[index].first);
    uint32_t number = (uint32_t)index - columns->blocks.items[sentence].starts[0] + 1;
    for (size_t i = 0; i < sentence; i++) {
        if (!layer_part_make(layers, type, (uint32_t)i))
            return 0;
        number += columns->blocks.items[i].counts[0];
    }
    return number;
}
