#include "english/layers_inside.h"

static bool find_clauses(struct layers *layers, const struct clause_text *text)
{
    const struct segmentation *segmentation = layers->segmentation;
    size_t quotation = 0;
    array_clear(&layers->clauses);
    for (size_t i = 0; i < segmentation->sentences.count; i++) {
        uint32_t first = segmentation->sentences.items[i].first_token;
        uint32_t last = first + segmentation->sentences.items[i].token_count;
        while (quotation < layers->quotations.count && layers->quotations.items[quotation].last <= first)
            quotation++;
        if (!clause_read(&layers->clause_words, layers->alloc, text, first, last, quotation) ||
            !clause_find(&layers->clauses, layers->alloc, &layers->clause_words, first))
            return false;
    }
    return true;
}

bool layer_clauses_make(struct layers *layers)
{
    struct clause_text text;
    struct layer quotes;
    struct layer_columns *columns = &layers->columns[LAYER_CLAUSE];
    if (!layers->lemmas)
        return true;
    if (!layers_get(&quotes, layers, LAYER_QUOTE, STR("")) || !layers_read(&text.marked, layers) ||
        !clause_forms_update(&layers->clause_forms, layers->alloc, layers->words, layers->lemmas,
                             layers->vocabulary))
        return false;
    text.forms = layers->clause_forms.of.items;
    text.quotations = &layers->quotations;
    if (!find_clauses(layers, &text) || !array_reserve(layers->alloc, &columns->spans, layers->clauses.count) ||
        !array_reserve(layers->alloc, &columns->roles[0], layers->clauses.count))
        return false;
    for (size_t i = 0; i < layers->clauses.count; i++) {
        const struct clause *clause = &layers->clauses.items[i];
        struct layer_span whole = {clause->first, clause->last, layer_handle(LAYER_CLAUSE, i)};
        struct layer_span body = {clause->body, clause->last, whole.handle};
        columns->spans.items[columns->spans.count++] = whole;
        columns->roles[0].items[columns->roles[0].count++] = body;
    }
    return true;
}

bool layer_clauses_feature(struct layer_value *out, const struct layers *layers, size_t index, struct str name)
{
    const struct clause *clause = &layers->clauses.items[index];
    if (str_equal(name, STR("kind")))
        return layer_value_symbol(out, LAYER_CLAUSE, name, clause->kind);
    return str_equal(name, STR("depth")) && layer_value_number(out, clause->depth);
}
