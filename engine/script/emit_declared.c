/* `emit` as a table: compiled once, filed without Lua. */
#include "script/emit.h"

static struct str keep(lua_State *L, struct str text)
{
    struct program *program = machine_of(L)->building;
    char *copy = arena_text(&program->arena, text.data, text.length);
    if (!copy)
        machine_raise_memory(L);
    return (struct str){copy, text.length};
}

static struct str str_at(lua_State *L, int index)
{
    struct str text;
    text.data = luaL_checklstring(L, index, &text.length);
    return text;
}

static void add_role(lua_State *L, struct program_emit *out, const struct regex *regex, struct str name,
                     struct str capture)
{
    uint32_t number = regex_capture_index(regex, capture);
    if (!number)
        luaL_error(L, "`emit` names the capture '%s', which the regex does not have", capture.data);
    emit_check_role(L, out->type, name);
    struct program_emit_role role = {keep(L, name), number};
    if (!array_push(machine_of(L)->alloc, &out->roles, role))
        machine_raise_memory(L);
}

static void add_feature(lua_State *L, struct program_emit *out, struct str name, int value)
{
    struct feature_draft feature = {.name = name};
    if (lua_isuserdata(L, value) || lua_istable(L, value) || !emit_feature_value(L, value, &feature))
        luaL_error(L, "`emit` gives '%s' a %s; a fixed feature is a string, number or boolean", name.data,
                   luaL_typename(L, value));
    emit_check_feature(L, out->type.data, name);
    feature.name = keep(L, name);
    if (feature.kind == TOCSIN_VALUE_STRING)
        feature.value.string = keep(L, feature.value.string);
    if (!array_push(machine_of(L)->alloc, &out->features, feature))
        machine_raise_memory(L);
}

/* roles = { role = "capture" } */
static void read_roles(lua_State *L, int index, const struct regex *regex, struct program_emit *out)
{
    if (lua_getfield(L, index, "roles") == LUA_TTABLE)
        for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1))
            add_role(L, out, regex, str_at(L, -2), str_at(L, -1));
    lua_pop(L, 1);
}

void emit_compile(lua_State *L, int index, const struct regex *regex, struct program_emit *out)
{
    index = lua_absindex(L, index);
    if (lua_getfield(L, index, "type") != LUA_TSTRING)
        luaL_error(L, "`emit` has no `type`");
    out->type = keep(L, str_at(L, -1));
    lua_pop(L, 1);
    out->confidence = 1.0;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        int value = lua_gettop(L);
        if (lua_isinteger(L, -2)) {
            add_role(L, out, regex, str_at(L, value), str_at(L, value));
            continue;
        }
        struct str key = str_at(L, -2);
        if (str_equal(key, STR("confidence")))
            out->confidence = luaL_checknumber(L, value);
        else if (!str_equal(key, STR("type")) && !str_equal(key, STR("roles")))
            add_feature(L, out, key, value);
    }
    read_roles(L, index, regex, out);
    emit_sort_features(program_type_find(machine_of(L)->program, out->type), out->features.items, out->features.count);
}

static bool fill_draft(struct machine *machine, const struct program_emit *emit, const struct regex_match *match)
{
    struct record_draft *draft = &machine->draft;
    for (size_t i = 0; i < emit->roles.count; i++) {
        const struct regex_span *group = &match->groups[emit->roles.items[i].capture];
        if (emit->roles.items[i].capture >= match->count || group->start == SIZE_MAX || group->end <= group->start)
            continue;
        struct role_draft role = {
            .name = emit->roles.items[i].name,
            .span = {(uint32_t)group->start, (uint32_t)group->end},
        };
        if (!array_push(machine->alloc, &draft->roles, role))
            return false;
    }
    for (size_t i = 0; i < emit->features.count; i++)
        if (!array_push(machine->alloc, &draft->features, emit->features.items[i]))
            return false;
    return true;
}

tocsin_status emit_declared(struct machine *machine, const struct program_rule *rule, uint32_t pattern,
                            const struct regex_match *match, tocsin_error *error)
{
    const struct program_emit *emit = &rule->emits.items[pattern];
    struct record_draft *draft = &machine->draft;
    record_handle handle;
    record_draft_clear(draft);
    draft->type = emit->type;
    draft->rule = rule->name;
    draft->bundle = str_of(machine->program->label);
    draft->confidence = emit->confidence;
    draft->span = (tocsin_span){(uint32_t)match->groups[0].start, (uint32_t)match->groups[0].end};
    if (!fill_draft(machine, emit, match))
        return error_set(error, MESSAGE_MEMORY);
    if (emit->roles.count > 1)
        emit_sort(machine->program, draft);
    budget_charge(machine->document->budget, 10);
    return record_add(machine->document->records, draft, machine->document->source->text.length, &handle, error);
}
