/* tag_lists.h: what a tagger's model says of the words of a corpus (english/tag_words.h), counted there. */
#ifndef TOCSIN_TRAIN_TAG_LISTS_H
#define TOCSIN_TRAIN_TAG_LISTS_H

#include "base/buffer.h"
#include "train/clusters.h"
#include "train/tag_corpus.h"

/* A word without case. */
struct tag_count {
    form_id fold;
    uint32_t total;
    uint32_t of[TAG_LABELS];
    uint32_t ambiguity; /* its most frequent labels, + 1 each, eight bits a label */
    uint16_t class;     /* of that */
};

struct tag_lists {
    const tocsin_allocator *alloc;
    ARRAY(struct tag_count) words; /* most frequent first */
    ARRAY(uint32_t) totals;        /* by form_id: how often the word comes, in any case */
    struct buffer slots;           /* the table of the model */
};

void tag_lists_init(struct tag_lists *lists, const tocsin_allocator *alloc);
void tag_lists_finish(struct tag_lists *lists);

/* `clusters` may be of more words than the corpus has. False: out of memory. */
bool tag_lists_count(struct tag_lists *lists, const struct tag_corpus *corpus, const word_clusters *clusters);

#endif
