/* regex_set.h: many regexes over one text, each tried only where the words it needs occur.
 *
 * When a set is made, each pattern's syntax is read for what every match must hold: words, beginnings or parts of
 * words, digits, other literals. While scanning, each distinct word form is looked at once (which patterns can it
 * start, or is it needed by?), and the answer is kept by form id; a text without a pattern's words costs that
 * pattern nothing. A pattern whose matches begin with a known word is tried anchored at that word. */
#ifndef TOCSIN_REGEX_REGEX_SET_H
#define TOCSIN_REGEX_REGEX_SET_H

#include "base/stopwatch.h"
#include "regex/regex.h"
#include "text/segmentation.h"

/* Immutable; shared by all threads. Borrows the regexes, which must outlive it. */
struct regex_set;

enum regex_scope { REGEX_SENTENCE, REGEX_PARAGRAPH, REGEX_DOCUMENT };

struct regex_set_entry {
    const struct regex *regex;
    enum regex_scope scope; /* a match lies within one of these; cut to REGEX_SEGMENT_LIMIT at white space */
};

tocsin_status regex_set_create(struct regex_set **out, const tocsin_allocator *alloc,
                               const struct regex_set_entry *entries, size_t count, tocsin_error *error);
void regex_set_free(struct regex_set *set);
size_t regex_set_count(const struct regex_set *set);

/* Whether an entry has nothing to anchor on and so is tried on every segment: worth a load warning. */
bool regex_set_unanchored(const struct regex_set *set, size_t entry);

/* What an entry waits for, for people ("words: warn, warned, warns at its start"); written to `out`, NUL-ended. */
void regex_set_describe(const struct regex_set *set, size_t entry, char *out, size_t capacity);

/* One worker's cache of what each word form can trigger in one set. */
struct regex_scan;

tocsin_status regex_scan_create(struct regex_scan **out, const struct regex_set *set, const tocsin_allocator *alloc,
                                tocsin_error *error);
void regex_scan_free(struct regex_scan *scan);

/* A match found: offsets of `match->groups` are text offsets (not segment offsets). Returns false to end the scan.
 */
typedef bool regex_found(void *user, size_t entry, const struct regex_match *match);

/* A pattern that met a limit in a segment: named once a document, and the scan goes on without that pattern for
 * that segment (what it had found there is dropped). */
typedef void regex_failed(void *user, size_t entry, size_t segment_start, const tocsin_error *error);

struct regex_scan_input {
    struct str text; /* valid UTF-8 */
    const struct segmentation *segmentation;
    const struct vocabulary *vocabulary; /* of the segmentation's forms */
};

/* Every non-overlapping match of every entry, as if each regex alone had run over each segment of its scope, from
 * left to right (behind an empty match it goes on one character further). The order is fixed: sentences, then
 * paragraphs, then the document; in these by segment, then by start within it, then by entry. Charges the budget
 * for the text and for each place where a pattern is tried. The status is the budget's, or MEMORY; matches of the
 * segment under way then are not told. `failed` may be NULL. */
tocsin_status regex_scan_run(struct regex_scan *scan, struct regex_matcher *matcher,
                             const struct regex_scan_input *input, struct budget *budget, regex_found *found,
                             regex_failed *failed, void *user, tocsin_error *error);

/* Whether a sentence holds what wakes an entry, so that it is tried there. Errors: MEMORY. */
tocsin_status regex_scan_wakes(bool *out, struct regex_scan *scan, const struct regex_scan_input *input, size_t entry,
                               size_t sentence, tocsin_error *error);

/* ---- Counting (off by default) ------------------------------------------------------------------------- */

struct regex_profile {
    uint64_t triggers;      /* segments in which a word or mark woke the entry */
    uint64_t candidates;    /* places or segments at which it was tried */
    uint64_t matches;
    struct stopwatch watch; /* of the trying, a segment a time */
};

/* Counts from here on. Errors: MEMORY. */
tocsin_status regex_scan_profile(struct regex_scan *scan, tocsin_error *error);

/* NULL while nothing is counted. */
const struct regex_profile *regex_scan_profile_of(const struct regex_scan *scan, size_t entry);

#endif
