#include "script/meta.h"

#include <lauxlib.h>

#include "script/sandbox.h"

enum { DEEPEST = 64 };

struct reader {
    lua_State *L;
    struct str json;
    size_t at;
    int depth;
};

static void read_value(struct reader *reader);

static void malformed(struct reader *reader)
{
    luaL_error(reader->L, "the document's meta is not JSON (at byte %d)", (int)reader->at);
}

static char peek(const struct reader *reader)
{
    return reader->at < reader->json.length ? reader->json.data[reader->at] : '\0';
}

static void skip_space(struct reader *reader)
{
    while (reader->at < reader->json.length && strchr(" \t\r\n", reader->json.data[reader->at]) && peek(reader))
        reader->at++;
}

static void expect(struct reader *reader, const char *text)
{
    size_t length = strlen(text);
    if (reader->json.length - reader->at < length || memcmp(reader->json.data + reader->at, text, length) != 0)
        malformed(reader);
    reader->at += length;
}

static unsigned read_hex(struct reader *reader)
{
    unsigned value = 0;
    for (int i = 0; i < 4; i++, reader->at++) {
        static const char digits[] = "0123456789abcdef";
        char byte = peek(reader);
        const char *digit = byte ? strchr(digits, byte >= 'A' && byte <= 'F' ? byte + 32 : byte) : NULL;
        if (!digit)
            malformed(reader);
        else
            value = value << 4 | (unsigned)(digit - digits);
    }
    return value;
}

/* Behind "\u". A lone surrogate becomes U+FFFD, as everywhere in the engine. */
static unsigned long read_escape_code(struct reader *reader)
{
    unsigned long code = read_hex(reader);
    if (code < 0xd800 || code > 0xdfff)
        return code;
    if (code > 0xdbff || peek(reader) != '\\' || reader->at + 1 >= reader->json.length ||
        reader->json.data[reader->at + 1] != 'u')
        return 0xfffd;
    size_t back = reader->at;
    reader->at += 2;
    unsigned long low = read_hex(reader);
    if (low >= 0xdc00 && low <= 0xdfff)
        return 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    reader->at = back;
    return 0xfffd;
}

static void add_code(luaL_Buffer *buffer, unsigned long code)
{
    if (code < 0x80) {
        luaL_addchar(buffer, (char)code);
        return;
    }
    int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const unsigned char lead[] = {0, 0xc0, 0xe0, 0xf0};
    luaL_addchar(buffer, (char)(lead[more] | code >> 6 * more));
    while (more--)
        luaL_addchar(buffer, (char)(0x80 | (code >> 6 * more & 0x3f)));
}

static void read_escape(struct reader *reader, luaL_Buffer *buffer)
{
    static const char names[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
    char name = peek(reader);
    const char *known = name ? strchr(names, name) : NULL;
    if (known) {
        luaL_addchar(buffer, bytes[known - names]);
        reader->at++;
    } else if (name == 'u') {
        reader->at++;
        add_code(buffer, read_escape_code(reader));
    } else {
        malformed(reader);
    }
}

static void read_string(struct reader *reader)
{
    luaL_Buffer buffer;
    expect(reader, "\"");
    luaL_buffinit(reader->L, &buffer);
    for (;;) {
        if (reader->at >= reader->json.length)
            malformed(reader);
        char byte = reader->json.data[reader->at++];
        if (byte == '"')
            break;
        if (byte == '\\')
            read_escape(reader, &buffer);
        else
            luaL_addchar(&buffer, byte);
    }
    luaL_pushresult(&buffer);
}

static void read_number(struct reader *reader)
{
    char text[64];
    size_t length = 0;
    while (length < sizeof text - 1 && peek(reader) && strchr("+-0123456789.eE", peek(reader)))
        text[length++] = reader->json.data[reader->at++];
    text[length] = '\0';
    if (length == 0 || lua_stringtonumber(reader->L, text) == 0)
        malformed(reader);
}

static void read_array(struct reader *reader)
{
    lua_Integer count = 0;
    lua_newtable(reader->L);
    expect(reader, "[");
    skip_space(reader);
    while (peek(reader) != ']') {
        if (count)
            expect(reader, ",");
        read_value(reader);
        if (lua_isnil(reader->L, -1)) {
            lua_pop(reader->L, 1);
            lua_pushboolean(reader->L, 0);
        }
        lua_rawseti(reader->L, -2, ++count);
        skip_space(reader);
    }
    reader->at++;
}

static void read_object(struct reader *reader)
{
    bool first = true;
    lua_newtable(reader->L);
    expect(reader, "{");
    skip_space(reader);
    while (peek(reader) != '}') {
        if (!first)
            expect(reader, ",");
        first = false;
        skip_space(reader);
        read_string(reader);
        skip_space(reader);
        expect(reader, ":");
        read_value(reader);
        lua_rawset(reader->L, -3);
        skip_space(reader);
    }
    reader->at++;
}

static void read_value(struct reader *reader)
{
    lua_State *L = reader->L;
    luaL_checkstack(L, 4, "meta");
    if (++reader->depth > DEEPEST)
        luaL_error(L, "the document's meta is nested over %d deep", DEEPEST);
    skip_space(reader);
    switch (peek(reader)) {
    case '{':
        read_object(reader);
        break;
    case '[':
        read_array(reader);
        break;
    case '"':
        read_string(reader);
        break;
    case 't':
        expect(reader, "true");
        lua_pushboolean(L, 1);
        break;
    case 'f':
        expect(reader, "false");
        lua_pushboolean(L, 0);
        break;
    case 'n':
        expect(reader, "null");
        lua_pushnil(L);
        break;
    default:
        read_number(reader);
    }
    reader->depth--;
}

void meta_push(lua_State *L, struct str json)
{
    struct reader reader = {.L = L, .json = json};
    if (json.length == 0) {
        lua_newtable(L);
        return;
    }
    sandbox_charge(L, json.length);
    read_value(&reader);
    skip_space(&reader);
    if (reader.at != json.length)
        malformed(&reader);
}
