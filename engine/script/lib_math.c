/* lib_math.c: math.* as Lua has it, but for a random sequence that is the same for every document. */
#include <lauxlib.h>
#include <lualib.h>

#include "script/sandbox_inside.h"

static const char *const taken_over[] = {
    "abs",  "acos", "asin",       "atan",       "ceil", "cos", "deg", "exp",       "floor", "fmod", "huge", "log",
    "max",  "maxinteger", "min",  "mininteger", "modf", "pi",  "rad", "sin",       "sqrt",  "tan",  "tointeger",
    "type", "ult",  NULL};

/* splitmix64, to spread a seed. */
void sandbox_seed_random(struct sandbox *sandbox, uint64_t seed)
{
    for (int i = 0; i < 4; i++) {
        uint64_t z = seed += UINT64_C(0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
        z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
        sandbox->random[i] = z ^ (z >> 31);
    }
}

static uint64_t rotate_left(uint64_t word, int by)
{
    return (word << by) | (word >> (64 - by));
}

/* xoshiro256**, the generator that Lua uses. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t result = rotate_left(state[1] * 5, 7) * 9, shifted = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotate_left(state[3], 45);
    return result;
}

/* A number in [0, limit] without bias. */
static uint64_t random_up_to(uint64_t *state, uint64_t limit)
{
    uint64_t mask = limit, number;
    for (int shift = 1; shift < 64; shift *= 2)
        mask |= mask >> shift;
    do
        number = next_random(state) & mask;
    while (number > limit);
    return number;
}

static int math_random(lua_State *L)
{
    uint64_t *state = sandbox_of(L)->random;
    lua_Integer low = 1, high;
    switch (lua_gettop(L)) {
    case 0:
        lua_pushnumber(L, (lua_Number)(next_random(state) >> 11) * 0x1p-53);
        return 1;
    case 1:
        high = luaL_checkinteger(L, 1);
        if (high == 0) {
            lua_pushinteger(L, (lua_Integer)next_random(state));
            return 1;
        }
        break;
    case 2:
        low = luaL_checkinteger(L, 1);
        high = luaL_checkinteger(L, 2);
        break;
    default:
        return luaL_error(L, "wrong number of arguments");
    }
    luaL_argcheck(L, low <= high, lua_gettop(L), "interval is empty");
    uint64_t number = random_up_to(state, (uint64_t)high - (uint64_t)low);
    lua_pushinteger(L, (lua_Integer)(number + (uint64_t)low));
    return 1;
}

/* Unlike Lua's, it needs a seed: there is nothing random to take one from. */
static int math_randomseed(lua_State *L)
{
    sandbox_seed_random(sandbox_of(L), (uint64_t)luaL_checkinteger(L, 1));
    return 0;
}

void lib_math_open(lua_State *L)
{
    static const luaL_Reg own[] = {{"random", math_random}, {"randomseed", math_randomseed}, {NULL, NULL}};
    luaL_newlib(L, own);
    lua_pushcfunction(L, luaopen_math);
    lua_call(L, 0, 1);
    for (const char *const *name = taken_over; *name; name++) {
        lua_getfield(L, -1, *name);
        lua_setfield(L, -3, *name);
    }
    lua_pop(L, 1);
    sandbox_freeze(L, "math");
    sandbox_set_global(L, "math");
}
