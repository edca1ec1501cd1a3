/* result.h: the inside of a tocsin_result. */
#ifndef TOCSIN_CORE_RESULT_H
#define TOCSIN_CORE_RESULT_H

#include "annot/record.h"

struct span_column {
    tocsin_span *items;
    size_t count;
};

/* Self-contained: owns everything that it shows. */
struct tocsin_result {
    const tocsin_allocator *alloc;
    struct arena arena;
    const char *id;
    struct str text; /* the caller's bytes */
    struct str meta; /* the caller's JSON; data NULL: none */
    unsigned flags;
    const tocsin_record *records;
    size_t record_count;
    struct span_column tokens, sentences, paragraphs;
    const tocsin_tag *tags; /* beside tokens, where they were asked for */
    size_t tag_count;
    ARRAY(tocsin_error) diagnostics;
};

/* A result that holds a copy of the document's id and text, and nothing else yet. */
tocsin_status result_create(tocsin_result **out, const tocsin_allocator *alloc, const tocsin_document *document,
                            tocsin_error *error);

/* Copies the columns, with offsets of the caller's bytes. */
tocsin_status result_take_columns(tocsin_result *result, const struct segmentation *segmentation,
                                  const struct source *source, tocsin_error *error);

#endif
