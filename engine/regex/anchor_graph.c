#include "regex/anchor_graph.h"

#include "regex/anchor_states.h"
#include "text/char_class.h"
#include "text/fold.h"

/* What is known of the text before a state. */
enum mode {
    MODE_START,  /* the match begins here */
    MODE_EDGE,   /* and a border was asked for */
    MODE_APART,  /* a character outside of words was matched */
    MODE_ENDED,  /* a word was, and what is matched next is none of it */
    MODE_CLOSED, /* the same, and a border was asked for: true even where the match ends */
    MODE_NODES,
    MODE_INSIDE = MODE_NODES, /* within a word */
    MODES
};

enum {
    EDGES_MOST = 4000,
    STEPS_MOST = 100000,
    TRIES = 4,
    PREFIX_ENOUGH = 2, /* characters of a word's beginning that are kept when the rest is unknown */
    PART_ENOUGH = 3,
};

static const unsigned word_lengths[TRIES] = {20, 6, 4, 2};

/* A node of the graph before it is one. */
struct place {
    uint32_t state;
    enum mode mode;
};

/* A word on the way. */
struct run {
    char text[PIECE_BYTES];
    uint8_t length;
    uint8_t characters;
    bool border;   /* the word began here, so what is known began there */
    bool left;     /* `text` is its beginning */
    bool digit;    /* it begins with a digit */
    bool complete; /* no more is added: the rest is unknown or over the length */
};

struct reader {
    struct anchor_graph *graph;
    struct piece_table *pieces;
    struct anchor_states states;
    uint32_t *nodes;   /* by place; 0: none yet, else node + 1 */
    uint32_t *seen;    /* by state and mode: the walk that was there last */
    uint32_t *unknown; /* by state and first digit: the word that was there with nothing else known */
    uint32_t *known;   /* by state: the word that was there with all known */
    uint32_t walk, unknown_walk, known_walk;
    ARRAY(struct place) places; /* by node */
    ARRAY(struct place) leaves; /* stack */
    ARRAY(struct place) todo;   /* stack of one walk */
    unsigned longest;           /* characters of a word that are told apart */
    unsigned steps;
    uint32_t from; /* node whose edges are made */
    bool memory, too_large;
};

/* ---- Nodes and edges ------------------------------------------------------------------------------------ */

static uint32_t node_at(struct reader *reader, uint32_t state, enum mode mode)
{
    uint32_t *node = &reader->nodes[state * MODE_NODES + mode];
    if (*node)
        return *node - 1;
    if (!array_push(reader->graph->alloc, &reader->places, (struct place){state, mode})) {
        reader->memory = true;
        return ANCHOR_FINISH;
    }
    *node = (uint32_t)reader->places.count;
    return *node - 1;
}

static void edge_add(struct reader *reader, struct anchor_edge edge)
{
    struct anchor_graph *graph = reader->graph;
    edge.from = reader->from;
    for (size_t i = graph->edges.count; i-- > 0 && graph->edges.items[i].from == edge.from;) {
        const struct anchor_edge *old = &graph->edges.items[i];
        if (old->to == edge.to && old->piece == edge.piece && old->word == edge.word &&
            old->from_border == edge.from_border)
            return;
    }
    if (graph->edges.count >= EDGES_MOST)
        reader->too_large = true;
    else if (!array_push(graph->alloc, &graph->edges, edge))
        reader->memory = true;
}

static piece_id piece_of(struct reader *reader, enum piece_kind kind, struct str text)
{
    piece_id id = piece_intern(reader->pieces, kind, text);
    reader->memory |= id == PIECE_NONE;
    return id;
}

static void run_end(struct reader *reader, const struct run *run, bool right, uint32_t to)
{
    static const enum piece_kind kinds[2][2] = {{PIECE_PART, PIECE_SUFFIX}, {PIECE_PREFIX, PIECE_WORD}};
    piece_id piece = PIECE_NONE;
    if (run->length)
        piece = piece_of(reader, kinds[run->left][right && !run->complete], (struct str){run->text, run->length});
    else if (run->digit)
        piece = piece_of(reader, PIECE_DIGIT, STR(""));
    edge_add(reader, (struct anchor_edge){.to = to, .piece = piece, .word = true, .from_border = run->border});
}

/* ---- Walking what matches nothing ----------------------------------------------------------------------- */

static enum mode mode_at_border(enum mode mode)
{
    switch (mode) {
    case MODE_START:
        return MODE_EDGE;
    case MODE_ENDED:
    case MODE_INSIDE:
        return MODE_CLOSED;
    default:
        return mode;
    }
}

static void walk_add(struct reader *reader, uint32_t state, enum mode mode)
{
    uint32_t *seen = &reader->seen[state * MODES + mode];
    if (*seen == reader->walk)
        return;
    *seen = reader->walk;
    if (!array_push(reader->graph->alloc, &reader->todo, (struct place){state, mode}))
        reader->memory = true;
}

/* Pushes on `leaves` the places that are reached without matching a character: characters and the end. Inside a
 * word also those where it has ended. */
static void walk(struct reader *reader, uint32_t state, enum mode mode)
{
    reader->walk++;
    array_clear(&reader->todo);
    walk_add(reader, state, mode);
    while (reader->todo.count) {
        struct place place = reader->todo.items[--reader->todo.count];
        const struct anchor_state *at = &reader->states.items.items[place.state];
        bool ended = mode == MODE_INSIDE && place.mode == MODE_CLOSED;
        if (at->step == STEP_CHAR || at->step == STEP_ACCEPT || ended) {
            if (!array_push(reader->graph->alloc, &reader->leaves, place))
                reader->memory = true;
            continue;
        }
        enum mode next = place.mode;
        if (at->step == STEP_BORDER)
            next = mode_at_border(place.mode);
        else if (at->step == STEP_BEGIN && place.mode == MODE_START)
            next = MODE_EDGE;
        else if (at->step == STEP_END && place.mode >= MODE_ENDED)
            next = MODE_CLOSED;
        walk_add(reader, at->next, next);
        if (at->step == STEP_SPLIT)
            walk_add(reader, at->other, next);
    }
}

/* ---- Words ---------------------------------------------------------------------------------------------- */

static void run_on(struct reader *reader, uint32_t state, const struct run *run);

/* Appends a character's folding; false: it does not fit. */
static bool run_append(struct run *run, uint32_t character)
{
    char bytes[4], folded[4 * FOLD_GROWTH];
    size_t length = fold_word((struct str){bytes, anchor_write_character(character, bytes)}, folded, sizeof folded);
    if (run->length + length > PIECE_BYTES)
        return false;
    memcpy(run->text + run->length, folded, length);
    run->length += (uint8_t)length;
    run->characters++;
    return true;
}

/* From here on the word may be anything: what is known stays if it is worth it. */
static void run_blur(struct run *run, const struct anchor_class *class)
{
    if (run->characters >= (run->left ? PREFIX_ENOUGH : PART_ENOUGH)) {
        run->complete = true;
        return;
    }
    run->digit |= run->left && !run->length && class->digits;
    run->left = false;
    run->length = run->characters = 0;
}

/* Goes on with a word of which `run` is all that is told: once to each state. */
static void run_on_once(struct reader *reader, uint32_t state, const struct run *run)
{
    uint32_t *seen = run->complete ? &reader->known[state] : &reader->unknown[2 * state + run->digit];
    uint32_t walk_now = run->complete ? reader->known_walk : reader->unknown_walk;
    if (*seen == walk_now)
        return;
    *seen = walk_now;
    run_on(reader, state, run);
}

static void run_complete(struct reader *reader, uint32_t state, struct run run)
{
    run.complete = true;
    reader->known_walk++;
    run_on_once(reader, state, &run);
}

static void run_unlisted(struct reader *reader, const struct anchor_state *at, struct run run)
{
    run_blur(&run, at->class);
    if (run.complete)
        run_complete(reader, at->next, run);
    else
        run_on_once(reader, at->next, &run);
}

/* The characters of a word that `at` allows. */
static void run_step(struct reader *reader, const struct anchor_state *at, const struct run *run)
{
    if (run->complete) {
        if (at->class->any_word || at->class->word_count)
            run_on_once(reader, at->next, run);
        return;
    }
    if (at->class->any_word)
        run_unlisted(reader, at, *run);
    for (unsigned i = 0; i < at->class->word_count; i++) {
        struct run longer = *run;
        if (run_append(&longer, at->class->words[i]) && longer.characters < reader->longest)
            run_on(reader, at->next, &longer);
        else
            run_complete(reader, at->next, longer);
    }
}

static void run_on(struct reader *reader, uint32_t state, const struct run *run)
{
    size_t base = reader->leaves.count;
    reader->too_large |= ++reader->steps > STEPS_MOST;
    if (reader->too_large || reader->memory)
        return;
    walk(reader, state, MODE_INSIDE);
    size_t end = reader->leaves.count;
    bool may_end = false;
    for (size_t i = base; i < end && !reader->memory; i++) {
        struct place leaf = reader->leaves.items[i];
        const struct anchor_state *at = &reader->states.items.items[leaf.state];
        bool in_word = leaf.mode == MODE_INSIDE;
        may_end |= !in_word || (at->step == STEP_CHAR && (at->class->any_symbol || at->class->symbol_count));
        if (in_word && at->step == STEP_ACCEPT)
            run_end(reader, run, false, ANCHOR_FINISH);
        else if (in_word)
            run_step(reader, at, run);
    }
    /* One step for all that may come next, so that no cut has to count the word twice. */
    if (may_end)
        run_end(reader, run, true, node_at(reader, state, MODE_ENDED));
    reader->leaves.count = base;
}

static void word_begin(struct reader *reader, const struct anchor_state *at, bool border)
{
    struct run run = {.border = border, .left = border};
    reader->unknown_walk++;
    run_step(reader, at, &run);
}

/* ---- Between words -------------------------------------------------------------------------------------- */

/* White space and controls may stand between tokens, where nothing is looked for. */
static bool is_visible(uint32_t character)
{
    return !char_is_space(character) && char_class_of(character) != CHAR_CONTROL;
}

static void symbols_step(struct reader *reader, const struct anchor_state *at)
{
    bool any = at->class->any_symbol || at->class->symbol_count == 0;
    for (unsigned i = 0; i < at->class->symbol_count && !any; i++)
        any = !is_visible(at->class->symbols[i]);
    uint32_t to = node_at(reader, at->next, MODE_APART);
    if (any) {
        edge_add(reader, (struct anchor_edge){.to = to, .piece = PIECE_NONE});
        return;
    }
    for (unsigned i = 0; i < at->class->symbol_count; i++) {
        struct run symbol = {0};
        run_append(&symbol, at->class->symbols[i]);
        piece_id piece = piece_of(reader, PIECE_SYMBOL, (struct str){symbol.text, symbol.length});
        edge_add(reader, (struct anchor_edge){.to = to, .piece = piece});
    }
}

static void node_expand(struct reader *reader, struct place place)
{
    size_t base = reader->leaves.count;
    walk(reader, place.state, place.mode);
    size_t end = reader->leaves.count;
    for (size_t i = base; i < end && !reader->memory; i++) {
        struct place leaf = reader->leaves.items[i];
        const struct anchor_state *at = &reader->states.items.items[leaf.state];
        if (at->step == STEP_ACCEPT) {
            if (leaf.mode != MODE_ENDED)
                edge_add(reader, (struct anchor_edge){.to = ANCHOR_FINISH, .piece = PIECE_NONE});
            continue;
        }
        if (leaf.mode < MODE_ENDED)
            word_begin(reader, at, leaf.mode != MODE_START);
        if (at->class->any_symbol || at->class->symbol_count)
            symbols_step(reader, at);
    }
    reader->leaves.count = base;
}

/* ---- The whole ------------------------------------------------------------------------------------------ */

static void graph_fill(struct reader *reader, unsigned longest)
{
    size_t states = reader->states.items.count;
    memset(reader->nodes, 0, states * MODE_NODES * sizeof *reader->nodes);
    array_clear(&reader->graph->edges);
    array_clear(&reader->places);
    array_clear(&reader->leaves);
    reader->longest = longest;
    reader->steps = 0;
    reader->too_large = false;
    node_at(reader, reader->states.start, MODE_START);
    /* The finish: a place that is never expanded. */
    if (!array_push(reader->graph->alloc, &reader->places, (struct place){0, MODE_CLOSED}))
        reader->memory = true;
    for (uint32_t i = 0; i < reader->places.count && !reader->too_large && !reader->memory; i++) {
        reader->from = i;
        if (i != ANCHOR_FINISH)
            node_expand(reader, reader->places.items[i]);
    }
}

static void states_read(struct reader *reader, struct arena *arena)
{
    size_t states = reader->states.items.count;
    size_t counts[4] = {states * MODE_NODES, states * MODES, 2 * states, states};
    uint32_t **arrays[4] = {&reader->nodes, &reader->seen, &reader->unknown, &reader->known};
    for (int i = 0; i < 4; i++) {
        *arrays[i] = arena_new(arena, counts[i] * sizeof **arrays[i]);
        if (!*arrays[i]) {
            reader->memory = true;
            return;
        }
        memset(*arrays[i], 0, counts[i] * sizeof **arrays[i]);
    }
    reader->too_large = true;
    for (int i = 0; i < TRIES && reader->too_large && !reader->memory; i++)
        graph_fill(reader, word_lengths[i]);
    reader->graph->node_count = reader->too_large ? 0 : (uint32_t)reader->places.count;
}

static void pattern_read(struct reader *reader, struct arena *arena, struct word_splitter *splitter,
                         const struct regex *regex)
{
    const struct anchor_node *tree =
        anchor_parse(arena, splitter, regex_pattern(regex), regex_flags(regex), &reader->memory);
    if (!tree || reader->memory)
        return;
    bool filled = anchor_states_fill(&reader->states, tree);
    reader->memory = reader->states.memory;
    if (filled)
        states_read(reader, arena);
}

void anchor_graph_init(struct anchor_graph *graph, const tocsin_allocator *alloc)
{
    *graph = (struct anchor_graph){.alloc = alloc};
}

void anchor_graph_finish(struct anchor_graph *graph)
{
    array_finish(graph->alloc, &graph->edges);
}

tocsin_status anchor_graph_read(struct anchor_graph *graph, struct piece_table *pieces,
                                struct word_splitter *splitter, const struct regex *regex, tocsin_error *error)
{
    struct reader reader = {.graph = graph, .pieces = pieces, .states = {.alloc = graph->alloc}};
    struct arena arena;
    arena_init(&arena, graph->alloc);
    array_clear(&graph->edges);
    graph->node_count = 0;
    pattern_read(&reader, &arena, splitter, regex);
    array_finish(graph->alloc, &reader.states.items);
    array_finish(graph->alloc, &reader.places);
    array_finish(graph->alloc, &reader.leaves);
    array_finish(graph->alloc, &reader.todo);
    arena_finish(&arena);
    return reader.memory ? error_set(error, MESSAGE_MEMORY) : TOCSIN_OK;
}
