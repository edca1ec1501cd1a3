/* offsets.h: byte offsets of a document as code points or UTF-16 units. */
#ifndef TOCSIN_TEXT_OFFSETS_H
#define TOCSIN_TEXT_OFFSETS_H

#include "base/array.h"
#include "base/error.h"
#include "base/str.h"

/* A border between characters, and what is before it. */
struct offsets_mark {
    size_t byte;
    size_t code_points;
    size_t utf16;
};

/* A mark for every OFFSETS_STRIDE bytes, so that a look-up counts over no more than that. */
#define OFFSETS_STRIDE ((size_t)512)

struct offsets {
    const tocsin_allocator *alloc;
    struct str bytes; /* the caller's, borrowed */
    bool valid;       /* all of it is UTF-8 */
    ARRAY(struct offsets_mark) marks; /* none: all is ASCII, every unit is a byte */
};

/* Borrows a document's bytes as the caller gave them (struct source's `original`), which must live as long. A BOM
 * counts as the character that it is. Each maximal subpart of an ill-formed sequence counts as the one U+FFFD that
 * stands for it. Errors: MEMORY. */
tocsin_status offsets_open(struct offsets *out, const tocsin_allocator *alloc, struct str bytes,
                           tocsin_error *error);
void offsets_close(struct offsets *offsets);

/* What is before byte `offset` (<= length), in `unit`. An offset inside a character counts as its start. In any
 * order; any number of threads. */
size_t offsets_convert(const struct offsets *offsets, size_t offset, tocsin_offsets unit);

#endif
