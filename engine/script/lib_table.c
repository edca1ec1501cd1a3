/* lib_table.c: table.*, paid for element by element. table.sort is stable. */
#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

#include "script/sandbox_inside.h"

enum { STEPS_PER_CHARGE = 64, UNITS_PER_MERGE_STEP = 16, MAX_SORTED = 1 << 28 };

/* Called for each element touched. */
static void pay_step(lua_State *L, lua_Integer *steps)
{
    if (++*steps % STEPS_PER_CHARGE == 0)
        sandbox_charge(L, 2 * STEPS_PER_CHARGE);
}

static lua_Integer table_length(lua_State *L, int index)
{
    luaL_checktype(L, index, LUA_TTABLE);
    return luaL_len(L, index);
}

static int table_insert(lua_State *L)
{
    lua_Integer end = (lua_Integer)((lua_Unsigned)table_length(L, 1) + 1), at = end, steps = 0;
    switch (lua_gettop(L)) {
    case 2:
        break;
    case 3:
        at = luaL_checkinteger(L, 2);
        luaL_argcheck(L, (lua_Unsigned)at - 1u < (lua_Unsigned)end, 2, "position out of bounds");
        for (lua_Integer i = end; i > at; i--) {
            pay_step(L, &steps);
            lua_geti(L, 1, i - 1);
            lua_seti(L, 1, i);
        }
        break;
    default:
        return luaL_error(L, "wrong number of arguments to 'insert'");
    }
    lua_seti(L, 1, at);
    return 0;
}

static int table_remove(lua_State *L)
{
    lua_Integer length = table_length(L, 1), at = luaL_optinteger(L, 2, length), steps = 0;
    if (at != length)
        luaL_argcheck(L, (lua_Unsigned)at - 1u <= (lua_Unsigned)length, 2, "position out of bounds");
    lua_geti(L, 1, at);
    for (; at < length; at++) {
        pay_step(L, &steps);
        lua_geti(L, 1, at + 1);
        lua_seti(L, 1, at);
    }
    lua_pushnil(L);
    lua_seti(L, 1, at);
    return 1;
}

/* Copies [first, last] of table 1 to `to` in table `target`, from the end that keeps an overlap right. */
static void move_elements(lua_State *L, lua_Integer first, lua_Integer last, lua_Integer to, int target)
{
    lua_Integer steps = 0;
    bool forward = to > last || to <= first || (target != 1 && !lua_compare(L, 1, target, LUA_OPEQ));
    for (lua_Integer i = 0; i <= last - first; i++) {
        lua_Integer at = forward ? i : last - first - i;
        pay_step(L, &steps);
        lua_geti(L, 1, first + at);
        lua_seti(L, target, to + at);
    }
}

static int table_move(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4);
    int target = lua_isnoneornil(L, 5) ? 1 : 5;
    luaL_checktype(L, target, LUA_TTABLE);
    if (last >= first) {
        luaL_argcheck(L, first > 0 || last < LUA_MAXINTEGER + first, 3, "too many elements to move");
        luaL_argcheck(L, to <= LUA_MAXINTEGER - (last - first + 1) + 1, 4, "destination wrap around");
        move_elements(L, first, last, to, target);
    }
    lua_pushvalue(L, target);
    return 1;
}

static void add_element(lua_State *L, luaL_Buffer *buffer, lua_Integer i)
{
    if (lua_geti(L, 1, i) != LUA_TSTRING && !lua_isnumber(L, -1))
        luaL_error(L, "invalid value (at index %I) in table for 'concat'", (LUAI_UACINT)i);
    sandbox_charge(L, 2 + lua_rawlen(L, -1) / SANDBOX_BYTES_PER_UNIT);
    luaL_addvalue(buffer);
}

static int table_concat(lua_State *L)
{
    size_t gap;
    lua_Integer last = table_length(L, 1);
    const char *separator = luaL_optlstring(L, 2, "", &gap);
    lua_Integer i = luaL_optinteger(L, 3, 1);
    last = luaL_optinteger(L, 4, last);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (; i < last; i++) {
        add_element(L, &buffer, i);
        sandbox_charge(L, sandbox_cost(gap, SANDBOX_BYTES_PER_UNIT));
        luaL_addlstring(&buffer, separator, gap);
    }
    if (i == last)
        add_element(L, &buffer, i);
    luaL_pushresult(&buffer);
    return 1;
}

static int table_unpack(lua_State *L)
{
    lua_Integer first = luaL_optinteger(L, 2, 1);
    lua_Integer last = lua_isnoneornil(L, 3) ? luaL_len(L, 1) : luaL_checkinteger(L, 3);
    if (first > last)
        return 0;
    lua_Unsigned count = (lua_Unsigned)last - (lua_Unsigned)first;
    if (count >= SANDBOX_MAX_VALUES || !lua_checkstack(L, (int)++count))
        return luaL_error(L, "too many results to unpack");
    sandbox_charge(L, count);
    for (lua_Unsigned i = 0; i < count; i++)
        lua_geti(L, 1, first + (lua_Integer)i);
    return (int)count;
}

/* ---- sort --------------------------------------------------------------------------------------------- */

enum { SORT_TABLE = 1, SORT_COMPARE, SORT_FROM, SORT_TO };

/* Whether the value at `a` comes before the one at `b`. */
static bool comes_before(lua_State *L, int a, int b)
{
    if (lua_isnil(L, SORT_COMPARE)) {
        size_t length = lua_type(L, a) == LUA_TSTRING ? lua_rawlen(L, a) : 0;
        sandbox_charge(L, sandbox_cost(length, SANDBOX_BYTES_PER_UNIT));
        return lua_compare(L, a, b, LUA_OPLT);
    }
    lua_pushvalue(L, SORT_COMPARE);
    lua_pushvalue(L, a);
    lua_pushvalue(L, b);
    lua_call(L, 2, 1);
    bool before = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return before;
}

/* Merges the runs [start, middle) and [middle, end) of one table into the other. */
static void merge_runs(lua_State *L, lua_Integer start, lua_Integer middle, lua_Integer end)
{
    lua_Integer left = start, right = middle;
    int a = lua_gettop(L) + 1, b = a + 1;
    lua_rawgeti(L, SORT_FROM, left);
    lua_rawgeti(L, SORT_FROM, right);
    for (lua_Integer out = start; out < end; out++) {
        sandbox_charge(L, UNITS_PER_MERGE_STEP);
        bool take_right = right < end && (left >= middle || comes_before(L, b, a));
        lua_pushvalue(L, take_right ? b : a);
        lua_rawseti(L, SORT_TO, out);
        lua_rawgeti(L, SORT_FROM, take_right ? ++right : ++left);
        lua_replace(L, take_right ? b : a);
    }
    lua_settop(L, a - 1);
}

/* One pass over all runs of `width`; what has no partner is copied. The tables change places. */
static void merge_pass(lua_State *L, lua_Integer count, lua_Integer width)
{
    for (lua_Integer start = 1; start <= count; start += 2 * width) {
        lua_Integer middle = start + width < count + 1 ? start + width : count + 1;
        lua_Integer end = start + 2 * width < count + 1 ? start + 2 * width : count + 1;
        merge_runs(L, start, middle, end);
    }
    lua_pushvalue(L, SORT_FROM);
    lua_copy(L, SORT_TO, SORT_FROM);
    lua_replace(L, SORT_TO);
}

static int table_sort(lua_State *L)
{
    lua_Integer count = table_length(L, SORT_TABLE), steps = 0;
    if (count < 2)
        return 0;
    luaL_argcheck(L, count < MAX_SORTED, 1, "array too big");
    if (!lua_isnoneornil(L, SORT_COMPARE))
        luaL_checktype(L, SORT_COMPARE, LUA_TFUNCTION);
    lua_settop(L, SORT_COMPARE);
    lua_newtable(L);
    lua_newtable(L);
    for (lua_Integer i = 1; i <= count; i++) {
        pay_step(L, &steps);
        lua_geti(L, SORT_TABLE, i);
        lua_rawseti(L, SORT_FROM, i);
    }
    for (lua_Integer width = 1; width < count; width *= 2)
        merge_pass(L, count, width);
    for (lua_Integer i = 1; i <= count; i++) {
        pay_step(L, &steps);
        lua_rawgeti(L, SORT_FROM, i);
        lua_seti(L, SORT_TABLE, i);
    }
    return 0;
}

void lib_table_open(lua_State *L)
{
    static const luaL_Reg own[] = {{"concat", table_concat}, {"insert", table_insert}, {"move", table_move},
                                   {"remove", table_remove}, {"sort", table_sort},     {"unpack", table_unpack},
                                   {NULL, NULL}};
    luaL_newlib(L, own);
    lua_pushcfunction(L, luaopen_table);
    lua_call(L, 0, 1);
    lua_getfield(L, -1, "pack");
    lua_setfield(L, -3, "pack");
    lua_pop(L, 1);
    sandbox_freeze(L, "table");
    sandbox_set_global(L, "table");
}
