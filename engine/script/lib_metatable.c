/* lib_metatable.c: setmetatable, getmetatable, rawget, rawlen, rawset without __gc, __mode and __close.
 *
 * Lua reads __mode from a metatable whenever it collects, so refusing it in setmetatable is not enough: it could be
 * assigned later. Therefore a table that serves as a metatable gets a metatable itself, the guard, whose __newindex
 * refuses those names. Scripts do not see guards: a guard carries what setmetatable gave (copied metamethods, the
 * original under guard_key), and getmetatable answers with the original. */
#include <lauxlib.h>
#include <string.h>

#include "script/sandbox_inside.h"

static const char guard_key; /* its address: in a guard, the key of the original metatable, false for none */

static const char *const forbidden[] = {"__gc", "__mode", "__close", NULL};

bool lib_metatable_forbids(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TSTRING)
        return false;
    const char *name = lua_tostring(L, index);
    for (const char *const *other = forbidden; *other; other++)
        if (strcmp(name, *other) == 0)
            return true;
    return false;
}

static int refuse_name(lua_State *L, const char *name)
{
    return luaL_error(L, "metatables must not have a field '%s'", name);
}

/* __newindex of guards whose original has none. */
static int guarded_set(lua_State *L)
{
    if (lib_metatable_forbids(L, 2))
        return refuse_name(L, lua_tostring(L, 2));
    lua_settop(L, 3);
    lua_rawset(L, 1);
    return 0;
}

/* Copies the metamethods of the table at `from` into the one on top. */
static void copy_metamethods(lua_State *L, int from)
{
    static const char *const names[] = {"__index", "__newindex", "__call",   "__metatable", "__tostring", "__name",
                                        "__pairs", "__eq",       "__lt",     "__le",        "__len",      "__concat",
                                        "__unm",   "__add",      "__sub",    "__mul",       "__div",      "__mod",
                                        "__pow",   "__idiv",     "__band",   "__bor",       "__bxor",     "__shl",
                                        "__shr",   "__bnot",     NULL};
    for (const char *const *name = names; *name; name++) {
        lua_pushstring(L, *name);
        if (lua_rawget(L, from) == LUA_TNIL)
            lua_pop(L, 1);
        else
            lua_setfield(L, -2, *name);
    }
}

/* Pushes a guard that stands for the metatable at `original` (nil for none). */
static void push_guard(lua_State *L, int original)
{
    bool none = lua_isnil(L, original);
    lua_createtable(L, 0, 4);
    if (!none)
        copy_metamethods(L, original);
    if (none)
        lua_pushboolean(L, false);
    else
        lua_pushvalue(L, original);
    lua_rawsetp(L, -2, &guard_key);
    if (lua_getfield(L, -1, "__newindex") == LUA_TNIL) {
        lua_pushcfunction(L, guarded_set);
        lua_setfield(L, -3, "__newindex");
    }
    lua_pop(L, 1);
}

/* Whether the table on top is a guard; pushes its original (or false) if so. */
static bool push_original(lua_State *L)
{
    if (lua_rawgetp(L, -1, &guard_key) != LUA_TNIL)
        return true;
    lua_pop(L, 1);
    return false;
}

/* Makes the table at `index` safe to be a metatable. */
static void guard(lua_State *L, int index)
{
    for (const char *const *name = forbidden; *name; name++) {
        lua_pushstring(L, *name);
        if (lua_rawget(L, index) != LUA_TNIL)
            refuse_name(L, *name);
        lua_pop(L, 1);
    }
    if (!lua_getmetatable(L, index)) {
        lua_pushnil(L);
    } else if (push_original(L)) {
        lua_pop(L, 2);
        return;
    }
    push_guard(L, lua_gettop(L));
    lua_setmetatable(L, index);
    lua_pop(L, 1);
}

/* Whether the table at `index` has a guard, that is, serves as a metatable. */
static bool is_guarded(lua_State *L, int index)
{
    if (!lua_getmetatable(L, index))
        return false;
    bool guarded = push_original(L);
    lua_pop(L, guarded ? 2 : 1);
    return guarded;
}

static int set_metatable(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argexpected(L, lua_isnil(L, 2) || lua_istable(L, 2), 2, "nil or table");
    lua_settop(L, 2);
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
        return luaL_error(L, "cannot change a protected metatable");
    sandbox_unfreeze(L, 2); /* Lua looks at metatables raw */
    if (lua_istable(L, 2))
        guard(L, 2);
    if (is_guarded(L, 1))
        push_guard(L, 2);
    lua_setmetatable(L, 1);
    lua_settop(L, 1);
    return 1;
}

static int get_metatable(lua_State *L)
{
    luaL_checkany(L, 1);
    if (!lua_getmetatable(L, 1)) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushstring(L, "__metatable");
    if (lua_rawget(L, -2) != LUA_TNIL)
        return 1;
    lua_pop(L, 1);
    if (push_original(L) && !lua_toboolean(L, -1))
        lua_pushnil(L);
    sandbox_push_view(L, -1);
    return 1;
}

static int raw_get(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checkany(L, 2);
    lua_settop(L, 2);
    sandbox_unfreeze(L, 1);
    lua_rawget(L, 1);
    return 1;
}

static int raw_length(lua_State *L)
{
    luaL_argexpected(L, lua_istable(L, 1) || lua_type(L, 1) == LUA_TSTRING, 1, "table or string");
    sandbox_unfreeze(L, 1);
    lua_pushinteger(L, (lua_Integer)lua_rawlen(L, 1));
    return 1;
}

static int raw_set(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checkany(L, 2);
    luaL_checkany(L, 3);
    lua_settop(L, 3);
    if (lib_metatable_forbids(L, 2))
        return refuse_name(L, lua_tostring(L, 2));
    if (sandbox_is_frozen(L, 1))
        return luaL_error(L, "rawset on a read-only table");
    lua_rawset(L, 1);
    return 1;
}

void lib_metatable_open(lua_State *L)
{
    lua_pushcfunction(L, set_metatable);
    sandbox_set_global(L, "setmetatable");
    lua_pushcfunction(L, get_metatable);
    sandbox_set_global(L, "getmetatable");
    lua_pushcfunction(L, raw_get);
    sandbox_set_global(L, "rawget");
    lua_pushcfunction(L, raw_length);
    sandbox_set_global(L, "rawlen");
    lua_pushcfunction(L, raw_set);
    sandbox_set_global(L, "rawset");
}
