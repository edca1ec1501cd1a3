#include "english/phrase.h"

#include <stdlib.h>

uint32_t phrase_child(const struct tree *tree, uint32_t word, uint32_t relations)
{
    for (uint32_t child = tree->nodes[word].child; child != TREE_NONE; child = tree->nodes[child].next)
        if (tree->nodes[child].relation & relations)
            return child;
    return TREE_NONE;
}

struct phrase_span phrase_around(const struct tree *tree, uint32_t word)
{
    struct phrase_span span = {word, word + 1};
    for (uint32_t child = tree->nodes[word].child; child != TREE_NONE; child = tree->nodes[child].next) {
        const struct tree_node *node = &tree->nodes[child];
        if (node->first == node->last)
            continue;
        if (child < word && (node->relation & TREE_BEFORE) && node->first < span.first)
            span.first = node->first;
        if (child > word && (node->relation & TREE_BEHIND) && node->last > span.last)
            span.last = node->last;
    }
    return span;
}

/* Whether a word is the head of a noun phrase. */
static bool is_noun(const struct tree *tree, uint32_t word)
{
    const struct tree_node *node = &tree->nodes[word];
    if ((node->relation & TREE_PART) || (node->tags & TREE_PUNCTUATION))
        return false;
    return (node->tags & (TREE_NOUN | TREE_NAME | TREE_PRONOUN)) ||
           (!(node->tags & (TREE_VERB | TREE_AUX)) && phrase_child(tree, word, TREE_DETERMINER) != TREE_NONE);
}

static uint8_t place_of(uint32_t relation)
{
    return relation & (TREE_SUBJECT | TREE_EXPLETIVE) ? NOUN_PHRASE_SUBJECT
           : relation & TREE_OBJECT                   ? NOUN_PHRASE_OBJECT
           : relation & TREE_OBLIQUE                  ? NOUN_PHRASE_OBLIQUE
           : relation & TREE_POSSESSOR                ? NOUN_PHRASE_POSSESSOR
           : relation & TREE_NOMINAL                  ? NOUN_PHRASE_MODIFIER
           : relation & TREE_APPOSITION               ? NOUN_PHRASE_APPOSITION
                                                      : NOUN_PHRASE_OTHER;
}

/* All below it, but for its prepositions and conjunctions and what makes it a predicate. */
static struct phrase_span whole_of(const struct tree *tree, uint32_t word, struct phrase_span span)
{
    for (uint32_t child = tree->nodes[word].child; child != TREE_NONE; child = tree->nodes[child].next) {
        const struct tree_node *node = &tree->nodes[child];
        uint32_t apart = TREE_SUBJECT | TREE_COPULA | TREE_EXPLETIVE | TREE_MARK | TREE_COORDINATOR |
                         TREE_AUXILIARY | TREE_ADVERBIAL | TREE_PARATAXIS | TREE_CASE;
        if ((node->relation & apart) || node->first == node->last)
            continue;
        if (child > word && node->last > span.last)
            span.last = node->last;
        if (child < word && (node->relation & TREE_BEFORE) && node->first < span.first)
            span.first = node->first;
    }
    return span;
}

static struct phrase_span around_child(const struct tree *tree, uint32_t word, uint32_t relations)
{
    uint32_t child = phrase_child(tree, word, relations);
    return child == TREE_NONE ? (struct phrase_span){0, 0} : phrase_around(tree, child);
}

/* All of them: "all the". */
static struct phrase_span determiner_of(const struct tree *tree, uint32_t word)
{
    struct phrase_span span = around_child(tree, word, TREE_DETERMINER);
    for (uint32_t child = tree->nodes[word].child; child != TREE_NONE && child < word;
         child = tree->nodes[child].next)
        if ((tree->nodes[child].relation & TREE_DETERMINER) && child + 1 > span.last)
            span.last = child + 1;
    return span;
}

/* What stands before the noun and modifies it, from the first such word on: "old wooden". */
static struct phrase_span modifier_of(const struct tree *tree, uint32_t word)
{
    for (uint32_t child = tree->nodes[word].child; child != TREE_NONE && child < word;
         child = tree->nodes[child].next) {
        const struct tree_node *node = &tree->nodes[child];
        if ((node->relation & TREE_ATTRIBUTE) && (node->relation & TREE_BEFORE) && node->first < node->last)
            return (struct phrase_span){node->first, word};
    }
    return (struct phrase_span){0, 0};
}

static struct noun_phrase read_phrase(const struct tree *tree, uint32_t word, uint32_t first)
{
    const struct tree_node *node = &tree->nodes[word];
    struct phrase_span span = phrase_around(tree, word);
    struct phrase_span conjunct = around_child(tree, word, TREE_CONJUNCT);
    return (struct noun_phrase){
        .span = phrase_moved(span, first),
        .head = {word + first, word + first + 1},
        .determiner = phrase_moved(determiner_of(tree, word), first),
        .modifier = phrase_moved(modifier_of(tree, word), first),
        .possessor = phrase_moved(around_child(tree, word, TREE_POSSESSOR), first),
        .apposition = phrase_moved(around_child(tree, word, TREE_APPOSITION), first),
        .conjunct = phrase_moved(conjunct, first),
        .whole = phrase_moved(whole_of(tree, word, span), first),
        .kind = node->tags & TREE_PRONOUN ? NOUN_PHRASE_PRONOUN
                : node->tags & TREE_NAME  ? NOUN_PHRASE_NAME
                                          : NOUN_PHRASE_COMMON,
        .place = place_of(node->relation & TREE_CONJUNCT ? tree->nodes[node->head].relation : node->relation),
        .plural = node->tags & TREE_PLURAL,
        .coordinated = conjunct.first != conjunct.last || (node->relation & TREE_CONJUNCT),
    };
}

/* Two phrases may have the same span only where their heads differ. */
static int by_place(const void *a, const void *b)
{
    const struct noun_phrase *left = a, *right = b;
    if (left->span.first != right->span.first)
        return left->span.first < right->span.first ? -1 : 1;
    if (left->span.last != right->span.last)
        return left->span.last > right->span.last ? -1 : 1;
    return (left->head.first > right->head.first) - (left->head.first < right->head.first);
}

bool noun_phrases_find(noun_phrases *out, const tocsin_allocator *alloc, const struct tree *tree, uint32_t first)
{
    size_t before = out->count;
    for (uint32_t word = 0; word < tree->count; word++)
        if (is_noun(tree, word) && !array_push(alloc, out, read_phrase(tree, word, first)))
            return false;
    if (out->count > before)
        qsort(out->items + before, out->count - before, sizeof *out->items, by_place);
    return true;
}
