/* rule and on: what a rule file declares. While loading, declarations are checked and compiled into the program; while
 * running, only their Lua functions are taken. */
#include "script/modules.h"
#include "script/rule_examples.h"

static struct str str_at(lua_State *L, int index)
{
    struct str text;
    text.data = luaL_checklstring(L, index, &text.length);
    return text;
}

static void check_keys(lua_State *L, int index)
{
    static const char *const known[] = {"about", "scope", "regex", "flags", "when", "emit", "accepts", "rejects", NULL};
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";
        size_t i = 0;
        while (known[i] && strcmp(known[i], key) != 0)
            i++;
        if (!known[i])
            luaL_error(L, "a rule has no field '%s' (known: about, scope, regex, flags, when, emit, accepts, rejects)",
                       key);
    }
}

static void check_field(lua_State *L, int index, const char *key, int type)
{
    int found = lua_getfield(L, index, key);
    if (found != LUA_TNIL && found != type)
        luaL_error(L, "a rule's `%s` is a %s, not a %s", key, lua_typename(L, found), lua_typename(L, type));
    lua_pop(L, 1);
}

/* One entry in the rule set for each of the rule's regexes. */
static void add_regex(lua_State *L, uint32_t rule, struct str pattern, unsigned flags, enum regex_scope scope,
                      int declaration)
{
    struct program *program = machine_of(L)->building;
    struct regex_set_entry entry = {module_re_compile(L, pattern, flags), scope};
    struct program_emit emit = {.confidence = 1.0};
    struct program_entry place = {rule, 0};
    const struct program_entry *last = program->entries.count ? program->entries.items + program->entries.count - 1 : NULL;
    if (last && last->rule == rule)
        place.pattern = last->pattern + 1;
    if (!array_push(program->alloc, &program->rule_regexes, entry) ||
        !array_push(program->alloc, &program->entries, place))
        machine_raise_memory(L);
    if (program->rules.items[rule].calls_emit)
        return;
    if (!array_push(program->alloc, &program->rules.items[rule].emits, emit))
        machine_raise_memory(L);
    lua_getfield(L, declaration, "emit");
    emit_compile(L, -1, entry.regex, &program->rules.items[rule].emits.items[place.pattern]);
    lua_pop(L, 1);
}

static void add_regexes(lua_State *L, uint32_t rule, int declaration)
{
    lua_getfield(L, declaration, "flags");
    unsigned flags = module_re_flags(L, -1);
    lua_getfield(L, declaration, "scope");
    enum regex_scope scope = module_scope(L, -1);
    int kind = lua_getfield(L, declaration, "regex");
    int list = lua_gettop(L);
    if (kind == LUA_TSTRING) {
        add_regex(L, rule, str_at(L, list), flags, scope, declaration);
    } else if (kind == LUA_TTABLE && lua_rawlen(L, list) > 0) {
        for (lua_Integer i = 1; lua_rawgeti(L, list, i) != LUA_TNIL; i++, lua_pop(L, 1))
            add_regex(L, rule, str_at(L, -1), flags, scope, declaration);
    } else {
        luaL_error(L, "a rule needs a `regex`: a string or a list of strings");
    }
    lua_settop(L, declaration);
}

static uint32_t add_rule(lua_State *L, struct str name, uint32_t line)
{
    struct machine *machine = machine_of(L);
    struct program *program = machine->building;
    struct program_rule rule = {.file = machine->file, .line = line};
    uint32_t index = (uint32_t)program->rules.count;
    rule.name = (struct str){arena_text(&program->arena, name.data, name.length), name.length};
    if (program_rule_find(program, name) != UINT32_MAX)
        luaL_error(L, "a rule named '%s' stands already in this bundle", name.data);
    if (!rule.name.data || !array_push(program->alloc, &program->rules, rule) ||
        !hash_map_add(&program->rule_index, hash_bytes(name.data, name.length), index))
        machine_raise_memory(L);
    return index;
}

static void keep_about(lua_State *L, uint32_t rule)
{
    struct program *program = machine_of(L)->building;
    if (lua_getfield(L, 1, "about") == LUA_TSTRING) {
        struct str about = str_at(L, -1);
        program->rules.items[rule].about = arena_text(&program->arena, about.data, about.length);
        if (!program->rules.items[rule].about)
            machine_raise_memory(L);
    }
    lua_pop(L, 1);
}

static void declare(lua_State *L, struct str name, uint32_t line)
{
    check_keys(L, 1);
    check_field(L, 1, "about", LUA_TSTRING);
    check_field(L, 1, "when", LUA_TFUNCTION);
    check_field(L, 1, "accepts", LUA_TTABLE);
    check_field(L, 1, "rejects", LUA_TTABLE);
    uint32_t index = add_rule(L, name, line);
    struct program *program = machine_of(L)->building;
    int emit = lua_getfield(L, 1, "emit");
    int when = lua_getfield(L, 1, "when");
    lua_settop(L, 1);
    if (emit != LUA_TFUNCTION && emit != LUA_TTABLE)
        luaL_error(L, "a rule's `emit` is a function or a table, not %s", lua_typename(L, emit));
    program->rules.items[index].calls_emit = emit == LUA_TFUNCTION;
    program->rules.items[index].calls_when = when == LUA_TFUNCTION;
    keep_about(L, index);
    add_regexes(L, index, 1);
    rule_examples_read(L, 1, index);
}

/* Arguments: the declaration, the rule's name, its line. */
static int declare_body(lua_State *L)
{
    struct str name = str_at(L, 2);
    declare(L, name, (uint32_t)lua_tointeger(L, 3));
    return 0;
}

/* A rule that is wrong leaves the others to be looked at. */
static void try_to_declare(lua_State *L)
{
    tocsin_error error;
    lua_pushcfunction(L, declare_body);
    lua_pushvalue(L, 1);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, lua_upvalueindex(2));
    if (!sandbox_try(L, 3, &error))
        program_fail(machine_of(L)->building, &error);
}

static void push_functions(lua_State *L, enum machine_functions which)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine_of(L)->functions[which]);
}

static void keep_function(lua_State *L, enum machine_functions which, const char *key, uint32_t index)
{
    push_functions(L, which);
    lua_getfield(L, 1, key);
    lua_rawseti(L, -2, (lua_Integer)index + 1);
    lua_pop(L, 1);
}

/* The function that `rule "name"` returns: takes the declaration. Upvalues: full name, line. */
static int rule_body(lua_State *L)
{
    struct machine *machine = machine_of(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    struct str name = str_at(L, lua_upvalueindex(1));
    if (machine->mode == MACHINE_LOADS) {
        try_to_declare(L);
        return 0;
    }
    uint32_t index = program_rule_find(machine->program, name);
    if (index == UINT32_MAX)
        return luaL_error(L, "rule '%s' was not declared when the bundle was loaded", name.data);
    const struct program_rule *rule = &machine->program->rules.items[index];
    if (rule->calls_emit)
        keep_function(L, MACHINE_EMITS, "emit", index);
    if (rule->calls_when)
        keep_function(L, MACHINE_WHENS, "when", index);
    return 0;
}

/* rule "name" { … } */
static int lua_rule(lua_State *L)
{
    struct machine *machine = machine_of(L);
    lua_Debug caller;
    const char *name = luaL_checkstring(L, 1);
    luaL_argcheck(L, *name, 1, "a rule's name is empty");
    lua_pushlstring(L, machine->stem.data, machine->stem.length);
    lua_pushfstring(L, "%s/%s", lua_tostring(L, -1), name);
    bool known = lua_getstack(L, 1, &caller) && lua_getinfo(L, "l", &caller);
    lua_pushinteger(L, known ? caller.currentline : 0);
    lua_pushcclosure(L, rule_body, 2);
    return 1;
}

/* on.document(function(document) … end) */
static int on_document(lua_State *L)
{
    struct machine *machine = machine_of(L);
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_settop(L, 1);
    struct program_handler handler = {machine->file, machine->handlers++};
    if (machine->mode == MACHINE_LOADS) {
        if (!array_push(machine->alloc, &machine->building->handlers, handler))
            return machine_raise_memory(L);
        return 0;
    }
    for (size_t i = 0; i < machine->program->handlers.count; i++) {
        const struct program_handler *known = &machine->program->handlers.items[i];
        if (known->file != handler.file || known->number != handler.number)
            continue;
        push_functions(L, MACHINE_HANDLERS);
        lua_pushvalue(L, 1);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
        return 0;
    }
    return luaL_error(L, "this handler was not declared when the bundle was loaded");
}

static void push_kept(lua_State *L, enum machine_functions which, uint32_t index)
{
    push_functions(L, which);
    lua_rawgeti(L, -1, (lua_Integer)index + 1);
    lua_remove(L, -2);
}

void module_rule_push_emit(lua_State *L, uint32_t rule)
{
    push_kept(L, MACHINE_EMITS, rule);
}

void module_rule_push_when(lua_State *L, uint32_t rule)
{
    push_kept(L, MACHINE_WHENS, rule);
}

void module_rule_push_handler(lua_State *L, uint32_t handler)
{
    push_kept(L, MACHINE_HANDLERS, handler);
}

void module_rule_push_functions(lua_State *L)
{
    lua_createtable(L, MACHINE_FUNCTIONS, 0);
    for (int which = 0; which < MACHINE_FUNCTIONS; which++) {
        push_functions(L, which);
        lua_rawseti(L, -2, which + 1);
    }
}

void module_rule_open(lua_State *L)
{
    for (int which = 0; which < MACHINE_FUNCTIONS; which++) {
        lua_newtable(L);
        machine_of(L)->functions[which] = luaL_ref(L, LUA_REGISTRYINDEX);
    }
    lua_pushcfunction(L, lua_rule);
    sandbox_set_global(L, "rule");
    lua_newtable(L);
    lua_pushcfunction(L, on_document);
    lua_setfield(L, -2, "document");
    sandbox_freeze(L, "on");
    sandbox_set_global(L, "on");
}
