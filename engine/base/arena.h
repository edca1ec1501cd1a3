/* arena.h: memory that is given back all at once. */
#ifndef TOCSIN_BASE_ARENA_H
#define TOCSIN_BASE_ARENA_H

#include "base/alloc.h"

struct arena_chunk;

struct arena {
    const tocsin_allocator *alloc;
    struct arena_chunk *current; /* newest first */
    size_t total;                /* bytes held from the allocator */
};

/* Holds nothing until the first allocation. The allocator must outlive the arena. */
void arena_init(struct arena *arena, const tocsin_allocator *alloc);
void arena_finish(struct arena *arena);

/* Makes sure that `size` bytes can be had without a call of the allocator. False: out of memory. */
bool arena_reserve(struct arena *arena, size_t size);

/* `size` bytes aligned for any type, or NULL. Lives until reset or finish. */
void *arena_new(struct arena *arena, size_t size);

/* A copy with a NUL behind it, or NULL. */
char *arena_text(struct arena *arena, const char *text, size_t length);

/* Forgets every allocation; keeps one chunk of at most `keep` bytes for the next round. */
void arena_reset(struct arena *arena, size_t keep);

#endif
