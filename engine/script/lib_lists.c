/* lib_lists.c: lists.*, which look through lists, paid for element by element. A loop in Lua takes several times as
 * long. */
#include <lauxlib.h>

#include "script/sandbox_inside.h"

enum { LOOKS_PER_CHARGE = 256 };

/* Argument `index`: a list. Elements are read raw, so a read-only view gives way to what is behind it. */
static lua_Integer check_list(lua_State *L, int index)
{
    luaL_checktype(L, index, LUA_TTABLE);
    sandbox_unfreeze(L, index);
    return (lua_Integer)lua_rawlen(L, index);
}

/* Argument `index`: what is looked for, a value or a set. */
static void check_wanted(lua_State *L, int index)
{
    luaL_argcheck(L, !lua_isnoneornil(L, index), index, "a value or a set");
    sandbox_unfreeze(L, index);
}

/* Whether element `i` of the list at `list` is what the argument behind it, a set or a value, wants. `looks` counts
 * these calls. */
static inline bool holds(lua_State *L, int list, bool set, lua_Integer i, uint64_t *looks)
{
    bool found;
    if (++*looks % LOOKS_PER_CHARGE == 0)
        sandbox_charge(L, LOOKS_PER_CHARGE);
    lua_rawgeti(L, list, i);
    if (set)
        found = lua_rawget(L, list + 1) != LUA_TNIL && lua_toboolean(L, -1);
    else
        found = lua_rawequal(L, -1, list + 1);
    lua_pop(L, 1);
    return found;
}

/* Pays for what is not paid for yet. */
static void pay_rest(lua_State *L, uint64_t looks)
{
    sandbox_charge(L, looks % LOOKS_PER_CHARGE);
}

/* ---- Functions ------------------------------------------------------------------------------------------- */

/* Places that are looked at. */
struct stretch {
    lua_Integer first, last;
};

static struct stretch check_stretch(lua_State *L)
{
    lua_Integer length = check_list(L, 1);
    struct stretch stretch = {luaL_optinteger(L, 3, 1), luaL_optinteger(L, 4, length)};
    check_wanted(L, 2);
    stretch.first = stretch.first < 1 ? 1 : stretch.first;
    stretch.last = stretch.last > length ? length : stretch.last;
    return stretch;
}

static int push_place(lua_State *L, lua_Integer place, struct stretch stretch)
{
    if (place >= stretch.first && place <= stretch.last)
        lua_pushinteger(L, place);
    else
        lua_pushnil(L);
    return 1;
}

/* lists.find(list, wanted [, first [, last]]): the first place of first … last that holds it; nil: none does. */
static int lists_find(lua_State *L)
{
    struct stretch stretch = check_stretch(L);
    lua_Integer i = stretch.first;
    bool set = lua_istable(L, 2);
    uint64_t looks = 0;
    while (i <= stretch.last && !holds(L, 1, set, i, &looks))
        i++;
    pay_rest(L, looks);
    return push_place(L, i, stretch);
}

/* lists.find_last(list, wanted [, first [, last]]): the last such place. */
static int lists_find_last(lua_State *L)
{
    struct stretch stretch = check_stretch(L);
    lua_Integer i = stretch.last;
    bool set = lua_istable(L, 2);
    uint64_t looks = 0;
    while (i >= stretch.first && !holds(L, 1, set, i, &looks))
        i--;
    pay_rest(L, looks);
    return push_place(L, i, stretch);
}

/* Whether element `i` of any of the lists at 1, 3, … up to `top` is what the argument behind that list wants. */
static bool any_holds(lua_State *L, int top, lua_Integer i, uint64_t *looks)
{
    for (int list = 1; list < top; list += 2)
        if (holds(L, list, lua_istable(L, list + 1), i, looks))
            return true;
    return false;
}

/* lists.places(list, wanted, …): a list of the places, as many as the first list has, at which any of the lists
 * holds what is wanted of it. */
static int lists_places(lua_State *L)
{
    lua_Integer length = check_list(L, 1), count = 0;
    int top = lua_gettop(L);
    uint64_t looks = 0;
    luaL_argcheck(L, top % 2 == 0, top + 1, "a value or a set");
    for (int list = 1; list < top; list += 2) {
        check_list(L, list);
        check_wanted(L, list + 1);
    }
    luaL_checkstack(L, 4, NULL);
    lua_newtable(L);
    for (lua_Integer i = 1; i <= length; i++) {
        if (!any_holds(L, top, i, &looks))
            continue;
        lua_pushinteger(L, i);
        lua_rawseti(L, -2, ++count);
    }
    pay_rest(L, looks);
    return 1;
}

void lib_lists_open(lua_State *L)
{
    static const luaL_Reg own[] = {
        {"find", lists_find}, {"find_last", lists_find_last}, {"places", lists_places}, {NULL, NULL}};
    luaL_newlib(L, own);
    sandbox_freeze(L, "lists");
    sandbox_set_global(L, "lists");
}
