/* pattern_set.h: the token patterns of a bundle, compiled. Filled while the bundle loads, then sealed and shared by
 * all threads.
 *
 * A pattern becomes a small automaton over predicates. Predicates are interned over all patterns: what two rules
 * both ask of a word is asked once. Each pattern waits for the rarest words (lemmas, lists, forms) that every one of
 * its matches must hold; a sentence without them costs it nothing. */
#ifndef TOCSIN_PATTERN_SET_H
#define TOCSIN_PATTERN_SET_H

#include "base/arena.h"
#include "lexicon/lexicon.h"
#include "pattern/pattern_ast.h"
#include "pattern/pattern_parse.h"

struct pattern_set;
struct frequencies;
typedef uint32_t pattern_id;

#define PATTERN_NONE UINT32_MAX

/* Where one match has to lie whole. */
enum pattern_within {
    PATTERN_IN_SENTENCE,
    PATTERN_IN_PARAGRAPH,
    PATTERN_IN_DOCUMENT,
    PATTERN_INSIDE,  /* one annotation of `type`, or one span of its `role` */
    PATTERN_OUTSIDE, /* a stretch of a sentence that no annotation of `type` covers */
};

struct pattern_scope {
    enum pattern_within within;
    struct str type;
    struct str role; /* empty: the whole annotation */
};

/* Breaks a written word into tokens, as text is: appends to `out`, at most `capacity`; returns how many there are. */
typedef size_t pattern_break(void *user, struct str words, struct str *out, size_t capacity);

/* What the patterns of a set may speak of. All must outlive the set. */
struct pattern_world {
    const tocsin_allocator *alloc;
    const struct lexicon *lexicon; /* filled, maybe not sealed yet; NULL: no lists */
    const struct lemmas *lemmas;   /* NULL: each word is its own lemma */
    const struct tag_model *tags;  /* whose names [pos] and [tag] may ask for; NULL: no words have any */
    const struct parse_model *parser; /* whose relations [rel] may ask for; NULL: no words have any */
    const struct frequencies *frequencies; /* pattern/frequency.h, needed while patterns are added; NULL: guessed */
    pattern_break *break_words;
    void *break_user;
    /* Whether annotations of this type can be there, and whether they can have this role or feature (`name` empty:
     * the type alone). */
    bool (*knows_annotation)(void *user, struct str type, struct str name, bool is_role);
    void *knows_user;
};

tocsin_status pattern_set_create(struct pattern_set **out, const struct pattern_world *world, tocsin_error *error);
void pattern_set_free(struct pattern_set *set);

/* What a check found. `start` and `end` are bytes of text `source`; `error` holds message id and sentence. */
typedef void pattern_report(void *user, uint32_t source, uint32_t start, uint32_t end, const tocsin_error *finding);

/* Checks and compiles one expanded pattern. Warnings go to `report`; the first error is returned, with its text in
 * `*source`, error->offset where it begins there, and `*end`. `phase`: patterns of lower phases run earlier.
 * Errors: BUNDLE, LIMIT (too large), MEMORY. */
tocsin_status pattern_set_add(pattern_id *out, struct pattern_set *set, const struct pattern_node *pattern,
                              const struct pattern_scope *scope, pattern_report *report, void *user, uint32_t *source,
                              uint32_t *end, tocsin_error *error);

/* After all were added: `phases[id]` is the phase of each. Makes the indexes. */
tocsin_status pattern_set_seal(struct pattern_set *set, const uint32_t *phases, tocsin_error *error);

size_t pattern_set_count(const struct pattern_set *set);

/* Capture names of a pattern, in the order of their first place in it. */
uint32_t pattern_capture_count(const struct pattern_set *set, pattern_id pattern);
struct str pattern_capture_name(const struct pattern_set *set, pattern_id pattern, uint32_t capture);
uint32_t pattern_capture_find(const struct pattern_set *set, pattern_id pattern, struct str name); /* UINT32_MAX */
/* The only list or annotation type that a capture's words come from as one element: for features by column. */
lexicon_list pattern_capture_list(const struct pattern_set *set, pattern_id pattern, uint32_t capture);

/* Annotation types that patterns speak of (elements and scopes), interned. */
uint32_t pattern_type_count(const struct pattern_set *set);
struct str pattern_type_name(const struct pattern_set *set, uint32_t type);
/* The types that one pattern reads; NULL past the last. */
const struct str *pattern_reads(const struct pattern_set *set, pattern_id pattern, size_t index);

/* Elements that can be covered by tests (`tocsin test`): leaves of the pattern, numbered from 0, with their place. */
struct pattern_element {
    uint32_t source, start, end;
};
uint32_t pattern_element_count(const struct pattern_set *set, pattern_id pattern);
struct pattern_element pattern_element_at(const struct pattern_set *set, pattern_id pattern, uint32_t element);

/* What a pattern waits for, in words for a person ("<warn>", "@conditional"); empty: it is tried everywhere. */
struct str pattern_trigger_text(const struct pattern_set *set, pattern_id pattern);

#endif
