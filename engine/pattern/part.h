/* part.h: a pattern whose names are resolved: what is between its tree and its automaton. Lives while a pattern is
 * added. */
#ifndef TOCSIN_PATTERN_PART_H
#define TOCSIN_PATTERN_PART_H

#include "pattern/cover.h"
#include "pattern/pattern_code.h"

enum part_kind {
    PART_TOKEN, /* predicate `item` */
    PART_LONG,
    PART_SAME,
    PART_SEQUENCE,
    PART_CHOICE,
    PART_REPEAT,
    PART_CAPTURE,
    PART_START,
    PART_END,
    PART_LOOK,
    PART_ANY_ORDER,
};

struct part {
    enum part_kind kind;
    uint32_t number; /* among the pattern's parts */
    struct part **children;
    uint32_t child_count;
    uint32_t item; /* as of the state that it becomes */
    uint32_t element;
    uint32_t least, most;
    bool lazy, negative, behind;
    uint32_t shortest, longest; /* words; longest PATTERN_NO_LIMIT */
    const struct pattern_node *node;
};

/* What is under way while one pattern is added. */
struct pattern_maker {
    struct pattern_set *set;
    struct arena scratch; /* parts */
    ARRAY(struct pattern_look) looks;
    ARRAY(struct pattern_long) longs;
    ARRAY(struct pattern_name) names;
    ARRAY(struct pattern_element) elements;
    ARRAY(struct pattern_alternative) alternatives;
    ARRAY(struct str) reads;
    ARRAY(struct state) states; /* of the automaton under way */
    ARRAY(uint32_t) words;
    struct buffer key;
    uint32_t part_count;
    uint32_t state_count; /* of all its automata */
    unsigned inside_look;
    pattern_report *report;
    void *report_user;
    /* where the first error is */
    uint32_t *source, *end;
    tocsin_error *error;
    tocsin_status status; /* of it */
};

/* Notes that maker->error, whose status this is, is at bytes [start, end) of a text. Returns the status. */
tocsin_status maker_fail(struct pattern_maker *maker, uint32_t source, uint32_t start, uint32_t end,
                         tocsin_status status);
tocsin_status maker_no_memory(struct pattern_maker *maker);
void maker_warn(struct pattern_maker *maker, uint32_t source, uint32_t start, uint32_t end,
                const tocsin_error *finding);

/* ---- pattern_resolve.c ---------------------------------------------------------------------------------- */

tocsin_status part_resolve(struct part **out, struct pattern_maker *maker, const struct pattern_node *node);
/* A new part, zeroed; NULL: out of memory. */
struct part *part_new(struct pattern_maker *maker, enum part_kind kind, const struct pattern_node *node);
/* The number of a type of annotations, or of a role of it, which the pattern now reads; checks that it can be there. */
tocsin_status maker_layer(uint32_t *out, struct pattern_maker *maker, uint32_t source, uint32_t start, uint32_t end,
                          struct str type, struct str role);
uint32_t length_add(uint32_t a, uint32_t b);
/* As a leaf of the pattern, which tests can cover: `element` of the part is set. */
tocsin_status part_leaf(struct pattern_maker *maker, struct part *part);
/* What makes two parts match the same, and with `names` capture the same, appended to maker->key. */
void part_describe(struct pattern_maker *maker, const struct part *part, bool names);
/* The number of what stands in maker->key: equal keys have equal numbers. */
tocsin_status maker_shape(uint32_t *out, struct pattern_maker *maker);

/* ---- pattern_words.c ------------------------------------------------------------------------------------ */

/* The predicates of words, lemmas, regexes; sequences where there are several words. */
tocsin_status part_of_words(struct part **out, struct pattern_maker *maker, const struct pattern_node *node);
tocsin_status part_of_lemmas(struct part **out, struct pattern_maker *maker, const struct pattern_node *node);
tocsin_status part_of_regex(struct part **out, struct pattern_maker *maker, const struct pattern_node *node);
/* The key of one written word, folded but for WORD_EXACT; where it is not one word, fails at the place given. */
tocsin_status word_key_of(uint32_t *out, struct pattern_maker *maker, enum word_kind kind, struct str written,
                          uint32_t source, uint32_t start, uint32_t end);
/* `text_start`: where `text` begins in the source; UINT32_MAX: not known, errors are then told at `start`. */
tocsin_status maker_regex(const struct regex **out, struct pattern_maker *maker, struct str text, unsigned flags,
                          uint32_t source, uint32_t start, uint32_t end, uint32_t text_start);

/* ---- pattern_tests.c ------------------------------------------------------------------------------------ */

tocsin_status predicate_of_test(uint32_t *out, struct pattern_maker *maker, uint32_t source,
                                const struct pattern_test *test);
/* A test of a list's columns, or where `list` is LEXICON_NONE of the features of annotations of a type. */
tocsin_status value_test_of(const struct value_test **out, struct pattern_maker *maker, uint32_t source,
                            const struct pattern_test *test, lexicon_list list, struct str type);
tocsin_status maker_list(lexicon_list *out, struct pattern_maker *maker, uint32_t source, uint32_t start,
                         uint32_t end, struct str name);

/* ---- pattern_checks.c ----------------------------------------------------------------------------------- */

/* Warns of alternatives that can never win. */
tocsin_status part_check_choice(struct pattern_maker *maker, const struct part *choice);
/* What can be seen of the whole pattern. */
tocsin_status part_check(struct pattern_maker *maker, const struct part *whole);

/* ---- automaton.c, automaton_masks.c ------------------------------------------------------------------------------------ */

tocsin_status automaton_build(struct automaton *out, struct pattern_maker *maker, const struct part *part,
                              bool backwards);
/* From the states under way to an automaton in the set's memory. */
tocsin_status automaton_finish(struct automaton *out, struct pattern_maker *maker, uint32_t start, bool backwards);

/* The states of a part by itself, in scratch memory. */
tocsin_status automaton_sketch(struct cover_side *out, struct pattern_maker *maker, const struct part *part);

/* ---- pattern_wake.c ------------------------------------------------------------------------------------- */

tocsin_status wake_choose(struct pattern_code *code, struct pattern_maker *maker, const struct part *whole);

#endif
