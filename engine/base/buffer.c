#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>

void buffer_init(struct buffer *buffer, const tocsin_allocator *alloc)
{
    *buffer = (struct buffer){.alloc = alloc};
}

void buffer_finish(struct buffer *buffer)
{
    alloc_free(buffer->alloc, buffer->data, buffer->capacity);
    buffer_init(buffer, buffer->alloc);
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    buffer->failed = false;
}

bool buffer_grow(struct buffer *buffer, size_t more)
{
    enum { FIRST = 256 };
    if (buffer->failed)
        return false;
    if (more <= buffer->capacity - buffer->length)
        return true;
    size_t need = buffer->length + more;
    size_t larger = buffer->capacity < FIRST ? FIRST : buffer->capacity * 2;
    if (larger < need)
        larger = need;
    char *moved = need < more ? NULL : alloc_resize(buffer->alloc, buffer->data, buffer->capacity, larger);
    if (!moved) {
        buffer->failed = true;
        return false;
    }
    buffer->data = moved;
    buffer->capacity = larger;
    return true;
}

void buffer_text(struct buffer *buffer, const char *text)
{
    buffer_append(buffer, text, strlen(text));
}

void buffer_unsigned(struct buffer *buffer, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    buffer_append(buffer, digits + at, sizeof digits - at);
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        buffer->failed = true;
    if (!buffer_reserve(buffer, (size_t)length + 1))
        return;
    va_start(arguments, format);
    vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}
