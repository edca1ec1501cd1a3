#include "script/annotations.h"

#include <math.h>
#include <stdio.h>

#include "english/trees.h"
#include "script/machine_state.h"
#include "script/view.h"

void annotations_finish(struct annotations *annotations, const tocsin_allocator *alloc)
{
    for (size_t i = 0; i < annotations->layers.count; i++)
        array_finish(alloc, &annotations->layers.items[i].items);
    array_finish(alloc, &annotations->layers);
}

bool annotation_record(uint32_t handle, record_handle *out)
{
    if (handle < LAYER_HANDLES || handle == UINT32_MAX)
        return false;
    *out = handle - LAYER_HANDLES;
    return true;
}

void annotation_tokens(const struct segmentation *segmentation, tocsin_span span, uint32_t *first, uint32_t *last)
{
    size_t from, to;
    view_tokens_of(segmentation, span, &from, &to);
    *first = (uint32_t)from;
    *last = (uint32_t)to;
}

tocsin_span annotation_span(const struct segmentation *segmentation, uint32_t first, uint32_t last)
{
    const struct token *tokens = segmentation->tokens.items;
    return (tocsin_span){tokens[first].start, tokens[last - 1].end};
}

/* ---- Layers ----------------------------------------------------------------------------------------------- */

static bool add_span(annotation_list *out, const struct machine *machine, tocsin_span span, record_handle record)
{
    struct layer_span item = {0, 0, LAYER_HANDLES | record};
    annotation_tokens(machine->document->segmentation, span, &item.first, &item.last);
    return item.first == item.last || array_push(machine->alloc, out, item);
}

bool annotations_collect(annotation_list *out, const struct machine *machine, struct str type, struct str role)
{
    const struct record_store *records = machine->document->records;
    size_t before = out->count;
    for (size_t i = machine->first_record; i < records->records.count; i++) {
        const tocsin_record *record = &records->records.items[i];
        if (!record_lives(records, (record_handle)i) || !str_equal(str_of(record->type), type))
            continue;
        if (!role.length && !add_span(out, machine, record->span, (record_handle)i))
            return false;
        for (size_t r = 0; role.length && r < record->role_count; r++)
            if (str_equal(str_of(record->roles[r].name), role) &&
                !add_span(out, machine, record->roles[r].span, (record_handle)i))
                return false;
    }
    if (out->count > before + 1)
        layer_spans_sort(out->items + before, out->count - before);
    return true;
}

/* The engine's layers come sorted as patterns want them. */
static bool copy_layer(struct annotation_layer *out, const struct machine *machine, enum layer_type type,
                       uint32_t token)
{
    struct layer_part part;
    annotation_list *items = &out->items;
    if (!layers_around(&part, machine->document->layers, type, out->role, token) ||
        !array_reserve(machine->alloc, items, part.layer.count))
        return false;
    if (part.layer.count)
        memcpy(items->items, part.layer.items, part.layer.count * sizeof *items->items);
    items->count = part.layer.count;
    out->first = part.first;
    out->last = part.last;
    return true;
}

static struct annotation_layer *layer_of(struct machine *machine, struct str type, struct str role)
{
    struct annotations *annotations = &machine->annotations;
    struct annotation_layer fresh = {.type = type, .role = role};
    for (size_t i = 0; i < annotations->layers.count; i++)
        if (str_equal(annotations->layers.items[i].type, type) && str_equal(annotations->layers.items[i].role, role))
            return &annotations->layers.items[i];
    if (!array_push(machine->alloc, &annotations->layers, fresh))
        return NULL;
    return &annotations->layers.items[annotations->layers.count - 1];
}

static bool layer_fill(struct annotation_layer *layer, const struct machine *machine, uint32_t token)
{
    enum layer_type engine = layer_find(layer->type);
    array_clear(&layer->items);
    layer->first = 0;
    layer->last = UINT32_MAX;
    layer->longest = 0;
    if (engine == LAYER_NONE ? !annotations_collect(&layer->items, machine, layer->type, layer->role)
                             : !copy_layer(layer, machine, engine, token))
        return false;
    for (size_t i = 0; i < layer->items.count; i++)
        if (layer->items.items[i].last - layer->items.items[i].first > layer->longest)
            layer->longest = layer->items.items[i].last - layer->items.items[i].first;
    return true;
}

/* What there is around a token. */
static const struct annotation_layer *layer_around(struct machine *machine, struct str type, struct str role,
                                                   uint32_t token)
{
    struct annotation_layer *layer = layer_of(machine, type, role);
    if (!layer || (layer->generation == machine->generation && token >= layer->first && token < layer->last))
        return layer;
    bool well = layer_fill(layer, machine, token);
    layer->generation = well ? machine->generation : 0;
    return well ? layer : NULL;
}

static bool input_layer(void *user, uint32_t type, struct str role, uint32_t token, struct pattern_layer *out)
{
    struct machine *machine = user;
    const struct annotation_layer *layer =
        layer_around(machine, pattern_type_name(machine->program->patterns, type), role, token);
    if (layer)
        *out = (struct pattern_layer){layer->items.items, layer->items.count, layer->first, layer->last};
    return layer != NULL;
}

/* ---- Features --------------------------------------------------------------------------------------------- */

const tocsin_feature *annotation_feature(const tocsin_record *record, struct str name)
{
    for (size_t i = 0; i < record->feature_count; i++)
        if (str_equal(str_of(record->features[i].name), name))
            return &record->features[i];
    return NULL;
}

static void value_text(struct attribute_value *out, struct str text)
{
    out->strings[0] = text;
    out->string_count = 1;
}

static void value_flag(struct attribute_value *out, bool flag)
{
    out->flag = flag;
    value_text(out, flag ? STR("true") : STR("false"));
}

/* A number can be compared as one, and asked for as it is written. */
static void value_number(struct attribute_value *out, double number)
{
    char *text = out->lemma.made[0];
    int length = snprintf(text, LEMMA_BYTES, "%.14g", number);
    out->number = number;
    value_text(out, (struct str){text, (size_t)length});
}

static void record_value(struct attribute_value *out, const struct machine *machine, const tocsin_feature *feature)
{
    switch (feature->kind) {
    case TOCSIN_VALUE_STRING:
        out->flag = true;
        value_text(out, str_of(feature->value.string));
        break;
    case TOCSIN_VALUE_NUMBER:
        value_number(out, feature->value.number);
        break;
    case TOCSIN_VALUE_INTEGER:
        value_number(out, (double)feature->value.integer);
        break;
    case TOCSIN_VALUE_BOOLEAN:
        value_flag(out, feature->value.boolean);
        break;
    case TOCSIN_VALUE_SPAN:
        out->flag = true;
        value_text(out, (struct str){machine->document->source->text.data + feature->value.span.start,
                                     feature->value.span.end - feature->value.span.start});
        break;
    }
}

static bool input_feature(void *user, uint32_t handle, struct str name, struct attribute_value *out)
{
    const struct machine *machine = user;
    struct layer_value value;
    record_handle record;
    out->flag = false;
    out->number = NAN;
    out->string_count = 0;
    if (annotation_record(handle, &record)) {
        const tocsin_feature *feature = annotation_feature(&machine->document->records->records.items[record], name);
        if (feature)
            record_value(out, machine, feature);
    } else if (layers_feature(&value, machine->document->layers, handle, name)) {
        if (value.kind == LAYER_FLAG)
            value_flag(out, value.flag);
        else if (value.kind == LAYER_NUMBER)
            value_number(out, value.number);
        else
            value_text(out, value.text);
    }
    return true;
}

/* ---- What only the place of a word decides ---------------------------------------------------------------- */

/* The shortest annotation that covers a word; NULL: none does. Items come by first word, so that those that can cover
 * it stand in front of the first that begins behind it, not farther off than the longest is long. */
static const struct layer_span *covering(const struct annotation_layer *layer, uint32_t token)
{
    const struct layer_span *best = NULL;
    size_t low = layer_spans_from(layer->items.items, layer->items.count, token + 1);
    while (low > 0 && token - layer->items.items[low - 1].first < layer->longest) {
        const struct layer_span *item = &layer->items.items[--low];
        if (item->last > token && (!best || item->last - item->first < best->last - best->first))
            best = item;
    }
    return best;
}

bool annotations_innermost(uint32_t *out, struct machine *machine, struct str type, uint32_t token)
{
    const struct annotation_layer *layer = layer_around(machine, type, (struct str){NULL, 0}, token);
    const struct layer_span *item = layer ? covering(layer, token) : NULL;
    *out = item ? item->handle : UINT32_MAX;
    return layer != NULL;
}

/* [pos] and [tag]. */
static bool input_tag(const struct machine_document *document, bool pos, uint32_t token, struct attribute_value *out)
{
    struct str name;
    if (!document->tags)
        return true;
    if (!(pos ? tags_pos(&name, document->tags, token) : tags_tag(&name, document->tags, token)))
        return false;
    value_text(out, name);
    return true;
}

/* [rel]: of a relation of a kind ("nsubj:pass") what it is a kind of, too. */
static bool input_relation(const struct machine_document *document, uint32_t token, struct attribute_value *out)
{
    struct str name;
    if (!document->trees)
        return true;
    if (!trees_arc(NULL, &name, document->trees, token))
        return false;
    value_text(out, name);
    const char *colon = memchr(name.data, ':', name.length);
    if (colon)
        out->strings[out->string_count++] = (struct str){name.data, (size_t)(colon - name.data)};
    return true;
}

static bool input_head(void *user, uint32_t token, uint32_t *out)
{
    const struct machine *machine = user;
    return !machine->document->trees || trees_arc(out, NULL, machine->document->trees, token);
}

static bool input_token(void *user, const struct attribute *attribute, uint32_t token, struct attribute_value *out)
{
    struct machine *machine = user;
    const struct machine_document *document = machine->document;
    const struct segmentation *segmentation = document->segmentation;
    uint32_t start = segmentation->tokens.items[token].start;
    struct str name = str_of(attribute->name);
    out->flag = false; /* not all of it, which is large */
    out->number = NAN;
    out->string_count = 0;
    if (str_equal(name, STR("pos")) || str_equal(name, STR("tag")))
        return input_tag(document, name.data[0] == 'p', token, out);
    if (str_equal(name, STR("rel")))
        return input_relation(document, token, out);
    if (str_equal(name, STR("quoted"))) {
        const struct layer_span *quotation = NULL;
        bool well = layers_quotation_at(&quotation, document->layers, token);
        out->flag = quotation != NULL;
        return well;
    }
    if (str_equal(name, STR("spaced"))) {
        out->flag = start > 0 && (token == 0 || segmentation->tokens.items[token - 1].end < start);
        return true;
    }
    const struct sentence *sentence = &segmentation->sentences.items[segmentation_sentence_at(segmentation, start)];
    if (str_equal(name, STR("first")))
        out->flag = token == sentence->first_token;
    else
        out->flag = token + 1 == sentence->first_token + sentence->token_count;
    return true;
}

void annotations_input(struct pattern_input *out, struct machine *machine)
{
    const struct machine_document *document = machine->document;
    *out = (struct pattern_input){
        .text = document->source->text,
        .segmentation = document->segmentation,
        .vocabulary = document->vocabulary,
        .user = machine,
        .layer = input_layer,
        .feature = input_feature,
        .token_attribute = input_token,
        .head = input_head,
    };
}
