#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

enum { ARENA_FIRST_CHUNK = 4096, ARENA_LARGEST_STEP = 1 << 20 };

struct arena_chunk {
    struct arena_chunk *older;
    size_t size; /* whole block, header included */
    size_t used;
};

static size_t aligned(size_t size)
{
    const size_t unit = alignof(max_align_t);
    return (size + unit - 1) & ~(unit - 1);
}

void arena_init(struct arena *arena, const tocsin_allocator *alloc)
{
    arena->alloc = alloc;
    arena->current = NULL;
    arena->total = 0;
}

static void chunk_free(struct arena *arena, struct arena_chunk *chunk)
{
    arena->total -= chunk->size;
    alloc_free(arena->alloc, chunk, chunk->size);
}

void arena_finish(struct arena *arena)
{
    while (arena->current) {
        struct arena_chunk *chunk = arena->current;
        arena->current = chunk->older;
        chunk_free(arena, chunk);
    }
}

/* Doubles up to a step, so that small documents stay small and large ones take few calls. */
static struct arena_chunk *chunk_new(struct arena *arena, size_t need)
{
    size_t header = aligned(sizeof(struct arena_chunk));
    size_t size = arena->current ? arena->current->size * 2 : ARENA_FIRST_CHUNK;
    if (size > ARENA_LARGEST_STEP)
        size = ARENA_LARGEST_STEP;
    if (size < need + header)
        size = need + header;
    struct arena_chunk *chunk = alloc_new(arena->alloc, size);
    if (!chunk)
        return NULL;
    chunk->older = arena->current;
    chunk->size = size;
    chunk->used = header;
    arena->current = chunk;
    arena->total += size;
    return chunk;
}

bool arena_reserve(struct arena *arena, size_t size)
{
    struct arena_chunk *chunk = arena->current;
    if (size > SIZE_MAX / 2)
        return false;
    if (chunk && chunk->size - chunk->used >= size)
        return true;
    return chunk_new(arena, aligned(size ? size : 1)) != NULL;
}

void *arena_new(struct arena *arena, size_t size)
{
    struct arena_chunk *chunk = arena->current;
    if (size > SIZE_MAX / 2)
        return NULL;
    size = aligned(size ? size : 1);
    if (!chunk || chunk->size - chunk->used < size)
        chunk = chunk_new(arena, size);
    if (!chunk)
        return NULL;
    void *memory = (char *)chunk + chunk->used;
    chunk->used += size;
    return memory;
}

char *arena_text(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_new(arena, length + 1);
    if (!copy)
        return NULL;
    if (length)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

void arena_reset(struct arena *arena, size_t keep)
{
    struct arena_chunk *kept = NULL;
    while (arena->current) {
        struct arena_chunk *chunk = arena->current;
        arena->current = chunk->older;
        if (!kept && chunk->size <= keep)
            kept = chunk;
        else
            chunk_free(arena, chunk);
    }
    if (kept) {
        kept->older = NULL;
        kept->used = aligned(sizeof(struct arena_chunk));
        arena->current = kept;
    }
}
