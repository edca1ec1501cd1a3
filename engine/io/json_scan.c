#include "io/json_scan.h"

struct scan {
    json_members *out;
    const tocsin_allocator *alloc;
    struct str line;
    size_t at;
    size_t depth;
    bool has_key, has_value;  /* of the member in hand: begun */
    size_t key, value;        /* where */
    size_t end;               /* of the last token */
    struct json_member member;
    tocsin_error *error;
};

static tocsin_status refuse(struct scan *scan, size_t at, const char *what)
{
    tocsin_status status = error_set(scan->error, MESSAGE_JSON_SYNTAX, what);
    error_at(scan->error, NULL, 0, (uint32_t)(at < UINT32_MAX ? at + 1 : UINT32_MAX));
    return status;
}

static int hex_value(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    byte |= 0x20;
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* The UTF-8 bytes that the \u escape at `at` stands for; 0 where it has no four hex digits. A pair of surrogates
 * counts two for each half. */
static size_t escape_length(struct str line, size_t at)
{
    int code = 0;
    for (size_t i = at + 2; i < at + 6; i++) {
        int value = i < line.length ? hex_value(line.data[i]) : -1;
        if (value < 0)
            return 0;
        code = code << 4 | value;
    }
    return code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
}

/* Where the bytes up to `end` hold a control character, or `end`. */
static size_t find_control(const char *data, size_t at, size_t end)
{
    unsigned char least = 0xff;
    for (size_t i = at; i < end; i++)
        least = (unsigned char)data[i] < least ? (unsigned char)data[i] : least;
    if (least >= 0x20)
        return end;
    while ((unsigned char)data[at] >= 0x20)
        at++;
    return at;
}

/* From a quote to behind its partner; *decoded is the length that the string has once its escapes are read. */
static tocsin_status scan_string(struct scan *scan, size_t *decoded)
{
    const char *data = scan->line.data, *quote = NULL;
    size_t start = scan->at + 1, at = start, escaped = 0, meant = 0;
    for (;;) {
        if (!quote || quote < data + at)
            quote = memchr(data + at, '"', scan->line.length - at);
        if (!quote)
            return refuse(scan, scan->at, "a string that does not end");
        const char *slash = memchr(data + at, '\\', (size_t)(quote - data) - at);
        if (!slash)
            break;
        at = (size_t)(slash - data);
        size_t length = slash[1] == 'u' ? 6 : 2, stands_for = length == 6 ? escape_length(scan->line, at) : 1;
        if (!stands_for)
            return refuse(scan, at, "\\u without four hex digits");
        at += length;
        escaped += length;
        meant += stands_for;
    }
    size_t end = (size_t)(quote - data), control = find_control(data, start, end);
    if (control < end)
        return refuse(scan, control, "a control character in a string");
    *decoded = end - start - escaped + meant;
    scan->at = end + 1;
    return TOCSIN_OK;
}

static size_t skip_digits(struct str text, size_t at)
{
    while (at < text.length && text.data[at] >= '0' && text.data[at] <= '9')
        at++;
    return at;
}

size_t json_number_end(struct str text, size_t start)
{
    size_t at = start + (text.data[start] == '-'), integer = at;
    at = skip_digits(text, at);
    if (at == integer || (text.data[integer] == '0' && at > integer + 1))
        return start;
    if (at < text.length && text.data[at] == '.') {
        size_t fraction = ++at;
        if ((at = skip_digits(text, at)) == fraction)
            return start;
    }
    if (at < text.length && (text.data[at] | 0x20) == 'e') {
        at++;
        at += at < text.length && (text.data[at] == '+' || text.data[at] == '-');
        size_t exponent = at;
        if ((at = skip_digits(text, at)) == exponent)
            return start;
    }
    return at;
}

static tocsin_status scan_number(struct scan *scan)
{
    size_t end = json_number_end(scan->line, scan->at);
    if (end == scan->at)
        return refuse(scan, scan->at, "a number that is not written as JSON has it");
    scan->at = end;
    return TOCSIN_OK;
}

/* At a token of the outermost object's members: notes where the value begins. */
static void note_value(struct scan *scan)
{
    if (scan->has_key && !scan->has_value) {
        scan->has_value = true;
        scan->value = scan->at;
    }
}

static tocsin_status scan_quoted(struct scan *scan)
{
    size_t length = 0, start = scan->at;
    bool is_key = scan->depth == 1 && !scan->has_key;
    note_value(scan);
    tocsin_status status = scan_string(scan, &length);
    if (is_key) {
        scan->has_key = true;
        scan->key = start;
        scan->member.key_length = length;
    } else if (scan->depth == 1) {
        scan->member.value_length = length;
    }
    return status;
}

static tocsin_status end_member(struct scan *scan)
{
    if (!scan->has_value)
        return TOCSIN_OK;
    scan->member.whole = (struct str){scan->line.data + scan->key, scan->end - scan->key};
    scan->member.value = (struct str){scan->line.data + scan->value, scan->end - scan->value};
    bool kept = array_push(scan->alloc, scan->out, scan->member);
    scan->has_key = scan->has_value = false;
    scan->member = (struct json_member){0};
    return kept ? TOCSIN_OK : error_set(scan->error, MESSAGE_MEMORY);
}

/* Brackets, commas, colons, the letters of true, false and null. */
static tocsin_status scan_mark(struct scan *scan, char mark)
{
    tocsin_status status = TOCSIN_OK;
    if ((unsigned char)mark < 0x20 && mark != '\t' && mark != '\r')
        return refuse(scan, scan->at, "a control character");
    if (scan->depth == 1 && (mark == ',' || mark == '}'))
        status = end_member(scan);
    else if (mark > ' ' && mark != ':')
        note_value(scan);
    scan->depth += mark == '{' || mark == '[';
    scan->depth -= mark == '}' || mark == ']';
    scan->at++;
    return status;
}

tocsin_status json_scan(json_members *out, const tocsin_allocator *alloc, struct str line, tocsin_error *error)
{
    struct scan scan = {.out = out, .alloc = alloc, .line = line, .error = error};
    while (scan.at < line.length) {
        char byte = line.data[scan.at];
        tocsin_status status;
        if (byte == '"') {
            status = scan_quoted(&scan);
        } else if (byte == '-' || (byte >= '0' && byte <= '9')) {
            note_value(&scan);
            status = scan_number(&scan);
        } else {
            status = scan_mark(&scan, byte);
        }
        if (status)
            return status;
        if (byte > ' ')
            scan.end = scan.at;
    }
    return TOCSIN_OK;
}
