/* word_trie.h: sequences of word ids, as a trie whose edges lie in one hash table. */
#ifndef TOCSIN_LEXICON_WORD_TRIE_H
#define TOCSIN_LEXICON_WORD_TRIE_H

#include "lexicon/word_ids.h"

typedef uint32_t trie_node;

#define TRIE_NONE UINT32_MAX

/* The edge that leads to a node. */
struct trie_edge {
    trie_node from; /* TRIE_NONE: the node is a root */
    word_id word;
};

/* Together, so that a step touches one line of the cache. */
struct trie_item {
    struct trie_edge edge;
    uint32_t value; /* UINT32_MAX: none */
    uint32_t nexts; /* a bit for each word that may follow, by its last five bits */
};

struct trie_slot {
    uint32_t check; /* bits of the edge's hash that do not tell the slot */
    trie_node node; /* + 1; 0: empty */
};

struct word_trie {
    const tocsin_allocator *alloc;
    ARRAY(struct trie_item) nodes;
    struct trie_slot *slots;
    size_t slot_count; /* a power of two, or 0 */
    size_t edges;
    uint64_t *filter;   /* once sealed: bits by the edges' hashes, small enough for the cache where slots are not */
    size_t filter_bits; /* a power of two */
};

void word_trie_init(struct word_trie *trie, const tocsin_allocator *alloc);
void word_trie_finish(struct word_trie *trie);

/* TRIE_NONE: memory is out. */
trie_node word_trie_root(struct word_trie *trie);
trie_node word_trie_add(struct word_trie *trie, trie_node from, word_id word);

/* After the last addition. False: memory is out. */
bool word_trie_seal(struct word_trie *trie);

/* TRIE_NONE: no sequence goes on with that word. */
trie_node word_trie_find(const struct word_trie *trie, trie_node from, word_id word);

/* The same, and quick where few sequences go on from there: most steps end here. */
static inline trie_node word_trie_step(const struct word_trie *trie, trie_node from, word_id word)
{
    return trie->nodes.items[from].nexts >> (word & 31) & 1 ? word_trie_find(trie, from, word) : TRIE_NONE;
}

#endif
