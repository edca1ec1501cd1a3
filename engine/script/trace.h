/* trace.h: what happened on the way to each record, kept when a run is asked to explain itself.
 *
 * A machine that is handed a trace (machine_document.trace) files here each match of a rule, what its guard said and
 * which records came of it; each feature that a modifier set; each record that lost by its type's conflict policy;
 * each pair of records that a link joined first. Where the features of a record come from is read off the rule's
 * declaration (struct program_emit) and the list of modifications (provenance.h). Spans are offsets of the valid text; records are
 * named by their handle, that is, by the order in which they were found. */
#ifndef TOCSIN_SCRIPT_TRACE_H
#define TOCSIN_SCRIPT_TRACE_H

#include "annot/record.h"
#include "base/array.h"

enum trace_outcome {
    TRACE_EMITTED, /* its records follow; none when `emit` gave nil */
    TRACE_REFUSED, /* `when` said no */
    TRACE_FAILED,  /* `when` or `emit` raised an error: see the result's diagnostics */
    TRACE_LEFT_OUT /* the rule had failed before in this document */
};

struct trace_match {
    uint32_t rule;    /* index in the program */
    uint32_t pattern; /* which of the rule's patterns or regexes, from 0 */
    uint32_t phase;
    enum trace_outcome outcome;
    tocsin_span span;
    uint32_t first_capture, capture_count; /* in `captures` */
    uint32_t first_step, step_count;       /* in `steps`; none for a regex */
    record_handle first_record;            /* of those that it emitted: handles follow one another */
    uint32_t record_count;
};

/* In the order they were closed; a repeated capture comes several times. */
struct trace_capture {
    struct str name; /* lives as long as the program; empty: an unnamed group of a regex */
    tocsin_span span;
    uint32_t entry;      /* the list entry that it is: lexicon_entry, else UINT32_MAX */
    uint32_t annotation; /* the annotation that it is (annotation_record in script/annotations.h), else UINT32_MAX */
};

/* Where an element of the pattern (pattern_element_at) stood. */
struct trace_step {
    uint32_t element;
    tocsin_span span;
};

struct trace_modification {
    uint32_t modifier; /* index in the program */
    record_handle record;
    tocsin_span cue;
    struct str feature; /* lives as long as the program */
};

struct trace_conflict {
    record_handle lost, won;
};

struct trace_link {
    uint32_t link; /* index in the program */
    record_handle from, to;
};

struct trace {
    const tocsin_allocator *alloc;
    ARRAY(struct trace_match) matches; /* in the order they were worked on */
    ARRAY(struct trace_capture) captures;
    ARRAY(struct trace_step) steps;
    ARRAY(struct trace_modification) modifications;
    ARRAY(struct trace_conflict) conflicts;
    ARRAY(struct trace_link) links;
};

void trace_init(struct trace *trace, const tocsin_allocator *alloc);
void trace_clear(struct trace *trace);
void trace_finish(struct trace *trace);

#endif
