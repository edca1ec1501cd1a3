#include "script/small_blocks.h"

#include <stdint.h>
#include <string.h>

#include "base/prefetch.h"

#if defined __has_feature
#if __has_feature(address_sanitizer) && !defined __SANITIZE_ADDRESS__
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

/* The sanitizer is told which blocks are free, or it would no longer see the use of one. */
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define HIDE(block, size) ASAN_POISON_MEMORY_REGION(block, size)
#define SHOW(block, size) ASAN_UNPOISON_MEMORY_REGION(block, size)
#else
#define HIDE(block, size) ((void)(block), (void)(size))
#define SHOW(block, size) ((void)(block), (void)(size))
#endif

static inline bool is_small(size_t size)
{
    return size <= SMALL_BLOCK_LIMIT;
}

/* What a block of `size` bytes really has. Blocks of small sizes have it wherever they come from, so that they can
 * grow to it in place. */
static inline size_t real_size(size_t size)
{
    return is_small(size) ? (size + SMALL_BLOCK_UNIT - 1) & ~(size_t)(SMALL_BLOCK_UNIT - 1) : size;
}

void small_blocks_init(struct small_blocks *blocks, const tocsin_allocator *alloc)
{
    *blocks = (struct small_blocks){.alloc = alloc};
}

void small_blocks_finish(struct small_blocks *blocks)
{
    if (blocks->region)
        SHOW(blocks->region, SMALL_REGION);
    alloc_free(blocks->alloc, blocks->region, SMALL_REGION);
}

static inline bool is_listed(const struct small_blocks *blocks, const void *block)
{
    return (uintptr_t)block - (uintptr_t)blocks->region < SMALL_REGION;
}

/* `size` bytes of the region that no block had yet; NULL: there is no room. */
static void *carve(struct small_blocks *blocks, size_t size)
{
    if (!blocks->region) {
        blocks->region = alloc_new(blocks->alloc, SMALL_REGION);
        if (!blocks->region)
            return NULL;
        HIDE(blocks->region, SMALL_REGION);
    }
    if (SMALL_REGION - blocks->used < size)
        return NULL;
    void *block = blocks->region + blocks->used;
    blocks->used += size;
    return block;
}

static void *small_carve(struct small_blocks *blocks, size_t real)
{
    void *block = carve(blocks, real);
    if (!block)
        return alloc_new(blocks->alloc, real);
    SHOW(block, real);
    return block;
}

static inline void *small_new(struct small_blocks *blocks, size_t size)
{
    size_t real = real_size(size);
    void **list = &blocks->free[real / SMALL_BLOCK_UNIT - 1], *block = *list;
    if (!block)
        return small_carve(blocks, real);
    SHOW(block, real);
    memcpy(list, block, sizeof *list);
    prefetch(*list, 1); /* it will be asked for next, and was not used for long */
    return block;
}

static inline void small_free(struct small_blocks *blocks, void *block, size_t size)
{
    size_t real = real_size(size);
    void **list = &blocks->free[real / SMALL_BLOCK_UNIT - 1];
    if (!is_listed(blocks, block)) {
        alloc_free(blocks->alloc, block, real);
        return;
    }
    memcpy(block, list, sizeof *list);
    *list = block;
    HIDE(block, real);
}

static void *block_new(struct small_blocks *blocks, size_t size)
{
    return is_small(size) ? small_new(blocks, size) : alloc_new(blocks->alloc, size);
}

static void block_free(struct small_blocks *blocks, void *block, size_t size)
{
    if (is_small(size))
        small_free(blocks, block, size);
    else
        alloc_free(blocks->alloc, block, size);
}

static void *block_move(struct small_blocks *blocks, void *block, size_t old_size, size_t new_size)
{
    void *moved = block_new(blocks, new_size);
    if (!moved)
        return NULL;
    memcpy(moved, block, old_size < new_size ? old_size : new_size);
    block_free(blocks, block, old_size);
    return moved;
}

void *small_blocks_resize(struct small_blocks *blocks, void *block, size_t old_size, size_t new_size)
{
    if (!block)
        return new_size ? block_new(blocks, new_size) : NULL;
    if (!new_size) {
        block_free(blocks, block, old_size);
        return NULL;
    }
    size_t old_real = real_size(old_size), new_real = real_size(new_size);
    if (is_small(old_size) && old_real == new_real)
        return block;
    bool listed = is_small(old_size) && is_listed(blocks, block);
    if (!listed && !is_small(new_size))
        return alloc_resize(blocks->alloc, block, old_real, new_size);
    void *moved = block_move(blocks, block, old_size, new_size);
    if (moved || new_size > old_size)
        return moved;
    return listed ? block : alloc_resize(blocks->alloc, block, old_real, new_real);
}
