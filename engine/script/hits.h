/* hits.h: the matches of one phase, of regexes and token patterns alike, in the order in which rules are applied: by
 * place in the text, then by rule. */
#ifndef TOCSIN_SCRIPT_HITS_H
#define TOCSIN_SCRIPT_HITS_H

#include "base/array.h"
#include "pattern/pattern_scan.h"
#include "regex/regex_set.h"

struct machine;

/* Matches of a pattern scan, kept: scanning ends before any Lua runs. */
struct pattern_kept {
    pattern_id pattern;
    uint32_t first, last; /* tokens */
    uint32_t first_capture, capture_count;
    uint32_t first_step, step_count;
};

struct pattern_found {
    ARRAY(struct pattern_kept) matches;
    ARRAY(struct pattern_capture) captures;
    ARRAY(struct pattern_step) steps;
};

/* Opens the scan for the document at hand. */
tocsin_status pattern_found_open(struct machine *machine, tocsin_error *error);

/* Scans for the patterns of a phase. Errors: LIMIT, CANCELLED, MEMORY. */
tocsin_status pattern_found_scan(struct pattern_found *found, struct machine *machine, uint32_t phase,
                                 tocsin_error *error);
void pattern_found_finish(struct pattern_found *found, const tocsin_allocator *alloc);

/* A match that a rule is applied to. */
struct rule_match {
    uint32_t rule;
    uint32_t pattern; /* which of the rule's, from 0 */
    tocsin_span span;
    const struct regex *regex; /* that knows the captures' names; NULL: a token pattern's match, with what follows */
    struct regex_match groups;
    pattern_id id;
    const struct pattern_capture *captures;
    uint32_t capture_count;
    const struct pattern_step *steps;
    uint32_t step_count;
};

struct hit {
    uint32_t start; /* in the text */
    uint32_t rule;
    uint32_t number; /* in its list of matches */
    bool is_pattern;
};

struct hits {
    ARRAY(struct hit) items;
};

/* Gathers the matches of rules: those that pattern_found holds and, in phase 0, those of the regexes. */
tocsin_status hits_gather(struct hits *hits, const struct machine *machine, uint32_t phase, tocsin_error *error);
void hits_finish(struct hits *hits, const tocsin_allocator *alloc);

struct rule_match hits_match(const struct machine *machine, size_t index);

#endif
