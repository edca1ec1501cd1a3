/* lexicon_inside.h: what a lexicon holds, for the files of this layer. */
#ifndef TOCSIN_LEXICON_LEXICON_INSIDE_H
#define TOCSIN_LEXICON_LEXICON_INSIDE_H

#include "lexicon/lexicon.h"
#include "lexicon/word_trie.h"

struct lexicon_column {
    struct str name;
};

struct list {
    struct str name;
    enum lexicon_by by;
    trie_node root;
    size_t longest;
    ARRAY(struct lexicon_column) columns;
    ARRAY(lexicon_entry) entries;
    ARRAY(word_id) values; /* by entry of the list, then column */
};

struct entry {
    lexicon_list list;
    uint32_t index; /* within the list */
    trie_node node; /* of its last word */
    uint32_t line;
};

/* That a list has entries which begin with a word: those below `node`, with what the trie has there. */
struct lexicon_start {
    lexicon_list list;
    trie_node node;
    uint32_t value, nexts;
};

/* By word: items[first[word] … first[word + 1]). */
struct lexicon_starts {
    uint32_t *first;
    size_t word_count;
    struct lexicon_start *items;
    size_t count;
};

struct lexicon {
    const tocsin_allocator *alloc;
    struct word_ids words;
    struct word_ids values; /* of columns */
    struct word_trie trie;
    ARRAY(struct list) lists;
    ARRAY(struct entry) entries;
    struct lexicon_starts starts; /* once sealed */
    bool sealed;
    bool by_fold, by_text, by_lemma; /* some list goes by it */
};

#endif
