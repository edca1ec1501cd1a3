#include <lauxlib.h>
#include <lualib.h>

#include "script/sandbox_inside.h"

/* From Lua's own library: these take constant time and show no address. */
static const char *const taken_over[] = {"assert", "error", "ipairs",   "rawequal",
                                         "select", "type",  "tonumber", NULL};

/* As Lua's pcall, but what ended the budget goes on up. */
static int protected_call(lua_State *L)
{
    luaL_checkany(L, 1);
    int outcome = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
    struct budget *budget = sandbox_of(L)->budget;
    if (outcome == LUA_ERRMEM && !budget->stop)
        budget->stop = BUDGET_MEMORY;
    if (budget->stop)
        return sandbox_raise_stop(L);
    lua_pushboolean(L, outcome == LUA_OK);
    lua_insert(L, 1);
    return lua_gettop(L);
}

static void push_described(lua_State *L, int index)
{
    int kind = luaL_getmetafield(L, index, "__name");
    if (kind == LUA_TSTRING)
        return;
    if (kind != LUA_TNIL)
        lua_pop(L, 1);
    lua_pushstring(L, luaL_typename(L, index));
}

void lib_base_push_text(lua_State *L, int index)
{
    index = lua_absindex(L, index);
    luaL_checkstack(L, 4, NULL);
    if (luaL_callmeta(L, index, "__tostring")) {
        if (!lua_isstring(L, -1))
            luaL_error(L, "'__tostring' must return a string");
        return;
    }
    switch (lua_type(L, index)) {
    case LUA_TSTRING:
    case LUA_TNUMBER:
    case LUA_TBOOLEAN:
    case LUA_TNIL:
        luaL_tolstring(L, index, NULL);
        break;
    default:
        push_described(L, index);
    }
}

static int to_string(lua_State *L)
{
    luaL_checkany(L, 1);
    lib_base_push_text(L, 1);
    return 1;
}

void lib_base_open(lua_State *L)
{
    lua_pushcfunction(L, luaopen_base);
    lua_call(L, 0, 1);
    for (const char *const *name = taken_over; *name; name++) {
        lua_getfield(L, -1, *name);
        sandbox_set_global(L, *name);
    }
    lua_newtable(L); /* nothing of Lua's own globals stays within reach */
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_pop(L, 1);
    lua_pushcfunction(L, protected_call);
    sandbox_set_global(L, "pcall");
    lua_pushcfunction(L, to_string);
    sandbox_set_global(L, "tostring");
    lua_pushstring(L, LUA_VERSION);
    sandbox_set_global(L, "_VERSION");
}
