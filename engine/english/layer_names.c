#include <stdlib.h>

#include "english/layers_inside.h"

/* The words of a name as the text has them, one space where there is white space. */
static void write_words(struct buffer *out, const struct layers *layers, uint32_t first, uint32_t last)
{
    const struct token *tokens = layers->segmentation->tokens.items;
    for (uint32_t i = first; i < last; i++) {
        struct str word = vocabulary_form(layers->vocabulary, layers->segmentation->forms.items[i])->text;
        if (i > first && tokens[i - 1].end < tokens[i].start)
            buffer_char(out, ' ');
        buffer_append(out, word.data, word.length);
    }
}

/* Each entity's fullest name, once. */
static bool write_entities(struct layers *layers)
{
    struct name_work *work = &layers->name_work;
    buffer_clear(&layers->entity_texts);
    array_clear(&layers->entity_places);
    for (size_t i = 0; i < work->entities.count; i++) {
        const struct name *name = &work->names.items[work->entities.items[i].name];
        size_t start = layers->entity_texts.length;
        write_words(&layers->entity_texts, layers, name->bare, name->last);
        struct layer_place place = {(uint32_t)start, (uint32_t)(layers->entity_texts.length - start)};
        if (!array_push(layers->alloc, &layers->entity_places, place))
            return false;
    }
    return !layers->entity_texts.failed;
}

static bool find_names(struct layers *layers)
{
    struct name_text text = {
        .segmentation = layers->segmentation, .vocabulary = layers->vocabulary, .words = layers->names};
    if (!name_forms_update(&layers->name_forms, layers->alloc, layers->names, layers->words, layers->lemmas,
                           layers->vocabulary) ||
        !date_forms_update(&layers->date_forms, layers->alloc, layer_words_dates(layers->words),
                           layers->vocabulary))
        return false;
    text.forms = layers->name_forms.of.items;
    text.dates = layers->date_forms.of.items;
    return names_find(&layers->name_work, layers->alloc, &text) &&
           names_link(&layers->name_work, layers->alloc, &text) && write_entities(layers);
}

bool layer_names_make(struct layers *layers)
{
    enum { TITLE, ROLE, FAMILY };
    struct layer_columns *columns = &layers->columns[LAYER_NAME];
    if (!find_names(layers))
        return false;
    for (size_t i = 0; i < layers->name_work.names.count; i++) {
        const struct name *name = &layers->name_work.names.items[i];
        uint32_t handle = layer_handle(LAYER_NAME, i);
        struct layer_span whole = {name->first, name->last, handle}, title = {name->first, name->bare, handle};
        struct layer_span role = {name->role_first, name->role_last, handle};
        struct layer_span family = {name->head, name->head + 1, handle};
        bool person = name->kind == NAME_KIND_PERSON;
        if (!array_push(layers->alloc, &columns->spans, whole) ||
            (title.first < title.last && !array_push(layers->alloc, &columns->roles[TITLE], title)) ||
            (person && role.first < role.last && !array_push(layers->alloc, &columns->roles[ROLE], role)) ||
            (person && !array_push(layers->alloc, &columns->roles[FAMILY], family)))
            return false;
    }
    layer_spans_sort(columns->roles[ROLE].items, columns->roles[ROLE].count);
    return true;
}

static bool entity_text(struct layer_value *out, const struct layers *layers, uint32_t entity)
{
    struct layer_place place = layers->entity_places.items[entity];
    return layer_value_text(out, (struct str){layers->entity_texts.data + place.start, place.length});
}

bool layer_names_feature(struct layer_value *out, const struct layers *layers, size_t index, struct str name)
{
    const struct name *found = &layers->name_work.names.items[index];
    if (str_equal(name, STR("kind")))
        return layer_value_symbol(out, LAYER_NAME, name, found->kind);
    if (str_equal(name, STR("entity")))
        return entity_text(out, layers, found->entity);
    if (str_equal(name, STR("gender")))
        return layer_value_symbol(out, LAYER_NAME, name, found->sex);
    if (str_equal(name, STR("speaker")))
        return layer_value_flag(out, found->speaks);
    return str_equal(name, STR("inferred")) && layer_value_flag(out, found->inferred);
}
