#include "regex/regex.h"

#include <stdalign.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "regex/regex_code.h"
#include "regex/regex_limits.h"

/* ---- Memory ------------------------------------------------------------------------------------------ */

struct block {
    alignas(max_align_t) size_t size;
};

static void *block_new(size_t size, void *user)
{
    if (size > SIZE_MAX - sizeof(struct block))
        return NULL;
    struct block *block = alloc_new(user, sizeof *block + size);
    if (!block)
        return NULL;
    block->size = sizeof *block + size;
    return block + 1;
}

static void block_free(void *memory, void *user)
{
    if (!memory)
        return;
    struct block *block = (struct block *)memory - 1;
    alloc_free(user, block, block->size);
}

pcre2_general_context *regex_context_create(const tocsin_allocator *alloc)
{
    return pcre2_general_context_create(block_new, block_free, (void *)alloc);
}

/* ---- What is refused by its spelling ------------------------------------------------------------------ */

/* Offset of a callout "(?C" that is syntax (not quoted, not in a class), or SIZE_MAX. */
static size_t callout_find(struct str pattern)
{
    bool in_class = false;
    for (size_t i = 0; i < pattern.length; i++) {
        const char *p = pattern.data + i;
        size_t left = pattern.length - i;
        if (*p == '\\' && left > 1 && p[1] == 'Q') {
            while (i < pattern.length &&
                   !(pattern.data[i] == '\\' && i + 1 < pattern.length && pattern.data[i + 1] == 'E'))
                i++;
            i++;
        } else if (*p == '\\') {
            i++;
        } else if (in_class) {
            in_class = *p != ']';
        } else if (*p == '[') {
            in_class = true;
            size_t first = i + 1 < pattern.length && p[1] == '^' ? i + 2 : i + 1;
            if (first < pattern.length && pattern.data[first] == ']')
                i = first;
        } else if (left > 2 && memcmp(p, "(?C", 3) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

static tocsin_status pattern_check(struct str pattern, tocsin_error *error)
{
    if (pattern.length > REGEX_PATTERN_BYTES)
        return error_set(error, MESSAGE_REGEX_LENGTH, pattern.length, (size_t)REGEX_PATTERN_BYTES);
    if (pattern.length > 1 && memcmp(pattern.data, "(*", 2) == 0) {
        tocsin_status status = error_set(error, MESSAGE_REGEX_VERB);
        error_offset(error, 0);
        return status;
    }
    size_t callout = callout_find(pattern);
    if (callout == SIZE_MAX)
        return TOCSIN_OK;
    tocsin_status status = error_set(error, MESSAGE_REGEX_CALLOUT);
    error_offset(error, callout);
    return status;
}

/* ---- Compiling ---------------------------------------------------------------------------------------- */

static uint32_t pcre2_options(unsigned flags)
{
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT;
    options |= flags & REGEX_CASELESS ? PCRE2_CASELESS : 0;
    options |= flags & REGEX_EXTENDED ? PCRE2_EXTENDED : 0;
    options |= flags & REGEX_MULTILINE ? PCRE2_MULTILINE : 0;
    options |= flags & REGEX_DOTALL ? PCRE2_DOTALL : 0;
    return options;
}

static pcre2_code *code_compile(const tocsin_allocator *alloc, struct str pattern, unsigned flags, int *code_error,
                                size_t *offset)
{
    pcre2_code *code = NULL;
    *code_error = PCRE2_ERROR_NOMEMORY;
    *offset = 0;
    pcre2_general_context *general = regex_context_create(alloc);
    pcre2_compile_context *context = general ? pcre2_compile_context_create(general) : NULL;
    if (context)
        code = pcre2_compile((PCRE2_SPTR)(pattern.data ? pattern.data : ""), pattern.length, pcre2_options(flags),
                             code_error, offset, context);
    pcre2_compile_context_free(context);
    pcre2_general_context_free(general);
    return code;
}

static tocsin_status compile_error(int code_error, size_t offset, tocsin_error *error)
{
    if (code_error == PCRE2_ERROR_NOMEMORY || code_error == PCRE2_ERROR_HEAP_FAILED)
        return error_set(error, MESSAGE_MEMORY);
    char text[256];
    if (pcre2_get_error_message(code_error, (PCRE2_UCHAR *)text, sizeof text) < 0)
        strcpy(text, "unknown error");
    tocsin_status status = error_set(error, MESSAGE_REGEX_SYNTAX, text);
    error_offset(error, offset);
    return status;
}

/* The pattern with a callout before it, by which every attempt at a start offset is charged. \E ends what \Q
 * left open; `newline` ends an x-comment that would swallow the bracket. */
static pcre2_code *code_compile_charged(const tocsin_allocator *alloc, struct str pattern, unsigned flags,
                                        bool newline, int *code_error)
{
    struct buffer text;
    buffer_init(&text, alloc);
    buffer_text(&text, "(?C1)(?:");
    buffer_append(&text, pattern.data, pattern.length);
    buffer_text(&text, newline ? "\n)" : "\\E)");
    pcre2_code *code = NULL;
    size_t offset;
    *code_error = PCRE2_ERROR_NOMEMORY;
    if (!text.failed)
        code = code_compile(alloc, (struct str){text.data, text.length}, flags, code_error, &offset);
    buffer_finish(&text);
    return code;
}

/* First as it was written, so that errors point into it; then with the callout. */
static tocsin_status code_create(pcre2_code **out, const tocsin_allocator *alloc, struct str pattern,
                                 unsigned flags, tocsin_error *error)
{
    int code_error;
    size_t offset;
    pcre2_code *plain = code_compile(alloc, pattern, flags, &code_error, &offset);
    if (!plain)
        return compile_error(code_error, offset, error);
    pcre2_code_free(plain);
    pcre2_code *charged = code_compile_charged(alloc, pattern, flags, false, &code_error);
    if (!charged && code_error != PCRE2_ERROR_NOMEMORY && code_error != PCRE2_ERROR_HEAP_FAILED)
        charged = code_compile_charged(alloc, pattern, flags, true, &code_error);
    if (!charged)
        return compile_error(code_error, 0, error);
    *out = charged;
    return TOCSIN_OK;
}

static tocsin_status code_check(const pcre2_code *code, uint32_t *captures, tocsin_error *error)
{
    size_t size = 0;
    pcre2_pattern_info(code, PCRE2_INFO_SIZE, &size);
    if (size > REGEX_CODE_BYTES)
        return error_set(error, MESSAGE_REGEX_SIZE, size, (size_t)REGEX_CODE_BYTES);
    pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, captures);
    if (*captures > REGEX_CAPTURES)
        return error_set(error, MESSAGE_REGEX_CAPTURES, (unsigned)*captures, (unsigned)REGEX_CAPTURES);
    return TOCSIN_OK;
}

/* The name table: entries of a number (two bytes, high first) and a NUL-ended name. */
static void names_read(struct regex *regex)
{
    uint32_t count = 0, size = 0;
    PCRE2_SPTR table = NULL;
    pcre2_pattern_info(regex->code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(regex->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(regex->code, PCRE2_INFO_NAMETABLE, &table);
    for (uint32_t i = 0; i < count; i++, table += size)
        regex->names[(table[0] << 8 | table[1]) - 1] = (const char *)table + 2;
}

static size_t regex_size(uint32_t captures)
{
    return sizeof(struct regex) + captures * sizeof(const char *);
}

static void starts_add(struct regex *regex, unsigned byte)
{
    regex->starts[byte >> 6] |= UINT64_C(1) << (byte & 63);
}

/* What PCRE2 knows of how a match begins. A single byte that it names may stand for either case, which it does not
 * say, and for letters beyond ASCII that differ from it only in case. */
static void starts_read(struct regex *regex)
{
    uint32_t kind = 0, byte = 0;
    const uint8_t *map = NULL;
    pcre2_pattern_info(regex->code, PCRE2_INFO_MINLENGTH, &regex->shortest);
    pcre2_pattern_info(regex->code, PCRE2_INFO_FIRSTCODETYPE, &kind);
    pcre2_pattern_info(regex->code, PCRE2_INFO_FIRSTCODEUNIT, &byte);
    pcre2_pattern_info(regex->code, PCRE2_INFO_FIRSTBITMAP, &map);
    for (unsigned i = 0; i < 256; i++) {
        bool same = i >= 0x80 || byte >= 0x80 || ((i ^ byte) & ~0x20u) == 0;
        if (kind == 1 ? same : !map || (map[i / 8] >> (i % 8) & 1))
            starts_add(regex, i);
    }
}

tocsin_status regex_compile(struct regex **out, const tocsin_allocator *alloc, struct str pattern, unsigned flags,
                            tocsin_error *error)
{
    pcre2_code *code = NULL;
    uint32_t captures = 0;
    tocsin_status status = pattern_check(pattern, error);
    if (!status)
        status = code_create(&code, alloc, pattern, flags, error);
    if (!status)
        status = code_check(code, &captures, error);
    if (status) {
        pcre2_code_free(code);
        return status;
    }
    struct regex *regex = alloc_zero(alloc, regex_size(captures));
    char *copy = alloc_text(alloc, pattern.data, pattern.length);
    if (!regex || !copy) {
        alloc_free(alloc, regex, regex_size(captures));
        alloc_free(alloc, copy, pattern.length + 1);
        pcre2_code_free(code);
        return error_set(error, MESSAGE_MEMORY);
    }
    regex->alloc = alloc;
    regex->code = code;
    regex->pattern = copy;
    regex->pattern_length = pattern.length;
    regex->flags = flags;
    regex->capture_count = captures;
    /* Without JIT (no machine support, no executable memory) the interpreter gives the same matches. */
#ifndef TOCSIN_NO_JIT
    regex->jit = pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0;
#endif
    names_read(regex);
    starts_read(regex);
    *out = regex;
    return TOCSIN_OK;
}

void regex_free(struct regex *regex)
{
    if (!regex)
        return;
    pcre2_code_free(regex->code);
    alloc_free(regex->alloc, regex->pattern, regex->pattern_length + 1);
    alloc_free(regex->alloc, regex, regex_size(regex->capture_count));
}

/* ---- What a regex is ---------------------------------------------------------------------------------- */

struct str regex_pattern(const struct regex *regex)
{
    return (struct str){regex->pattern, regex->pattern_length};
}

unsigned regex_flags(const struct regex *regex)
{
    return regex->flags;
}

bool regex_may_begin(const struct regex *regex, struct str text)
{
    if (text.length < regex->shortest)
        return false;
    unsigned char first = text.length ? (unsigned char)text.data[0] : 0;
    return text.length == 0 || (regex->starts[first >> 6] >> (first & 63) & 1);
}

uint32_t regex_capture_count(const struct regex *regex)
{
    return regex->capture_count;
}

const char *regex_capture_name(const struct regex *regex, uint32_t capture)
{
    return capture >= 1 && capture <= regex->capture_count ? regex->names[capture - 1] : NULL;
}

uint32_t regex_capture_index(const struct regex *regex, struct str name)
{
    for (uint32_t i = 0; i < regex->capture_count; i++)
        if (regex->names[i] && str_equal(str_of(regex->names[i]), name))
            return i + 1;
    return 0;
}
