#include "base/error.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void error_copy_text(char *out, size_t capacity, const char *text)
{
    static const char more[] = "...";
    assert(capacity >= sizeof more);
    size_t length = strlen(text);
    if (length < capacity) {
        memcpy(out, text, length + 1);
        return;
    }
    size_t keep = capacity - sizeof more;
    while (keep && ((unsigned char)text[keep] & 0xc0) == 0x80)
        keep--;
    memcpy(out, text, keep);
    memcpy(out + keep, more, sizeof more);
}

tocsin_status error_set(tocsin_error *error, enum message message, ...)
{
    const struct message_entry *entry = &message_table[message];
    if (!error)
        return entry->status;
    char text[2 * sizeof error->message];
    va_list arguments;
    va_start(arguments, message);
    vsnprintf(text, sizeof text, entry->text, arguments);
    va_end(arguments);
    *error = (tocsin_error)TOCSIN_ERROR_INIT;
    error->status = entry->status;
    error_copy_text(error->id, sizeof error->id, entry->id);
    error_copy_text(error->message, sizeof error->message, text);
    return entry->status;
}

void error_at(tocsin_error *error, const char *file, uint32_t line, uint32_t column)
{
    if (!error)
        return;
    if (file)
        error_copy_text(error->file, sizeof error->file, file);
    error->line = line;
    error->column = column;
}

void error_offset(tocsin_error *error, uint64_t offset)
{
    if (error)
        error->offset = offset;
}

void error_traceback(tocsin_error *error, const char *traceback)
{
    if (error)
        error_copy_text(error->traceback, sizeof error->traceback, traceback);
}

static bool is_inside_character(struct str text, size_t offset)
{
    return offset < text.length && ((unsigned char)text.data[offset] & 0xc0) == 0x80;
}

void error_excerpt(tocsin_error *error, struct str line, size_t start, size_t end)
{
    enum { BEFORE = 60 }; /* bytes kept in front of the place */
    if (!error)
        return;
    size_t from = 0, room = sizeof error->excerpt - 1;
    start = start < line.length ? start : line.length;
    end = end < start ? start : end < line.length ? end : line.length;
    if (line.length > room && start > BEFORE)
        from = start - BEFORE;
    while (is_inside_character(line, from))
        from++;
    size_t to = line.length - from > room ? from + room : line.length;
    while (is_inside_character(line, to))
        to--;
    end = end < to ? end : to;
    if (to > from)
        memcpy(error->excerpt, line.data + from, to - from);
    error->excerpt[to - from] = '\0';
    error->mark = (uint32_t)(start - from);
    error->mark_length = (uint32_t)(end - start);
}

size_t tocsin_error_format(const tocsin_error *error, char *out, size_t capacity)
{
    char place[300] = "";
    int at = 0;
    if (error->file[0])
        at = snprintf(place, sizeof place, "%s:", error->file);
    if (error->line)
        at += snprintf(place + at, sizeof place - (size_t)at, "%u:", (unsigned)error->line);
    if (error->line && error->column)
        at += snprintf(place + at, sizeof place - (size_t)at, "%u:", (unsigned)error->column);
    if (!error->line && error->offset != UINT64_MAX)
        at += snprintf(place + at, sizeof place - (size_t)at, "byte %llu:", (unsigned long long)error->offset);
    int length = snprintf(out, capacity, "%s%s%s", place, at ? " " : "", error->message);
    return length < 0 ? 0 : (size_t)length;
}
