/* modifier "name" { cue = [[ … ]], on = "claim", set = { polarity = "negative" }, … }: words that set features on the
 * records that they govern, such as negations and hedges. */
#include "script/modules.h"

static struct str str_at(lua_State *L, int index)
{
    struct str text;
    text.data = luaL_checklstring(L, index, &text.length);
    return text;
}

/* A field that is fixed, or tells a column of the cue: "cue.direction". */
static void read_place(lua_State *L, const char *key, bool read(struct modifier_reach *out, struct str text),
                       const char *values, struct program_modifier *modifier)
{
    int type = lua_getfield(L, 1, key);
    if (type == LUA_TNIL) {
        lua_pop(L, 1);
        return;
    }
    lua_pushvalue(L, -1); /* a number is made a string */
    struct str text = type == LUA_TSTRING || lua_isinteger(L, -1) ? str_at(L, -1) : STR("");
    if (type == LUA_TSTRING && memchr(text.data, '.', text.length))
        emit_add_reference(L, str_of(key), text, &modifier->features);
    else if (!read(&modifier->reach, text))
        luaL_error(L, "`%s` is not %s, nor a column of the cue (\"cue.%s\")", key, values, key);
    lua_pop(L, 2);
}

static void read_reach(lua_State *L, struct program_modifier *modifier)
{
    modifier->reach.words = UINT32_MAX;
    read_place(L, "direction", modifier_direction_read,
               "\"forward\", \"backward\", \"both\" or \"overlaps\"", modifier);
    read_place(L, "reach", modifier_reach_read,
               "a number of words from 0 to 1000, \"sentence\" or \"clause\"", modifier);
}

/* set: fixed values; features: captures and columns of the cue, as in `emit`. */
static void read_features(lua_State *L, struct program_modifier *modifier)
{
    if (lua_getfield(L, 1, "set") == LUA_TTABLE)
        for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1))
            emit_add_constant(L, str_at(L, -2), lua_gettop(L), &modifier->features);
    else if (!lua_isnil(L, -1))
        luaL_error(L, "a modifier's `set` is a %s, not a table of features", luaL_typename(L, -1));
    lua_pop(L, 1);
    if (emit_read_features(L, 1, &modifier->features))
        luaL_error(L, "a modifier's features hold no functions");
    if (!modifier->features.count)
        luaL_error(L, "a modifier needs `set` or `features`: what it says of the records that it governs");
    modifier->set_count = modifier->features.count;
    for (size_t t = 0; t < modifier->on.count; t++)
        for (size_t f = 0; f < modifier->set_count; f++)
            emit_check_feature(L, modifier->on.items[t].data, modifier->features.items[f].draft.name);
}

static void add_patterns(lua_State *L, uint32_t index)
{
    struct declared_use use = {.use = PATTERN_CUE, .owner = index, .scope = {.within = PATTERN_IN_SENTENCE}};
    struct source_place place = module_declared_place(L, "cue");
    if (module_add_patterns(L, 1, &place, &use) == 0)
        luaL_error(L, "a modifier needs a `cue`: a pattern or a list of patterns");
    use.use = PATTERN_STOP;
    place.key = "stops";
    module_add_patterns(L, 1, &place, &use);
    use.use = PATTERN_EXCEPT;
    place.key = "except";
    module_add_patterns(L, 1, &place, &use);
}

static int declare(lua_State *L)
{
    struct str name = module_declared_name(L);
    static const char *const known[] = {"about", "cue",  "direction", "reach", "stops", "except",
                                        "on",    "role", "set",       "features", NULL};
    struct machine *machine = machine_of(L);
    struct program *program = machine->building;
    struct program_modifier fresh = {.file = machine->file, .line = module_declared_line(L)};
    uint32_t index = (uint32_t)program->modifiers.count;
    sandbox_charge(L, MODULE_GROUP_COST);
    fresh.name = module_keep(L, name);
    for (uint32_t i = 0; i < index; i++)
        if (str_equal(program->modifiers.items[i].name, name))
            luaL_error(L, "a modifier named '%s' stands already in this bundle", name.data);
    module_check_keys(L, 1, "modifier", known, false);
    if (!array_push(program->alloc, &program->modifiers, fresh))
        machine_raise_memory(L);
    struct program_modifier *modifier = &program->modifiers.items[index];
    module_read_strings(L, 1, "on", &modifier->on);
    if (!modifier->on.count)
        luaL_error(L, "a modifier needs `on`: the types of the records that it governs");
    if (lua_getfield(L, 1, "role") != LUA_TNIL) {
        modifier->role = module_keep(L, str_at(L, -1));
        for (size_t t = 0; t < modifier->on.count; t++)
            emit_check_role(L, modifier->on.items[t], modifier->role);
    }
    lua_settop(L, 1);
    read_features(L, modifier);
    read_reach(L, modifier);
    add_patterns(L, index);
    return 0;
}

/* One that is wrong stays, for its patterns to be looked at. */
static void try_declare(lua_State *L, struct program *program)
{
    size_t known = program->modifiers.count;
    if (module_try(L, declare))
        return;
    program->declared->types_missing = true;
    if (program->modifiers.count > known)
        program->modifiers.items[known].incomplete = true;
}

static int modifier_body(lua_State *L)
{
    module_refuse_late(L, "modifier");
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    if (machine_of(L)->mode == MACHINE_LOADS)
        try_declare(L, machine_of(L)->building);
    return 0;
}

static int lua_modifier(lua_State *L)
{
    module_name_push(L, "modifier");
    module_declare_push(L, str_at(L, -1), modifier_body);
    return 1;
}

void module_modifier_open(lua_State *L)
{
    lua_pushcfunction(L, lua_modifier);
    sandbox_set_global(L, "modifier");
}
