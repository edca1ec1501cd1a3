#include "script/source_place.h"

#include "script/lua_text.h"

/* How far behind its declaration's line a string is looked for, for an error and for its line alone. */
enum { SEARCH_BYTES = 256 * 1024, NEAR_BYTES = 32 * 1024 };

/* A string literal under the reader: how much of its text was read. */
struct literal {
    struct str data;
    size_t at;
    char quote; /* '"' or '\''; '[' for long brackets */
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* Whether a literal begins at `at`; `out` then stands at its text. */
static inline bool literal_open(struct literal *out, struct str data, size_t at)
{
    char first = lua_text_byte(data, at);
    if (first != '"' && first != '\'' && first != '[')
        return false; /* most bytes, and soon done with */
    *out = (struct literal){data, at + 1, first};
    if (first != '[')
        return true;
    size_t level;
    out->at = lua_text_bracket(data, at, &level);
    if (out->at == at)
        return false;
    /* Lua leaves out a line break right behind the bracket. */
    if (lua_text_byte(data, out->at) == '\r' && lua_text_byte(data, out->at + 1) == '\n')
        out->at += 2;
    else if (lua_text_byte(data, out->at) == '\n')
        out->at++;
    return true;
}

/* Reads one byte of the text that the literal stands for. Of the escapes those that patterns use; others end it. */
static int literal_next(struct literal *literal)
{
    static const char names[] = "ntr\\\"'\n", values[] = "\n\t\r\\\"'\n";
    struct str data = literal->data;
    if (literal->at >= data.length)
        return -1;
    char byte = data.data[literal->at++];
    if (literal->quote == '[') {
        if (byte == '\r' && lua_text_byte(data, literal->at) == '\n')
            byte = data.data[literal->at++];
        return (unsigned char)byte;
    }
    if (byte == literal->quote || byte == '\n')
        return -1;
    if (byte != '\\')
        return (unsigned char)byte;
    const char *known = strchr(names, lua_text_byte(data, literal->at));
    if (!known || !*known)
        return -1;
    literal->at++;
    return (unsigned char)values[known - names];
}

static bool literal_is(struct literal literal, struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (literal_next(&literal) != (unsigned char)text.data[i])
            return false;
    if (literal.quote == '[')
        return lua_text_byte(literal.data, literal.at) == ']';
    return lua_text_byte(literal.data, literal.at) == literal.quote;
}

static size_t line_start(struct str data, uint32_t line)
{
    size_t at = 0;
    for (uint32_t i = 1; i < line && at < data.length; i++) {
        const char *end = memchr(data.data + at, '\n', data.length - at);
        at = end ? (size_t)(end - data.data) + 1 : data.length;
    }
    return at;
}

/* Behind the first `key =` from `at` on; `at` where there is none. */
static size_t behind_key(struct str data, size_t at, size_t end, const char *key)
{
    size_t length = strlen(key);
    for (size_t i = at; i + length < end; i++) {
        if (data.data[i] != *key || memcmp(data.data + i, key, length) != 0 ||
            (i && lua_text_is_name(data.data[i - 1])))
            continue;
        size_t behind = i + length;
        while (is_blank(lua_text_byte(data, behind)))
            behind++;
        if (lua_text_byte(data, behind) == '=' && lua_text_byte(data, behind + 1) != '=')
            return behind + 1;
    }
    return at;
}

/* From `at`, where the declaration's line begins, through so many bytes. */
static bool find(struct literal *out, const struct source_place *place, struct str text, size_t at, size_t bytes)
{
    struct str data = place->data;
    size_t end = data.length - at > bytes ? at + bytes : data.length;
    if (place->key)
        at = behind_key(data, at, end, place->key);
    for (; at < end; at++)
        if (literal_open(out, data, at) && literal_is(*out, text))
            return true;
    return false;
}

/* Adds the line of `data` that holds [start, end), and says where in it. */
static void tell(const struct source_place *place, struct str data, size_t start, size_t end, bool in_file,
                 tocsin_error *error)
{
    size_t first = start, last = start;
    uint32_t line = 1;
    while (first > 0 && data.data[first - 1] != '\n')
        first--;
    while (last < data.length && data.data[last] != '\n' && data.data[last] != '\r')
        last++;
    for (size_t i = 0; i < first; i++)
        line += data.data[i] == '\n';
    if (in_file)
        error_at(error, place->file, line, (uint32_t)(start - first) + 1);
    else
        error_at(error, place->file, place->line, 0);
    end = end > start ? end : start + 1; /* behind the string's end: what closes it */
    end = end > last ? last : end;
    error_excerpt(error, (struct str){data.data + first, last - first}, start - first, end - first);
}

void source_place_error(const struct source_place *place, struct str text, size_t start, size_t end,
                        tocsin_error *error)
{
    struct literal literal;
    start = start < text.length ? start : text.length;
    end = end < start ? start : end < text.length ? end : text.length;
    if (!place->data.data || !place->line ||
        !find(&literal, place, text, line_start(place->data, place->line), SEARCH_BYTES)) {
        tell(place, text, start, end, false, error);
        return;
    }
    for (size_t i = 0; i < start; i++)
        literal_next(&literal);
    size_t from = literal.at;
    for (size_t i = start; i < end; i++)
        literal_next(&literal);
    tell(place, literal.data, from, literal.at, true, error);
}

uint32_t source_place_line(const struct source_place *place, struct str text, struct source_cursor *cursor)
{
    struct literal literal;
    struct str data = place->data;
    uint32_t line = place->line;
    if (!data.data || !line)
        return line;
    if (cursor->data != data.data || cursor->line > line)
        *cursor = (struct source_cursor){data.data, 1, 0};
    struct str rest = {data.data + cursor->at, data.length - cursor->at};
    cursor->at += line_start(rest, line - cursor->line + 1);
    cursor->line = line;
    if (!find(&literal, place, text, cursor->at, NEAR_BYTES))
        return line;
    for (size_t i = cursor->at; i < literal.at; i++)
        line += data.data[i] == '\n';
    return line;
}

/* Whether what begins at `at` is the value of a field: `name = "…"`. */
static bool is_value(struct str data, size_t at)
{
    while (at > 0 && is_blank(data.data[at - 1]))
        at--;
    return at > 0 && data.data[at - 1] == '=';
}

uint32_t source_place_next(const struct source_place *place, struct str text, struct source_cursor *cursor)
{
    struct literal literal;
    struct str data = place->data;
    if (!data.data || !place->line)
        return place->line;
    if (!cursor->data)
        *cursor = (struct source_cursor){data.data, place->line, line_start(data, place->line)};
    size_t end = data.length - cursor->at > NEAR_BYTES ? cursor->at + NEAR_BYTES : data.length;
    uint32_t line = cursor->line;
    for (size_t at = cursor->at; at < end; at++) {
        line += data.data[at] == '\n';
        if (!literal_open(&literal, data, at) || !literal_is(literal, text) || is_value(data, at))
            continue;
        *cursor = (struct source_cursor){data.data, line, at + 1};
        return line;
    }
    cursor->at = data.length;
    return place->line;
}
