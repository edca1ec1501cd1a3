/* form_memory.h: a worker's memory of what it last worked out of forms: a table of a fixed size, in which a form's
 * place may be another's by then. It is taken when it is first needed. */
#ifndef TOCSIN_ENGLISH_FORM_MEMORY_H
#define TOCSIN_ENGLISH_FORM_MEMORY_H

#include <string.h>

#include "base/alloc.h"
#include "text/vocabulary.h"

struct form_memory {
    void *items;                         /* begins at a cache line; zero: empty; NULL until it is opened */
    void *block;                         /* that they are in */
    const struct vocabulary *vocabulary; /* that its forms are of */
    uint32_t generation;
};

enum { FORM_MEMORY_LINE = 64 }; /* bytes of a cache line */

/* Makes it one of `vocabulary`, of `size` bytes, always the same: it is emptied where it was one of another
 * vocabulary or generation. False when memory is out. */
static inline bool form_memory_open(struct form_memory *memory, const tocsin_allocator *alloc, size_t size,
                                    const struct vocabulary *vocabulary)
{
    uint32_t generation = vocabulary_generation(vocabulary);
    if (!memory->items) {
        if (!(memory->block = alloc_zero(alloc, size + FORM_MEMORY_LINE - 1)))
            return false;
        size_t over = (uintptr_t)memory->block % FORM_MEMORY_LINE;
        memory->items = (char *)memory->block + (FORM_MEMORY_LINE - over) % FORM_MEMORY_LINE;
    } else if (memory->vocabulary != vocabulary || memory->generation != generation) {
        memset(memory->items, 0, size);
    }
    memory->vocabulary = vocabulary;
    memory->generation = generation;
    return true;
}

static inline void form_memory_finish(struct form_memory *memory, const tocsin_allocator *alloc, size_t size)
{
    alloc_free(alloc, memory->block, size + FORM_MEMORY_LINE - 1);
}

/* A key's place among 1 << bits. */
static inline uint32_t form_memory_place(uint32_t key, unsigned bits)
{
    return (key * UINT32_C(0x9e3779b1)) >> (32 - bits);
}

#endif
