/* buffer.h: bytes that grow at the end. After a failed allocation it drops what follows and says so once, at
 * the end: writers check `buffer->failed` instead of every append. */
#ifndef TOCSIN_BASE_BUFFER_H
#define TOCSIN_BASE_BUFFER_H

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

/* Room for `more` bytes behind the last; false (and failed) when memory is out. */
bool buffer_reserve(struct buffer *buffer, size_t more);

void buffer_append(struct buffer *buffer, const char *data, size_t length);
void buffer_char(struct buffer *buffer, char byte);
void buffer_text(struct buffer *buffer, const char *text);
void buffer_unsigned(struct buffer *buffer, uint64_t number);
void buffer_format(struct buffer *buffer, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

#endif
