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

struct word_trie {
    const tocsin_allocator *alloc;
    ARRAY(struct trie_parent) parents; /* by node */
    ARRAY(uint32_t) values;            /* by node; UINT32_MAX: none */
    uint32_t *slots;                   /* node + 1; 0: empty */
    size_t slot_count;                 /* a power of two, or 0 */
    size_t edges;
};

void word_trie_init(struct word_trie *trie, const tocsin_allocator *alloc);
void word_trie_finish(struct word_trie *trie);

/* TRIE_NONE: memory is out. */
trie_node word_trie_root(struct word_trie *trie);
trie_node word_trie_add(struct word_trie *trie, trie_node from, word_id word);

/* TRIE_NONE: no sequence goes on with that word. */
trie_node word_trie_step(const struct word_trie *trie, trie_node from, word_id word);

#endif
