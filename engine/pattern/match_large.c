#include "pattern/scan_state.h"

enum { MOST_WORDS = 1 << 25 }; /* 256 MiB of rows */

static size_t row_words(const struct automaton *automaton)
{
    return automaton->count / 64 + 1;
}

static uint64_t *row_at(const struct pattern_scan *scan, const struct match_run *run, uint32_t at)
{
    return &scan->bits.items[(size_t)(at - run->scope.first) * row_words(run->automaton)];
}

static bool row_has(const uint64_t *row, uint32_t state)
{
    return row[state / 64] >> (state % 64) & 1;
}

bool large_live(const struct pattern_scan *scan, const struct match_run *run, uint32_t at, uint32_t state)
{
    return row_has(row_at(scan, run, at), state);
}

static bool long_lives(struct pattern_scan *scan, const struct match_run *run, const struct state *state,
                       uint32_t at)
{
    struct long_hit hits[LONG_HITS];
    size_t count = long_hits(scan, run, state->item, at, hits);
    for (size_t i = 0; i < count; i++) {
        uint32_t then = run->automaton->backwards ? at - hits[i].length : at + hits[i].length;
        if (large_live(scan, run, then, state->next))
            return true;
    }
    return false;
}

/* Whether a state that reads words can go on from `at`: `after` is the row behind the next word, `later` holds what
 * is live in any row behind. */
static bool word_lives(struct pattern_scan *scan, const struct match_run *run, const struct state *state,
                       uint32_t at, const uint64_t *after, const uint64_t *later)
{
    if (state->kind == STATE_SAME)
        return row_has(later, state->next);
    if (state->kind == STATE_LONG)
        return long_lives(scan, run, state, at);
    uint32_t token = run->automaton->backwards ? at - 1 : at;
    return row_has(after, state->next) && token_passes(scan, state->item, token) != state->negative;
}

static bool place_lives(struct pattern_scan *scan, const struct match_run *run, const struct state *state,
                        uint32_t at, const uint64_t *row)
{
    switch (state->kind) {
    case STATE_DEAD:
        return false;
    case STATE_ACCEPT:
        return true;
    case STATE_FORK:
        return row_has(row, state->next) || row_has(row, state->other);
    case STATE_OPEN:
    case STATE_CLOSE:
        return row_has(row, state->next);
    default:
        return row_has(row, state->next) && place_holds(scan, run, state->kind, state->item, at);
    }
}

static void row_fill(struct pattern_scan *scan, const struct match_run *run, uint32_t at, const uint64_t *after,
                     const uint64_t *later)
{
    const struct automaton *automaton = run->automaton;
    uint64_t *row = row_at(scan, run, at);
    memset(row, 0, row_words(automaton) * sizeof *row);
    for (uint32_t i = automaton->words_from; i < automaton->order_count && after; i++) {
        uint32_t number = automaton->order[i];
        if (word_lives(scan, run, &automaton->states[number], at, after, later))
            row[number / 64] |= UINT64_C(1) << (number % 64);
    }
    for (uint32_t i = 0; i < automaton->words_from; i++) {
        uint32_t number = automaton->order[i];
        if (place_lives(scan, run, &automaton->states[number], at, row))
            row[number / 64] |= UINT64_C(1) << (number % 64);
    }
    scan->steps += automaton->order_count;
}

bool large_note(struct pattern_scan *scan, const struct match_run *run)
{
    const struct automaton *automaton = run->automaton;
    size_t words = row_words(automaton), places = (size_t)(run->scope.last - run->scope.first) + 1;
    if (places > MOST_WORDS / words) {
        scan->status = error_set(scan->error, MESSAGE_PATTERN_SCOPE, (unsigned)(places - 1), automaton->count);
        return false;
    }
    array_clear(&scan->bits);
    /* one row more: what is live anywhere behind */
    if (!array_reserve(scan->alloc, &scan->bits, words * (places + 1)))
        return scan_no_memory(scan);
    uint64_t *later = &scan->bits.items[words * places];
    memset(later, 0, words * sizeof *later);
    const uint64_t *after = NULL;
    for (size_t i = 0; i < places && !scan->status; i++) {
        uint32_t at =
            automaton->backwards ? run->scope.first + (uint32_t)i : run->scope.last - (uint32_t)i;
        row_fill(scan, run, at, after, later);
        after = row_at(scan, run, at);
        for (size_t w = 0; w < words; w++)
            later[w] |= after[w];
    }
    return !scan->status;
}
