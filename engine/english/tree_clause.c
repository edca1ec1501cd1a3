#include "english/phrase.h"

#include <stdlib.h>

/* ---- Which words head clauses --------------------------------------------------------------------------- */

enum { NO_CLAUSE = 255 };

static bool is_verbal(const struct tree *tree, uint32_t word)
{
    return (tree->nodes[word].tags & (TREE_VERB | TREE_AUX)) ||
           phrase_child(tree, word, TREE_SUBJECT | TREE_COPULA | TREE_EXPLETIVE) != TREE_NONE;
}

/* What opens it, or the form of its verb. */
static uint8_t kind_of(const struct tree *tree, uint32_t word)
{
    const struct tree_node *node = &tree->nodes[word];
    bool mark = false, to = false, finite = false;
    for (uint32_t child = node->child; child != TREE_NONE; child = tree->nodes[child].next) {
        const struct tree_node *other = &tree->nodes[child];
        bool particle = other->tags & TREE_TO;
        to = to || particle;
        mark = mark || ((other->relation & TREE_MARK) && !particle);
        finite = finite || (other->relation & (TREE_SUBJECT | TREE_EXPLETIVE | TREE_AUXILIARY | TREE_COPULA));
    }
    if (node->relation & TREE_PARATAXIS)
        return CLAUSE_MAIN;
    if (node->relation & TREE_RELATIVE)
        return CLAUSE_OF_RELATIVE;
    if (to)
        return CLAUSE_INFINITIVE;
    if ((node->relation & TREE_ADVERBIAL) && mark)
        return CLAUSE_OF_IF;
    if ((node->relation & TREE_COMPLEMENT) || (mark && finite))
        return CLAUSE_OF_THAT;
    if (node->tags & (TREE_GERUND | TREE_PARTICIPLE))
        return CLAUSE_PARTICIPIAL;
    return node->relation & TREE_OPEN ? CLAUSE_INFINITIVE : CLAUSE_OF_THAT;
}

/* From the root down: a conjunct is of its head's kind, where that has one. */
static void read_kinds(uint8_t *kinds, const struct tree *tree)
{
    for (uint32_t i = tree->count; i-- > 0;) {
        uint32_t word = tree->order[i];
        const struct tree_node *node = &tree->nodes[word];
        bool joined = node->relation & TREE_CONJUNCT;
        bool clausal = node->relation & TREE_CLAUSAL || (joined && kinds[node->head] != NO_CLAUSE);
        kinds[word] = !clausal || !is_verbal(tree, word) ? NO_CLAUSE
                      : joined                           ? kinds[node->head]
                                                         : kind_of(tree, word);
    }
}

/* ---- Clauses -------------------------------------------------------------------------------------------- */

/* Without coordinate and paratactic clauses, which stand beside it, and without a coordinator. */
static struct phrase_span span_of(const struct tree *tree, const uint8_t *kinds, uint32_t word)
{
    struct phrase_span span = {word, word + 1};
    for (uint32_t child = tree->nodes[word].child; child != TREE_NONE; child = tree->nodes[child].next) {
        const struct tree_node *node = &tree->nodes[child];
        bool beside = kinds[child] != NO_CLAUSE && (node->relation & (TREE_CONJUNCT | TREE_PARATAXIS));
        if (beside || (node->relation & TREE_COORDINATOR) || node->first == node->last)
            continue;
        span.first = node->first < span.first ? node->first : span.first;
        span.last = node->last > span.last ? node->last : span.last;
    }
    return span;
}

/* The word that opens it: a conjunction, or one that asks or relates; TREE_NONE: none. */
static uint32_t marker_of(const struct tree *tree, uint32_t word, struct phrase_span span)
{
    uint32_t mark = phrase_child(tree, word, TREE_MARK);
    if (mark != TREE_NONE && mark < word && !(tree->nodes[mark].tags & TREE_TO))
        return mark;
    return tree->nodes[span.first].tags & TREE_WH ? span.first : TREE_NONE;
}

static struct tree_clause read_clause(const struct tree *tree, const uint8_t *kinds, uint32_t word, uint32_t first)
{
    struct phrase_span span = span_of(tree, kinds, word), none = {0, 0};
    uint32_t marker = marker_of(tree, word, span), subject = phrase_child(tree, word, TREE_SUBJECT);
    bool opens = marker == span.first && span.last > span.first + 1;
    return (struct tree_clause){
        .clause = {.first = span.first + first,
                   .last = span.last + first,
                   .body = span.first + opens + first,
                   .kind = kinds[word]},
        .subject = subject == TREE_NONE ? none : phrase_moved(phrase_around(tree, subject), first),
        .verb = phrase_moved(phrase_of_verb(tree, word), first),
        .marker = marker == TREE_NONE ? none : (struct phrase_span){marker + first, marker + first + 1},
    };
}

static int by_place(const void *a, const void *b)
{
    const struct clause *left = &((const struct tree_clause *)a)->clause;
    const struct clause *right = &((const struct tree_clause *)b)->clause;
    if (left->first != right->first)
        return left->first < right->first ? -1 : 1;
    if (left->last != right->last)
        return left->last > right->last ? -1 : 1;
    return (left->kind > right->kind) - (left->kind < right->kind);
}

/* Of clauses with the same span one is kept. */
static void drop_doubles(tree_clauses *list, size_t before)
{
    size_t kept = before;
    for (size_t i = before; i < list->count; i++) {
        const struct clause *clause = &list->items[i].clause, *last = &list->items[kept - (kept > before)].clause;
        if (kept > before && clause->first == last->first && clause->last == last->last)
            continue;
        list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

/* `open` has room for all of them. */
static void count_depth(tree_clauses *list, size_t before, uint32_t *open)
{
    uint32_t depth = 0;
    for (size_t i = before; i < list->count; i++) {
        struct clause *clause = &list->items[i].clause;
        while (depth && list->items[open[depth - 1]].clause.last < clause->last)
            depth--;
        open[depth++] = (uint32_t)i;
        clause->depth = (uint8_t)(depth < UINT8_MAX ? depth : UINT8_MAX);
    }
}

bool tree_clauses_find(tree_clauses *out, struct phrase_work *work, const tocsin_allocator *alloc,
                       const struct tree *tree, uint32_t first)
{
    size_t before = out->count;
    array_clear(&work->kinds);
    array_clear(&work->open);
    if (!array_reserve(alloc, &work->kinds, tree->count) || !array_reserve(alloc, &work->open, tree->count))
        return false;
    read_kinds(work->kinds.items, tree);
    for (uint32_t word = 0; word < tree->count; word++)
        if (work->kinds.items[word] != NO_CLAUSE &&
            !array_push(alloc, out, read_clause(tree, work->kinds.items, word, first)))
            return false;
    if (out->count > before)
        qsort(out->items + before, out->count - before, sizeof *out->items, by_place);
    drop_doubles(out, before);
    count_depth(out, before, work->open.items);
    return true;
}
