#include "script/baseline.h"

#include <lauxlib.h>

#include "script/loader.h"
#include "script/sandbox.h"

/* Addresses of these are registry keys. */
static const char scratch_key, variables_key;
static const char nil_mark; /* its address stands for nil in a list */

/* Stack places while the baseline is taken: what each object became (by object), objects whose content is still to
 * be looked at, scratch tables with their metatables, variables (function, number, value). */
enum { SEEN = 2, WORK, SCRATCH, VARIABLES };

static const char WRITE[] = "a table of the bundle's files";

static void append(lua_State *L, int list)
{
    lua_rawseti(L, list, (lua_Integer)lua_rawlen(L, list) + 1);
}

/* Files the replacement on top for the object at `index`, and leaves it there. */
static void remember(lua_State *L, int index)
{
    lua_pushvalue(L, index);
    lua_pushvalue(L, -2);
    lua_rawset(L, SEEN);
    lua_pushvalue(L, -1);
    lua_pushvalue(L, -1);
    lua_rawset(L, SEEN);
    lua_pushvalue(L, index);
    append(L, WORK);
}

static bool is_empty(lua_State *L, int index)
{
    lua_pushnil(L);
    if (!lua_next(L, index))
        return true;
    lua_pop(L, 2);
    return false;
}

static void add_scratch(lua_State *L, int index)
{
    lua_pushvalue(L, index);
    append(L, SCRATCH);
    if (!lua_getmetatable(L, index))
        lua_pushboolean(L, false);
    append(L, SCRATCH);
}

/* A table in front of the environment at `index`: reads fall through, writes stay and go with the document. */
static void push_layer(lua_State *L, int index)
{
    lua_newtable(L);
    lua_newtable(L);
    lua_pushvalue(L, index);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    add_scratch(L, lua_gettop(L));
}

/* Pushes what the table at `index` becomes. */
static void push_table(lua_State *L, int index)
{
    if (sandbox_is_environment(L, index)) {
        push_layer(L, index);
    } else if (is_empty(L, index)) {
        add_scratch(L, index);
        lua_pushvalue(L, index);
    } else {
        lua_pushvalue(L, index);
        sandbox_freeze(L, WRITE);
    }
}

/* Pushes what the value at `index` becomes: itself, but for tables. */
static void visit(lua_State *L, int index)
{
    int type = lua_type(L, index);
    index = lua_absindex(L, index);
    luaL_checkstack(L, 12, "baseline");
    if ((type != LUA_TTABLE && type != LUA_TFUNCTION) || (type == LUA_TTABLE && sandbox_is_frozen(L, index))) {
        lua_pushvalue(L, index);
        return;
    }
    lua_pushvalue(L, index);
    if (lua_rawget(L, SEEN) != LUA_TNIL)
        return;
    lua_pop(L, 1);
    if (type == LUA_TTABLE)
        push_table(L, index);
    else
        lua_pushvalue(L, index);
    remember(L, index);
}

static void visit_fields(lua_State *L, int table)
{
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        visit(L, -1);
        if (lua_rawequal(L, -1, -2)) {
            lua_pop(L, 1);
            continue;
        }
        lua_pushvalue(L, -3);
        lua_insert(L, -2);
        lua_rawset(L, table);
    }
    if (!sandbox_is_environment(L, table) && lua_getmetatable(L, table)) {
        visit(L, -1);
        lua_pop(L, 2);
    }
}

/* The value on top is upvalue `number` of the function at `function`; closures share upvalues, so each is noted
 * once. Most are never assigned to again: those are what they were without being restored. */
static void note_variable(lua_State *L, int function, int number, const char *name)
{
    if (!lua_iscfunction(L, function) && !loader_may_assign(L, function, name))
        return;
    void *identity = lua_upvalueid(L, function, number);
    if (lua_rawgetp(L, SEEN, identity) != LUA_TNIL) {
        lua_pop(L, 1);
        return;
    }
    lua_pop(L, 1);
    lua_pushboolean(L, true);
    lua_rawsetp(L, SEEN, identity);
    lua_pushvalue(L, function);
    append(L, VARIABLES);
    lua_pushinteger(L, number);
    append(L, VARIABLES);
    if (lua_isnil(L, -1))
        lua_pushlightuserdata(L, (void *)&nil_mark);
    else
        lua_pushvalue(L, -1);
    append(L, VARIABLES);
}

/* A C function keeps its tables as they are: it looks at them raw. */
static void visit_upvalues(lua_State *L, int function)
{
    bool is_c = lua_iscfunction(L, function);
    const char *name;
    for (int i = 1; (name = lua_getupvalue(L, function, i)); i++) {
        if (!is_c) {
            visit(L, -1);
            lua_pushvalue(L, -1);
            lua_setupvalue(L, function, i);
        }
        note_variable(L, function, i, name);
        lua_pop(L, is_c ? 1 : 2);
    }
    if (loader_is_require(L, function)) {
        lua_getupvalue(L, function, LOADER_MODULES);
        visit_fields(L, lua_gettop(L));
        lua_pop(L, 1);
    }
}

static void work_off(lua_State *L)
{
    lua_Integer left;
    while ((left = (lua_Integer)lua_rawlen(L, WORK)) > 0) {
        lua_rawgeti(L, WORK, left);
        lua_pushnil(L);
        lua_rawseti(L, WORK, left);
        sandbox_charge(L, 4);
        if (lua_istable(L, -1))
            visit_fields(L, lua_gettop(L));
        else
            visit_upvalues(L, lua_gettop(L));
        lua_pop(L, 1);
    }
}

void baseline_take(lua_State *L, int roots)
{
    luaL_checkstack(L, 12, "baseline");
    lua_pushvalue(L, roots);
    lua_replace(L, 1);
    lua_settop(L, 1);
    for (int place = SEEN; place <= VARIABLES; place++)
        lua_newtable(L);
    for (lua_Integer i = 1; lua_rawgeti(L, 1, i) == LUA_TTABLE; i++) {
        visit_fields(L, lua_gettop(L));
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    work_off(L);
    lua_pushvalue(L, SCRATCH);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &scratch_key);
    lua_pushvalue(L, VARIABLES);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &variables_key);
    loader_seal(L);
}

static void empty_table(lua_State *L, int table)
{
    for (lua_pushnil(L); lua_next(L, table);) {
        lua_pop(L, 1);
        lua_pushvalue(L, -1);
        lua_pushnil(L);
        lua_rawset(L, table);
    }
}

static void restore_scratch(lua_State *L)
{
    int list = lua_gettop(L);
    lua_Integer count = (lua_Integer)lua_rawlen(L, list);
    for (lua_Integer i = 1; i < count; i += 2) {
        lua_rawgeti(L, list, i);
        empty_table(L, list + 1);
        if (lua_rawgeti(L, list, i + 1) != LUA_TTABLE) {
            lua_pop(L, 1);
            lua_pushnil(L);
        }
        lua_setmetatable(L, list + 1);
        lua_pop(L, 1);
    }
}

static void restore_variables(lua_State *L)
{
    int list = lua_gettop(L);
    lua_Integer count = (lua_Integer)lua_rawlen(L, list);
    for (lua_Integer i = 1; i < count; i += 3) {
        lua_rawgeti(L, list, i);
        lua_rawgeti(L, list, i + 1);
        lua_rawgeti(L, list, i + 2);
        if (lua_touserdata(L, -1) == &nil_mark) {
            lua_pop(L, 1);
            lua_pushnil(L);
        }
        lua_setupvalue(L, list + 1, (int)lua_tointeger(L, list + 2));
        lua_settop(L, list);
    }
}

void baseline_restore(lua_State *L)
{
    luaL_checkstack(L, 8, "baseline");
    lua_rawgetp(L, LUA_REGISTRYINDEX, &scratch_key);
    restore_scratch(L);
    lua_pop(L, 1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &variables_key);
    restore_variables(L);
    lua_pop(L, 1);
}
