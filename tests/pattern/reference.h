/* reference.h: a matcher of token patterns that is slow and obviously right: what engine/pattern has to find.
 *
 * It backtracks over the tree as it was written, trying alternatives in their order, and asks every question anew.
 * Where written order alone does not say what comes first it goes by pattern_scan.h. The one part that is not plain
 * backtracking is =name: there the engine does not try everything, and the reference does as pattern_scan.h says.
 */
#ifndef TOCSIN_PATTERN_REFERENCE_H
#define TOCSIN_PATTERN_REFERENCE_H

#include "lexicon/lexicon.h"
#include "pattern/attribute.h"
#include "pattern/pattern_set.h"
#include "regex/regex.h"
#include "text/segmentation.h"

struct reference_feature {
    struct str name, value;
};

/* An annotation, or (with a role) one span of its role. */
struct reference_annotation {
    struct str type, role;
    uint32_t first, last, handle;
    const struct reference_feature *features;
    size_t feature_count;
};

/* A document and all that patterns may ask of it. */
struct reference_text {
    const struct segmentation *segmentation;
    const struct vocabulary *vocabulary;
    const struct lemmas *lemmas;
    const struct lexicon *lexicon;
    pattern_break *break_words;
    void *break_user;
    const struct reference_annotation *annotations; /* by first, longest first, handle */
    size_t annotation_count;
    const bool *quoted; /* by token */
};

struct reference_capture {
    struct str name;
    uint32_t first, last;
    lexicon_entry entry;
    uint32_t annotation;
};

enum { REFERENCE_CAPTURES = 64, REFERENCE_MATCHES = 256 };

struct reference_match {
    uint32_t first, last;
    struct reference_capture captures[REFERENCE_CAPTURES];
    size_t capture_count;
};

/* What was found, by first token, then last; one match twice where scopes that overlap both hold it. */
struct reference_result {
    struct reference_match matches[REFERENCE_MATCHES];
    size_t count;
    bool gave_up; /* it took too many steps, or there was too much to keep: nothing is said */
};

/* A list entry or an annotation at a place. */
struct reference_hit {
    uint32_t length;
    lexicon_entry entry; /* LEXICON_NONE: an annotation */
    uint32_t annotation; /* UINT32_MAX: a list entry */
};

enum { REFERENCE_HITS = 64, REFERENCE_REGEXES = 64 };

/* Regexes that were compiled: kept from pattern to pattern. */
struct reference_cache {
    struct {
        char *text;
        size_t length;
        unsigned flags;
        struct regex *regex;
    } items[REFERENCE_REGEXES];
    size_t count;
    struct regex_matcher *matcher;
};

struct reference_cache *reference_cache_create(void);
void reference_cache_free(struct reference_cache *cache);

/* All matches of an expanded pattern. `steps`: how much it may cost before it is given up. */
void reference_run(struct reference_result *out, const struct reference_text *text, struct reference_cache *cache,
                   const struct pattern_node *pattern, const struct pattern_scope *scope, uint64_t steps);

/* ---- reference_word.c ----------------------------------------------------------------------------------- */

/* What leaf elements ask of the tokens at a place. */
struct reference_asker {
    const struct reference_text *text;
    struct reference_cache *cache;
};

/* Tokens that a written word or phrase stands for. */
size_t reference_words(const struct reference_asker *asker, const struct pattern_node *node, struct str *out,
                       size_t capacity);
bool reference_word_is(const struct reference_asker *asker, struct str written, bool exact, uint32_t token);
/* <lemma>, /regex/, [test] and the any-word. */
bool reference_token_fits(const struct reference_asker *asker, const struct pattern_node *node, uint32_t token);
struct str reference_folded(const struct reference_asker *asker, uint32_t token);
/* Entries of @list, or annotations, that begin at `at` and end by `last`, in the order in which they are tried. */
size_t reference_hits(const struct reference_asker *asker, const struct pattern_node *node, uint32_t at,
                      uint32_t last, struct reference_hit out[REFERENCE_HITS]);

#endif
