/* A token pattern's match, and its captures: spans that know the list entry or annotation that they are. */
#include "script/declarations.h"
#include "script/emit.h"

struct view_hit {
    uint64_t generation;
    tocsin_span span;
    pattern_id pattern;
    uint32_t count;
    struct pattern_capture captures[];
};

struct view_capture {
    uint64_t generation;
    tocsin_span span;
    struct pattern_capture capture;
};

_Static_assert(offsetof(struct view_hit, span) == offsetof(struct view_span, span) &&
                   offsetof(struct view_capture, span) == offsetof(struct view_span, span),
               "views with a span begin alike");

void view_hit_push(lua_State *L, const struct rule_match *match)
{
    size_t size = match->capture_count * sizeof *match->captures;
    struct view_hit *view = view_new(L, VIEW_HIT, sizeof *view + size);
    view->generation = machine_of(L)->generation;
    view->span = match->span;
    view->pattern = match->id;
    view->count = match->capture_count;
    if (size)
        memcpy(view->captures, match->captures, size);
}

static void push_capture(lua_State *L, const struct pattern_capture *capture)
{
    struct machine *machine = machine_of(L);
    struct view_capture *view = view_new(L, VIEW_CAPTURE, sizeof *view);
    view->generation = machine->generation;
    view->span = annotation_span(machine->document->segmentation, capture->first, capture->last);
    view->capture = *capture;
}

static int push_all(lua_State *L, int index, uint32_t number)
{
    const struct view_hit *view = lua_touserdata(L, index);
    lua_Integer count = 0;
    lua_newtable(L);
    for (uint32_t i = 0; i < view->count; i++) {
        if (view->captures[i].name != number)
            continue;
        push_capture(L, &view->captures[i]);
        lua_rawseti(L, -2, ++count);
    }
    sandbox_charge(L, view->count);
    return 1;
}

static int push_first(lua_State *L, const struct view_hit *view, uint32_t number)
{
    for (uint32_t i = 0; i < view->count; i++) {
        if (view->captures[i].name == number) {
            push_capture(L, &view->captures[i]);
            return 1;
        }
    }
    lua_pushnil(L);
    return 1;
}

static const struct view_hit *check_hit(lua_State *L)
{
    const struct view_hit *view = view_check(L, 1, VIEW_HIT);
    view_check_alive(L, view->generation);
    return view;
}

static struct str check_name(lua_State *L)
{
    struct str name;
    name.data = luaL_checklstring(L, 2, &name.length);
    return name;
}

/* A rule may have several patterns: what only the others capture is nil, what none does is a slip. */
static bool is_elsewhere(const struct program *program, pattern_id pattern, struct str name)
{
    const struct program_pattern *uses = program->uses.items;
    pattern_id first = pattern - uses[pattern].number;
    for (pattern_id p = first; p < program->uses.count && uses[p].use == PATTERN_OF_RULE && uses[p].owner == uses[pattern].owner; p++)
        if (pattern_capture_find(program->patterns, p, name) != UINT32_MAX)
            return true;
    return false;
}

/* m:all(name): a list of everything that was captured by that name. */
static int hit_all(lua_State *L)
{
    const struct view_hit *view = check_hit(L);
    const struct program *program = machine_of(L)->program;
    struct str name = check_name(L);
    uint32_t number = pattern_capture_find(program->patterns, view->pattern, name);
    if (number == UINT32_MAX && !is_elsewhere(program, view->pattern, name))
        return luaL_error(L, "the pattern has no capture '%s'", name.data);
    return push_all(L, 1, number);
}

/* m.name: a capture (nil: not made this time; a list where it stands in a repetition), else what a span has. */
static int hit_index(lua_State *L)
{
    const struct view_hit *view = check_hit(L);
    const struct program *program = machine_of(L)->program;
    struct str name = check_name(L);
    uint32_t number = pattern_capture_find(program->patterns, view->pattern, name);
    if (number != UINT32_MAX)
        return program->uses.items[view->pattern].lists.items[number] ? push_all(L, 1, number)
                                                                       : push_first(L, view, number);
    if (view_push_method(L, VIEW_HIT, name.data) || view_span_field(L, 1, name.data))
        return 1;
    if (!is_elsewhere(program, view->pattern, name))
        return luaL_error(L, "a match has no capture, field or method '%s'", name.data);
    lua_pushnil(L);
    return 1;
}

static int push_span_text(lua_State *L)
{
    tocsin_span span = view_check_span(L, 1);
    lua_pushlstring(L, machine_document_of(L)->source->text.data + span.start, span.end - span.start);
    return 1;
}

void view_hit_open(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"all", hit_all}, {"__index", hit_index}, {"__tostring", push_span_text}, {NULL, NULL}};
    view_kind_open(L, VIEW_HIT, "token match", methods);
}

/* ---- Captures --------------------------------------------------------------------------------------------- */

static void push_value(lua_State *L, const struct feature_draft *value)
{
    switch (value->kind) {
    case TOCSIN_VALUE_STRING:
        lua_pushlstring(L, value->value.string.data, value->value.string.length);
        break;
    case TOCSIN_VALUE_NUMBER:
        lua_pushnumber(L, value->value.number);
        break;
    case TOCSIN_VALUE_INTEGER:
        lua_pushinteger(L, value->value.integer);
        break;
    case TOCSIN_VALUE_BOOLEAN:
        lua_pushboolean(L, value->value.boolean);
        break;
    case TOCSIN_VALUE_SPAN:
        view_span_push(L, value->value.span);
        break;
    }
}

/* Whether what the capture is this time can have a column or feature of that name. */
static bool can_have(const struct machine *machine, const struct pattern_capture *capture, struct str name)
{
    const struct program *program = machine->program;
    record_handle record;
    if (capture->entry != LEXICON_NONE)
        return lexicon_column_find(program->lexicon, lexicon_entry_list(program->lexicon, capture->entry), name) !=
               SIZE_MAX;
    if (annotation_record(capture->annotation, &record))
        return declared_knows((void *)program, str_of(machine->document->records->records.items[record].type), name,
                              false);
    enum layer_type layer = layer_handle_type(capture->annotation);
    return layer != LAYER_NONE && layer_find_feature(layer, name) != NULL;
}

static bool holds(const struct str *names, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(names[i], name))
            return true;
    return false;
}

/* Whether any list of the bundle, or annotation that its patterns read, has a column or feature of that name. */
static bool is_known(const struct program *program, struct str name)
{
    bool known = false;
    for (lexicon_list list = 0; list < lexicon_list_count(program->lexicon) && !known; list++)
        known = lexicon_column_find(program->lexicon, list, name) != SIZE_MAX;
    for (size_t i = 0; i < program->kinds.count && !known; i++) {
        const struct program_kind *kind = &program->kinds.items[i];
        known = kind->read && (kind->open || holds(kind->features.items, kind->features.count, name));
    }
    for (unsigned layer = 0; layer < LAYER_COUNT && !known; layer++)
        known = layer_find_feature((enum layer_type)layer, name) != NULL;
    return known;
}

static int push_record(lua_State *L, const struct view_capture *view)
{
    record_handle record;
    if (annotation_record(view->capture.annotation, &record))
        view_record_push(L, record);
    else
        lua_pushnil(L);
    return 1;
}

/* capture.column, capture.feature, capture.record, else what a span has. A capture that is no list entry or
 * annotation this time has nil for whatever it might be otherwise. */
static int capture_index(lua_State *L)
{
    const struct view_capture *view = view_check(L, 1, VIEW_CAPTURE);
    const struct machine *machine = machine_of(L);
    struct str name = check_name(L);
    struct feature_draft value;
    view_check_alive(L, view->generation);
    if (str_equal(name, STR("record")))
        return push_record(L, view);
    if (view_span_field(L, 1, name.data))
        return 1;
    if (emit_element_value(machine, &view->capture, name, &value)) {
        push_value(L, &value);
        return 1;
    }
    if (view_word_field(L, 1, name.data))
        return 1;
    bool element = view->capture.entry != LEXICON_NONE || view->capture.annotation != UINT32_MAX;
    if (element ? !can_have(machine, &view->capture, name) : !is_known(machine->program, name))
        return luaL_error(L, "a capture has no field, method, column or feature '%s'", name.data);
    lua_pushnil(L);
    return 1;
}

void view_capture_open(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"__index", capture_index}, {"__eq", view_span_equal}, {"__tostring", push_span_text}, {NULL, NULL}};
    view_kind_open(L, VIEW_CAPTURE, "capture", methods);
}
