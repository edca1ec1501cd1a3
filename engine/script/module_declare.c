/* What rule, pattern, lexicon, modifier and link have in common: `keyword "name" body`, only in a main chunk. */
#include "script/declarations.h"
#include "script/modules.h"

/* Upvalues of the function that takes the body. */
enum { NAME = 1, LINE, FILE_NAME };

static struct str str_at(lua_State *L, int index)
{
    struct str text;
    text.data = luaL_checklstring(L, index, &text.length);
    return text;
}

void module_refuse_late(lua_State *L, const char *keyword)
{
    const struct machine *machine = machine_of(L);
    if (machine->mode == MACHINE_LOADS ? !machine->building->declared : machine->loaded)
        luaL_error(L, "'%s' can be used only while the bundle is loaded, in a rule file's main chunk", keyword);
}

void module_declare_push(lua_State *L, struct str name, lua_CFunction body)
{
    lua_Debug caller;
    lua_pushlstring(L, name.data, name.length);
    if (lua_getstack(L, 1, &caller) && lua_getinfo(L, "Sl", &caller) && caller.currentline > 0) {
        lua_pushinteger(L, caller.currentline);
        lua_pushstring(L, caller.source[0] == '@' ? caller.source + 1 : caller.source);
    } else {
        lua_pushinteger(L, 0);
        lua_pushliteral(L, "");
    }
    lua_pushcclosure(L, body, 3);
}

void module_name_push(lua_State *L, const char *keyword)
{
    const struct machine *machine = machine_of(L);
    const char *name = luaL_checkstring(L, 1);
    if (!*name)
        luaL_error(L, "a %s's name is empty", keyword);
    module_refuse_late(L, keyword);
    lua_pushlstring(L, machine->stem.data, machine->stem.length);
    lua_pushfstring(L, "%s/%s", lua_tostring(L, -1), name);
}

bool module_try(lua_State *L, lua_CFunction declare)
{
    tocsin_error error;
    for (int i = NAME; i <= FILE_NAME; i++)
        lua_pushvalue(L, lua_upvalueindex(i));
    lua_pushcclosure(L, declare, FILE_NAME);
    lua_pushvalue(L, 1);
    if (sandbox_try(L, 1, &error))
        return true;
    program_fail(machine_of(L)->building, &error);
    return false;
}

struct str module_declared_name(lua_State *L)
{
    return str_at(L, lua_upvalueindex(NAME));
}

uint32_t module_declared_line(lua_State *L)
{
    return (uint32_t)lua_tointeger(L, lua_upvalueindex(LINE));
}

struct str module_keep(lua_State *L, struct str text)
{
    sandbox_charge(L, 1 + MODULE_BYTE_COST * text.length);
    char *copy = arena_text(&machine_of(L)->building->arena, text.data, text.length);
    if (!copy)
        machine_raise_memory(L);
    return (struct str){copy, text.length};
}

struct source_place module_declared_place(lua_State *L, const char *key)
{
    const struct program *program = machine_of(L)->program;
    struct source_place place = {NULL, {NULL, 0}, module_declared_line(L), key};
    struct str file = str_at(L, lua_upvalueindex(FILE_NAME));
    const struct program_source *source = program_sources_find(&program->sources, file);
    if (!source) {
        lua_pushfstring(L, "lib/%s", file.data);
        source = program_sources_find(&program->library, str_at(L, -1));
        lua_pop(L, 1);
    }
    if (source)
        place.data = source->data;
    place.file = module_keep(L, file).data;
    return place;
}

bool module_same_place(const struct source_place *a, const struct source_place *b)
{
    return a->line == b->line && strcmp(a->file, b->file) == 0;
}

void module_check_keys(lua_State *L, int index, const char *what, const char *const *known, bool items)
{
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "(no name)";
        size_t i = 0;
        if (items && lua_isinteger(L, -2))
            continue;
        while (known[i] && strcmp(known[i], key) != 0)
            i++;
        if (known[i])
            continue;
        lua_pushstring(L, known[0]);
        for (i = 1; known[i]; i++)
            lua_pushfstring(L, "%s, %s", lua_tostring(L, -1), known[i]);
        luaL_error(L, "a %s has no field '%s' (known: %s)", what, key, lua_tostring(L, -1));
    }
}

/* Texts go with the arena: a list may be filed in an array that the program owns. */
void module_read_strings(lua_State *L, int index, const char *key, void *out)
{
    ARRAY(struct str) *list = out;
    const tocsin_allocator *alloc = machine_of(L)->alloc;
    int type = lua_getfield(L, index, key);
    if (type == LUA_TSTRING) {
        struct str text = module_keep(L, str_at(L, -1));
        if (!array_push(alloc, list, text))
            machine_raise_memory(L);
    } else if (type == LUA_TTABLE) {
        for (lua_Integer i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; i++, lua_pop(L, 1)) {
            if (lua_type(L, -1) != LUA_TSTRING)
                luaL_error(L, "`%s` holds a %s where a string is meant", key, luaL_typename(L, -1));
            struct str text = module_keep(L, str_at(L, -1));
            if (!array_push(alloc, list, text))
                machine_raise_memory(L);
        }
        lua_pop(L, 1);
    } else if (type != LUA_TNIL) {
        luaL_error(L, "`%s` is a %s, not a string or a list of strings", key, lua_typename(L, type));
    }
    lua_pop(L, 1);
}

void module_add_pattern(lua_State *L, struct str text, const struct source_place *place, const struct declared_use *use)
{
    struct program *program = machine_of(L)->building;
    struct declared_use fresh = *use;
    tocsin_error error = TOCSIN_ERROR_INIT;
    sandbox_charge(L, MODULE_PATTERN_COST + MODULE_BYTE_COST * text.length);
    if (declared_parse(&fresh.tree, &fresh.text, program, text, place, &error))
        script_error_raise(L, &error);
    if (!array_push(program->alloc, &program->declared->uses, fresh))
        machine_raise_memory(L);
}

uint32_t module_add_patterns(lua_State *L, int index, const struct source_place *place, const struct declared_use *use)
{
    struct declared_use fresh = *use;
    int kind = lua_getfield(L, index, place->key);
    if (kind == LUA_TSTRING) {
        module_add_pattern(L, str_at(L, -1), place, &fresh);
        fresh.number++;
    } else if (kind == LUA_TTABLE) {
        for (lua_Integer i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; i++, lua_pop(L, 1)) {
            if (lua_type(L, -1) != LUA_TSTRING)
                luaL_error(L, "`%s` holds a %s where a pattern is meant", place->key, luaL_typename(L, -1));
            module_add_pattern(L, str_at(L, -1), place, &fresh);
            fresh.number++;
        }
        lua_pop(L, 1);
    } else if (kind != LUA_TNIL) {
        luaL_error(L, "`%s` is a %s, not a pattern or a list of patterns", place->key, lua_typename(L, kind));
    }
    lua_pop(L, 1);
    return fresh.number;
}
