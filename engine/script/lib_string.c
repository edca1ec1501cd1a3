/* lib_string.c: string.* but for searching (lib_find.c). Letters are ASCII whatever the process's locale. */
#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

#include "script/sandbox_inside.h"

/* Position as Lua's manual has it: negative from the end, at least 1. */
static size_t start_position(lua_Integer position, size_t length)
{
    if (position > 0)
        return (size_t)position;
    if (position == 0 || position < -(lua_Integer)length)
        return 1;
    return length + (size_t)position + 1;
}

static size_t end_position(lua_Integer position, size_t length)
{
    if (position > (lua_Integer)length)
        return length;
    if (position >= 0)
        return (size_t)position;
    return position < -(lua_Integer)length ? 0 : length + (size_t)position + 1;
}

static int string_byte(lua_State *L)
{
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer first = luaL_optinteger(L, 2, 1);
    size_t start = start_position(first, length);
    size_t end = end_position(luaL_optinteger(L, 3, first), length);
    if (start > end)
        return 0;
    if (end - start >= SANDBOX_MAX_VALUES)
        return luaL_error(L, "string.byte: more than %d values", (int)SANDBOX_MAX_VALUES);
    int count = (int)(end - start) + 1;
    luaL_checkstack(L, count, "string.byte");
    sandbox_charge(L, (uint64_t)count);
    for (int i = 0; i < count; i++)
        lua_pushinteger(L, (unsigned char)text[start - 1 + (size_t)i]);
    return count;
}

/* A result as long as the text at 1, which is in *text. */
static char *start_same_length(lua_State *L, luaL_Buffer *buffer, const char **text, size_t *length)
{
    *text = luaL_checklstring(L, 1, length);
    sandbox_charge(L, sandbox_cost(*length, SANDBOX_LETTERS_PER_UNIT));
    return luaL_buffinitsize(L, buffer, *length);
}

static int string_lower(lua_State *L)
{
    luaL_Buffer buffer;
    const char *text;
    size_t length;
    char *out = start_same_length(L, &buffer, &text, &length);
    for (size_t i = 0; i < length; i++)
        out[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + ('a' - 'A')) : text[i];
    luaL_pushresultsize(&buffer, length);
    return 1;
}

static int string_upper(lua_State *L)
{
    luaL_Buffer buffer;
    const char *text;
    size_t length;
    char *out = start_same_length(L, &buffer, &text, &length);
    for (size_t i = 0; i < length; i++)
        out[i] = text[i] >= 'a' && text[i] <= 'z' ? (char)(text[i] - ('a' - 'A')) : text[i];
    luaL_pushresultsize(&buffer, length);
    return 1;
}

static int string_reverse(lua_State *L)
{
    luaL_Buffer buffer;
    const char *text;
    size_t length;
    char *out = start_same_length(L, &buffer, &text, &length);
    for (size_t i = 0; i < length; i++)
        out[i] = text[length - 1 - i];
    luaL_pushresultsize(&buffer, length);
    return 1;
}

/* Fills `out` with copies of its first `unit` bytes. */
static void fill_repeated(char *out, size_t unit, size_t total)
{
    for (size_t done = unit; done < total;) {
        size_t more = done < total - done ? done : total - done;
        memcpy(out + done, out, more);
        done += more;
    }
}

static int string_rep(lua_State *L)
{
    size_t length, gap;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer times = luaL_checkinteger(L, 2);
    const char *separator = luaL_optlstring(L, 3, "", &gap);
    size_t unit = length + gap;
    if (times <= 0 || unit == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    if ((uint64_t)times > (SIZE_MAX / 4) / unit)
        return luaL_error(L, "resulting string too large");
    size_t total = unit * (size_t)times - gap;
    sandbox_charge(L, sandbox_cost(total, SANDBOX_BYTES_PER_UNIT));
    luaL_Buffer buffer;
    char *out = luaL_buffinitsize(L, &buffer, total + gap);
    memcpy(out, text, length);
    memcpy(out + length, separator, gap);
    fill_repeated(out, unit, total);
    luaL_pushresultsize(&buffer, total);
    return 1;
}

/* The conversion that ends the specification at `at` (behind its '%'). */
static const char *skip_to_conversion(const char *at, const char *end)
{
    while (at < end && *at && strchr("-+ #0123456789.", *at))
        at++;
    return at;
}

/* As Lua's, with these differences: no %p, and %s shows no addresses. */
static int string_format(lua_State *L)
{
    size_t length;
    const char *format = luaL_checklstring(L, 1, &length);
    lua_CFunction formatted = lua_tocfunction(L, lua_upvalueindex(1));
    int argument = 1, top = lua_gettop(L);
    uint64_t cost = sandbox_cost(length, SANDBOX_LETTERS_PER_UNIT);
    for (const char *at = format, *end = format + length; at < end; at++) {
        if (*at != '%' || at[1] == '%') {
            at += *at == '%';
            continue;
        }
        at = skip_to_conversion(at + 1, end);
        if (++argument > top)
            break;
        if (*at == 'p')
            return luaL_error(L, "string.format: no '%%p', addresses differ from run to run");
        if (*at == 's' && lua_type(L, argument) != LUA_TSTRING) {
            lib_base_push_text(L, argument);
            lua_replace(L, argument);
        }
        if (lua_type(L, argument) == LUA_TSTRING)
            cost += sandbox_cost(lua_rawlen(L, argument), SANDBOX_LETTERS_PER_UNIT);
    }
    sandbox_charge(L, cost);
    return formatted(L);
}

static void set_string_metatable(lua_State *L, int library)
{
    lua_pushliteral(L, "");
    lua_createtable(L, 0, 2);
    lua_pushvalue(L, library);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

void lib_string_open(lua_State *L)
{
    static const luaL_Reg own[] = {{"byte", string_byte},       {"lower", string_lower}, {"rep", string_rep},
                                   {"reverse", string_reverse}, {"upper", string_upper}, {NULL, NULL}};
    static const char *const taken_over[] = {"char", "len", "sub", NULL};
    luaL_newlib(L, own);
    int library = lua_gettop(L);
    lua_pushcfunction(L, luaopen_string);
    lua_call(L, 0, 1);
    for (const char *const *name = taken_over; *name; name++) {
        lua_getfield(L, -1, *name);
        lua_setfield(L, library, *name);
    }
    lua_getfield(L, -1, "format");
    lua_pushcclosure(L, string_format, 1);
    lua_setfield(L, library, "format");
    lua_settop(L, library);
    lib_find_add(L);
    set_string_metatable(L, library);
    sandbox_freeze(L, "string");
    sandbox_set_global(L, "string");
}
