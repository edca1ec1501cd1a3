/* lib_find.c: string.find, match, gmatch and gsub for plain text.
 *
 * Lua's patterns can take exponential time and see bytes, not characters; `re` is there instead. Here a pattern is
 * the text itself. As in Lua, "%." stands for a dot; any other magic character is an error that says what to use. */
#include <lauxlib.h>
#include <string.h>

#include "base/str.h"
#include "script/sandbox_inside.h"

enum { COMPARE_BLOCK = 1024 };

#define NOT_FOUND SIZE_MAX

static bool is_magic(char byte)
{
    return byte && strchr("^$*+?.()[]%-", byte);
}

static bool is_punctuation(char byte)
{
    return byte > ' ' && byte < 127 && !((byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                                         (byte >= 'a' && byte <= 'z'));
}

static int refuse_pattern(lua_State *L, char byte)
{
    return luaL_error(L, "'%c' is a pattern character, and string functions take plain text here: write '%%%c' for "
                         "the character itself, or use re for patterns", byte, byte);
}

/* The text that the pattern at `index` stands for; replaces the pattern there if they differ. */
static struct str plain_text(lua_State *L, int index)
{
    struct str text;
    luaL_Buffer buffer;
    text.data = luaL_checklstring(L, index, &text.length);
    sandbox_charge(L, sandbox_cost(text.length, SANDBOX_LETTERS_PER_UNIT));
    if (!memchr(text.data, '%', text.length)) {
        for (size_t i = 0; i < text.length; i++)
            if (is_magic(text.data[i]))
                refuse_pattern(L, text.data[i]);
        return text;
    }
    luaL_buffinit(L, &buffer);
    for (size_t i = 0; i < text.length; i++) {
        bool escape = text.data[i] == '%' && i + 1 < text.length && is_punctuation(text.data[i + 1]);
        if (!escape && is_magic(text.data[i]))
            refuse_pattern(L, text.data[i]);
        i += escape;
        luaL_addchar(&buffer, text.data[i]);
    }
    luaL_pushresult(&buffer);
    lua_replace(L, index);
    text.data = lua_tolstring(L, index, &text.length);
    return text;
}

/* memcmp that pays as it goes. */
static bool begins_with(lua_State *L, const char *at, struct str needle)
{
    size_t done = 0;
    for (; needle.length - done > COMPARE_BLOCK; done += COMPARE_BLOCK) {
        if (memcmp(at + done, needle.data + done, COMPARE_BLOCK) != 0)
            return false;
        sandbox_charge(L, COMPARE_BLOCK / SANDBOX_BYTES_PER_UNIT);
    }
    return memcmp(at + done, needle.data + done, needle.length - done) == 0;
}

/* Offset of the first `needle` at or behind `from`; NOT_FOUND. */
static size_t find_text(lua_State *L, struct str text, size_t from, struct str needle)
{
    if (needle.length == 0)
        return from <= text.length ? from : NOT_FOUND;
    while (from < text.length && needle.length <= text.length - from) {
        size_t span = text.length - from - needle.length + 1;
        const char *hit = memchr(text.data + from, needle.data[0], span);
        size_t skipped = hit ? (size_t)(hit - text.data) - from : span;
        sandbox_charge(L, sandbox_cost(skipped, SANDBOX_BYTES_PER_UNIT));
        if (!hit)
            break;
        if (begins_with(L, hit, needle))
            return from + skipped;
        from += skipped + 1;
    }
    return NOT_FOUND;
}

static size_t start_offset(lua_State *L, int index, size_t length)
{
    lua_Integer start = luaL_optinteger(L, index, 1);
    if (start > 0)
        return (uint64_t)start - 1 > length ? NOT_FOUND : (size_t)start - 1;
    if (start == 0 || start < -(lua_Integer)length)
        return 0;
    return length + (size_t)start;
}

/* Reads text, pattern and start from arguments 1 to 3 and finds. */
static size_t find_arguments(lua_State *L, struct str *needle, bool plain)
{
    struct str text;
    text.data = luaL_checklstring(L, 1, &text.length);
    if (plain)
        needle->data = luaL_checklstring(L, 2, &needle->length);
    else
        *needle = plain_text(L, 2);
    size_t from = start_offset(L, 3, text.length);
    return from == NOT_FOUND ? NOT_FOUND : find_text(L, text, from, *needle);
}

static int string_find(lua_State *L)
{
    struct str needle;
    size_t at = find_arguments(L, &needle, lua_toboolean(L, 4));
    if (at == NOT_FOUND) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushinteger(L, (lua_Integer)at + 1);
    lua_pushinteger(L, (lua_Integer)(at + needle.length));
    return 2;
}

static int string_match(lua_State *L)
{
    struct str needle;
    if (find_arguments(L, &needle, false) == NOT_FOUND)
        lua_pushnil(L);
    else
        lua_pushvalue(L, 2);
    return 1;
}

/* Upvalues: text, needle, offset to go on from. */
static int next_match(lua_State *L)
{
    struct str text, needle;
    text.data = lua_tolstring(L, lua_upvalueindex(1), &text.length);
    needle.data = lua_tolstring(L, lua_upvalueindex(2), &needle.length);
    size_t at = find_text(L, text, (size_t)lua_tointeger(L, lua_upvalueindex(3)), needle);
    if (at == NOT_FOUND)
        return 0;
    lua_pushinteger(L, (lua_Integer)(at + (needle.length ? needle.length : 1)));
    lua_replace(L, lua_upvalueindex(3));
    lua_pushvalue(L, lua_upvalueindex(2));
    return 1;
}

static int string_gmatch(lua_State *L)
{
    size_t length;
    luaL_checklstring(L, 1, &length);
    plain_text(L, 2);
    size_t from = start_offset(L, 3, length);
    lua_settop(L, 2);
    lua_pushinteger(L, (lua_Integer)(from == NOT_FOUND ? length + 1 : from));
    lua_pushcclosure(L, next_match, 3);
    return 1;
}

/* ---- gsub --------------------------------------------------------------------------------------------- */

/* Turns the replacement text at 3 into what it stands for: "%0" and "%1" are the text found, "%%" is "%". */
static void expand_replacement(lua_State *L, struct str needle)
{
    struct str text;
    luaL_Buffer buffer;
    text.data = lua_tolstring(L, 3, &text.length);
    sandbox_charge(L, sandbox_cost(text.length, SANDBOX_LETTERS_PER_UNIT));
    if (!memchr(text.data, '%', text.length))
        return;
    luaL_buffinit(L, &buffer);
    for (size_t i = 0; i < text.length; i++) {
        char next = i + 1 < text.length ? text.data[i + 1] : '\0';
        if (text.data[i] != '%') {
            luaL_addchar(&buffer, text.data[i]);
            continue;
        }
        if (next == '0' || next == '1') {
            sandbox_charge(L, sandbox_cost(needle.length, SANDBOX_BYTES_PER_UNIT));
            luaL_addlstring(&buffer, needle.data, needle.length);
        } else if (next == '%')
            luaL_addchar(&buffer, '%');
        else
            luaL_error(L, "invalid use of '%%' in replacement string");
        i++;
    }
    luaL_pushresult(&buffer);
    lua_replace(L, 3);
}

/* Appends what takes the place of one find. */
static void add_replacement(lua_State *L, luaL_Buffer *buffer, int kind)
{
    if (kind == LUA_TFUNCTION) {
        lua_pushvalue(L, 3);
        lua_pushvalue(L, 2);
        lua_call(L, 1, 1);
    } else if (kind == LUA_TTABLE) {
        lua_pushvalue(L, 2);
        lua_gettable(L, 3);
    } else {
        lua_pushvalue(L, 3);
    }
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        lua_pushvalue(L, 2);
    } else if (!lua_isstring(L, -1)) {
        luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
    }
    sandbox_charge(L, sandbox_cost(lua_rawlen(L, -1), SANDBOX_BYTES_PER_UNIT));
    luaL_addvalue(buffer);
}

static int string_gsub(lua_State *L)
{
    struct str text;
    text.data = luaL_checklstring(L, 1, &text.length);
    struct str needle = plain_text(L, 2);
    int kind = lua_type(L, 3);
    luaL_argexpected(L, kind == LUA_TNUMBER || kind == LUA_TSTRING || kind == LUA_TFUNCTION || kind == LUA_TTABLE,
                     3, "string/function/table");
    lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)text.length + 1), count = 0;
    if (kind == LUA_TNUMBER || kind == LUA_TSTRING)
        expand_replacement(L, needle);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    size_t from = 0, at;
    while (count < most && (at = find_text(L, text, from, needle)) != NOT_FOUND) {
        count++;
        luaL_addlstring(&buffer, text.data + from, at - from);
        add_replacement(L, &buffer, kind);
        from = at + needle.length;
        if (needle.length == 0 && from++ < text.length)
            luaL_addchar(&buffer, text.data[at]);
    }
    if (from < text.length) {
        sandbox_charge(L, sandbox_cost(text.length - from, SANDBOX_BYTES_PER_UNIT));
        luaL_addlstring(&buffer, text.data + from, text.length - from);
    }
    luaL_pushresult(&buffer);
    lua_pushinteger(L, count);
    return 2;
}

void lib_find_add(lua_State *L)
{
    static const luaL_Reg own[] = {{"find", string_find},
                                   {"gmatch", string_gmatch},
                                   {"gsub", string_gsub},
                                   {"match", string_match},
                                   {NULL, NULL}};
    luaL_setfuncs(L, own, 0);
}
