/* anchor_graph.h: the ways through a pattern, in steps of a word or of a character between words.
 *
 * Every match is a way from node 0 (its start) to node 1 (its end); a step that has a piece needs that piece in
 * the text. What every match needs is then a cut: a set of steps with pieces that no way can go around. */
#ifndef TOCSIN_REGEX_ANCHOR_GRAPH_H
#define TOCSIN_REGEX_ANCHOR_GRAPH_H

#include "regex/anchor_syntax.h"
#include "regex/word_piece.h"

enum { ANCHOR_START, ANCHOR_FINISH };

struct anchor_edge {
    uint32_t from, to;
    piece_id piece;   /* PIECE_NONE: needs nothing */
    bool word;        /* a step over a word, not over a character between */
    bool from_border; /* the word begins where the step does */
};

struct anchor_graph {
    const tocsin_allocator *alloc;
    ARRAY(struct anchor_edge) edges;
    uint32_t node_count; /* 0: there is no graph */
};

void anchor_graph_init(struct anchor_graph *graph, const tocsin_allocator *alloc);
void anchor_graph_finish(struct anchor_graph *graph);

/* Fills the graph of a regex, making pieces on the way. A pattern that is not understood or too large leaves it
 * without nodes. Errors: MEMORY. */
tocsin_status anchor_graph_read(struct anchor_graph *graph, struct piece_table *pieces,
                                struct word_splitter *splitter, const struct regex *regex, tocsin_error *error);

#endif
