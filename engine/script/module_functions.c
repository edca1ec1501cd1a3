/* The Lua functions that declarations hold, kept by kind and number. */
#include "script/modules.h"

void module_open_functions(lua_State *L)
{
    for (int which = 0; which < MACHINE_FUNCTIONS; which++) {
        lua_newtable(L);
        machine_of(L)->functions[which] = luaL_ref(L, LUA_REGISTRYINDEX);
    }
}

void module_push_table(lua_State *L, enum machine_functions which)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine_of(L)->functions[which]);
}

void module_keep_function(lua_State *L, enum machine_functions which, uint32_t index)
{
    module_push_table(L, which);
    lua_insert(L, -2);
    lua_rawseti(L, -2, (lua_Integer)index + 1);
    lua_pop(L, 1);
}

void module_push_function(lua_State *L, enum machine_functions which, uint32_t index)
{
    module_push_table(L, which);
    lua_rawgeti(L, -1, (lua_Integer)index + 1);
    lua_remove(L, -2);
}

void module_push_functions(lua_State *L)
{
    lua_createtable(L, MACHINE_FUNCTIONS, 0);
    for (int which = 0; which < MACHINE_FUNCTIONS; which++) {
        module_push_table(L, (enum machine_functions)which);
        lua_rawseti(L, -2, which + 1);
    }
}
