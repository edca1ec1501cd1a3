#include "english/layers_inside.h"

static uint32_t paragraph_end(const struct segmentation *segmentation, size_t index)
{
    const struct paragraph *paragraph = &segmentation->paragraphs.items[index];
    const struct sentence *last =
        &segmentation->sentences.items[paragraph->first_sentence + paragraph->sentence_count - 1];
    return last->first_token + last->token_count;
}

/* What each paragraph holds of the outermost quotations. */
static bool make_parts(struct layers *layers, layer_spans *out)
{
    size_t paragraph = 0;
    for (size_t i = 0; i < layers->outermost.count; i++) {
        struct layer_span rest = layers->outermost.items[i];
        while (rest.first < rest.last) {
            while (paragraph_end(layers->segmentation, paragraph) <= rest.first)
                paragraph++;
            struct layer_span part = rest;
            if (part.last > paragraph_end(layers->segmentation, paragraph))
                part.last = paragraph_end(layers->segmentation, paragraph);
            if (!array_push(layers->alloc, out, part))
                return false;
            rest.first = part.last;
        }
    }
    return true;
}

bool layer_quotes_make(struct layers *layers)
{
    struct marked_text text;
    struct layer_columns *columns = &layers->columns[LAYER_QUOTE];
    array_clear(&layers->outermost);
    if (!layers_read(&text, layers) ||
        !quotations_find(&layers->quotations, &layers->marks, layers->alloc, &text) ||
        !array_reserve(layers->alloc, &columns->spans, layers->quotations.count) ||
        !array_reserve(layers->alloc, &columns->roles[0], layers->quotations.count) ||
        !array_reserve(layers->alloc, &layers->outermost, layers->quotations.count))
        return false;
    for (size_t i = 0; i < layers->quotations.count; i++) {
        const struct quotation *quotation = &layers->quotations.items[i];
        struct layer_span span = {quotation->first, quotation->last, layer_handle(LAYER_QUOTE, i)};
        columns->spans.items[columns->spans.count++] = span;
        columns->roles[0].items[columns->roles[0].count++] =
            (struct layer_span){quotation->inner_first, quotation->inner_last, span.handle};
        if (quotation->depth == 1)
            layers->outermost.items[layers->outermost.count++] = span;
    }
    return make_parts(layers, &columns->roles[1]);
}

bool layer_quotes_feature(struct layer_value *out, const struct layers *layers, size_t index, struct str name)
{
    const struct quotation *quotation = &layers->quotations.items[index];
    if (str_equal(name, STR("kind")))
        return layer_value_symbol(out, LAYER_QUOTE, name, quotation->kind);
    if (str_equal(name, STR("depth")))
        return layer_value_number(out, quotation->depth);
    if (str_equal(name, STR("opened")))
        return layer_value_flag(out, quotation->opened);
    if (str_equal(name, STR("closed")))
        return layer_value_flag(out, quotation->closed);
    if (str_equal(name, STR("continued")))
        return layer_value_flag(out, quotation->paragraphs > 1);
    return str_equal(name, STR("confidence")) && layer_value_number(out, (double)quotation->confidence);
}

bool layers_quotation_at(const struct layer_span **out, struct layers *layers, uint32_t token)
{
    struct layer all;
    if (!layers_get(&all, layers, LAYER_QUOTE, STR("")))
        return false;
    size_t low = 0, high = layers->outermost.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (layers->outermost.items[middle].last <= token)
            low = middle + 1;
        else
            high = middle;
    }
    bool inside = low < layers->outermost.count && layers->outermost.items[low].first <= token;
    *out = inside ? &layers->outermost.items[low] : NULL;
    return true;
}
