/* Metatables of views by number: looking them up by name, as lauxlib does, takes longer than most of what a view is
 * asked for. */
#include "script/view.h"

void view_kind_open(lua_State *L, enum view_kind kind, const char *name, const luaL_Reg *methods)
{
    struct view_kinds *kinds = &machine_of(L)->views;
    luaL_newmetatable(L, name);
    luaL_setfuncs(L, methods, 0);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    kinds->names[kind] = name;
    kinds->identities[kind] = lua_topointer(L, -1);
    kinds->references[kind] = luaL_ref(L, LUA_REGISTRYINDEX);
}

void *view_new(lua_State *L, enum view_kind kind, size_t size)
{
    void *view = lua_newuserdatauv(L, size, 0);
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine_of(L)->views.references[kind]);
    lua_setmetatable(L, -2);
    return view;
}

void *view_test(lua_State *L, int index, enum view_kind kind)
{
    void *view = lua_touserdata(L, index);
    if (!view || !lua_getmetatable(L, index))
        return NULL;
    bool same = lua_topointer(L, -1) == machine_of(L)->views.identities[kind];
    lua_pop(L, 1);
    return same ? view : NULL;
}

enum view_kind view_kind_of(lua_State *L, int index)
{
    const struct view_kinds *kinds = &machine_of(L)->views;
    unsigned kind = 0;
    if (!lua_touserdata(L, index) || !lua_getmetatable(L, index))
        return VIEW_KINDS;
    const void *identity = lua_topointer(L, -1);
    lua_pop(L, 1);
    while (kind < VIEW_KINDS && kinds->identities[kind] != identity)
        kind++;
    return (enum view_kind)kind;
}

void *view_check(lua_State *L, int index, enum view_kind kind)
{
    void *view = view_test(L, index, kind);
    if (!view)
        luaL_typeerror(L, index, machine_of(L)->views.names[kind]);
    return view;
}

bool view_push_method(lua_State *L, enum view_kind kind, const char *name)
{
    if (name[0] == '_')
        return false;
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine_of(L)->views.references[kind]);
    lua_pushvalue(L, VIEW_KEY);
    if (lua_rawget(L, -2) == LUA_TNIL) {
        lua_pop(L, 2);
        return false;
    }
    lua_replace(L, -2);
    return true;
}
