#include "english/layers.h"

#include <stdlib.h>

#include "english/layers_inside.h"

_Static_assert((uint64_t)LAYER_COUNT << LAYER_TYPE_SHIFT <= LAYER_HANDLES, "a handle has room for every type");

tocsin_status layers_create(struct layers **out, const struct layer_words *words, const struct lemmas *lemmas,
                            const tocsin_allocator *alloc, tocsin_error *error)
{
    struct layers *layers = alloc_zero(alloc, sizeof *layers);
    if (!layers)
        return error_set(error, MESSAGE_MEMORY);
    layers->alloc = alloc;
    layers->words = words;
    layers->lemmas = lemmas;
    layers->names = layer_words_names(words);
    buffer_init(&layers->date_values, alloc);
    buffer_init(&layers->entity_texts, alloc);
    *out = layers;
    return TOCSIN_OK;
}

void layers_free(struct layers *layers)
{
    if (!layers)
        return;
    for (size_t type = 0; type < LAYER_COUNT; type++) {
        array_finish(layers->alloc, &layers->columns[type].spans);
        for (size_t role = 0; role < LAYER_ROLES; role++)
            array_finish(layers->alloc, &layers->columns[type].roles[role]);
    }
    layer_parts_finish(layers);
    array_finish(layers->alloc, &layers->classes.of);
    array_finish(layers->alloc, &layers->quotations);
    array_finish(layers->alloc, &layers->marks);
    array_finish(layers->alloc, &layers->outermost);
    array_finish(layers->alloc, &layers->clause_forms.of);
    array_finish(layers->alloc, &layers->clause_words);
    array_finish(layers->alloc, &layers->clauses);
    array_finish(layers->alloc, &layers->phrase_work.kinds);
    array_finish(layers->alloc, &layers->phrase_work.open);
    array_finish(layers->alloc, &layers->tree_clauses);
    array_finish(layers->alloc, &layers->noun_phrases);
    array_finish(layers->alloc, &layers->verb_groups);
    array_finish(layers->alloc, &layers->date_forms.of);
    array_finish(layers->alloc, &layers->dates);
    buffer_finish(&layers->date_values);
    array_finish(layers->alloc, &layers->name_forms.of);
    name_work_finish(&layers->name_work, layers->alloc);
    buffer_finish(&layers->entity_texts);
    array_finish(layers->alloc, &layers->entity_places);
    array_finish(layers->alloc, &layers->pronouns);
    alloc_free(layers->alloc, layers, sizeof *layers);
}

void layers_use_trees(struct layers *layers, struct trees *trees)
{
    layers->trees = trees;
}

void layers_open(struct layers *layers, const struct segmentation *segmentation,
                 const struct vocabulary *vocabulary)
{
    layers->segmentation = segmentation;
    layers->vocabulary = vocabulary;
    layers->dated = false;
    if (layers->trees)
        trees_open(layers->trees, segmentation, vocabulary);
    for (size_t type = 0; type < LAYER_COUNT; type++)
        layers->columns[type].made = false;
}

void layers_date(struct layers *layers, struct calendar_day day)
{
    layers->today = day;
    layers->dated = true;
}

static bool make_sentences(struct layers *layers)
{
    const struct segmentation *segmentation = layers->segmentation;
    layer_spans *out = &layers->columns[LAYER_SENTENCE].spans;
    if (!array_reserve(layers->alloc, out, segmentation->sentences.count))
        return false;
    for (size_t i = 0; i < segmentation->sentences.count; i++) {
        const struct sentence *sentence = &segmentation->sentences.items[i];
        out->items[out->count++] = (struct layer_span){
            sentence->first_token, sentence->first_token + sentence->token_count, layer_handle(LAYER_SENTENCE, i)};
    }
    return true;
}

static bool make_paragraphs(struct layers *layers)
{
    const struct segmentation *segmentation = layers->segmentation;
    layer_spans *out = &layers->columns[LAYER_PARAGRAPH].spans;
    if (!array_reserve(layers->alloc, out, segmentation->paragraphs.count))
        return false;
    for (size_t i = 0; i < segmentation->paragraphs.count; i++) {
        const struct paragraph *paragraph = &segmentation->paragraphs.items[i];
        const struct sentence *first = &segmentation->sentences.items[paragraph->first_sentence];
        const struct sentence *last = first + paragraph->sentence_count - 1;
        out->items[out->count++] = (struct layer_span){first->first_token, last->first_token + last->token_count,
                                                       layer_handle(LAYER_PARAGRAPH, i)};
    }
    return true;
}

static int compare_spans(const void *left, const void *right)
{
    const struct layer_span *a = left, *b = right;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if (a->last != b->last)
        return a->last > b->last ? -1 : 1;
    return (a->handle > b->handle) - (a->handle < b->handle);
}

void layer_spans_sort(struct layer_span *spans, size_t count)
{
    if (count > 1)
        qsort(spans, count, sizeof *spans, compare_spans);
}

size_t layer_spans_from(const struct layer_span *spans, size_t count, uint32_t token)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (spans[middle].first < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

typedef bool layer_maker(struct layers *layers);

/* Each fills the empty columns of its layer; those that come from trees alone are made by layer_parts.c. */
static layer_maker *const makers[LAYER_COUNT] = {
    [LAYER_SENTENCE] = make_sentences,     [LAYER_PARAGRAPH] = make_paragraphs, [LAYER_QUOTE] = layer_quotes_make,
    [LAYER_CLAUSE] = layer_clauses_make,   [LAYER_DATE] = layer_dates_make,     [LAYER_NAME] = layer_names_make,
    [LAYER_PRONOUN] = layer_pronouns_make,
};

static bool make(struct layers *layers, enum layer_type type)
{
    struct layer_columns *columns = &layers->columns[type];
    if (columns->made)
        return true;
    array_clear(&columns->spans);
    for (size_t role = 0; role < LAYER_ROLES; role++)
        array_clear(&columns->roles[role]);
    columns->made = makers[type](layers) && columns->spans.count <= LAYER_MOST;
    return columns->made;
}

bool layers_can(const struct layers *layers, enum layer_type type)
{
    if (type == LAYER_NAME || type == LAYER_PRONOUN)
        return layers->names;
    if (type == LAYER_NP || type == LAYER_VP)
        return layers->trees;
    return type < LAYER_COUNT && (type != LAYER_CLAUSE || layers->lemmas || layers->trees);
}

/* The number of the list of a role; LAYER_LISTS: the type has none of that name. */
static size_t list_of(enum layer_type type, struct str role)
{
    const char *const *names = layer_schema_of(type)->roles;
    if (!role.length)
        return 0;
    for (size_t i = 0; i < LAYER_ROLES && names[i]; i++)
        if (str_equal(str_of(names[i]), role))
            return i + 1;
    return LAYER_LISTS;
}

bool layers_get(struct layer *out, struct layers *layers, enum layer_type type, struct str role)
{
    bool parted = layer_is_parted(layers, type);
    struct layer_columns *columns = &layers->columns[type];
    size_t list = list_of(type, role);
    *out = (struct layer){NULL, 0};
    if (!layers_can(layers, type))
        return true;
    if (parted ? !layer_whole_make(layers, type) : !make(layers, type))
        return false;
    if (list == LAYER_LISTS)
        return true;
    const layer_spans *spans = parted ? &columns->whole[list] : layer_list(columns, list);
    *out = (struct layer){spans->items, spans->count};
    return true;
}

bool layers_around(struct layer_part *out, struct layers *layers, enum layer_type type, struct str role,
                   uint32_t token)
{
    size_t list = list_of(type, role);
    if (!layer_is_parted(layers, type)) {
        out->first = 0;
        out->last = UINT32_MAX;
        return layers_get(&out->layer, layers, type, role);
    }
    uint32_t index = (uint32_t)segmentation_sentence_of(layers->segmentation, token);
    const struct sentence *sentence = &layers->segmentation->sentences.items[index];
    *out = (struct layer_part){{NULL, 0}, sentence->first_token, sentence->first_token + sentence->token_count};
    if (!layer_part_make(layers, type, index))
        return false;
    if (list == LAYER_LISTS)
        return true;
    struct layer_columns *columns = &layers->columns[type];
    const struct layer_block *block = &columns->blocks.items[index];
    if (block->counts[list])
        out->layer = (struct layer){layer_list(columns, list)->items + block->starts[list], block->counts[list]};
    return true;
}

enum layer_type layer_handle_type(uint32_t handle)
{
    return handle >> LAYER_TYPE_SHIFT < LAYER_COUNT ? (enum layer_type)(handle >> LAYER_TYPE_SHIFT) : LAYER_NONE;
}

typedef bool layer_teller(struct layer_value *out, const struct layers *layers, size_t index, struct str name);

/* What only annotations of one type have. */
static layer_teller *const features[LAYER_COUNT] = {
    [LAYER_QUOTE] = layer_quotes_feature,     [LAYER_CLAUSE] = layer_clauses_feature,
    [LAYER_DATE] = layer_dates_feature,       [LAYER_NAME] = layer_names_feature,
    [LAYER_PRONOUN] = layer_pronouns_feature, [LAYER_NP] = layer_noun_phrases_feature,
    [LAYER_VP] = layer_verb_groups_feature,
};

static bool tell_number(struct layer_value *out, struct layers *layers, enum layer_type type, size_t index)
{
    uint32_t number = layer_is_parted(layers, type) ? layer_part_number(layers, type, index) : (uint32_t)index + 1;
    return number && layer_value_number(out, number);
}

bool layers_feature(struct layer_value *out, struct layers *layers, uint32_t handle, struct str name)
{
    enum layer_type type = layer_handle_type(handle);
    size_t index = layer_handle_index(handle);
    if (type == LAYER_NONE || !layers->columns[type].made || index >= layers->columns[type].spans.count)
        return false;
    const struct layer_span *span = &layers->columns[type].spans.items[index];
    if (str_equal(name, STR("number")))
        return tell_number(out, layers, type, index);
    if (str_equal(name, STR("length")))
        return layer_value_number(out, span->last - span->first);
    if (type == LAYER_PARAGRAPH && str_equal(name, STR("sentences")))
        return layer_value_number(out, layers->segmentation->paragraphs.items[index].sentence_count);
    return features[type] && features[type](out, layers, index, name);
}
