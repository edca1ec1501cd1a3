/* source.h: a document's bytes made valid UTF-8, with the way back to the caller's offsets. */
#ifndef TOCSIN_TEXT_SOURCE_H
#define TOCSIN_TEXT_SOURCE_H

#include "base/array.h"
#include "base/cpu.h"
#include "base/error.h"
#include "base/str.h"

/* A U+FFFD begins at `text` and stands for bytes at `original`. Those that begin within SOURCE_STRIDE bytes of text
 * behind an edit have none of their own: looking up an offset walks over these bytes, and the edits of a document
 * that is nothing but errors stay a small part of its text. */
struct source_edit {
    size_t text;
    size_t original;
};

#define SOURCE_STRIDE ((size_t)256)

struct source {
    const tocsin_allocator *alloc;
    struct str original;     /* the caller's bytes, borrowed */
    struct str text;         /* valid UTF-8 without BOM: a part of `original`, or `repaired` */
    char *repaired;          /* NULL while nothing had to change */
    size_t repaired_size;
    unsigned flags;          /* TOCSIN_TEXT_… */
    ARRAY(struct source_edit) edits; /* sorted; empty: shift is the BOM's length everywhere */
};

/* Borrows `bytes`, which must live as long as the source. Every maximal subpart of an ill-formed sequence becomes
 * one U+FFFD, as in the WHATWG's decoder. Errors: INPUT (reject, with offset), MEMORY.
 *
 * TOCSIN_TEXT_BIDI is set for U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069; TOCSIN_TEXT_ZERO_WIDTH
 * for U+00AD, U+200B to U+200D, U+2060 to U+2064, U+FEFF between letters, digits or marks. */
tocsin_status source_open(struct source *out, const tocsin_allocator *alloc, struct str bytes,
                          tocsin_invalid invalid, tocsin_error *error);
void source_close(struct source *source);

/* The same by the instructions of `simd`, for tests; the result never depends on it. */
tocsin_status source_open_with(struct source *out, const tocsin_allocator *alloc, struct str bytes,
                               tocsin_invalid invalid, enum cpu_simd simd, tocsin_error *error);

/* Offset in the caller's bytes of a text offset; an end offset maps to the end of what it covers. They differ only
 * inside a U+FFFD: start is where its bytes begin, end where they end. */
size_t source_original_start(const struct source *source, size_t text_offset);
size_t source_original_end(const struct source *source, size_t text_offset);

#endif
