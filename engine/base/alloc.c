#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

static void *system_resize(void *user, void *memory, size_t old_size, size_t new_size)
{
    (void)user;
    (void)old_size;
    if (new_size == 0) {
        free(memory);
        return NULL;
    }
    return realloc(memory, new_size);
}

const tocsin_allocator alloc_system = {system_resize, NULL};

void *alloc_zero(const tocsin_allocator *alloc, size_t size)
{
    void *memory = alloc_new(alloc, size);
    if (memory)
        memset(memory, 0, size);
    return memory;
}

char *alloc_text(const tocsin_allocator *alloc, const char *text, size_t length)
{
    char *copy = alloc_new(alloc, length + 1);
    if (!copy)
        return NULL;
    if (length)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}
