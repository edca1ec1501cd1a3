#include "regex/anchor.h"

#include "regex/anchor_cut.h"

#define REACH_ALL ((1u << ANCHOR_REACH) - 1)
#define REACH_OVER (1u << ANCHOR_REACH) /* a word further on, too */

void anchor_finish(struct anchor *anchor, const tocsin_allocator *alloc)
{
    for (unsigned i = 0; i < ANCHOR_NEEDS; i++)
        array_finish(alloc, &anchor->needs[i].pieces);
    anchor->need_count = 0;
}

/* ---- Lists of pieces ------------------------------------------------------------------------------------ */

static void piece_sift(piece_id *items, size_t root, size_t count)
{
    for (size_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && items[child + 1] > items[child])
            child++;
        if (items[root] >= items[child])
            return;
        piece_id swap = items[root];
        items[root] = items[child];
        items[child] = swap;
    }
}

/* Sorted, each once. In place: qsort may allocate. */
static void pieces_unique(piece_list *list)
{
    for (size_t i = list->count / 2; i-- > 0;)
        piece_sift(list->items, i, list->count);
    for (size_t end = list->count; end-- > 1;) {
        piece_id largest = list->items[0];
        list->items[0] = list->items[end];
        list->items[end] = largest;
        piece_sift(list->items, 0, end);
    }
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (kept == 0 || list->items[kept - 1] != list->items[i])
            list->items[kept++] = list->items[i];
    list->count = kept;
}

tocsin_status anchor_count(const struct anchor_graph *graph, struct piece_table *pieces, tocsin_error *error)
{
    piece_list list = {0};
    bool memory = false;
    for (size_t i = 0; i < graph->edges.count && !memory; i++)
        if (graph->edges.items[i].piece != PIECE_NONE)
            memory = !array_push(graph->alloc, &list, graph->edges.items[i].piece);
    pieces_unique(&list);
    for (size_t i = 0; i < list.count; i++)
        pieces->pieces.items[list.items[i]].uses++;
    array_finish(graph->alloc, &list);
    return memory ? error_set(error, MESSAGE_MEMORY) : TOCSIN_OK;
}

/* ---- Where in a match ----------------------------------------------------------------------------------- */

/* For each node, bit n: n words may lie between the start and it. */
static void reach_fill(const struct anchor_graph *graph, uint32_t *reach)
{
    memset(reach, 0, graph->node_count * sizeof *reach);
    reach[ANCHOR_START] = 1;
    for (bool grown = true; grown;) {
        grown = false;
        for (size_t i = 0; i < graph->edges.count; i++) {
            const struct anchor_edge *edge = &graph->edges.items[i];
            uint32_t from = reach[edge->from], over = from & REACH_OVER;
            uint32_t to = edge->word ? (from << 1 & (REACH_ALL | REACH_OVER)) | over : from;
            grown |= (to & ~reach[edge->to]) != 0;
            reach[edge->to] |= to;
        }
    }
}

static bool begins_at_word(const struct anchor_graph *graph)
{
    for (size_t i = 0; i < graph->edges.count; i++) {
        const struct anchor_edge *edge = &graph->edges.items[i];
        if (edge->from == ANCHOR_START && !(edge->word && edge->from_border))
            return false;
    }
    return true;
}

/* ---- Choosing ------------------------------------------------------------------------------------------- */

/* The pieces of the cut's edges, and in which words of the match they are if that is known of all. */
static bool need_fill(struct anchor_need *need, const struct anchor_graph *graph, const bool *cut,
                      const uint32_t *reach)
{
    for (size_t i = 0; i < graph->edges.count; i++) {
        const struct anchor_edge *edge = &graph->edges.items[i];
        if (!cut[i])
            continue;
        if (!array_push(graph->alloc, &need->pieces, edge->piece))
            return false;
        need->words |= edge->word ? reach[edge->from] : REACH_OVER;
    }
    pieces_unique(&need->pieces);
    if (need->words & REACH_OVER)
        need->words = 0;
    return true;
}

static tocsin_status needs_choose(struct anchor *out, const struct anchor_graph *graph, const uint64_t *weights,
                                  struct anchor_cutter *cutter, uint32_t *reach, bool *cut, uint64_t *left)
{
    size_t count = graph->edges.count;
    memcpy(left, weights, count * sizeof *left);
    reach_fill(graph, reach);
    out->at_word = begins_at_word(graph);
    for (unsigned i = 0; i < ANCHOR_NEEDS; i++) {
        if (!anchor_cut_find(cutter, graph, left, cut))
            return TOCSIN_OK;
        struct anchor_need *need = &out->needs[i];
        if (!need_fill(need, graph, cut, reach))
            return TOCSIN_ERROR_MEMORY;
        if (!out->at_word)
            need->words = 0;
        out->need_count++;
        for (size_t e = 0; e < count; e++)
            if (cut[e])
                left[e] = ANCHOR_UNCUT;
    }
    return TOCSIN_OK;
}

static tocsin_status graph_choose(struct anchor *out, const struct anchor_graph *graph,
                                  const struct piece_table *pieces, struct arena *arena)
{
    size_t count = graph->edges.count;
    uint64_t *weights = arena_new(arena, 2 * count * sizeof *weights);
    uint32_t *reach = arena_new(arena, graph->node_count * sizeof *reach);
    bool *cut = arena_new(arena, count * sizeof *cut);
    struct anchor_cutter cutter;
    if (!weights || !reach || !cut || !anchor_cutter_init(&cutter, graph, arena))
        return TOCSIN_ERROR_MEMORY;
    for (size_t i = 0; i < count; i++) {
        piece_id piece = graph->edges.items[i].piece;
        weights[i] = piece == PIECE_NONE ? ANCHOR_UNCUT : piece_weight(pieces, piece);
    }
    return needs_choose(out, graph, weights, &cutter, reach, cut, weights + count);
}

tocsin_status anchor_choose(struct anchor *out, const struct anchor_graph *graph, const struct piece_table *pieces,
                            tocsin_error *error)
{
    struct anchor anchor = {.need_count = 0};
    tocsin_status status = TOCSIN_OK;
    if (graph->node_count && graph->edges.count) {
        struct arena arena;
        arena_init(&arena, graph->alloc);
        status = graph_choose(&anchor, graph, pieces, &arena);
        arena_finish(&arena);
    }
    if (status) {
        anchor_finish(&anchor, graph->alloc);
        return error_set(error, MESSAGE_MEMORY);
    }
    *out = anchor;
    return TOCSIN_OK;
}
