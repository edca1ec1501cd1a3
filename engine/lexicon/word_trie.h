/* word_trie.h: sequences of word ids, as a trie whose edges lie in one hash table. */
#ifndef TOCSIN_LEXICON_WORD_TRIE_H
#define TOCSIN_LEXICON_WORD_TRIE_H

#include "lexicon/word_ids.h"

typedef uint32_t trie_node;

#define TRIE_NONE UINT32_MAX

struct trie_parent {
    trie_node node; /* TRIE_NONE: a root */
    word_id word;
};

struct trie_content {
    uint32_t value; /* UINT32_MAX: none */
    uint32_t nexts; /* a bit for each word that may follow, by its last five bits */
};

/* An edge that leads to `node`. */
struct trie_slot {
    uint32_t check; /* other bits of the edge's hash */
    trie_node node; /* + 1; 0: empty */
};

struct word_trie {
    const tocsin_allocator *alloc;
    ARRAY(struct trie_parent) parents;   /* by node */
    ARRAY(struct trie_content) contents; /* by node */
    struct trie_slot *slots;
    size_t slot_count;                 /* a power of two, or 0 */
    size_t edges;
};

void word_trie_init(struct word_trie *trie, const tocsin_allocator *alloc);
void word_trie_finish(struct word_trie *trie);

/* TRIE_NONE: memory is out. */
trie_node word_trie_root(struct word_trie *trie);
trie_node word_trie_add(struct word_trie *trie, trie_node from, word_id word);

/* TRIE_NONE: no sequence goes on with that word. */
trie_node word_trie_find(const struct word_trie *trie, trie_node from, word_id word);

/* The same, and quick where few sequences go on from there: most steps end here. */
static inline trie_node word_trie_step(const struct word_trie *trie, trie_node from, word_id word)
{
    return trie->contents.items[from].nexts >> (word & 31) & 1 ? word_trie_find(trie, from, word) : TRIE_NONE;
}

#endif
