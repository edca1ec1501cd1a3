/* clusters.h: words that stand in the same places, found in running text without any labels.
 *
 * The exchange algorithm (Kneser and Ney 1993): each word in turn moves to the cluster that makes the text
 * likeliest when each cluster is told by the one before. All numbers are whole: the same text gives the same
 * clusters everywhere. */
#ifndef TOCSIN_TRAIN_CLUSTERS_H
#define TOCSIN_TRAIN_CLUSTERS_H

#include "base/array.h"
#include "text/vocabulary.h"

struct cluster_settings {
    uint32_t clusters; /* under 65536, with one each for the edges of sentences and for rare words */
    uint32_t least;    /* how often a word comes that has a cluster */
    unsigned rounds;
};

typedef ARRAY(form_id) cluster_text;   /* folded words; FORM_NONE between sentences, and at the end */
typedef ARRAY(uint16_t) word_clusters; /* by form_id, from 1 on; 0: none */

/* `forms` is how many the vocabulary holds. False: out of memory. */
bool clusters_find(word_clusters *out, const tocsin_allocator *alloc, const cluster_text *text, size_t forms,
                   const struct cluster_settings *settings);

#endif
