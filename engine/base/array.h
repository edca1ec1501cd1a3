/* array.h: growable arrays of any type.
 *
 *     ARRAY(struct token) tokens = {0};
 *     if (!array_push(alloc, &tokens, token)) return out of memory;
 *     array_finish(alloc, &tokens);
 *
 * The macros evaluate `array` more than once.
 */
#ifndef TOCSIN_BASE_ARRAY_H
#define TOCSIN_BASE_ARRAY_H

#include "base/alloc.h"

#define ARRAY(type)                                                                                              \
    struct {                                                                                                     \
        type *items;                                                                                             \
        size_t count;                                                                                            \
        size_t capacity;                                                                                         \
    }

/* Makes room for `need` items of `size` bytes in all; false and unchanged when memory is out. `items` is the
 * address of the array's pointer, whatever its type. */
bool array_grow(const tocsin_allocator *alloc, void *items, size_t *capacity, size_t need, size_t size);

/* count + more, or a need that no array can meet. */
static inline size_t array_need(size_t count, size_t more)
{
    return more <= SIZE_MAX - count ? count + more : SIZE_MAX;
}

/* Room for `more` items behind the last. */
#define array_reserve(alloc, array, more)                                                                        \
    (array_need((array)->count, (more)) <= (array)->capacity ||                                                  \
     array_grow((alloc), &(array)->items, &(array)->capacity, array_need((array)->count, (more)),                \
                sizeof *(array)->items))

/* Appends a value; false when memory is out. */
#define array_push(alloc, array, ...)                                                                            \
    (array_reserve((alloc), (array), 1) && ((array)->items[(array)->count++] = (__VA_ARGS__), true))

#define array_clear(array) ((void)((array)->count = 0))

#define array_finish(alloc, array)                                                                               \
    (alloc_free((alloc), (array)->items, (array)->capacity * sizeof *(array)->items), (array)->items = NULL,      \
     (array)->count = 0, (void)((array)->capacity = 0))

#endif
