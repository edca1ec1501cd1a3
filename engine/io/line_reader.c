#include "io/line_reader.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

/* Large enough to make the calls cheap, small enough to stay in the second level cache. */
enum { READ_STEP = 1 << 18 };

void line_reader_init(struct line_reader *out, const tocsin_allocator *alloc, int descriptor, size_t limit)
{
    *out = (struct line_reader){.descriptor = descriptor, .limit = limit};
    buffer_init(&out->buffer, alloc);
}

void line_reader_finish(struct line_reader *reader)
{
    buffer_finish(&reader->buffer);
}

static tocsin_status read_failed(tocsin_error *error)
{
    char reason[128];
    if (strerror_r(errno, reason, sizeof reason) != 0)
        snprintf(reason, sizeof reason, "error %d", errno);
    return error_set(error, MESSAGE_FILE_READ, reason);
}

/* Moves what is not given out to the buffer's beginning: at most the part of a line. */
static void compact(struct line_reader *reader)
{
    struct buffer *buffer = &reader->buffer;
    buffer->length -= reader->start;
    if (reader->start && buffer->length)
        memmove(buffer->data, buffer->data + reader->start, buffer->length);
    reader->start = 0;
}

/* Reads once behind what is held. */
static tocsin_status fill(struct line_reader *reader, tocsin_error *error)
{
    struct buffer *buffer = &reader->buffer;
    compact(reader);
    if (buffer->capacity - buffer->length < READ_STEP / 4 && !buffer_reserve(buffer, READ_STEP)) {
        buffer->failed = false; /* what is held is whole: the caller may drop it and go on */
        return error_set(error, MESSAGE_MEMORY);
    }
    ssize_t got;
    do {
        got = read(reader->descriptor, buffer->data + buffer->length, buffer->capacity - buffer->length);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        return read_failed(error);
    buffer->length += (size_t)got;
    reader->ended = got == 0;
    return TOCSIN_OK;
}

static bool over(const struct line_reader *reader, size_t length)
{
    return length > reader->limit;
}

/* Drops what is held of a line that cannot be given out; where its end was not seen, the rest when it comes. */
static void drop_line(struct line_reader *reader, size_t length, bool whole)
{
    reader->start += length + whole;
    reader->skipping = !whole;
    reader->number++;
}

static tocsin_status skip_line(struct line_reader *reader, tocsin_error *error)
{
    while (reader->skipping) {
        const char *data = reader->buffer.data + reader->start;
        size_t held = reader->buffer.length - reader->start;
        const char *end = held ? memchr(data, '\n', held) : NULL;
        reader->start += end ? (size_t)(end - data) + 1 : held;
        reader->skipping = !end && !reader->ended;
        tocsin_status status = reader->skipping ? fill(reader, error) : TOCSIN_OK;
        if (status)
            return status;
    }
    return TOCSIN_OK;
}

/* Reads until a whole line is held, or all there is, or more than a line may be; *length is what it has, *whole
 * whether its end was seen. */
static tocsin_status find_line(struct line_reader *reader, size_t *length, bool *whole, tocsin_error *error)
{
    for (size_t seen = 0;;) {
        const char *data = reader->buffer.data + reader->start;
        size_t held = reader->buffer.length - reader->start;
        const char *end = held > seen ? memchr(data + seen, '\n', held - seen) : NULL;
        if (end || reader->ended || over(reader, held)) {
            *length = end ? (size_t)(end - data) : held;
            *whole = end;
            return TOCSIN_OK;
        }
        seen = held;
        tocsin_status status = fill(reader, error);
        if (status == TOCSIN_ERROR_MEMORY)
            drop_line(reader, held, false);
        if (status)
            return status;
    }
}

tocsin_status line_reader_next(struct line_reader *reader, struct str *out, tocsin_error *error)
{
    size_t length = 0;
    bool whole = false;
    tocsin_status status = skip_line(reader, error);
    if (!status)
        status = find_line(reader, &length, &whole, error);
    if (status)
        return status;
    if (over(reader, length)) {
        drop_line(reader, length, whole);
        return error_set(error, MESSAGE_LINE_TOO_LONG, reader->limit);
    }
    const char *data = reader->buffer.data + reader->start;
    reader->start += length + whole;
    reader->number += length || whole;
    *out = (struct str){length || whole ? data : NULL, length};
    if (length && data[length - 1] == '\r')
        out->length--;
    return TOCSIN_OK;
}

tocsin_status line_reader_rest(struct line_reader *reader, struct str *out, tocsin_error *error)
{
    while (!reader->ended) {
        if (over(reader, reader->buffer.length - reader->start))
            return error_set(error, MESSAGE_FILE_TOO_LARGE, reader->limit);
        tocsin_status status = fill(reader, error);
        if (status)
            return status;
    }
    *out = (struct str){reader->buffer.data + reader->start, reader->buffer.length - reader->start};
    reader->start = reader->buffer.length;
    return TOCSIN_OK;
}

tocsin_status line_reader_peek(struct line_reader *reader, size_t count, struct str *out, tocsin_error *error)
{
    while (reader->buffer.length - reader->start < count && !reader->ended) {
        tocsin_status status = fill(reader, error);
        if (status)
            return status;
    }
    *out = (struct str){reader->buffer.data + reader->start, reader->buffer.length - reader->start};
    return TOCSIN_OK;
}

void line_reader_skip(struct line_reader *reader, size_t count)
{
    reader->start += count;
}

void line_reader_expect(struct line_reader *reader, size_t size)
{
    if (size < reader->limit && !buffer_reserve(&reader->buffer, size + READ_STEP))
        reader->buffer.failed = false; /* reading finds out */
}
