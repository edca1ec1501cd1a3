/* prefetch.h: asks memory for what will be read soon, so that nobody waits for it then. */
#ifndef TOCSIN_BASE_PREFETCH_H
#define TOCSIN_BASE_PREFETCH_H

#include <stddef.h>

static inline void prefetch(const void *memory, size_t size)
{
#if defined(__GNUC__)
    enum { LINE = 64 };
    for (size_t at = 0; at < size; at += LINE)
        __builtin_prefetch((const char *)memory + at);
#else
    (void)memory;
    (void)size;
#endif
}

#endif
