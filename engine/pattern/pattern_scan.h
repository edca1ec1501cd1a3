/* pattern_scan.h: one worker's matching of a set over documents.
 *
 * Leftmost, then first alternative; matches of one pattern in one scope do not overlap, and each is told once, also
 * where scopes overlap. Time is linear in tokens times pattern size: words are first read backwards, noting for each
 * place which states can still succeed, then forwards, taking at each fork the first way that can.
 *
 * Where written order alone does not say what comes first:
 * - A repetition beyond its `least` holds a word at least: an iteration of no words is not considered (as in
 *   ECMAScript). Iterations up to `least` may be empty.
 * - A capture that holds no word is not told.
 * - List entries and annotations at a place: longest first, then the order of lexicon_match or of the layer.
 * - { a , b? , c }: at each place the parts that are left are tried in written order, optional ones (those that can
 *   match nothing) like the others but never empty; only then does the run end, where every needed part was there.
 * - =name is as long as the capture's last span (never empty). A fork leads to it only where the span's words stand, by
 *   folded form, and what follows =name fits behind them. What was chosen before, when any number of any words might
 *   have stood there, is not chosen anew: then no match begins at that start. A match with =name has at most
 *   PATTERN_SAME_LIMIT words.
 * - Captures inside lookarounds and barriers are errors; list entries and annotations inside them count as elsewhere.
 * - Nothing, lookarounds neither, looks outside of the scope. */
#ifndef TOCSIN_PATTERN_SCAN_H
#define TOCSIN_PATTERN_SCAN_H

#include "base/budget.h"
#include "english/layers.h"
#include "pattern/attribute.h"
#include "pattern/pattern_set.h"
#include "text/segmentation.h"

struct pattern_scan;

/* All that lie in tokens [first, last), which none crosses, sorted by first, then longest first, then handle. */
struct pattern_layer {
    const struct layer_span *items;
    size_t count;
    uint32_t first, last; /* `last` may be beyond the document's end */
};

/* The document, and what its layers know. Callbacks may work things out when first asked; they return false when
 * memory is out. */
struct pattern_input {
    struct str text;
    const struct segmentation *segmentation;
    struct vocabulary *vocabulary;
    void *user;
    /* Annotations of a type (`type`: number in the set), or spans of their role, around a token: as much of them as
     * one place needs. Valid until the next call for the same. */
    bool (*layer)(void *user, uint32_t type, struct str role, uint32_t token, struct pattern_layer *out);
    /* A feature of an annotation; string_count 0, number NaN where it has none. */
    bool (*feature)(void *user, uint32_t handle, struct str name, struct attribute_value *out);
    /* A token-level attribute. */
    bool (*token_attribute)(void *user, const struct attribute *attribute, uint32_t token, struct attribute_value *out);
    /* The word that a token hangs on; UINT32_MAX: none. NULL: no word has one. */
    bool (*head)(void *user, uint32_t token, uint32_t *out);
};

/* Captures come in the order they were closed; a repeated one comes several times. */
struct pattern_capture {
    uint32_t name;        /* number in the pattern */
    uint32_t first, last; /* tokens */
    lexicon_entry entry;  /* the list entry that these words are; LEXICON_NONE */
    uint32_t annotation;  /* the handle of the annotation that these words are; UINT32_MAX */
};

/* Where an element of the pattern stood; made only on request. */
struct pattern_step {
    uint32_t element;
    uint32_t first, last;
};

struct pattern_match {
    pattern_id pattern;
    uint32_t first, last; /* tokens */
    const struct pattern_capture *captures;
    uint32_t capture_count;
    const struct pattern_step *steps;
    uint32_t step_count;
};

/* False ends the scan without an error. */
typedef bool pattern_found(void *user, const struct pattern_match *match);

tocsin_status pattern_scan_create(struct pattern_scan **out, const struct pattern_set *set, const tocsin_allocator *alloc,
                                  tocsin_error *error);
void pattern_scan_free(struct pattern_scan *scan);

/* Before the first phase of a document. */
tocsin_status pattern_scan_open(struct pattern_scan *scan, const struct pattern_input *input, tocsin_error *error);

/* Tells the matches of all patterns of a phase, sorted by first token, then pattern, then last. Charges the budget.
 * Errors: LIMIT, CANCELLED, MEMORY. */
tocsin_status pattern_scan_run(struct pattern_scan *scan, uint32_t phase, struct budget *budget, pattern_found *found,
                               void *user, tocsin_error *error);

/* How many states were asked of a word or place since the scan was made: for tests of linear time. */
uint64_t pattern_scan_steps(const struct pattern_scan *scan);

/* Bytes of notes that a large pattern may keep of a scope at once (32 MiB until set): what is over it is worked out
 * twice. */
void pattern_scan_limit_notes(struct pattern_scan *scan, size_t bytes);

/* Matches then carry steps: for `tocsin test` and explanations. */
void pattern_scan_trace(struct pattern_scan *scan, bool on);

/* ---- Counting (off by default) ------------------------------------------------------------------------- */

struct pattern_profile {
    uint64_t triggers;    /* words that woke the pattern */
    uint64_t candidates;  /* places or scopes at which it was tried */
    uint64_t matches;
    uint64_t nanoseconds; /* estimated from samples */
};

/* False: out of memory. */
bool pattern_scan_profile(struct pattern_scan *scan, bool on);
const struct pattern_profile *pattern_scan_profile_of(const struct pattern_scan *scan, pattern_id pattern);

/* ---- Why not --------------------------------------------------------------------------------------------- */

/* How far a pattern gets in tokens [first, last) when it does not match: the attempt that read most words. */
struct pattern_attempt {
    bool matches;        /* it does match there */
    bool triggered;      /* the words that it waits for are there */
    uint32_t start;      /* where the best attempt began */
    uint32_t reached;    /* the token that nothing fitted; `last` when the words ran out */
    uint32_t wanted[16]; /* elements that were asked for there */
    uint32_t wanted_count;
    const struct pattern_step *steps; /* what fitted before; valid until the next call */
    uint32_t step_count;
};

/* Of an opened document, in one scope of the pattern. `budget` NULL: whatever it takes. Errors: those of
 * pattern_scan_run. */
tocsin_status pattern_scan_attempt(struct pattern_attempt *out, struct pattern_scan *scan, pattern_id pattern,
                                   uint32_t first, uint32_t last, struct budget *budget, tocsin_error *error);

#endif
