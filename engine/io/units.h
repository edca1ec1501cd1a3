/* units.h: byte offsets as offsets in code points or UTF-16 units. */
#ifndef TOCSIN_IO_UNITS_H
#define TOCSIN_IO_UNITS_H

#include "base/array.h"
#include "base/str.h"

/* A place where a character begins. */
struct units_mark {
    size_t byte, unit;
};

struct units {
    const tocsin_allocator *alloc;
    struct str text;
    tocsin_offsets kind;
    ARRAY(struct units_mark) marks; /* the first character border of each block of bytes */
    size_t byte, unit;   /* the last answer: the next question is mostly a little behind it */
};

/* Borrows `text`. False when memory is out. Bytes need no preparation. */
bool units_open(struct units *out, const tocsin_allocator *alloc, struct str text, tocsin_offsets kind);
void units_close(struct units *units);

/* The offset in units of the byte offset; one inside a character counts that character as before it. */
size_t units_at(struct units *units, size_t byte);

#endif
