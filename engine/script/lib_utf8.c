/* lib_utf8.c: utf8.*, paid for by the bytes it walks over. As Lua's, but for charpattern (there are no patterns) and
 * the lax flag: only valid UTF-8 is accepted. */
#include <lauxlib.h>
#include <lualib.h>

#include "base/str.h"
#include "script/sandbox_inside.h"

static bool continues(const struct str *text, size_t at)
{
    return at < text->length && ((unsigned char)text->data[at] & 0xc0) == 0x80;
}

/* Reads the character at `at`; its length in bytes, 0 where there is no valid one. */
static size_t decode(const struct str *text, size_t at, uint32_t *code)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char lead = (unsigned char)text->data[at];
    size_t length = lead < 0x80 ? 1 : lead < 0xc0 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf8 ? 4 : 0;
    if (length <= 1) {
        *code = lead;
        return length;
    }
    *code = lead & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        if (!continues(text, at + i))
            return 0;
        *code = *code << 6 | ((unsigned char)text->data[at + i] & 0x3f);
    }
    bool valid = *code >= smallest[length] && *code <= 0x10ffff && (*code < 0xd800 || *code > 0xdfff);
    return valid ? length : 0;
}

static struct str check_text(lua_State *L)
{
    struct str text;
    text.data = luaL_checklstring(L, 1, &text.length);
    return text;
}

/* A position as argument, from 1, negative from the end; 0 where it lies before the text. */
static lua_Integer position_argument(lua_State *L, int index, lua_Integer otherwise, size_t length)
{
    lua_Integer position = luaL_optinteger(L, index, otherwise);
    if (position >= 0)
        return position;
    return position < -(lua_Integer)length ? 0 : (lua_Integer)length + position + 1;
}

static int utf8_len(lua_State *L)
{
    struct str text = check_text(L);
    lua_Integer at = position_argument(L, 2, 1, text.length) - 1;
    lua_Integer last = position_argument(L, 3, -1, text.length) - 1;
    lua_Integer count = 0;
    luaL_argcheck(L, at >= 0 && at <= (lua_Integer)text.length, 2, "initial position out of bounds");
    luaL_argcheck(L, last < (lua_Integer)text.length, 3, "final position out of bounds");
    for (; at <= last; count++) {
        uint32_t code;
        size_t length = decode(&text, (size_t)at, &code);
        if (!length) {
            lua_pushnil(L);
            lua_pushinteger(L, at + 1);
            return 2;
        }
        at += (lua_Integer)length;
        if (count % SANDBOX_QUANTUM == 0)
            sandbox_charge(L, SANDBOX_QUANTUM / SANDBOX_LETTERS_PER_UNIT);
    }
    lua_pushinteger(L, count);
    return 1;
}

static int utf8_codepoint(lua_State *L)
{
    struct str text = check_text(L);
    lua_Integer at = position_argument(L, 2, 1, text.length);
    lua_Integer last = position_argument(L, 3, at, text.length);
    luaL_argcheck(L, at >= 1, 2, "out of bounds");
    luaL_argcheck(L, last <= (lua_Integer)text.length, 3, "out of bounds");
    if (at > last)
        return 0;
    if (last - at >= SANDBOX_MAX_VALUES)
        return luaL_error(L, "utf8.codepoint: more than %d values", (int)SANDBOX_MAX_VALUES);
    luaL_checkstack(L, (int)(last - at) + 1, "utf8.codepoint");
    sandbox_charge(L, (uint64_t)(last - at) + 1);
    int count = 0;
    for (at--; at < last; count++) {
        uint32_t code;
        size_t length = decode(&text, (size_t)at, &code);
        if (!length)
            return luaL_error(L, "invalid UTF-8 code");
        lua_pushinteger(L, code);
        at += (lua_Integer)length;
    }
    return count;
}

/* Moves from `at` over `n` characters; -1 where the text ends before. Pays for each step. */
static lua_Integer move_characters(lua_State *L, const struct str *text, lua_Integer at, lua_Integer n)
{
    lua_Integer steps = 0, length = (lua_Integer)text->length;
    while (n < 0 && at > 0) {
        do
            if (++steps % SANDBOX_QUANTUM == 0)
                sandbox_charge(L, SANDBOX_QUANTUM / SANDBOX_LETTERS_PER_UNIT);
        while (--at > 0 && continues(text, (size_t)at));
        n++;
    }
    while (n > 0 && at < length) {
        do
            if (++steps % SANDBOX_QUANTUM == 0)
                sandbox_charge(L, SANDBOX_QUANTUM / SANDBOX_LETTERS_PER_UNIT);
        while (continues(text, (size_t)++at));
        n--;
    }
    return n == 0 ? at : -1;
}

static int utf8_offset(lua_State *L)
{
    struct str text = check_text(L);
    lua_Integer n = luaL_checkinteger(L, 2);
    lua_Integer start = n > 0 ? 1 : (lua_Integer)text.length + 1;
    lua_Integer at = position_argument(L, 3, start, text.length) - 1;
    luaL_argcheck(L, at >= 0 && at <= (lua_Integer)text.length, 3, "position out of bounds");
    if (n == 0) {
        for (lua_Integer steps = 1; at > 0 && continues(&text, (size_t)at); at--, steps++)
            if (steps % SANDBOX_QUANTUM == 0)
                sandbox_charge(L, SANDBOX_QUANTUM / SANDBOX_LETTERS_PER_UNIT);
    } else {
        if (continues(&text, (size_t)at))
            return luaL_error(L, "initial position is a continuation byte");
        at = move_characters(L, &text, at, n > 0 ? n - 1 : n);
    }
    if (at < 0)
        lua_pushnil(L);
    else
        lua_pushinteger(L, at + 1);
    return 1;
}

/* Iterator of utf8.codes: (text, position of the last character) to position and code of the next. */
static int next_code(lua_State *L)
{
    struct str text = check_text(L);
    lua_Integer last = luaL_checkinteger(L, 2);
    size_t at = 0;
    uint32_t code;
    if (last > 0) {
        if ((uint64_t)last > text.length)
            return 0;
        size_t length = decode(&text, (size_t)last - 1, &code);
        at = (size_t)last - 1 + (length ? length : 1);
    }
    if (at >= text.length)
        return 0;
    if (!decode(&text, at, &code))
        return luaL_error(L, "invalid UTF-8 code");
    lua_pushinteger(L, (lua_Integer)at + 1);
    lua_pushinteger(L, code);
    return 2;
}

static int utf8_codes(lua_State *L)
{
    luaL_checkstring(L, 1);
    lua_pushcfunction(L, next_code);
    lua_pushvalue(L, 1);
    lua_pushinteger(L, 0);
    return 3;
}

void lib_utf8_open(lua_State *L)
{
    static const luaL_Reg own[] = {{"codepoint", utf8_codepoint}, {"codes", utf8_codes},   {"len", utf8_len},
                                   {"offset", utf8_offset},       {NULL, NULL}};
    luaL_newlib(L, own);
    lua_pushcfunction(L, luaopen_utf8);
    lua_call(L, 0, 1);
    lua_getfield(L, -1, "char");
    lua_setfield(L, -3, "char");
    lua_pop(L, 1);
    sandbox_freeze(L, "utf8");
    sandbox_set_global(L, "utf8");
}
