#include "pattern/scan_state.h"

/* Rows of states are filled one after the other, each from those of the places before it in the order of filling,
 * which number them here. Where all of them would take too much memory, only one block of them is held, and of each
 * block the few rows that it is filled from, so that it can be filled again when it is asked for. Annotations may
 * reach back beyond these: what they ask of a place is kept as bits. */
enum { MOST_WORDS = 1 << 25 /* 256 MiB of rows and bits */ };

static size_t row_words(const struct automaton *automaton)
{
    return automaton->count / 64 + 1;
}

static uint32_t number_of(const struct match_run *run, uint32_t at)
{
    return run->automaton->backwards ? at - run->scope.first : run->scope.last - at;
}

static uint64_t *row_of(const struct pattern_scan *scan, uint32_t number)
{
    const struct large_rows *rows = &scan->rows;
    return &scan->bits.items[((size_t)number + rows->overlap - (size_t)rows->held * rows->block) * rows->words];
}

static bool row_has(const uint64_t *row, uint32_t state)
{
    return row[state / 64] >> (state % 64) & 1;
}

/* Whether the block at hand, or what it is filled from, has the row. */
static bool is_held(const struct large_rows *rows, uint32_t number)
{
    size_t start = (size_t)rows->held * rows->block;
    return (size_t)number + rows->overlap >= start && number < start + rows->block;
}

/* ---- Annotations ----------------------------------------------------------------------------------------- */

/* The next state that reads an annotation, from `*at` in the automaton's order on; false: there is none. */
static bool next_annotation(const struct match_run *run, uint32_t *at, const struct state **out)
{
    const struct automaton *automaton = run->automaton;
    for (; *at < automaton->order_count; ++*at) {
        *out = &automaton->states[automaton->order[*at]];
        if ((*out)->kind == STATE_LONG && run->code->longs[(*out)->item].list == LEXICON_NONE) {
            ++*at;
            return true;
        }
    }
    return false;
}

static size_t annotation_words(const struct large_rows *rows)
{
    return rows->places / 64 + 1;
}

/* What is to be known of a row once it is no longer held. */
static void annotations_note(struct pattern_scan *scan, const struct match_run *run, uint32_t number)
{
    struct large_rows *rows = &scan->rows;
    uint64_t *bits = &scan->bits.items[rows->annotations];
    const struct state *state;
    for (uint32_t at = run->automaton->words_from; next_annotation(run, &at, &state);
         bits += annotation_words(rows))
        if (row_has(row_of(scan, number), state->next))
            bits[number / 64] |= UINT64_C(1) << number % 64;
}

static bool annotation_lives(const struct pattern_scan *scan, const struct match_run *run, uint32_t number,
                             uint32_t next)
{
    const struct large_rows *rows = &scan->rows;
    const uint64_t *bits = &scan->bits.items[rows->annotations];
    const struct state *state;
    for (uint32_t at = run->automaton->words_from; next_annotation(run, &at, &state);
         bits += annotation_words(rows))
        if (state->next == next)
            return bits[number / 64] >> number % 64 & 1;
    return false;
}

/* ---- Rows ------------------------------------------------------------------------------------------------ */

static bool long_lives(struct pattern_scan *scan, const struct match_run *run, const struct state *state,
                       uint32_t at, uint32_t number)
{
    struct long_hit hits[LONG_HITS];
    size_t count = long_hits(scan, run, state->item, at, hits);
    for (size_t i = 0; i < count; i++) {
        uint32_t then = number - hits[i].length;
        if (is_held(&scan->rows, then) ? row_has(row_of(scan, then), state->next)
                                       : annotation_lives(scan, run, then, state->next))
            return true;
    }
    return false;
}

/* Whether a state that reads words can go on from `at`. Words that come again are for small automata alone. */
static bool word_lives(struct pattern_scan *scan, const struct match_run *run, const struct state *state,
                       uint32_t at, uint32_t number)
{
    if (state->kind == STATE_LONG)
        return long_lives(scan, run, state, at, number);
    uint32_t token = run->automaton->backwards ? at - 1 : at;
    return row_has(row_of(scan, number - 1), state->next) &&
           token_passes(scan, state->item, token) != state->negative;
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

static void row_fill(struct pattern_scan *scan, const struct match_run *run, uint32_t number)
{
    const struct automaton *automaton = run->automaton;
    uint32_t at = automaton->backwards ? run->scope.first + number : run->scope.last - number;
    uint64_t *row = row_of(scan, number);
    memset(row, 0, scan->rows.words * sizeof *row);
    for (uint32_t i = automaton->words_from; i < automaton->order_count && number > 0; i++) {
        uint32_t state = automaton->order[i];
        if (word_lives(scan, run, &automaton->states[state], at, number))
            row[state / 64] |= UINT64_C(1) << (state % 64);
    }
    for (uint32_t i = 0; i < automaton->words_from; i++) {
        uint32_t state = automaton->order[i];
        if (place_lives(scan, run, &automaton->states[state], at, row))
            row[state / 64] |= UINT64_C(1) << (state % 64);
    }
    scan->steps += automaton->order_count;
}

static uint32_t block_end(const struct large_rows *rows, uint32_t block)
{
    size_t end = (size_t)(block + 1) * rows->block;
    return end < rows->places ? (uint32_t)end : rows->places;
}

/* The rows that a block is filled from. */
static uint64_t *kept_rows(const struct pattern_scan *scan, uint32_t block)
{
    const struct large_rows *rows = &scan->rows;
    return &scan->bits.items[rows->kept + (size_t)block * rows->overlap * rows->words];
}

/* Fills a block again. */
static void block_load(struct pattern_scan *scan, const struct match_run *run, uint32_t block)
{
    struct large_rows *rows = &scan->rows;
    rows->held = block;
    if (block)
        memcpy(scan->bits.items, kept_rows(scan, block), (size_t)rows->overlap * rows->words * sizeof(uint64_t));
    for (uint32_t i = block * rows->block; i < block_end(rows, block); i++)
        row_fill(scan, run, i);
}

bool large_live(struct pattern_scan *scan, const struct match_run *run, uint32_t at, uint32_t state)
{
    uint32_t number = number_of(run, at);
    const struct large_rows *rows = &scan->rows;
    if (!is_held(rows, number))
        block_load(scan, run, number / rows->block);
    return row_has(row_of(scan, number), state);
}

bool large_long_live(struct pattern_scan *scan, const struct match_run *run, uint32_t at, const struct state *state)
{
    bool listed = run->code->longs[state->item].list != LEXICON_NONE;
    if (listed || is_held(&scan->rows, number_of(run, at)))
        return large_live(scan, run, at, state->next);
    return annotation_lives(scan, run, number_of(run, at), state->next);
}

/* ---- Blocks ---------------------------------------------------------------------------------------------- */

/* Rows before its own from which one is filled, annotations left out. */
static uint32_t reach_back(const struct match_run *run)
{
    uint32_t reach = 1;
    for (uint32_t i = 0; i < run->code->long_count; i++) {
        const struct pattern_long *element = &run->code->longs[i];
        if (element->list != LEXICON_NONE && element->longest > reach)
            reach = element->longest;
    }
    return reach;
}

static uint32_t annotation_count(const struct match_run *run)
{
    const struct state *state;
    uint32_t count = 0;
    for (uint32_t at = run->automaton->words_from; next_annotation(run, &at, &state);)
        count++;
    return count;
}

/* All rows in one block; else as many in a block as there are kept of others. */
static bool blocks_plan(struct pattern_scan *scan, const struct match_run *run)
{
    struct large_rows *rows = &scan->rows;
    size_t places = (size_t)(run->scope.last - run->scope.first) + 1, words = row_words(run->automaton), total;
    *rows = (struct large_rows){.words = words, .places = (uint32_t)places, .block = (uint32_t)places};
    total = places * words;
    if (total > scan->row_words) {
        rows->overlap = reach_back(run);
        for (rows->block = rows->overlap; (size_t)rows->block * rows->block < places * rows->overlap;)
            rows->block += rows->block / 8 + 1;
        rows->kept = (size_t)(rows->overlap + rows->block) * words;
        rows->annotations = rows->kept + (places / rows->block + 1) * rows->overlap * words;
        total = rows->annotations + annotation_count(run) * annotation_words(rows);
    }
    if (total > MOST_WORDS) {
        scan->status = error_set(scan->error, MESSAGE_PATTERN_SCOPE, (unsigned)(places - 1), run->automaton->count);
        return false;
    }
    array_clear(&scan->bits);
    return array_reserve(scan->alloc, &scan->bits, total) || scan_no_memory(scan);
}

bool large_note(struct pattern_scan *scan, const struct match_run *run)
{
    struct large_rows *rows = &scan->rows;
    if (!blocks_plan(scan, run))
        return false;
    if (!rows->overlap) {
        block_load(scan, run, 0);
        return !scan->status;
    }
    size_t size = (size_t)rows->overlap * rows->words;
    memset(&scan->bits.items[rows->annotations], 0,
           annotation_count(run) * annotation_words(rows) * sizeof *scan->bits.items);
    for (uint32_t block = 0; block * (size_t)rows->block < rows->places && !scan->status; block++) {
        if (block) /* the last rows of the block before, which stand at the end of what is held */
            memcpy(kept_rows(scan, block), &scan->bits.items[(size_t)rows->block * rows->words],
                   size * sizeof(uint64_t));
        block_load(scan, run, block);
        for (uint32_t i = block * rows->block; i < block_end(rows, block); i++)
            annotations_note(scan, run, i);
    }
    return !scan->status;
}
