/* `emit` as a table: what it says, read once. */
#include <stdlib.h>

#include "script/modules.h"

static struct str str_at(lua_State *L, int index)
{
    struct str text;
    text.data = luaL_checklstring(L, index, &text.length);
    return text;
}

typedef ARRAY(struct program_feature) features;

static void push_feature(lua_State *L, void *out, const struct program_feature *feature)
{
    features *list = out;
    for (size_t i = 0; i < list->count; i++)
        if (str_equal(list->items[i].draft.name, feature->draft.name))
            luaL_error(L, "feature '%s' is given twice", feature->draft.name.data);
    if (!array_push(machine_of(L)->alloc, list, *feature))
        machine_raise_memory(L);
}

void emit_add_constant(lua_State *L, struct str name, int value, void *out)
{
    struct program_feature feature = {.kind = FEATURE_CONSTANT};
    if (lua_isuserdata(L, value) || lua_istable(L, value) || !emit_feature_value(L, value, &feature.draft))
        luaL_error(L, "'%s' is given a %s; a fixed feature is a string, number or boolean", name.data,
                   luaL_typename(L, value));
    feature.draft.name = module_keep(L, name);
    if (feature.draft.kind == TOCSIN_VALUE_STRING)
        feature.draft.value.string = module_keep(L, feature.draft.value.string);
    push_feature(L, out, &feature);
}

/* "capture" or "capture.column" */
void emit_add_reference(lua_State *L, struct str name, struct str text, void *out)
{
    struct program_feature feature = {.kind = FEATURE_CAPTURE};
    const char *dot = memchr(text.data, '.', text.length);
    feature.draft.name = module_keep(L, name);
    feature.capture = module_keep(L, text);
    if (dot) {
        size_t length = (size_t)(dot - text.data);
        feature.kind = FEATURE_COLUMN;
        feature.capture = module_keep(L, (struct str){text.data, length});
        feature.column = module_keep(L, (struct str){dot + 1, text.length - length - 1});
    }
    if (!pattern_is_name(feature.capture) || (dot && !pattern_is_name(feature.column)))
        luaL_error(L, "`features` takes '%s' from \"%s\", which is neither \"capture\" nor \"capture.column\"", name.data,
                   text.data);
    push_feature(L, out, &feature);
}

bool emit_read_features(lua_State *L, int index, void *out)
{
    bool calls = false;
    int kind = lua_getfield(L, index, "features");
    if (kind != LUA_TTABLE && kind != LUA_TNIL)
        luaL_error(L, "`features` is a %s, not a table", lua_typename(L, kind));
    for (lua_pushnil(L); kind == LUA_TTABLE && lua_next(L, -2); lua_pop(L, 1)) {
        struct program_feature feature = {.kind = FEATURE_FUNCTION};
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, "`features` has a key that is no name");
        if (lua_isfunction(L, -1)) {
            feature.draft.name = module_keep(L, str_at(L, -2));
            push_feature(L, out, &feature);
            calls = true;
        } else if (lua_type(L, -1) == LUA_TSTRING) {
            emit_add_reference(L, str_at(L, -2), str_at(L, -1), out);
        } else {
            emit_add_constant(L, str_at(L, -2), lua_gettop(L), out);
        }
    }
    lua_settop(L, lua_gettop(L) - (kind == LUA_TTABLE ? 1 : 2));
    return calls;
}

static void add_role(lua_State *L, struct program_emit *out, struct str name, struct str capture)
{
    struct program_role role = {module_keep(L, name), module_keep(L, capture)};
    emit_check_role(L, out->type, name);
    if (!array_push(machine_of(L)->alloc, &out->roles, role))
        machine_raise_memory(L);
}

/* roles = { role = "capture" } */
static void read_roles(lua_State *L, int index, struct program_emit *out)
{
    if (lua_getfield(L, index, "roles") == LUA_TTABLE)
        for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1))
            add_role(L, out, str_at(L, -2), str_at(L, -1));
    lua_pop(L, 1);
}

static int by_role(const void *a, const void *b)
{
    return str_compare(((const struct program_role *)a)->name, ((const struct program_role *)b)->name);
}

/* Table order is chance: features come in output order, roles by name until their places in the text are known. */
static void sort(struct program_emit *emit, const struct program_type *type)
{
    struct program_feature *items = emit->features.items;
    for (size_t i = 1; i < emit->features.count; i++) {
        for (size_t k = i; k > 0 && emit_feature_before(type, items[k].draft.name, items[k - 1].draft.name); k--) {
            struct program_feature swap = items[k];
            items[k] = items[k - 1];
            items[k - 1] = swap;
        }
    }
    if (emit->roles.count)
        qsort(emit->roles.items, emit->roles.count, sizeof *emit->roles.items, by_role);
}

void emit_compile(lua_State *L, int index, struct program_rule *rule)
{
    static const char *const reserved[] = {"type", "roles", "features", "confidence"};
    struct program_emit *out = &rule->emit;
    index = lua_absindex(L, index);
    if (lua_getfield(L, index, "type") != LUA_TSTRING)
        luaL_error(L, "`emit` has no `type`");
    out->type = module_keep(L, str_at(L, -1));
    lua_pop(L, 1);
    lua_getfield(L, index, "confidence");
    out->confidence = emit_check_confidence(L, -1);
    lua_pop(L, 1);
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        int value = lua_gettop(L);
        if (lua_isinteger(L, -2)) {
            add_role(L, out, str_at(L, value), str_at(L, value));
            continue;
        }
        struct str key = str_at(L, -2);
        bool known = false;
        for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
            known |= str_equal(key, str_of(reserved[i]));
        if (!known)
            emit_add_constant(L, key, value, &out->features);
    }
    read_roles(L, index, out);
    rule->calls_features = emit_read_features(L, index, &out->features);
    for (size_t i = 0; i < out->features.count; i++)
        emit_check_feature(L, out->type.data, out->features.items[i].draft.name);
    sort(out, program_type_find(machine_of(L)->program, out->type));
}

void emit_bind_regex(lua_State *L, const struct regex *regex, struct program_rule *rule)
{
    const struct program_emit *emit = &rule->emit;
    for (size_t i = 0; i < emit->roles.count + emit->features.count; i++) {
        bool role = i < emit->roles.count;
        const struct program_feature *feature = role ? NULL : &emit->features.items[i - emit->roles.count];
        struct str capture = role ? emit->roles.items[i].capture : feature->capture;
        uint32_t number = capture.length ? regex_capture_index(regex, capture) : UINT32_MAX;
        if (number == 0)
            luaL_error(L, "`emit` names the capture '%s', which the regex does not have", capture.data);
        if (feature && feature->kind == FEATURE_COLUMN)
            luaL_error(L, "`features` takes a column of '%s': a regex has no list entries", capture.data);
        if (!array_push(machine_of(L)->alloc, &rule->captures, number))
            machine_raise_memory(L);
    }
}
