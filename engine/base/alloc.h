/* alloc.h: the one way memory is got and given back. */
#ifndef TOCSIN_BASE_ALLOC_H
#define TOCSIN_BASE_ALLOC_H

#include "tocsin/tocsin.h"

/* The allocator in force where the caller gave none: malloc's family. */
extern const tocsin_allocator alloc_system;

static inline void *alloc_new(const tocsin_allocator *alloc, size_t size)
{
    return alloc->resize(alloc->user, NULL, 0, size);
}

static inline void *alloc_resize(const tocsin_allocator *alloc, void *memory, size_t old_size, size_t new_size)
{
    return alloc->resize(alloc->user, memory, old_size, new_size);
}

static inline void alloc_free(const tocsin_allocator *alloc, void *memory, size_t size)
{
    if (memory)
        alloc->resize(alloc->user, memory, size, 0);
}

/* A zeroed block, or NULL. */
void *alloc_zero(const tocsin_allocator *alloc, size_t size);

/* A copy of `length` bytes with a NUL behind it (length + 1 bytes in all), or NULL. */
char *alloc_text(const tocsin_allocator *alloc, const char *text, size_t length);

#endif
