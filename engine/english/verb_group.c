#include "english/phrase.h"

#include <stdlib.h>

/* Whether a child belongs to the group of its head, whose own verb is `verb`. */
static bool is_of_group(const struct tree_node *node, uint32_t child, uint32_t verb)
{
    if (node->relation & (TREE_AUXILIARY | TREE_COPULA))
        return child < verb;
    if (node->relation & TREE_PARTICLE)
        return child == verb + 1;
    return (node->relation & TREE_ADVERB) && (node->tags & TREE_NEGATION) && child <= verb + 1;
}

/* The verb itself, or the copula of what is none; TREE_NONE: neither. */
static uint32_t verb_of(const struct tree *tree, uint32_t word)
{
    if (tree->nodes[word].tags & TREE_VERB)
        return word; /* what looks like its copula is an auxiliary */
    uint32_t copula = phrase_child(tree, word, TREE_COPULA);
    if (copula != TREE_NONE)
        return copula;
    return tree->nodes[word].tags & (TREE_VERB | TREE_AUX) ? word : TREE_NONE;
}

struct phrase_span phrase_of_verb(const struct tree *tree, uint32_t word)
{
    uint32_t verb = verb_of(tree, word);
    if (verb == TREE_NONE)
        return (struct phrase_span){0, 0};
    struct phrase_span span = {verb, verb + 1};
    for (uint32_t child = tree->nodes[word].child; child != TREE_NONE; child = tree->nodes[child].next) {
        if (!is_of_group(&tree->nodes[child], child, verb))
            continue;
        span.first = child < span.first ? child : span.first;
        span.last = child >= span.last ? child + 1 : span.last;
    }
    return span;
}

static bool is_group(const struct tree *tree, uint32_t word)
{
    const struct tree_node *node = &tree->nodes[word];
    return !(node->relation & TREE_PART) && verb_of(tree, word) != TREE_NONE;
}

/* What the words of a group say together. */
static void read_forms(struct verb_group *out, const struct tree *tree, uint32_t word, uint32_t verb)
{
    unsigned participles = 0, gerunds = 0, auxiliaries = 0;
    uint32_t opening = tree->nodes[verb].tags;
    for (uint32_t child = tree->nodes[word].child; child != TREE_NONE && child < verb;
         child = tree->nodes[child].next) {
        const struct tree_node *node = &tree->nodes[child];
        if (!(node->relation & (TREE_AUXILIARY | TREE_COPULA)))
            continue;
        if (!auxiliaries++)
            opening = node->tags;
        participles += (node->tags & TREE_PARTICIPLE) != 0;
        gerunds += (node->tags & TREE_GERUND) != 0 && auxiliaries > 1;
        out->passive = out->passive || (node->relation & (TREE_PASSIVE | TREE_COPULA));
    }
    out->passive = out->passive && (tree->nodes[verb].tags & TREE_PARTICIPLE);
    participles += (tree->nodes[verb].tags & TREE_PARTICIPLE) && auxiliaries && !out->passive;
    gerunds += (tree->nodes[verb].tags & TREE_GERUND) && auxiliaries;
    out->aspect = (uint8_t)((participles ? VERB_ASPECT_PERFECT : 0) | (gerunds ? VERB_ASPECT_PROGRESSIVE : 0));
    out->tense = opening & TREE_MODAL     ? VERB_TENSE_MODAL
                 : opening & TREE_PAST    ? VERB_TENSE_PAST
                 : opening & TREE_PRESENT ? VERB_TENSE_PRESENT
                                          : VERB_TENSE_NONE;
    out->finite = out->tense != VERB_TENSE_NONE;
}

_Static_assert((VERB_ASPECT_PERFECT | VERB_ASPECT_PROGRESSIVE) == VERB_ASPECT_PERFECT_PROGRESSIVE,
               "aspects add up");

static struct verb_group read_group(const struct tree *tree, uint32_t word, uint32_t first)
{
    uint32_t verb = verb_of(tree, word);
    struct verb_group group = {
        .span = phrase_moved(phrase_of_verb(tree, word), first),
        .head = {verb + first, verb + first + 1},
    };
    for (uint32_t child = tree->nodes[word].child; child != TREE_NONE; child = tree->nodes[child].next) {
        const struct tree_node *node = &tree->nodes[child];
        if ((node->relation & TREE_SUBJECT) && group.subject.first == group.subject.last)
            group.subject = phrase_moved(phrase_around(tree, child), first);
        if ((node->relation & TREE_OBJECT) && group.object.first == group.object.last)
            group.object = phrase_moved(phrase_around(tree, child), first);
        if ((node->relation & TREE_AUXILIARY) && (node->tags & TREE_MODAL))
            group.modal = (struct phrase_span){child + first, child + first + 1};
        group.negated = group.negated || ((node->relation & TREE_ADVERB) && (node->tags & TREE_NEGATION));
    }
    read_forms(&group, tree, word, verb);
    return group;
}

static int by_place(const void *a, const void *b)
{
    const struct verb_group *left = a, *right = b;
    if (left->span.first != right->span.first)
        return left->span.first < right->span.first ? -1 : 1;
    if (left->span.last != right->span.last)
        return left->span.last > right->span.last ? -1 : 1;
    return (left->head.first > right->head.first) - (left->head.first < right->head.first);
}

bool verb_groups_find(verb_groups *out, const tocsin_allocator *alloc, const struct tree *tree, uint32_t first)
{
    size_t before = out->count;
    for (uint32_t word = 0; word < tree->count; word++)
        if (is_group(tree, word) && !array_push(alloc, out, read_group(tree, word, first)))
            return false;
    if (out->count > before)
        qsort(out->items + before, out->count - before, sizeof *out->items, by_place);
    return true;
}
