/* buffer.h: bytes that grow at the end. After a failed allocation it drops what follows and says so once, at
 * the end: writers check `buffer->failed` instead of every append. */
#ifndef TOCSIN_BASE_BUFFER_H
#define TOCSIN_BASE_BUFFER_H

#include <string.h>

#include "base/alloc.h"
#include "base/str.h"

struct buffer {
    const tocsin_allocator *alloc;
    char *data;
    size_t length;
    size_t capacity;
    bool failed;
};

void buffer_init(struct buffer *buffer, const tocsin_allocator *alloc);
void buffer_finish(struct buffer *buffer);
void buffer_clear(struct buffer *buffer);

/* Makes room where there is none; for buffer_reserve. */
bool buffer_grow(struct buffer *buffer, size_t more);

/* Room for `more` bytes behind the last; false (and failed) when memory is out. */
static inline bool buffer_reserve(struct buffer *buffer, size_t more)
{
    return (more <= buffer->capacity - buffer->length && !buffer->failed) || buffer_grow(buffer, more);
}

static inline void buffer_append(struct buffer *buffer, const char *data, size_t length)
{
    if (!length || !buffer_reserve(buffer, length))
        return;
    memcpy(buffer->data + buffer->length, data, length);
    buffer->length += length;
}

static inline void buffer_char(struct buffer *buffer, char byte)
{
    if (buffer_reserve(buffer, 1))
        buffer->data[buffer->length++] = byte;
}

void buffer_text(struct buffer *buffer, const char *text);
void buffer_unsigned(struct buffer *buffer, uint64_t number);
void buffer_format(struct buffer *buffer, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

#endif
