/* explanation.h: the inside of a tocsin_explanation: why there are the records that there are, and why no others.
 *
 * Self-contained but for the bundles, which the caller keeps. Spans are of the caller's bytes. */
#ifndef TOCSIN_CORE_EXPLANATION_H
#define TOCSIN_CORE_EXPLANATION_H

#include "core/bundle.h"
#include "core/result.h"
#include "script/provenance.h"

struct machine;
struct machine_document;

struct explained_place {
    const char *file;
    uint32_t line, column; /* 0: not known */
};

/* An element of a pattern, and the words that it took; none where it takes none (an edge, a look ahead). */
struct explained_element {
    const char *text;
    struct explained_place place;
    tocsin_span span;
};

struct explained_capture {
    const char *name; /* empty: an unnamed group */
    tocsin_span span;
    const char *list;             /* whose entry it is; NULL: none */
    struct explained_place entry; /* where that stands */
    size_t record;                /* that it is; SIZE_MAX: none */
};

/* A match that a rule was applied to. */
struct explained_match {
    const tocsin_rule *rule;
    uint32_t pattern; /* which of the rule's, from 0 */
    bool guarded;     /* the rule has a `when` */
    enum trace_outcome outcome;
    tocsin_span span;
    size_t sentence;
    const struct explained_element *elements;
    size_t element_count;
    const struct explained_capture *captures;
    size_t capture_count;
    uint32_t record_count;
};

/* Where the feature, or link, of that place in the record comes from. */
struct explained_origin {
    enum provenance_kind kind;
    const char *by;
    struct explained_place place; /* of a modifier or link */
    tocsin_span cue;              /* of a modifier */
};

struct explained_record {
    const tocsin_record *record;
    size_t index; /* in the result; SIZE_MAX: it lost against another */
    size_t won;   /* the record that it lost to; SIZE_MAX where that was lost, too */
    size_t match; /* in `matches`; SIZE_MAX: a handler filed it */
    const struct explained_origin *features, *links; /* beside the record's */
};

enum explained_end {
    MISS_TRIGGER, /* none of the words that it waits for */
    MISS_PATTERN, /* it did not match */
    MISS_SCOPE,   /* it would match, but not within its scope */
};

/* A rule that has no match in a sentence. */
struct explained_miss {
    const tocsin_rule *rule;
    size_t sentence;
    enum explained_end end;
    const char *trigger;                      /* what it waits for; empty: nothing certain */
    const struct explained_element *elements; /* that fitted */
    size_t element_count;
    const struct explained_element *wanted;   /* without words: what could have stood next */
    size_t wanted_count;
    tocsin_span saw; /* the word that stood there; empty: the sentence was over, or it is a regex */
    bool is_pattern;
};

struct tocsin_explanation {
    const tocsin_allocator *alloc;
    struct arena arena;
    tocsin_result *result;
    tocsin_explain_options options;
    ARRAY(struct explained_match) matches;
    ARRAY(struct explained_record) records;
    ARRAY(struct explained_miss) misses;
    struct trace *traces; /* one a bundle, while it is made */
    size_t trace_count;
};

tocsin_status explanation_create(tocsin_explanation **out, const tocsin_explain_options *options, size_t bundle_count,
                                 const tocsin_allocator *alloc, tocsin_error *error);

/* What was noted of one bundle, once the records are sealed. `result` has them. Errors: MEMORY. */
tocsin_status explanation_add(tocsin_explanation *explanation, const tocsin_bundle *bundle, const struct trace *trace,
                              const struct machine_document *document, tocsin_error *error);

/* Asks a bundle's rules why they have no match where they were asked for. Errors: LIMIT, MEMORY. */
tocsin_status explanation_add_misses(tocsin_explanation *explanation, const tocsin_bundle *bundle,
                                     struct machine *machine, struct machine_document *document, tocsin_error *error);

/* Whether the options ask for this. */
bool explanation_wants(const tocsin_explanation *explanation, const char *rule, size_t sentence);

/* A place in the caller's bytes. */
tocsin_span explanation_span(const struct source *source, tocsin_span span);

/* A place, kept with the explanation. False: memory is out. */
bool explanation_place(tocsin_explanation *explanation, const struct provenance_place *place,
                       struct explained_place *out);

/* Steps through a pattern, as elements; NULL when memory is out. */
const struct explained_element *explanation_elements(tocsin_explanation *explanation, const tocsin_bundle *bundle,
                                                     pattern_id pattern, const struct trace_step *steps, size_t count,
                                                     const struct source *source);

#endif
