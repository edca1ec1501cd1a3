#include "base/array.h"

#include <string.h>

bool array_grow(const tocsin_allocator *alloc, void *items, size_t *capacity, size_t need, size_t size)
{
    enum { FIRST = 8 };
    size_t most = SIZE_MAX / 2 / size;
    if (need > most)
        return false;
    /* The pointer is copied as bytes: reading a `T *` as a `void *` would break the aliasing rules. */
    void *old;
    memcpy(&old, items, sizeof old);
    size_t larger = *capacity < FIRST ? FIRST : *capacity + *capacity / 2;
    if (larger < need)
        larger = need;
    if (larger > most)
        larger = most;
    void *moved = alloc_resize(alloc, old, *capacity * size, larger * size);
    if (!moved)
        return false;
    memcpy(items, &moved, sizeof moved);
    *capacity = larger;
    return true;
}
