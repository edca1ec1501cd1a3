#include "pattern/scan_state.h"

/* Adds what follows the places (edges, lookarounds) among the active leaves that hold; `*holding` are those. */
static uint64_t places_pass(struct pattern_scan *scan, const struct match_run *run, uint32_t at, uint64_t active,
                            uint64_t *holding)
{
    const struct automaton *automaton = run->automaton;
    uint64_t asked = 0, todo;
    while ((todo = active & automaton->places & ~asked)) {
        const struct leaf *leaf = &automaton->leaves[__builtin_ctzll(todo)];
        uint64_t bit = todo & -todo;
        asked |= bit;
        scan->steps++;
        if (!place_holds(scan, run, leaf->kind, leaf->item, at))
            continue;
        *holding |= bit;
        active |= leaf->follow;
    }
    return active;
}

static inline const struct signature_view *signature_at(const struct pattern_scan *scan, uint32_t token)
{
    return &scan->forms.signatures.items[scan->forms.signs.items[scan->tokens[token]] >> 1];
}

/* Which of these leaves, all TOKEN, pass at a token. */
static inline uint64_t leaves_pass(struct pattern_scan *scan, const struct automaton *automaton, uint64_t leaves,
                                   uint32_t token)
{
    const struct signature_view *signature = signature_at(scan, token);
    uint64_t passing = leaves & automaton->any;
    leaves &= ~automaton->any;
    if (signature->count == 0)
        leaves &= ~automaton->words;
    for (; leaves; leaves &= leaves - 1) {
        const struct leaf *leaf = &automaton->leaves[__builtin_ctzll(leaves)];
        uint64_t bit = leaves & -leaves;
        bool passes = automaton->words & bit ? signature_has(signature, leaf->item)
                                             : token_passes(scan, leaf->item, token) != leaf->negative;
        passing |= passes ? bit : 0;
        scan->steps++;
    }
    scan->steps++;
    return passing;
}

static inline uint64_t leaves_follow(const struct automaton *automaton, uint64_t leaves)
{
    uint64_t next = 0;
    for (; leaves; leaves &= leaves - 1)
        next |= automaton->leaves[__builtin_ctzll(leaves)].follow;
    return next;
}

/* ---- Without notes --------------------------------------------------------------------------------------- */

bool small_survives(struct pattern_scan *scan, const struct match_run *run, uint32_t at, uint64_t active)
{
    const struct automaton *automaton = run->automaton;
    uint64_t holding = 0;
    for (;;) {
        if (active & automaton->places)
            active = places_pass(scan, run, at, active, &holding);
        if (active & ACCEPT_BIT)
            return true;
        if (at == (automaton->backwards ? run->scope.first : run->scope.last))
            return false;
        active = leaves_pass(scan, automaton, active & ~automaton->places, automaton->backwards ? at - 1 : at);
        active = leaves_follow(automaton, active);
        if (!active)
            return false;
        at += automaton->backwards ? UINT32_MAX : 1;
    }
}

/* ---- Forwards -------------------------------------------------------------------------------------------- */

/* How far the notes reach while they are made, and what goes on at every later place. */
struct noting {
    uint32_t known;  /* active[] is set up to here */
    uint64_t sticky; /* what follows a SAME, which may have any number of words */
};

static void active_add(struct pattern_scan *scan, struct noting *noting, uint32_t at, uint64_t leaves)
{
    while (noting->known < at)
        scan->active[++noting->known] = 0;
    scan->active[at] |= leaves;
}

static bool long_step(struct pattern_scan *scan, const struct match_run *run, struct noting *noting,
                      const struct leaf *leaf, uint32_t at)
{
    struct long_hit hits[LONG_HITS];
    if (leaf->kind == STATE_SAME) {
        noting->sticky |= leaf->follow;
        return at < run->scope.last;
    }
    size_t count = long_hits(scan, run, leaf->item, at, hits);
    for (size_t i = 0; i < count; i++)
        active_add(scan, noting, at + hits[i].length, leaf->follow);
    return count > 0;
}

/* Reads the token at `at` in all active states; returns those that it fits. */
static uint64_t step(struct pattern_scan *scan, const struct match_run *run, struct noting *noting, uint64_t active,
                     uint32_t at)
{
    const struct automaton *automaton = run->automaton;
    uint64_t longs = active & automaton->longs;
    uint64_t fits = leaves_pass(scan, automaton, active & ~(automaton->places | longs | ACCEPT_BIT), at);
    uint64_t next = leaves_follow(automaton, fits);
    for (; longs; longs &= longs - 1) {
        scan->steps++;
        if (long_step(scan, run, noting, &automaton->leaves[__builtin_ctzll(longs)], at))
            fits |= longs & -longs;
    }
    if (next | noting->sticky)
        active_add(scan, noting, at + 1, next | noting->sticky);
    return fits;
}

/* Fills active[] with the states that a match from `from` on may be in, and live[] with those that fit what stands
 * there. Sets run->reach. Whether acceptance was met. */
static bool forwards(struct pattern_scan *scan, struct match_run *run, uint32_t from, bool everywhere)
{
    const struct automaton *automaton = run->automaton;
    uint64_t start = automaton->closure[automaton->start];
    struct noting noting = {from, 0};
    bool accepted = false;
    scan->active[from] = start;
    for (uint32_t at = from;; at++) {
        uint64_t holding = 0;
        uint64_t active = scan->active[at] | (everywhere ? start : 0);
        if (active & automaton->places)
            active = places_pass(scan, run, at, active, &holding);
        scan->active[at] = active;
        accepted |= active & ACCEPT_BIT;
        run->reach = at;
        if (at < run->scope.last)
            holding |= step(scan, run, &noting, active, at);
        scan->live[at] = holding;
        if (at == run->scope.last || scan->status)
            return accepted && !scan->status;
        if (noting.known <= at) {
            if (!everywhere)
                return accepted;
            active_add(scan, &noting, at + 1, 0);
        }
    }
}

/* ---- Backwards ------------------------------------------------------------------------------------------- */

static bool long_lives(struct pattern_scan *scan, const struct match_run *run, const struct leaf *leaf, uint32_t at)
{
    struct long_hit hits[LONG_HITS];
    size_t count = long_hits(scan, run, leaf->item, at, hits);
    for (size_t i = 0; i < count; i++)
        if (at + hits[i].length <= run->reach && (leaf->follow & scan->live[at + hits[i].length]))
            return true;
    return false;
}

/* Turns live[], which holds what fits, into the states from which acceptance is reached. */
static void backwards(struct pattern_scan *scan, const struct match_run *run, uint32_t from)
{
    const struct automaton *automaton = run->automaton;
    uint64_t after = 0, any_later = 0;
    for (uint32_t at = run->reach + 1; at-- > from;) {
        uint64_t fits = scan->live[at], live = scan->active[at] & ACCEPT_BIT;
        for (uint64_t rest = fits & ~automaton->places; rest; rest &= rest - 1) {
            const struct leaf *leaf = &automaton->leaves[__builtin_ctzll(rest)];
            bool lives = leaf->kind == STATE_TOKEN  ? (leaf->follow & after) != 0
                         : leaf->kind == STATE_SAME ? (leaf->follow & any_later) != 0
                                                    : long_lives(scan, run, leaf, at);
            live |= lives ? rest & -rest : 0;
        }
        for (uint32_t i = 0; i < automaton->place_count && (fits & automaton->places); i++) {
            uint64_t bit = UINT64_C(1) << automaton->place_order[i];
            if ((fits & bit) && (automaton->leaves[automaton->place_order[i]].follow & live))
                live |= bit;
        }
        scan->live[at] = after = live;
        any_later |= live;
        scan->steps++;
    }
}

bool small_note(struct pattern_scan *scan, struct match_run *run, uint32_t from, bool everywhere)
{
    if (!forwards(scan, run, from, everywhere))
        return false;
    backwards(scan, run, from);
    return true;
}

/* ---- Of a whole scope ------------------------------------------------------------------------------------ */

/* Which of the leaves that read a word live: they lead to what lives behind the token at hand, and pass there. */
static uint64_t tokens_live(struct pattern_scan *scan, const struct match_run *run, uint32_t at)
{
    const struct automaton *automaton = run->automaton;
    uint64_t behind = scan->live[automaton->backwards ? at - 1 : at + 1], leading = 0;
    uint32_t token = automaton->backwards ? at - 1 : at;
    uint64_t leaves = automaton->tokens & ~(signature_at(scan, token)->count ? 0 : automaton->words);
    for (; leaves; leaves &= leaves - 1)
        if (automaton->leaves[__builtin_ctzll(leaves)].follow & behind)
            leading |= leaves & -leaves;
    return leading ? leaves_pass(scan, automaton, leading, token) : 0;
}

/* The same of those that read several. */
static uint64_t longs_live(struct pattern_scan *scan, const struct match_run *run, uint32_t at)
{
    const struct automaton *automaton = run->automaton;
    struct long_hit hits[LONG_HITS];
    uint64_t live = 0;
    for (uint64_t leaves = automaton->longs; leaves; leaves &= leaves - 1) {
        const struct leaf *leaf = &automaton->leaves[__builtin_ctzll(leaves)];
        size_t count = long_hits(scan, run, leaf->item, at, hits);
        for (size_t i = 0; i < count; i++) {
            uint32_t then = automaton->backwards ? at - hits[i].length : at + hits[i].length;
            live |= leaf->follow & scan->live[then] ? leaves & -leaves : 0;
        }
        scan->steps++;
    }
    return live;
}

void small_reach(struct pattern_scan *scan, const struct match_run *run)
{
    const struct automaton *automaton = run->automaton;
    for (uint32_t number = 0; number <= run->scope.last - run->scope.first && !scan->status; number++) {
        uint32_t at = automaton->backwards ? run->scope.first + number : run->scope.last - number;
        uint64_t live = ACCEPT_BIT;
        if (number)
            live |= tokens_live(scan, run, at) | longs_live(scan, run, at);
        for (uint32_t i = 0; i < automaton->place_count; i++) {
            const struct leaf *leaf = &automaton->leaves[automaton->place_order[i]];
            if ((leaf->follow & live) && place_holds(scan, run, leaf->kind, leaf->item, at))
                live |= UINT64_C(1) << automaton->place_order[i];
        }
        scan->live[at] = live;
        scan->steps++;
    }
}
