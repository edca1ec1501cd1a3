/* pattern_compare.h: what a pattern that stands earlier takes of what a later one finds. For checks, while a bundle
 * loads. */
#ifndef TOCSIN_PATTERN_PATTERN_COMPARE_H
#define TOCSIN_PATTERN_PATTERN_COMPARE_H

#include "pattern/pattern_set.h"

struct pattern_compare;

/* Sure where it is true. */
struct pattern_taken {
    bool words; /* where the later finds a match the earlier finds one that holds its first word and begins no later
                 */
    bool match; /* … one of the very same words */
    bool captures; /* … with the same captures by the names asked for */
    bool all;      /* … with the same captures of the same list entries and annotations */
};

/* Of a set that all patterns were added to. Errors: MEMORY. */
tocsin_status pattern_compare_create(struct pattern_compare **out, const struct pattern_set *set,
                                     tocsin_error *error);
void pattern_compare_free(struct pattern_compare *compare);

/* Patterns before `later` that may take something of it, in their order: the others are ruled out, but for a few
 * that are left out where there are very many. Valid until the next call. Errors: MEMORY. */
tocsin_status pattern_candidates(const pattern_id **out, size_t *count, struct pattern_compare *compare,
                                 pattern_id later, tocsin_error *error);

/* Errors: MEMORY. */
tocsin_status pattern_takes(struct pattern_taken *out, struct pattern_compare *compare, pattern_id earlier,
                            pattern_id later, const struct str *names, size_t name_count, tocsin_error *error);

/* How much was looked at so far, about: to be bounded by whoever asks. */
uint64_t pattern_compare_steps(const struct pattern_compare *compare);

#endif
