/* rule "name" { … }. While loading, declarations are checked and compiled into the program; while running, only their
 * Lua functions are taken. */
#include "script/modules.h"
#include "script/rule_examples.h"

static struct str str_at(lua_State *L, int index)
{
    struct str text;
    text.data = luaL_checklstring(L, index, &text.length);
    return text;
}

static int check_field(lua_State *L, const char *key, int type)
{
    int found = lua_getfield(L, 1, key);
    if (found != LUA_TNIL && found != type)
        luaL_error(L, "a rule's `%s` is a %s, not a %s", key, lua_typename(L, found), lua_typename(L, type));
    lua_pop(L, 1);
    return found;
}

/* ---- Regexes ---------------------------------------------------------------------------------------------- */

/* An error points at the place in the regex. */
static const struct regex *compile_regex(lua_State *L, struct str pattern, unsigned flags)
{
    const struct regex *regex;
    tocsin_error error = TOCSIN_ERROR_INIT;
    sandbox_charge(L, MODULE_BYTE_COST * pattern.length);
    if (program_regex_add(machine_of(L)->building, pattern, flags, &regex, &error) == TOCSIN_OK)
        return regex;
    if (error.offset != UINT64_MAX) {
        struct source_place place = module_declared_place(L, "regex");
        source_place_error(&place, pattern, (size_t)error.offset, (size_t)error.offset + 1, &error);
        error.offset = UINT64_MAX;
    }
    script_error_raise(L, &error);
    return NULL;
}

/* One entry in the rule set for each of the rule's regexes. */
static void add_regex(lua_State *L, uint32_t index, uint32_t number, struct str pattern, unsigned flags,
                      enum regex_scope scope)
{
    struct program *program = machine_of(L)->building;
    struct program_rule *rule = &program->rules.items[index];
    struct regex_set_entry entry = {compile_regex(L, pattern, flags), scope};
    struct program_entry place = {index, number};
    if (!array_push(program->alloc, &program->rule_regexes, entry) ||
        !array_push(program->alloc, &program->entries, place))
        machine_raise_memory(L);
    if (!rule->calls_emit)
        emit_bind_regex(L, entry.regex, rule);
}

static void add_regexes(lua_State *L, uint32_t rule)
{
    lua_getfield(L, 1, "flags");
    unsigned flags = module_re_flags(L, -1);
    lua_getfield(L, 1, "scope");
    enum regex_scope scope = module_scope(L, -1);
    int kind = lua_getfield(L, 1, "regex");
    int list = lua_gettop(L);
    if (kind == LUA_TSTRING)
        add_regex(L, rule, 0, str_at(L, list), flags, scope);
    else if (kind == LUA_TTABLE && lua_rawlen(L, list) > 0)
        for (lua_Integer i = 1; lua_rawgeti(L, list, i) != LUA_TNIL; i++, lua_pop(L, 1))
            add_regex(L, rule, (uint32_t)i - 1, str_at(L, -1), flags, scope);
    else
        luaL_error(L, "a rule needs a `pattern` or a `regex`: a string or a list of strings");
    lua_settop(L, 1);
}

/* ---- Token patterns --------------------------------------------------------------------------------------- */

static void add_patterns(lua_State *L, uint32_t rule)
{
    struct declared_use use = {.use = PATTERN_OF_RULE, .owner = rule};
    struct source_place place = module_declared_place(L, "pattern");
    if (lua_getfield(L, 1, "regex") != LUA_TNIL || lua_getfield(L, 1, "flags") != LUA_TNIL)
        luaL_error(L, "a rule has a `pattern` or a `regex` with its `flags`, not both");
    if (lua_getfield(L, 1, "scope") != LUA_TNIL) {
        struct str scope = module_keep(L, str_at(L, -1));
        if (!declared_scope(&use.scope, scope))
            luaL_error(L,
                       "'%s' is no scope: \"sentence\", \"paragraph\", \"document\", \"clause\", \"quote\", "
                       "\"outside quote\", \"%%Type\", \"%%Type.role\" or \"outside %%Type\"",
                       scope.data);
    }
    lua_settop(L, 1);
    if (module_add_patterns(L, 1, &place, &use) == 0)
        luaL_error(L, "a rule's `pattern` is empty");
}

/* ---- Declaring -------------------------------------------------------------------------------------------- */

static uint32_t add_rule(lua_State *L, struct str name)
{
    struct machine *machine = machine_of(L);
    struct program *program = machine->building;
    struct program_rule rule = {.file = machine->file, .line = module_declared_line(L), .name = module_keep(L, name)};
    uint32_t index = (uint32_t)program->rules.count;
    sandbox_charge(L, MODULE_RULE_COST);
    if (program_rule_find(program, name) != UINT32_MAX)
        luaL_error(L, "a rule named '%s' stands already in this bundle", name.data);
    if (!array_push(program->alloc, &program->rules, rule) ||
        !hash_map_add(&program->rule_index, hash_bytes(name.data, name.length), index))
        machine_raise_memory(L);
    return index;
}

static void keep_about(lua_State *L, struct program_rule *rule)
{
    if (lua_getfield(L, 1, "about") == LUA_TSTRING)
        rule->about = module_keep(L, str_at(L, -1)).data;
    lua_pop(L, 1);
}

/* What a rule emits: its table says so, or `emits` where a function decides. */
static void read_types(lua_State *L, struct program_rule *rule)
{
    int emits = lua_getfield(L, 1, "emits");
    lua_pop(L, 1);
    if (!rule->calls_emit) {
        if (emits != LUA_TNIL)
            luaL_error(L, "`emits` is for a rule whose `emit` is a function");
        if (!array_push(machine_of(L)->alloc, &rule->types, rule->emit.type))
            machine_raise_memory(L);
    }
    module_read_strings(L, 1, "emits", &rule->types);
    rule->says_types = !rule->calls_emit || emits != LUA_TNIL;
}

static int declare(lua_State *L)
{
    struct str name = module_declared_name(L);
    static const char *const known[] = {"about", "pattern", "regex", "flags", "scope", "when",
                                        "emit",  "emits",   "accepts", "rejects", NULL};
    module_check_keys(L, 1, "rule", known, false);
    check_field(L, "about", LUA_TSTRING);
    check_field(L, "accepts", LUA_TTABLE);
    check_field(L, "rejects", LUA_TTABLE);
    int when = check_field(L, "when", LUA_TFUNCTION);
    uint32_t index = add_rule(L, name);
    struct program_rule *rule = &machine_of(L)->building->rules.items[index];
    int emit = lua_getfield(L, 1, "emit");
    if (emit != LUA_TFUNCTION && emit != LUA_TTABLE)
        luaL_error(L, "a rule's `emit` is a function or a table, not %s", lua_typename(L, emit));
    rule->calls_emit = emit == LUA_TFUNCTION;
    rule->calls_when = when == LUA_TFUNCTION;
    rule->has_patterns = lua_getfield(L, 1, "pattern") != LUA_TNIL;
    if (!rule->calls_emit)
        emit_compile(L, 2, rule);
    lua_settop(L, 1);
    read_types(L, rule);
    keep_about(L, rule);
    if (rule->has_patterns)
        add_patterns(L, index);
    else
        add_regexes(L, index);
    rule_examples_read(L, 1, index);
    return 0;
}

static void keep(lua_State *L, enum machine_functions which, const char *key, uint32_t index)
{
    lua_getfield(L, 1, key);
    module_keep_function(L, which, index);
}

static void keep_features(lua_State *L, uint32_t index)
{
    lua_getfield(L, 1, "emit");
    sandbox_unfreeze(L, -1);
    lua_getfield(L, -1, "features");
    module_keep_function(L, MACHINE_FEATURES, index);
    lua_pop(L, 1);
}

/* One that is wrong stays, for its patterns to be looked at. */
static void try_declare(lua_State *L, struct program *program)
{
    size_t known = program->rules.count;
    if (module_try(L, declare))
        return;
    program->declared->types_missing = true;
    if (program->rules.count > known)
        program->rules.items[known].incomplete = true;
}

/* The function that `rule "name"` returns: takes the declaration. */
static int rule_body(lua_State *L)
{
    struct machine *machine = machine_of(L);
    module_refuse_late(L, "rule");
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    struct str name = module_declared_name(L);
    if (machine->mode == MACHINE_LOADS) {
        try_declare(L, machine->building);
        return 0;
    }
    uint32_t index = program_rule_find(machine->program, name);
    if (index == UINT32_MAX)
        return luaL_error(L, "rule '%s' was not declared when the bundle was loaded", name.data);
    const struct program_rule *rule = &machine->program->rules.items[index];
    if (rule->calls_emit)
        keep(L, MACHINE_EMITS, "emit", index);
    if (rule->calls_when)
        keep(L, MACHINE_WHENS, "when", index);
    if (rule->calls_features)
        keep_features(L, index);
    return 0;
}

static int lua_rule(lua_State *L)
{
    module_name_push(L, "rule");
    module_declare_push(L, str_at(L, -1), rule_body);
    return 1;
}

void module_rule_open(lua_State *L)
{
    lua_pushcfunction(L, lua_rule);
    sandbox_set_global(L, "rule");
}
