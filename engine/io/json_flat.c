#include "io/json_flat.h"

#include "io/json_scan.h"
#include "text/utf8.h"

static void skip_blanks(struct json_flat *flat)
{
    while (flat->at < flat->line.length && (flat->line.data[flat->at] == ' ' || flat->line.data[flat->at] == '\t' ||
                                            flat->line.data[flat->at] == '\r'))
        flat->at++;
}

/* Goes over `byte` where it is next. */
static bool take(struct json_flat *flat, char byte)
{
    bool there = flat->at < flat->line.length && flat->line.data[flat->at] == byte;
    flat->at += there;
    return there;
}

/* Eight bytes, the first one lowest: compilers make one load of it. */
static inline uint64_t load_bytes(const char *at)
{
    const unsigned char *p = (const unsigned char *)at;
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
           (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

/* The bytes of a string that need a look: controls, quote, backslash. The lowest of eight by the carries that a byte
 * below a limit makes; those above it may be found by its carry. */
static inline uint64_t marked_bytes(uint64_t word)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    uint64_t quote = word ^ ones * '"', slash = word ^ ones * '\\';
    return (((word - ones * 0x20) & ~word) | ((quote - ones) & ~quote) | ((slash - ones) & ~slash)) & tops;
}

__extension__ typedef unsigned char wide __attribute__((vector_size(16)));

/* Whether one of sixteen bytes needs a look. */
static inline bool any_marked(const char *at)
{
    wide bytes;
    uint64_t halves[2];
    memcpy(&bytes, at, sizeof bytes);
    wide marked = (wide)((bytes < 0x20) | (bytes == '"') | (bytes == '\\'));
    memcpy(halves, &marked, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

/* How many bytes need no look. */
static size_t plain_run(const char *at, size_t length)
{
    size_t done = 0;
    while (length - done >= sizeof(wide) && !any_marked(at + done))
        done += sizeof(wide);
    for (; length - done >= 8; done += 8) {
        uint64_t found = marked_bytes(load_bytes(at + done));
        if (found)
            return done + (size_t)__builtin_ctzll(found) / 8;
    }
    while (done < length && (unsigned char)at[done] >= 0x20 && at[done] != '"' && at[done] != '\\')
        done++;
    return done;
}

/* The string that begins here, without its quotes. */
static bool take_string(struct json_flat *flat, struct str *out, bool *escaped)
{
    struct str line = flat->line;
    *escaped = false;
    if (!take(flat, '"'))
        return false;
    size_t start = flat->at, at = start;
    for (;;) {
        at += plain_run(line.data + at, line.length - at);
        if (at >= line.length || (line.data[at] != '"' && line.data[at] != '\\'))
            return false;
        if (line.data[at] == '"')
            break;
        *escaped = true;
        at += 2;
        if (at > line.length)
            return false;
    }
    *out = (struct str){line.data + start, at - start};
    flat->at = at + 1;
    return true;
}

static bool take_word(struct json_flat *flat, struct str word, struct str *out)
{
    const char *at = flat->line.data + flat->at;
    if (flat->line.length - flat->at < word.length || memcmp(at, word.data, word.length) != 0)
        return false;
    *out = (struct str){at, word.length};
    flat->at += word.length;
    return true;
}

/* Longer numbers are more than the parser takes. */
static bool take_number(struct json_flat *flat, struct str *out)
{
    enum { LONGEST = 60 };
    size_t start = flat->at, end = json_number_end(flat->line, start);
    *out = (struct str){flat->line.data + start, end - start};
    flat->at = end;
    return end > start && end - start <= LONGEST;
}

static bool take_value(struct json_flat *flat, struct json_flat_member *out)
{
    if (flat->at >= flat->line.length)
        return false;
    out->escaped = false;
    switch (flat->line.data[flat->at]) {
    case '"':
        out->kind = JSON_FLAT_STRING;
        return take_string(flat, &out->value, &out->escaped);
    case 'n':
        out->kind = JSON_FLAT_NULL;
        return take_word(flat, STR("null"), &out->value);
    case 't':
        out->kind = JSON_FLAT_BOOLEAN;
        return take_word(flat, STR("true"), &out->value);
    case 'f':
        out->kind = JSON_FLAT_BOOLEAN;
        return take_word(flat, STR("false"), &out->value);
    default:
        out->kind = JSON_FLAT_NUMBER;
        return take_number(flat, &out->value);
    }
}

static bool take_member(struct json_flat *flat, struct json_flat_member *out)
{
    size_t start = flat->at;
    bool escaped;
    if (!take_string(flat, &out->key, &escaped) || escaped)
        return false;
    skip_blanks(flat);
    if (!take(flat, ':'))
        return false;
    skip_blanks(flat);
    bool taken = take_value(flat, out);
    out->whole = (struct str){flat->line.data + start, flat->at - start};
    return taken;
}

enum json_flat_step json_flat_next(struct json_flat *flat, struct json_flat_member *out)
{
    bool first = flat->at == 0;
    skip_blanks(flat);
    if (!first && take(flat, '}')) {
        skip_blanks(flat);
        return flat->at == flat->line.length ? JSON_FLAT_END : JSON_FLAT_OTHER;
    }
    if (!take(flat, first ? '{' : ','))
        return JSON_FLAT_OTHER;
    skip_blanks(flat);
    return take_member(flat, out) ? JSON_FLAT_MEMBER : JSON_FLAT_OTHER;
}

/* The code of the four hex digits at `at`; 0 where they are no such thing. */
static unsigned hex_code(struct str value, size_t at)
{
    static const char digits[] = "0123456789abcdef";
    unsigned code = 0;
    if (value.length < 4 || at > value.length - 4)
        return 0;
    for (size_t i = at; i < at + 4; i++) {
        char byte = value.data[i] >= 'A' && value.data[i] <= 'F' ? (char)(value.data[i] | 0x20) : value.data[i];
        const char *digit = byte ? strchr(digits, byte) : NULL;
        if (!digit)
            return 0;
        code = code << 4 | (unsigned)(digit - digits);
    }
    return code;
}

/* The length of the escape at `at`, and the code that it stands for; 0 where it is not plain. */
static size_t read_escape(struct str value, size_t at, unsigned *code)
{
    static const char meanings[256] = {['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
                                       ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t'};
    unsigned char name = (unsigned char)value.data[at + 1]; /* there is one: a slash does not end a string */
    *code = (unsigned char)meanings[name];
    if (*code)
        return 2;
    if (name == 'u')
        *code = hex_code(value, at + 2);
    return *code == 0 || (*code >= 0xd800 && *code < 0xe000) ? 0 : 6;
}

static void put_code(struct buffer *out, unsigned code)
{
    char bytes[UTF8_MAX];
    buffer_append(out, bytes, utf8_put(bytes, code));
}

bool json_flat_decode(struct buffer *out, struct str value)
{
    if (!buffer_reserve(out, value.length + 1))
        return false;
    for (size_t at = 0; at < value.length;) {
        const char *slash = memchr(value.data + at, '\\', value.length - at);
        size_t end = slash ? (size_t)(slash - value.data) : value.length;
        unsigned code;
        buffer_append(out, value.data + at, end - at);
        if (!slash)
            break;
        size_t length = read_escape(value, end, &code);
        if (!length)
            return false;
        put_code(out, code);
        at = end + length;
    }
    return true;
}

bool json_flat_valid(struct str value)
{
    for (size_t at = 0; at < value.length;) {
        const char *slash = memchr(value.data + at, '\\', value.length - at);
        unsigned code;
        if (!slash)
            break;
        size_t length = read_escape(value, (size_t)(slash - value.data), &code);
        if (!length)
            return false;
        at = (size_t)(slash - value.data) + length;
    }
    return true;
}
