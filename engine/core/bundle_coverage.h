/* bundle_coverage.h: which elements of a rule's patterns its examples make use of. */
#ifndef TOCSIN_CORE_BUNDLE_COVERAGE_H
#define TOCSIN_CORE_BUNDLE_COVERAGE_H

#include "core/explanation.h"

/* Of the rule at hand. */
struct bundle_coverage {
    const tocsin_bundle *bundle;
    const tocsin_allocator *alloc;
    tocsin_explanation *texts; /* holds the elements' texts and places */
    uint32_t rule;
    ARRAY(tocsin_element) elements;
    ARRAY(size_t) firsts; /* by pattern of the rule: its first element */
};

void bundle_coverage_init(struct bundle_coverage *coverage, const tocsin_bundle *bundle);
void bundle_coverage_finish(struct bundle_coverage *coverage);

/* Begins with a rule, of which nothing is covered yet. Errors: MEMORY. */
tocsin_status bundle_coverage_begin(struct bundle_coverage *coverage, uint32_t rule, tocsin_error *error);

/* Adds what the rule's matches that gave records went through. */
void bundle_coverage_add(struct bundle_coverage *coverage, const struct trace *trace);

#endif
