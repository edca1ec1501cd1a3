/* The engine's own annotations: spans that have features. */
#include "english/layers.h"
#include "script/view.h"

struct view_annotation {
    uint64_t generation;
    tocsin_span span;
    uint32_t handle;
};

_Static_assert(offsetof(struct view_annotation, span) == offsetof(struct view_span, span),
               "views with a span begin alike");

static void push_annotation(lua_State *L, const struct layer_span *span)
{
    struct machine *machine = machine_of(L);
    const struct token *tokens = machine->document->segmentation->tokens.items;
    struct view_annotation *view = view_new(L, VIEW_ANNOTATION, sizeof *view);
    view->generation = machine->generation;
    view->span = (tocsin_span){tokens[span->first].start, tokens[span->last - 1].end};
    view->handle = span->handle;
}

/* Argument `index`: the name of a type. */
static enum layer_type check_type(lua_State *L, int index)
{
    struct str name;
    name.data = luaL_checklstring(L, index, &name.length);
    enum layer_type type = layer_find(name);
    if (type == LAYER_NONE)
        luaL_error(L, "the engine makes no annotations '%s'", name.data);
    return type;
}

/* Arguments 2 and 3: the type, and maybe a role of it. */
static enum layer_type check_layer(lua_State *L, struct str *role)
{
    enum layer_type type = check_type(L, 2);
    role->data = luaL_optlstring(L, 3, "", &role->length);
    if (role->length && !layer_has_role(type, *role))
        luaL_error(L, "annotations '%s' have no role '%s'", layer_schema_of(type)->name, role->data);
    if (!layers_can(machine_document_of(L)->layers, type))
        luaL_error(L, "annotations '%s' are made only for bundles with token patterns or `tagged`",
                   layer_schema_of(type)->name);
    return type;
}

/* Appends to the list on top of the stack, which holds `*count` items. */
static void list_push(lua_State *L, const struct layer_span *span, lua_Integer *count)
{
    push_annotation(L, span);
    lua_rawseti(L, -2, ++*count);
}

int view_annotations(lua_State *L)
{
    struct str role;
    struct layer layer;
    lua_Integer count = 0;
    enum layer_type type = check_layer(L, &role);
    if (!layers_get(&layer, machine_document_of(L)->layers, type, role))
        return machine_raise_memory(L);
    sandbox_charge(L, machine_document_of(L)->segmentation->tokens.count / 16 + layer.count);
    lua_createtable(L, (int)layer.count, 0);
    for (size_t i = 0; i < layer.count; i++)
        list_push(L, &layer.items[i], &count);
    return 1;
}

int view_annotations_within(lua_State *L)
{
    const struct machine_document *document = machine_document_of(L);
    struct str role;
    size_t at, last;
    lua_Integer count = 0;
    enum layer_type type = check_layer(L, &role);
    view_tokens_of(document->segmentation, view_check_span(L, 1), &at, &last);
    sandbox_charge(L, last - at);
    lua_newtable(L);
    while (at < last) {
        struct layer_part part;
        if (!layers_around(&part, document->layers, type, role, (uint32_t)at))
            return machine_raise_memory(L);
        for (size_t i = layer_spans_from(part.layer.items, part.layer.count, (uint32_t)at); i < part.layer.count;
             i++)
            if (part.layer.items[i].last <= last)
                list_push(L, &part.layer.items[i], &count);
            else if (part.layer.items[i].first >= last)
                break;
        at = part.last;
    }
    return 1;
}

/* span:around(type): the shortest annotation that covers the span; nil where none does. */
int view_annotation_around(lua_State *L)
{
    const struct machine_document *document = machine_document_of(L);
    const struct layer_span *best = NULL;
    struct layer_part part;
    struct str role;
    size_t first, last;
    enum layer_type type = check_layer(L, &role);
    view_tokens_of(document->segmentation, view_check_span(L, 1), &first, &last);
    lua_pushnil(L);
    if (first == last)
        return 1;
    if (!layers_around(&part, document->layers, type, role, (uint32_t)first))
        return machine_raise_memory(L);
    sandbox_charge(L, part.layer.count);
    for (size_t i = 0; i < part.layer.count && part.layer.items[i].first <= first; i++) {
        const struct layer_span *item = &part.layer.items[i];
        if (item->last >= last && (!best || item->last - item->first < best->last - best->first))
            best = item;
    }
    if (best)
        push_annotation(L, best);
    return 1;
}

static void push_value(lua_State *L, const struct layer_value *value)
{
    switch (value->kind) {
    case LAYER_FLAG:
        lua_pushboolean(L, value->flag);
        break;
    case LAYER_NUMBER:
        if (value->number == (double)(lua_Integer)value->number)
            lua_pushinteger(L, (lua_Integer)value->number);
        else
            lua_pushnumber(L, value->number);
        break;
    case LAYER_SYMBOL:
    case LAYER_TEXT:
        lua_pushlstring(L, value->text.data, value->text.length);
        break;
    }
}

/* a.kind, a.depth: features; a.type; else what a span has. */
static int annotation_index(lua_State *L)
{
    const struct view_annotation *view = view_check(L, 1, VIEW_ANNOTATION);
    const struct machine_document *document = view_check_alive(L, view->generation);
    struct layer_value value;
    struct str key;
    key.data = luaL_checklstring(L, 2, &key.length);
    if (layers_feature(&value, document->layers, view->handle, key)) {
        push_value(L, &value);
        return 1;
    }
    if (layer_find_feature(layer_handle_type(view->handle), key)) {
        lua_pushnil(L);
        return 1;
    }
    const char *type = layer_schema_of(layer_handle_type(view->handle))->name;
    if (str_equal(key, STR("type")))
        lua_pushstring(L, type);
    else if (!view_span_field(L, 1, key.data) && !view_word_field(L, 1, key.data))
        return luaL_error(L, "an annotation '%s' has no feature, field or method '%s'", type, key.data);
    return 1;
}

static int annotation_text(lua_State *L)
{
    tocsin_span span = view_check_span(L, 1);
    lua_pushlstring(L, machine_document_of(L)->source->text.data + span.start, span.end - span.start);
    return 1;
}

void view_annotation_open(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"__index", annotation_index}, {"__eq", view_span_equal}, {"__tostring", annotation_text}, {NULL, NULL}};
    view_kind_open(L, VIEW_ANNOTATION, "annotation", methods);
}
