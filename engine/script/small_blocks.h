/* small_blocks.h: memory for the many small blocks that Lua makes and drops: lists of free ones by size, in front of
 * an allocator. A list takes a few instructions where a general allocator takes a hundred.
 *
 * The blocks are cut from one region of SMALL_REGION bytes, asked for with the first of them and kept until the end;
 * what has no room there comes from the allocator itself. So a script that fills the region with blocks of one size
 * slows itself, no more. */
#ifndef TOCSIN_SCRIPT_SMALL_BLOCKS_H
#define TOCSIN_SCRIPT_SMALL_BLOCKS_H

#include "base/alloc.h"

enum {
    SMALL_BLOCK_UNIT = 16,   /* block sizes are multiples of it, and so are their addresses */
    SMALL_BLOCK_LIMIT = 512, /* bytes; larger blocks are the allocator's */
    SMALL_BLOCK_SIZES = SMALL_BLOCK_LIMIT / SMALL_BLOCK_UNIT,
    SMALL_REGION = 8 * 1024 * 1024,
};

struct small_blocks {
    const tocsin_allocator *alloc;
    void *free[SMALL_BLOCK_SIZES]; /* each begins with the next one */
    char *region;
    size_t used; /* of the region */
};

void small_blocks_init(struct small_blocks *blocks, const tocsin_allocator *alloc);

/* No block may be in use. */
void small_blocks_finish(struct small_blocks *blocks);

/* As tocsin_allocator's `resize`; making a block smaller fails only if the allocator itself fails at that. */
void *small_blocks_resize(struct small_blocks *blocks, void *block, size_t old_size, size_t new_size);

#endif
