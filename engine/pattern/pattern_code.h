/* pattern_code.h: inside of a pattern set, for the files of this folder. */
#ifndef TOCSIN_PATTERN_PATTERN_CODE_H
#define TOCSIN_PATTERN_PATTERN_CODE_H

#include "pattern/automaton.h"
#include "pattern/pattern_set.h"
#include "pattern/predicate.h"

/* An element of several words: an entry of a list, or an annotation. */
struct pattern_long {
    lexicon_list list; /* LEXICON_NONE: an annotation */
    uint32_t begins;   /* predicate of the list */
    uint32_t layer;
    uint32_t longest; /* words; UINT32_MAX for annotations */
    const struct value_test *test;
};

struct pattern_look {
    struct automaton automaton;
    bool negative;
    bool local; /* reads a few words only: worked out where it is asked */
    uint32_t shape; /* equal for those that ask the same */
};

/* Words that make one choice between words: for the steps of a match. */
struct pattern_alternative {
    uint32_t predicate;
    uint32_t element;
    uint32_t first; /* the element that the states of the choice name */
};

struct pattern_name {
    struct str text;
    lexicon_list list; /* the one that all its places have; LEXICON_NONE */
    bool set, open;    /* some place was seen; is under way */
};

enum pattern_waking {
    WAKE_WORDS,       /* by words for which one of the predicates holds */
    WAKE_ANNOTATIONS, /* by annotations of one of the layers */
    WAKE_ALWAYS,
};

/* One of what must be there. */
struct pattern_need {
    uint32_t item;   /* predicate or layer */
    uint64_t leaves; /* small automata: those that read it */
};

/* How often a pattern may be woken, and whether a match begins at a known distance before the word. */
struct pattern_wake {
    enum pattern_waking kind;
    const struct pattern_need *needs;
    uint32_t need_count;
    bool fixed;
    uint32_t offset; /* fixed: words from the match's start */
    uint32_t check;  /* predicate that holds beside the waking word; PREDICATE_NONE */
    int32_t check_offset;
    double frequency;
};

struct pattern_code {
    struct automaton automaton;
    const struct pattern_look *looks; /* inner ones first */
    uint32_t look_count;
    const struct pattern_long *longs;
    uint32_t long_count;
    const struct pattern_name *names;
    uint32_t name_count;
    const struct pattern_element *elements;
    uint32_t element_count;
    const struct pattern_alternative *alternatives;
    uint32_t alternative_count;
    const struct str *reads;
    uint32_t read_count;
    uint32_t group; /* scopes */
    uint32_t phase;
    uint32_t shortest, longest; /* words of a match; PATTERN_NO_LIMIT */
    uint32_t shape, named_shape; /* equal for patterns that match the same, and capture the same by the same names */
    bool whole_looks; /* some lookaround is not local */
    bool has_same;
    bool straight; /* no forks and no long elements: there is one way only */
    struct pattern_wake wake;
    struct str wake_text;
};

/* A type of annotations, or a role of it. */
struct pattern_layer_name {
    uint32_t type;
    struct str role;
};

/* Patterns of one scope. */
struct pattern_group {
    enum pattern_within within;
    uint32_t layer; /* of INSIDE and OUTSIDE */
};

/* A pattern that a predicate wakes. */
struct pattern_waiter {
    uint32_t pattern;
    uint32_t need; /* number among the pattern's */
};

struct pattern_waiters {
    struct pattern_waiter *items;
    uint32_t count;
};


struct pattern_set {
    const tocsin_allocator *alloc;
    struct pattern_world world;
    struct arena arena; /* what lives as long as the set */
    struct predicate_table predicates;
    ARRAY(struct pattern_code) codes;
    ARRAY(struct regex *) regexes;
    ARRAY(struct str) types;
    ARRAY(struct pattern_layer_name) layers;
    ARRAY(struct pattern_group) groups;
    ARRAY(lexicon_list) listed; /* whose entries are WORD_LISTED keys */
    struct hash_map shapes; /* of contents, to find equal ones */
    ARRAY(struct str) shape_keys;
    /* made when sealed */
    struct pattern_waiters *waiters; /* by predicate */
    uint32_t *always;                /* patterns that wait for no words, by phase, then number */
    uint32_t *always_from;           /* by phase, and the end */
    uint32_t phase_count;
};

#endif
