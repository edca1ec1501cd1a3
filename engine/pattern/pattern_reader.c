#include "pattern/pattern_reader.h"

#include "pattern/pattern_parse.h"
#include "regex/regex.h"
#include "text/char_class.h"
#include "text/utf8.h"

/* What an error shows of a pattern at most. */
enum { SHOWN_MOST = 40 };

bool pattern_reader_fail(struct pattern_reader *reader, uint32_t offset, tocsin_status status)
{
    error_offset(reader->error, offset);
    reader->status = status;
    return false;
}

bool pattern_reader_open(struct pattern_reader *reader, struct arena *arena, struct str text, uint32_t source,
                         tocsin_error *error)
{
    unsigned marks = 0;
    *reader = (struct pattern_reader){.arena = arena, .text = text, .source = source, .error = error};
    if (text.length > PATTERN_TEXT_LIMIT)
        return pattern_reader_fail(
            reader, 0, error_set(error, MESSAGE_PATTERN_LENGTH, text.length, (size_t)PATTERN_TEXT_LIMIT));
    size_t valid = utf8_valid(text, CPU_SCALAR, &marks);
    if (valid < text.length)
        return pattern_reader_fail(reader, (uint32_t)valid, error_set(error, MESSAGE_PATTERN_UTF8));
    return true;
}

bool pattern_reader_deeper(struct pattern_reader *reader)
{
    if (reader->depth == PATTERN_DEPTH_LIMIT)
        return pattern_reader_fail(reader, reader->at,
                                   error_set(reader->error, MESSAGE_PATTERN_DEPTH, (unsigned)PATTERN_DEPTH_LIMIT));
    reader->depth++;
    return true;
}

void *pattern_reader_new(struct pattern_reader *reader, size_t size)
{
    void *block = arena_new(reader->arena, size);
    if (block)
        memset(block, 0, size);
    else
        pattern_reader_fail(reader, reader->at, error_set(reader->error, MESSAGE_MEMORY));
    return block;
}

struct pattern_node *pattern_reader_node(struct pattern_reader *reader, enum pattern_kind kind, uint32_t start)
{
    struct pattern_node *node = pattern_reader_new(reader, sizeof *node);
    if (!node)
        return NULL;
    node->kind = kind;
    node->source = reader->source;
    node->start = start;
    node->end = reader->at;
    return node;
}

bool pattern_values_push(struct pattern_reader *reader, struct pattern_values *values, struct str value)
{
    if (values->count == values->capacity) {
        uint32_t capacity = values->capacity ? values->capacity * 2 : 4;
        struct str *items = pattern_reader_new(reader, capacity * sizeof *items);
        if (!items)
            return false;
        if (values->count)
            memcpy(items, values->items, values->count * sizeof *items);
        values->items = items;
        values->capacity = capacity;
    }
    values->items[values->count++] = value;
    return true;
}

/* ---- What separates ------------------------------------------------------------------------------------- */

bool pattern_reader_accept(struct pattern_reader *reader, const char *text)
{
    size_t length = strlen(text);
    if (reader->text.length - reader->at < length || memcmp(reader->text.data + reader->at, text, length) != 0)
        return false;
    reader->at += (uint32_t)length;
    return true;
}

bool pattern_reader_is_space(const struct pattern_reader *reader)
{
    size_t at = reader->at;
    return pattern_reader_ended(reader) || char_is_space(utf8_next(reader->text.data, &at));
}

bool pattern_reader_ends_element(const struct pattern_reader *reader)
{
    char byte = pattern_reader_byte(reader, 0);
    return pattern_reader_is_space(reader) || strchr(")|}:", byte) || (byte == ',' && reader->commas);
}

void pattern_reader_space(struct pattern_reader *reader)
{
    while (!pattern_reader_ended(reader)) {
        size_t at = reader->at;
        if (pattern_reader_accept(reader, "--")) {
            while (!pattern_reader_ended(reader) && pattern_reader_byte(reader, 0) != '\n')
                reader->at++;
        } else if (char_is_space(utf8_next(reader->text.data, &at))) {
            reader->at = (uint32_t)at;
        } else {
            return;
        }
    }
}

/* ---- Names, words, numbers ------------------------------------------------------------------------------ */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_name(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

static struct str read_since(const struct pattern_reader *reader, uint32_t start)
{
    return (struct str){reader->text.data + start, reader->at - start};
}

struct str pattern_reader_name(struct pattern_reader *reader)
{
    uint32_t start = reader->at;
    if (is_name(pattern_reader_byte(reader, 0)))
        while (is_name(pattern_reader_byte(reader, 0)) || is_digit(pattern_reader_byte(reader, 0)))
            reader->at++;
    return read_since(reader, start);
}

bool pattern_is_name(struct str text)
{
    struct pattern_reader reader = {.text = text};
    return pattern_reader_name(&reader).length == text.length && text.length > 0;
}

/* Other white space than ASCII's parts words, too. */
bool pattern_reader_at_word(const struct pattern_reader *reader, uint32_t ahead)
{
    char byte = pattern_reader_byte(reader, ahead);
    size_t at = reader->at + ahead;
    if ((unsigned char)byte < 0x80)
        return is_name(byte) || is_digit(byte);
    return !char_is_space(utf8_next(reader->text.data, &at));
}

struct str pattern_reader_word(struct pattern_reader *reader)
{
    uint32_t start = reader->at;
    while (!pattern_reader_ended(reader)) {
        char byte = pattern_reader_byte(reader, 0);
        bool inner = reader->at > start && (byte == '\'' || byte == '-') && pattern_reader_at_word(reader, 1);
        if (!inner && !pattern_reader_at_word(reader, 0))
            break;
        reader->at += (uint32_t)utf8_length((unsigned char)byte);
    }
    return read_since(reader, start);
}

struct str pattern_reader_number(struct pattern_reader *reader)
{
    uint32_t start = reader->at;
    uint32_t sign = pattern_reader_byte(reader, 0) == '-';
    if (!is_digit(pattern_reader_byte(reader, sign)))
        return read_since(reader, start);
    reader->at += sign;
    while (is_digit(pattern_reader_byte(reader, 0)))
        reader->at++;
    if (pattern_reader_byte(reader, 0) == '.' && is_digit(pattern_reader_byte(reader, 1)))
        do
            reader->at++;
        while (is_digit(pattern_reader_byte(reader, 0)));
    return read_since(reader, start);
}

/* ---- What stands between marks -------------------------------------------------------------------------- */

/* Goes to the mark that ends what begins at `start`, over what is escaped; it must stand on the same line. */
static bool find_mark(struct pattern_reader *reader, uint32_t start, char mark)
{
    while (!pattern_reader_ended(reader) && pattern_reader_byte(reader, 0) != '\n') {
        if (pattern_reader_byte(reader, 0) == mark)
            return true;
        reader->at += pattern_reader_byte(reader, 0) == '\\' && pattern_reader_byte(reader, 1) != '\n';
        if (!pattern_reader_ended(reader))
            reader->at += (uint32_t)utf8_length((unsigned char)pattern_reader_byte(reader, 0));
    }
    struct str seen = pattern_reader_seen(reader, start);
    char other = mark == '"' ? '\'' : '"';
    return pattern_reader_fail(
        reader, start,
        error_set(reader->error, MESSAGE_PATTERN_QUOTE, PATTERN_SHOWN(seen), mark, other, mark, other));
}

static bool unescape(struct pattern_reader *reader, struct str *out, struct str written, char mark)
{
    uint32_t start = (uint32_t)(written.data - reader->text.data);
    char *text = memchr(written.data, '\\', written.length) ? pattern_reader_new(reader, written.length) : NULL;
    *out = written;
    if (!text)
        return reader->status == TOCSIN_OK;
    size_t length = 0;
    for (size_t i = 0; i < written.length; i++) {
        if (written.data[i] == '\\' && written.data[++i] != mark && written.data[i] != '\\')
            return pattern_reader_fail(reader, start + (uint32_t)i - 1,
                                       error_set(reader->error, MESSAGE_PATTERN_ESCAPE, mark));
        text[length++] = written.data[i];
    }
    *out = (struct str){text, length};
    return true;
}

static bool is_blank(struct str text)
{
    for (size_t at = 0; at < text.length;)
        if (!char_is_space(utf8_next(text.data, &at)))
            return false;
    return true;
}

bool pattern_reader_quoted(struct pattern_reader *reader, struct str *out)
{
    uint32_t start = reader->at++;
    char mark = reader->text.data[start];
    if (!find_mark(reader, start, mark))
        return false;
    struct str written = read_since(reader, start + 1);
    reader->at++;
    if (is_blank(written))
        return pattern_reader_fail(reader, start,
                                   error_set(reader->error, MESSAGE_PATTERN_EMPTY, "what the quotes hold", ""));
    return unescape(reader, out, written, mark);
}

bool pattern_reader_regex(struct pattern_reader *reader, struct str *out, unsigned *flags)
{
    static const char letters[] = "ixms";
    static const unsigned values[] = {REGEX_CASELESS, REGEX_EXTENDED, REGEX_MULTILINE, REGEX_DOTALL};
    uint32_t start = reader->at++;
    if (!find_mark(reader, start, '/'))
        return false;
    struct str text = read_since(reader, start + 1);
    if (text.length == 0)
        return pattern_reader_fail(reader, start, error_set(reader->error, MESSAGE_PATTERN_EMPTY, "the regex", ""));
    reader->at++;
    *flags = 0;
    for (; is_name(pattern_reader_byte(reader, 0)); reader->at++) {
        const char *letter = strchr(letters, pattern_reader_byte(reader, 0));
        if (!letter)
            return pattern_reader_fail(
                reader, reader->at, error_set(reader->error, MESSAGE_PATTERN_FLAG, pattern_reader_byte(reader, 0)));
        *flags |= values[letter - letters];
    }
    *out = text;
    return true;
}

/* ---- {m,n} ---------------------------------------------------------------------------------------------- */

/* Digits; PATTERN_NO_LIMIT where there are none, and a number over the limit stays over it. */
static uint32_t read_count(struct pattern_reader *reader)
{
    uint32_t count = PATTERN_NO_LIMIT;
    pattern_reader_space(reader);
    for (; is_digit(pattern_reader_byte(reader, 0)); reader->at++) {
        uint32_t digit = (uint32_t)(pattern_reader_byte(reader, 0) - '0');
        count = count == PATTERN_NO_LIMIT ? digit : count * 10 + digit;
        count = count > PATTERN_REPEAT_LIMIT ? PATTERN_REPEAT_LIMIT + 1 : count;
    }
    pattern_reader_space(reader);
    return count;
}

bool pattern_reader_range(struct pattern_reader *reader, uint32_t *least, uint32_t *most)
{
    uint32_t start = reader->at++;
    uint32_t low = read_count(reader), high = low;
    if (pattern_reader_accept(reader, ","))
        high = read_count(reader);
    bool closed = pattern_reader_accept(reader, "}");
    struct str seen = closed ? pattern_reader_seen(reader, start) : pattern_reader_run(reader, start);
    if (!closed || low == PATTERN_NO_LIMIT)
        return pattern_reader_fail(reader, start,
                                   error_set(reader->error, MESSAGE_PATTERN_RANGE, PATTERN_SHOWN(seen)));
    if (low > PATTERN_REPEAT_LIMIT || (high > PATTERN_REPEAT_LIMIT && high != PATTERN_NO_LIMIT))
        return pattern_reader_fail(reader, start,
                                   error_set(reader->error, MESSAGE_PATTERN_RANGE_LIMIT, PATTERN_SHOWN(seen),
                                             (unsigned)PATTERN_REPEAT_LIMIT));
    if (low > high)
        return pattern_reader_fail(reader, start,
                                   error_set(reader->error, MESSAGE_PATTERN_RANGE_ORDER, PATTERN_SHOWN(seen)));
    if (high == 0)
        return pattern_reader_fail(reader, start,
                                   error_set(reader->error, MESSAGE_PATTERN_RANGE_NOTHING, PATTERN_SHOWN(seen)));
    *least = low;
    *most = high;
    return true;
}

/* ---- What errors show ----------------------------------------------------------------------------------- */

static struct str cut(struct str text)
{
    if (text.length <= SHOWN_MOST)
        return text;
    text.length = SHOWN_MOST;
    while (((unsigned char)text.data[text.length] & 0xc0) == 0x80)
        text.length--;
    return text;
}

struct str pattern_reader_seen(const struct pattern_reader *reader, uint32_t start)
{
    struct str seen = read_since(reader, start);
    const char *line = memchr(seen.data, '\n', seen.length);
    seen.length = line ? (size_t)(line - seen.data) : seen.length;
    return cut(seen);
}

struct str pattern_reader_run(const struct pattern_reader *reader, uint32_t start)
{
    struct pattern_reader behind = *reader;
    while (!pattern_reader_is_space(&behind))
        behind.at += (uint32_t)utf8_length((unsigned char)pattern_reader_byte(&behind, 0));
    return cut(read_since(&behind, start));
}
