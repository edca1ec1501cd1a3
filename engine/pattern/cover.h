/* cover.h: whether a pattern that stands earlier takes all that a later one finds.
 *
 * Both are run side by side as states over predicates: what the later reads, the earlier has to read, too. That is
 * sure where it answers true. It answers false where nothing is sure, and where it would take more than a bounded
 * number of steps. */
#ifndef TOCSIN_PATTERN_COVER_H
#define TOCSIN_PATTERN_COVER_H

#include "pattern/pattern_code.h"
#include "pattern/predicate_logic.h"

/* A pattern, or a part of one, as states. */
struct cover_side {
    const struct state *states;
    uint32_t count, start;
    const struct pattern_long *longs;
    const struct pattern_look *looks;
    const struct pattern_name *names;
};

enum { COVER_STATES = 256 }; /* most of one side */

struct cover_set {
    uint64_t bits[COVER_STATES / 64];
};

/* Where the two stand: a state of one side, states of the earlier (or the later) that may have read the same. */
struct cover_place {
    uint32_t state, stage;
    struct cover_set set, strayed;
};

/* What is under way; one serves many questions. */
struct cover_work {
    const tocsin_allocator *alloc;
    struct predicate_logic logic;
    const struct lexicon *lexicon;
    const struct cover_side *earlier, *later;
    const struct str *marks; /* captures that have to be the same */
    size_t mark_count;
    ARRAY(struct cover_place) places; /* all that were reached; those from `next` on are still to be looked at */
    struct hash_map known;
    size_t next;
    uint32_t steps;
    bool refuted; /* it is not so, or not sure */
    bool memory_out;
};

struct cover_found {
    bool taken;    /* the words of each match of the later are a match of the earlier */
    bool exact;    /* where the later finds a match the earlier finds the very same words */
    bool captures; /* and captures the same by the names asked for */
};

void cover_init(struct cover_work *work, const struct pattern_set *set);
void cover_finish(struct cover_work *work);

/* False: out of memory. */
bool cover_find(struct cover_found *out, struct cover_work *work, const struct cover_side *earlier,
                const struct cover_side *later, const struct str *marks, size_t mark_count);

/* `taken` alone. */
bool cover_takes(bool *out, struct cover_work *work, const struct cover_side *earlier,
                 const struct cover_side *later);

/* ---- cover_step.c --------------------------------------------------------------------------------------- */

/* What a side reads: a word of which something is known, or an element of several words. */
struct cover_event {
    enum { EVENT_WORD, EVENT_ASKED, EVENT_UNKNOWN, EVENT_LONG } kind;
    struct asked_word word;
    struct asked asked;
    const struct pattern_long *element;
};

/* Whether a state may read more than one word. */
bool cover_reads_several(const struct cover_side *side, const struct state *state);

/* How many events a state's words are to be looked at as, and one of them. */
uint32_t cover_event_count(const struct cover_work *work, const struct state *state);
struct cover_event cover_event_at(const struct cover_work *work, const struct cover_side *side,
                                  const struct state *state, uint32_t index);

/* Whether no word is both. */
bool cover_apart(const struct cover_work *work, const struct cover_event *a, const struct cover_event *b);

/* Adds a state and all to which it leads without a word. Past edges and lookarounds only `boldly`; past marks only
 * where they are not `marked`. */
void cover_close(const struct cover_work *work, const struct cover_side *side, struct cover_set *set,
                 uint32_t state, bool boldly, bool marked);

/* Where the states of a set surely stand, or may stand, after an event. */
struct cover_set cover_surely(const struct cover_work *work, const struct cover_side *side,
                              const struct cover_set *set, const struct cover_event *event);
struct cover_set cover_maybe(const struct cover_work *work, const struct cover_side *side,
                             const struct cover_set *set, const struct cover_event *event, bool marked);

/* Number among the marks; SIZE_MAX: none. */
size_t cover_mark(const struct cover_work *work, const struct cover_side *side, const struct state *state);

/* Whether both ask the same of a place. */
bool cover_same_place(const struct cover_side *a, const struct state *left, const struct cover_side *b,
                      const struct state *right);

static inline bool cover_has(const struct cover_set *set, uint32_t state)
{
    return set->bits[state / 64] >> state % 64 & 1;
}

static inline void cover_add(struct cover_set *set, uint32_t state)
{
    set->bits[state / 64] |= UINT64_C(1) << state % 64;
}

static inline void cover_join(struct cover_set *set, const struct cover_set *other)
{
    for (size_t i = 0; i < sizeof set->bits / sizeof *set->bits; i++)
        set->bits[i] |= other->bits[i];
}

static inline bool cover_is_empty(const struct cover_set *set)
{
    uint64_t any = 0;
    for (size_t i = 0; i < sizeof set->bits / sizeof *set->bits; i++)
        any |= set->bits[i];
    return any == 0;
}

#endif
