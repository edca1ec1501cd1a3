#include "regex/anchor_cut.h"

#define NOT_REACHED UINT32_MAX

enum { ROUNDS_MOST = 8000 };

bool anchor_cutter_init(struct anchor_cutter *cutter, const struct anchor_graph *graph, struct arena *arena)
{
    size_t edges = graph->edges.count, nodes = graph->node_count;
    cutter->flow = arena_new(arena, edges * sizeof *cutter->flow);
    cutter->first = arena_new(arena, (nodes + 2) * sizeof *cutter->first);
    cutter->ends = arena_new(arena, 2 * edges * sizeof *cutter->ends);
    cutter->arrived = arena_new(arena, nodes * sizeof *cutter->arrived);
    cutter->queue = arena_new(arena, nodes * sizeof *cutter->queue);
    if (!cutter->flow || !cutter->first || !cutter->ends || !cutter->arrived || !cutter->queue)
        return false;
    memset(cutter->first, 0, (nodes + 2) * sizeof *cutter->first);
    for (size_t i = 0; i < edges; i++) {
        cutter->first[graph->edges.items[i].from + 2]++;
        cutter->first[graph->edges.items[i].to + 2]++;
    }
    for (size_t n = 1; n < nodes + 2; n++)
        cutter->first[n] += cutter->first[n - 1];
    for (size_t i = 0; i < edges; i++) {
        cutter->ends[cutter->first[graph->edges.items[i].from + 1]++] = (uint32_t)i;
        cutter->ends[cutter->first[graph->edges.items[i].to + 1]++] = (uint32_t)i;
    }
    return true;
}

/* What can still flow over an edge away from `node`: forward, or back what flows towards it. */
static int64_t edge_room(const struct anchor_cutter *cutter, const struct anchor_edge *edge, size_t index,
                         uint32_t node, const uint64_t *weights)
{
    return edge->from == node ? (int64_t)weights[index] - cutter->flow[index] : cutter->flow[index];
}

static uint32_t edge_other(const struct anchor_edge *edge, uint32_t node)
{
    return edge->from == node ? edge->to : edge->from;
}

/* Breadth first from the start over edges with room; whether the finish is reached. */
static bool way_search(struct anchor_cutter *cutter, const struct anchor_graph *graph, const uint64_t *weights)
{
    size_t head = 0, tail = 0;
    for (uint32_t n = 0; n < graph->node_count; n++)
        cutter->arrived[n] = NOT_REACHED;
    cutter->arrived[ANCHOR_START] = 0;
    cutter->queue[tail++] = ANCHOR_START;
    while (head < tail && cutter->arrived[ANCHOR_FINISH] == NOT_REACHED) {
        uint32_t node = cutter->queue[head++];
        for (uint32_t i = cutter->first[node]; i < cutter->first[node + 1]; i++) {
            uint32_t index = cutter->ends[i];
            const struct anchor_edge *edge = &graph->edges.items[index];
            uint32_t other = edge_other(edge, node);
            if (cutter->arrived[other] != NOT_REACHED || edge_room(cutter, edge, index, node, weights) <= 0)
                continue;
            cutter->arrived[other] = index;
            cutter->queue[tail++] = other;
        }
    }
    return cutter->arrived[ANCHOR_FINISH] != NOT_REACHED;
}

/* The node before `node` on the way that was found. */
static uint32_t way_back(const struct anchor_cutter *cutter, const struct anchor_graph *graph, uint32_t node)
{
    return edge_other(&graph->edges.items[cutter->arrived[node]], node);
}

/* Fills the way that was found; returns what was added. */
static int64_t way_fill(struct anchor_cutter *cutter, const struct anchor_graph *graph, const uint64_t *weights)
{
    int64_t room = (int64_t)ANCHOR_UNCUT;
    for (uint32_t n = ANCHOR_FINISH; n != ANCHOR_START; n = way_back(cutter, graph, n)) {
        uint32_t index = cutter->arrived[n], from = way_back(cutter, graph, n);
        int64_t here = edge_room(cutter, &graph->edges.items[index], index, from, weights);
        room = here < room ? here : room;
    }
    for (uint32_t n = ANCHOR_FINISH; n != ANCHOR_START; n = way_back(cutter, graph, n)) {
        uint32_t index = cutter->arrived[n];
        cutter->flow[index] += graph->edges.items[index].to == n ? room : -room;
    }
    return room;
}

bool anchor_cut_find(struct anchor_cutter *cutter, const struct anchor_graph *graph, const uint64_t *weights,
                     bool *cut)
{
    memset(cutter->flow, 0, graph->edges.count * sizeof *cutter->flow);
    int64_t total = 0;
    for (int round = 0; way_search(cutter, graph, weights); round++) {
        total += way_fill(cutter, graph, weights);
        if (total >= (int64_t)ANCHOR_UNCUT || round == ROUNDS_MOST)
            return false;
    }
    for (size_t i = 0; i < graph->edges.count; i++) {
        const struct anchor_edge *edge = &graph->edges.items[i];
        cut[i] = cutter->arrived[edge->from] != NOT_REACHED && cutter->arrived[edge->to] == NOT_REACHED;
    }
    return true;
}
