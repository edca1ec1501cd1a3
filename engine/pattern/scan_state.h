/* scan_state.h: inside of a pattern scan, for the files of this folder. */
#ifndef TOCSIN_PATTERN_SCAN_STATE_H
#define TOCSIN_PATTERN_SCAN_STATE_H

#include "pattern/form_view.h"
#include "pattern/pattern_scan.h"

enum { LONG_HITS = 64 }; /* most ways that are looked at for one element at one place */

/* Tokens [first, last). */
struct stretch {
    uint32_t first, last;
};

struct long_hit {
    uint32_t length;
    lexicon_entry entry;
    uint32_t annotation;
};

/* A layer as it is in this run. */
struct layer_view {
    uint64_t run;
    struct pattern_layer items;
    ARRAY(uint32_t) by_last; /* numbers of the items, sorted by last; made when first asked for */
    bool by_last_made;
    uint64_t sought_run; /* of the next two: none begins in tokens [sought, next), one does at `next` */
    uint32_t sought, next;
};

/* The scopes of a group that are made of annotations. */
struct group_view {
    uint64_t run;
    uint32_t first, last;            /* of these tokens */
    ARRAY(struct stretch) stretches; /* by first, longer ones first */
    ARRAY(uint32_t) reach;           /* the greatest `last` up to here */
};

/* What a pattern has done in the run. */
struct pattern_work {
    uint64_t run;
    uint32_t scope;  /* first token of the scope under way */
    uint32_t until;  /* words before it are done */
    uint32_t spent;  /* states asked in the scope */
    uint32_t hit;    /* INSIDE: one more than the last waking token, 0: none */
};

struct word_hit {
    uint32_t token, signature;
};

struct found_match {
    uint32_t first, last, pattern;
    uint32_t order;
    uint32_t captures, capture_count;
    uint32_t steps, step_count;
};

struct open_capture {
    uint32_t name, first;
};

/* The pattern and scope that are being matched. */
struct match_run {
    const struct pattern_code *code;
    const struct automaton *automaton;
    struct stretch scope;
    bool assume;    /* lookarounds are taken to hold: a filter may let too much through */
    uint32_t reach; /* small: the last place that states were noted for */
};

/* How the rows of states of a large automaton lie in `bits`: see match_large.c. */
struct large_rows {
    size_t words;     /* of a row */
    uint32_t places;
    uint32_t block;   /* rows of one */
    uint32_t overlap; /* rows before a block from which it is filled; 0: there is one block only */
    uint32_t held;    /* the block at hand */
    size_t kept, annotations; /* where these begin */
};

struct pattern_scan {
    const tocsin_allocator *alloc;
    const struct pattern_set *set;
    struct form_view forms;
    const struct pattern_input *input;
    uint32_t token_count;
    const form_id *tokens;
    const struct vocabulary *watched;
    uint32_t watcher; /* its bit there */
    ARRAY(struct word_hit) hits;
    struct pattern_work *work;  /* by pattern */
    struct layer_view *layers;  /* by layer */
    struct group_view *groups;  /* by group */
    uint64_t run;               /* number of the run under way */
    size_t sentence, paragraph; /* those of the token under way */
    /* small automata: by token, and one more */
    uint64_t *active, *live;
    size_t room;
    ARRAY(uint64_t) bits;      /* large automata: rows of states, by place in the scope */
    struct large_rows rows;
    size_t row_words;          /* most words of rows that are held all at once */
    ARRAY(uint64_t) look_bits; /* rows of places, by lookaround */
    ARRAY(struct found_match) matches;
    ARRAY(struct pattern_capture) captures;
    ARRAY(struct pattern_step) trail;
    ARRAY(struct open_capture) opens;
    uint64_t steps;
    uint64_t charged; /* of them */
    uint64_t looked;  /* steps at the last look at the clock */
    bool trace, profiling;
    struct pattern_profile *profile; /* by pattern */
    uint64_t samples;
    struct budget *budget;
    tocsin_error *error;
    tocsin_status status;
};

/* ---- match_long.c ---------------------------------------------------------------------------------------- */

/* Marks the scan as failed; returns false. */
bool scan_no_memory(struct pattern_scan *scan);

/* The annotations of a layer around a token. */
const struct layer_view *layer_of(struct pattern_scan *scan, uint32_t number, uint32_t token);

/* Where the next annotation of a layer begins, from token `from` on; UINT32_MAX: nowhere. */
uint32_t annotation_next(struct pattern_scan *scan, uint32_t number, uint32_t from);

/* The ways in which an element of several words can stand with its first word at `at` (backwards: its last word
 * before `at`), longest first. */
size_t long_hits(struct pattern_scan *scan, const struct match_run *run, uint32_t item, uint32_t at,
                 struct long_hit *out);

/* Whether a token passes what a TOKEN state asks. */
bool token_passes(struct pattern_scan *scan, uint32_t predicate, uint32_t token);

/* ---- match_look.c ---------------------------------------------------------------------------------------- */

/* START, END or LOOK: whether it holds at the place before token `at`. */
bool place_holds(struct pattern_scan *scan, const struct match_run *run, enum state_kind kind, uint32_t item,
                 uint32_t at);
/* Works out the lookarounds of a pattern that are not local, for the run's scope. */
bool looks_prepare(struct pattern_scan *scan, const struct match_run *run);

/* ---- match_small.c --------------------------------------------------------------------------------------- */

/* Whether acceptance can be reached from the leaves `active` at `at`, reading in the automaton's direction. */
bool small_survives(struct pattern_scan *scan, const struct match_run *run, uint32_t at, uint64_t active);
/* Notes which states can be in a match that begins at `from` (`everywhere`: there or later). False: there is none. */
bool small_note(struct pattern_scan *scan, struct match_run *run, uint32_t from, bool everywhere);
/* Notes for every place of the scope from which leaves acceptance can be reached; none of them is SAME. */
void small_reach(struct pattern_scan *scan, const struct match_run *run);

/* ---- match_large.c --------------------------------------------------------------------------------------- */

/* Notes for every place of the scope which states can reach acceptance, until the next call. False: the scan
 * failed. */
bool large_note(struct pattern_scan *scan, const struct match_run *run);
/* Asked for from one end of the scope to the other, it takes no longer than the noting did. */
bool large_live(struct pattern_scan *scan, const struct match_run *run, uint32_t at, uint32_t state);
/* The same of the state behind one that reads several words, where these end. */
bool large_long_live(struct pattern_scan *scan, const struct match_run *run, uint32_t at,
                     const struct state *state);

/* ---- match_walk.c ---------------------------------------------------------------------------------------- */

/* Follows the first way from `from`, where states are noted, and files the match. Returns its end; `from`: none. */
uint32_t walk(struct pattern_scan *scan, const struct match_run *run, uint32_t from);
/* The same for an automaton with one way only, of which nothing has to be noted. */
uint32_t walk_straight(struct pattern_scan *scan, const struct match_run *run, uint32_t from);
/* All matches in the run's scope that begin at `from` or later. */
void match_all(struct pattern_scan *scan, struct match_run *run, uint32_t from);

#endif
