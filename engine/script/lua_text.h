/* lua_text.h: the bytes of a Lua text, for those who read it without compiling it. */
#ifndef TOCSIN_SCRIPT_LUA_TEXT_H
#define TOCSIN_SCRIPT_LUA_TEXT_H

#include "base/str.h"

/* NUL behind the end. */
static inline char lua_text_byte(struct str text, size_t at)
{
    return at < text.length ? text.data[at] : '\0';
}

static inline bool lua_text_is_name(char byte)
{
    return (unsigned)((byte | 0x20) - 'a') < 26 || (unsigned)(byte - '0') < 10 || byte == '_';
}

static inline size_t lua_text_equals(struct str text, size_t at)
{
    size_t count = 0;
    while (lua_text_byte(text, at + count) == '=')
        count++;
    return count;
}

/* Behind the opening of the long bracket at `at`, "[[" or "[==[" of `level` 2; `at` where there is none. */
static inline size_t lua_text_bracket(struct str text, size_t at, size_t *level)
{
    *level = lua_text_equals(text, at + 1);
    size_t inside = at + 1 + *level;
    return lua_text_byte(text, at) == '[' && lua_text_byte(text, inside) == '[' ? inside + 1 : at;
}

#endif
