/* annotations.h: a document's annotations as token patterns and Lua see them: the engine's layers, and the records that
 * rules of this bundle have filed so far.
 *
 * A handle below LAYER_HANDLES is a layer's, the others are records. A record's annotation covers the words that its
 * span (or a span of its role) touches. */
#ifndef TOCSIN_SCRIPT_ANNOTATIONS_H
#define TOCSIN_SCRIPT_ANNOTATIONS_H

#include "annot/record.h"
#include "base/array.h"
#include "english/layers.h"
#include "pattern/pattern_scan.h"

struct machine;

typedef ARRAY(struct layer_span) annotation_list;

/* All annotations of a type, or all spans of their role, in tokens [first, last): complete once the rules that emit it
 * have run. */
struct annotation_layer {
    struct str type, role; /* live as long as the program */
    uint64_t generation;   /* document that it is of */
    uint32_t first, last;
    annotation_list items;
    uint32_t longest;      /* words of the longest of them */
};

struct annotations {
    ARRAY(struct annotation_layer) layers;
};

void annotations_finish(struct annotations *annotations, const tocsin_allocator *alloc);

/* What a scan asks; `machine` is its user. */
void annotations_input(struct pattern_input *out, struct machine *machine);

/* Appends the living records of a type, or the spans of their role, sorted by first word, longest first, handle.
 * False: memory is out. */
bool annotations_collect(annotation_list *out, const struct machine *machine, struct str type, struct str role);

/* The shortest annotation of a type that covers a word; UINT32_MAX: none does. False: memory is out. */
bool annotations_innermost(uint32_t *out, struct machine *machine, struct str type, uint32_t token);

/* Whether an annotation is a record. */
bool annotation_record(uint32_t handle, record_handle *out);

/* The feature of a record of that name; NULL: it has none. */
const tocsin_feature *annotation_feature(const tocsin_record *record, struct str name);

/* The words that a span touches, as tokens [*first, *last), and the span of words. */
void annotation_tokens(const struct segmentation *segmentation, tocsin_span span, uint32_t *first, uint32_t *last);
tocsin_span annotation_span(const struct segmentation *segmentation, uint32_t first, uint32_t last);

#endif
