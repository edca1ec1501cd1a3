/* set_plan.h: inside of a regex set: which words wake which patterns. */
#ifndef TOCSIN_REGEX_SET_PLAN_H
#define TOCSIN_REGEX_SET_PLAN_H

#include "regex/anchor.h"
#include "regex/regex_set.h"

#define NEED_NONE UINT32_MAX

enum plan_kind {
    PLAN_WORD,   /* tried at the word where a match would begin */
    PLAN_SEARCH, /* its segment is searched when it holds what is needed */
    PLAN_ALWAYS, /* every segment is searched */
};

struct plan_entry {
    const struct regex *regex;
    enum regex_scope scope;
    enum plan_kind kind;
    uint32_t trigger;       /* need that wakes it */
    uint32_t trigger_words; /* bit n: the waking word may be the nth of the match */
    uint32_t check;         /* need that must be there too; NEED_NONE */
    uint32_t check_words;   /* bit n: as the nth word; 0: anywhere in the segment */
};

struct entry_list {
    uint32_t *items;
    uint32_t count;
};

/* A list of pieces of which one must be there, shared by the entries that have the same. */
struct plan_need {
    piece_list pieces;
    struct entry_list at_word; /* entries that it wakes, by kind */
    struct entry_list search;
    bool noted; /* that a segment holds it has to be noted */
};

struct regex_set {
    const tocsin_allocator *alloc;
    struct piece_table pieces;
    struct plan_entry *entries;
    size_t count;
    ARRAY(struct plan_need) needs;
    struct arena lists;
    struct entry_list always;
    struct entry_list *piece_needs; /* by piece: needs that it meets */
    bool has_scope[REGEX_DOCUMENT + 1];
};

#endif
