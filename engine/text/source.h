/* source.h: a document's bytes made valid UTF-8, with the way back to the caller's offsets. */
#ifndef TOCSIN_TEXT_SOURCE_H
#define TOCSIN_TEXT_SOURCE_H

#include "base/array.h"
#include "base/error.h"
#include "base/str.h"

/* From `text` offset on, original offset = text offset + shift, up to the next edit. */
struct source_edit {
    size_t text;
    size_t original;
};

struct source {
    const tocsin_allocator *alloc;
    struct str original;     /* the caller's bytes, borrowed */
    struct str text;         /* valid UTF-8 without BOM: a part of `original`, or `repaired` */
    char *repaired;          /* NULL while nothing had to change */
    size_t repaired_size;
    unsigned flags;          /* TOCSIN_TEXT_… */
    ARRAY(struct source_edit) edits; /* sorted; empty: shift is the BOM's length everywhere */
};

/* Borrows `bytes`, which must live as long as the source. Errors: INPUT (reject, with offset), MEMORY. */
tocsin_status source_open(struct source *out, const tocsin_allocator *alloc, struct str bytes,
                          tocsin_invalid invalid, tocsin_error *error);
void source_close(struct source *source);

/* Offset in the caller's bytes of a text offset; an end offset maps to the end of what it covers. */
size_t source_original_start(const struct source *source, size_t text_offset);
size_t source_original_end(const struct source *source, size_t text_offset);

#endif
