#include "script/assigned_names.h"

#include "script/lua_text.h"

/* A variable is assigned to where it stands in the list before "=", so before a comma or "=" itself, or by
 * `function name`. Nothing else of the grammar is looked at. */

enum { OTHER, NAME, DECLARE, FUNCTION, COMMA, EQUAL, FIELD, END };

static bool is_digit(char byte)
{
    return (unsigned)(byte - '0') < 10;
}

/* Behind the long bracket that begins at `at`; `at` where none does. */
static size_t skip_long_bracket(struct str text, size_t at)
{
    size_t level, inside = lua_text_bracket(text, at, &level);
    if (inside == at)
        return at;
    const char *end = text.data + text.length, *mark = text.data + inside - 1;
    while ((mark = memchr(mark + 1, ']', (size_t)(end - mark - 1)))) {
        size_t behind = (size_t)(mark - text.data) + 1 + level;
        if (lua_text_byte(text, behind) == ']' && lua_text_equals(text, behind - level) == level)
            return behind + 1;
    }
    return text.length;
}

static size_t skip_string(struct str text, size_t at)
{
    char quote = text.data[at];
    for (size_t i = at + 1; i < text.length; i++) {
        if (text.data[i] == quote)
            return i + 1;
        i += text.data[i] == '\\';
    }
    return text.length;
}

static size_t skip_comment(struct str text, size_t at)
{
    size_t behind = skip_long_bracket(text, at + 2);
    if (behind > at + 2)
        return behind;
    const char *end = memchr(text.data + at, '\n', text.length - at);
    return end ? (size_t)(end - text.data) : text.length;
}

static size_t skip_blanks(struct str text, size_t at)
{
    for (;;) {
        char byte = lua_text_byte(text, at);
        if (byte == ' ' || (byte >= '\t' && byte <= '\r'))
            at++;
        else if (byte == '-' && lua_text_byte(text, at + 1) == '-')
            at = skip_comment(text, at);
        else
            return at;
    }
}

/* Behind the name or number at `at`. */
static size_t skip_word(struct str text, size_t at)
{
    bool number = is_digit(text.data[at]);
    while (lua_text_is_name(lua_text_byte(text, at)) || (number && lua_text_byte(text, at) == '.'))
        at++;
    return at;
}

static int kind_of_word(struct str word)
{
    if (is_digit(word.data[0]))
        return OTHER;
    if (str_equal(word, STR("local")) || str_equal(word, STR("for")))
        return DECLARE;
    return str_equal(word, STR("function")) ? FUNCTION : NAME;
}

/* The kind of the mark at `*at`, which is moved behind it. A doubled mark is another than the single one. */
static int read_mark(struct str text, size_t *at)
{
    char mark = text.data[*at];
    size_t end = *at + 1;
    bool is_field = mark == '.' || mark == ':', compares = mark == '~' || mark == '<' || mark == '>';
    while (lua_text_byte(text, end) == mark && (is_field || mark == '='))
        end++;
    bool single = end == *at + 1;
    if (compares && lua_text_byte(text, end) == '=')
        end++;
    *at = end;
    if (mark == ',')
        return COMMA;
    if (single && mark == '=')
        return EQUAL;
    return single && is_field ? FIELD : OTHER;
}

static int read_token(struct str text, size_t *at, struct str *word)
{
    *at = skip_blanks(text, *at);
    if (*at >= text.length)
        return END;
    char first = text.data[*at];
    if (lua_text_is_name(first)) {
        size_t end = skip_word(text, *at);
        *word = (struct str){text.data + *at, end - *at};
        *at = end;
        return kind_of_word(*word);
    }
    size_t behind = *at;
    if (first == '[')
        behind = skip_long_bracket(text, *at);
    else if (first == '"' || first == '\'')
        behind = skip_string(text, *at);
    if (behind == *at)
        return read_mark(text, at);
    *at = behind;
    return OTHER;
}

/* Takes up a name behind the token `before`: whether it is one that `function` assigns to. */
static bool take_name(struct assigned_names *names, int before)
{
    bool local_function = names->local_function;
    names->local_function = false;
    if (before == FUNCTION)
        return !local_function;
    names->declares = before == DECLARE || (before == COMMA && names->declares);
    names->may_be_assigned = before != FIELD && !names->declares;
    return false;
}

bool assigned_names_next(struct assigned_names *names, struct str *out)
{
    int kind = OTHER;
    while (kind != END) {
        int before = names->before;
        struct str word;
        kind = read_token(names->text, &names->at, &word);
        bool assigned = names->may_be_assigned && (kind == COMMA || kind == EQUAL);
        names->before = kind;
        names->may_be_assigned = false;
        if (kind == FUNCTION)
            names->local_function = before == DECLARE;
        if (kind == NAME) {
            names->name = word;
            assigned = take_name(names, before);
        }
        if (assigned) {
            *out = names->name;
            return true;
        }
    }
    return false;
}
