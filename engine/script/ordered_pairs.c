/* ordered_pairs.c: pairs and next in an order that is the same on every run: 1, 2, 3, …; then the other numbers by
 * size, strings by their bytes, false, true. Other keys (tables, functions) have no such order: an error.
 *
 * The keys are collected when the loop begins, so a loop may remove any field; fields added on the way are not
 * seen. A table that is a plain sequence is walked without collecting. */
#include <lauxlib.h>

#include "base/str.h"
#include "script/sandbox_inside.h"

enum { KEYS_ON_STACK = 32, STEPS_PER_CHARGE = 64, UNITS_PER_COMPARISON = 4 };

enum rank { RANK_INDEX, RANK_NUMBER, RANK_STRING, RANK_BOOLEAN };

struct key {
    enum rank rank;
    bool whole;
    lua_Integer integer; /* of an integer or boolean */
    lua_Number number;
    struct str text;
    lua_Integer at; /* index in the table of collected keys, which keeps the text alive */
};

/* ---- Order -------------------------------------------------------------------------------------------- */

static int compare_numbers(const struct key *a, const struct key *b)
{
    if (a->whole && b->whole)
        return (a->integer > b->integer) - (a->integer < b->integer);
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    /* an integer and a float that only rounding makes equal */
    if (a->whole)
        return b->number >= 0x1p63 || a->integer < (lua_Integer)b->number ? -1 : 1;
    return a->number >= 0x1p63 || b->integer < (lua_Integer)a->number ? 1 : -1;
}

static int compare_keys(const struct key *a, const struct key *b)
{
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->rank == RANK_STRING ? str_compare(a->text, b->text) : compare_numbers(a, b);
}

static void sift_down(struct key *keys, size_t root, size_t count)
{
    struct key moved = keys[root];
    for (size_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && compare_keys(&keys[child], &keys[child + 1]) < 0)
            child++;
        if (compare_keys(&moved, &keys[child]) >= 0)
            break;
        keys[root] = keys[child];
    }
    keys[root] = moved;
}

/* Heapsort: in place, no worst case. Charged by a formula, as the order that keys come in is random. */
static void sort_keys(lua_State *L, struct key *keys, size_t count)
{
    uint64_t depth = 1;
    for (size_t left = count; left > 1; left /= 2)
        depth++;
    for (size_t i = count / 2; i-- > 0;)
        sift_down(keys, i, count);
    for (size_t end = count; end-- > 1;) {
        struct key last = keys[end];
        keys[end] = keys[0];
        keys[0] = last;
        sift_down(keys, 0, end);
        if (end % STEPS_PER_CHARGE == 0)
            sandbox_charge(L, STEPS_PER_CHARGE * depth * UNITS_PER_COMPARISON);
    }
}

static struct key read_key(lua_State *L, int index)
{
    struct key key = {.rank = RANK_BOOLEAN, .whole = true};
    switch (lua_type(L, index)) {
    case LUA_TNUMBER:
        key.whole = lua_isinteger(L, index);
        key.integer = key.whole ? lua_tointeger(L, index) : 0;
        key.number = lua_tonumber(L, index);
        key.rank = key.whole && key.integer > 0 ? RANK_INDEX : RANK_NUMBER;
        break;
    case LUA_TSTRING:
        key.rank = RANK_STRING;
        key.text.data = lua_tolstring(L, index, &key.text.length);
        sandbox_charge(L, sandbox_cost(key.text.length, SANDBOX_BYTES_PER_UNIT));
        break;
    case LUA_TBOOLEAN:
        key.integer = lua_toboolean(L, index);
        break;
    default:
        luaL_error(L, "a key that is a %s has no fixed order: pairs and next take number, string and boolean keys",
                   luaL_typename(L, index));
    }
    return key;
}

/* ---- Collecting --------------------------------------------------------------------------------------- */

/* Pushes a table of the keys outside 1 to `border` in the order that Lua has them; returns how many. */
static lua_Integer push_keys(lua_State *L, int index, lua_Integer border)
{
    lua_Integer count = 0, steps = 0;
    lua_newtable(L);
    lua_pushnil(L);
    while (lua_next(L, index)) {
        lua_pop(L, 1);
        if (++steps % STEPS_PER_CHARGE == 0)
            sandbox_charge(L, STEPS_PER_CHARGE);
        if (lua_isinteger(L, -1) && lua_tointeger(L, -1) >= 1 && lua_tointeger(L, -1) <= border)
            continue;
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, ++count);
    }
    return count;
}

/* Replaces the table of `count` keys on top by one in order. */
static void order_keys(lua_State *L, lua_Integer count)
{
    struct key on_stack[KEYS_ON_STACK], *keys = on_stack;
    int unsorted = lua_gettop(L);
    if (count > KEYS_ON_STACK)
        keys = lua_newuserdatauv(L, (size_t)count * sizeof *keys, 0);
    for (lua_Integer i = 0; i < count; i++) {
        lua_rawgeti(L, unsorted, i + 1);
        keys[i] = read_key(L, -1);
        keys[i].at = i + 1;
        lua_pop(L, 1);
    }
    sort_keys(L, keys, (size_t)count);
    lua_createtable(L, (int)count, 0);
    for (lua_Integer i = 0; i < count; i++) {
        lua_rawgeti(L, unsorted, keys[i].at);
        lua_rawseti(L, -2, i + 1);
    }
    lua_replace(L, unsorted);
    lua_settop(L, unsorted);
}

/* ---- Iterating ---------------------------------------------------------------------------------------- */

enum { WALK_TABLE = 1, WALK_BORDER, WALK_KEYS, WALK_POSITION };

/* The iterator: next field whose value is not nil. It knows its place and looks at no argument. */
static int walk(lua_State *L)
{
    int table = lua_upvalueindex(WALK_TABLE);
    lua_Integer border = lua_tointeger(L, lua_upvalueindex(WALK_BORDER));
    lua_Integer position = lua_tointeger(L, lua_upvalueindex(WALK_POSITION));
    for (;;) {
        lua_settop(L, 0);
        if (++position % STEPS_PER_CHARGE == 0)
            sandbox_charge(L, STEPS_PER_CHARGE / 2);
        if (position <= border)
            lua_pushinteger(L, position);
        else if (lua_rawgeti(L, lua_upvalueindex(WALK_KEYS), position - border) == LUA_TNIL)
            break;
        lua_pushvalue(L, -1);
        if (lua_rawget(L, table) != LUA_TNIL)
            break;
    }
    lua_pushinteger(L, position);
    lua_replace(L, lua_upvalueindex(WALK_POSITION));
    return lua_gettop(L);
}

void ordered_pairs_push(lua_State *L, int index)
{
    luaL_checkstack(L, 8, NULL);
    sandbox_check(L);
    if (index > LUA_REGISTRYINDEX)
        index = lua_absindex(L, index);
    lua_Integer border = (lua_Integer)lua_rawlen(L, index);
    lua_pushvalue(L, index);
    lua_pushinteger(L, border);
    lua_Integer count = push_keys(L, index, border);
    if (count > 0)
        order_keys(L, count);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, walk, WALK_POSITION);
}

static int ordered_pairs(lua_State *L)
{
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
        lua_pushvalue(L, 1);
        lua_call(L, 1, 3);
        return 3;
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    ordered_pairs_push(L, 1);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

/* ---- next --------------------------------------------------------------------------------------------- */

enum { NEXT_TABLE = 1, NEXT_WALK, NEXT_KEY };

/* Begins a walk over the table at 1 and goes to the key at 2. */
static void seek(lua_State *L)
{
    ordered_pairs_push(L, 1);
    lua_copy(L, -1, lua_upvalueindex(NEXT_WALK));
    lua_copy(L, 1, lua_upvalueindex(NEXT_TABLE));
    lua_pop(L, 1);
    if (lua_isnil(L, 2))
        return;
    do {
        lua_pushvalue(L, lua_upvalueindex(NEXT_WALK));
        lua_call(L, 0, 1);
        lua_replace(L, 3);
        sandbox_charge(L, UNITS_PER_COMPARISON);
        if (lua_isnil(L, 3))
            luaL_error(L, "invalid key to 'next'");
    } while (!lua_rawequal(L, 2, 3));
}

/* Keeps the walk of its last call, so that a loop over `next` does not sort at each step. */
static int ordered_next(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 3);
    sandbox_unfreeze(L, 1);
    bool goes_on = !lua_isnil(L, 2) && lua_rawequal(L, 1, lua_upvalueindex(NEXT_TABLE)) &&
                   lua_rawequal(L, 2, lua_upvalueindex(NEXT_KEY));
    if (!goes_on)
        seek(L);
    lua_pushvalue(L, lua_upvalueindex(NEXT_WALK));
    lua_call(L, 0, 2);
    lua_copy(L, -2, lua_upvalueindex(NEXT_KEY));
    return lua_isnil(L, -2) ? (lua_pop(L, 1), 1) : 2;
}

void ordered_pairs_open(lua_State *L)
{
    lua_pushcfunction(L, ordered_pairs);
    sandbox_set_global(L, "pairs");
    lua_pushnil(L);
    lua_pushnil(L);
    lua_pushnil(L);
    lua_pushcclosure(L, ordered_next, NEXT_KEY);
    sandbox_set_global(L, "next");
}
