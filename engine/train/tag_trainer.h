/* tag_trainer.h: trains a tagger's weights on a corpus: an averaged perceptron, several runs in different orders,
 * whose weights are added up. The same corpus gives the same weights on every machine. */
#ifndef TOCSIN_TRAIN_TAG_TRAINER_H
#define TOCSIN_TRAIN_TAG_TRAINER_H

#include "base/arena.h"
#include "train/tag_lists.h"
#include "train/weights.h"

struct tag_training {
    unsigned runs, rounds; /* rounds: how often a run goes over the corpus */
    int32_t margin;        /* the right label has to win by so much */
};

struct tag_trainer;

/* `corpus`, `lists` and `lemmas` must outlive the trainer. Errors: MEMORY. */
tocsin_status tag_trainer_create(struct tag_trainer **out, const tocsin_allocator *alloc,
                                 const struct tag_corpus *corpus, const struct tag_lists *lists,
                                 const struct lemmas *lemmas, tocsin_error *error);
void tag_trainer_free(struct tag_trainer *trainer);

/* Calls `told` (may be NULL) after each round with the share of words, in ten thousandths, that came out right in
 * it. False: out of memory. */
typedef void tag_trainer_told(void *user, unsigned run, unsigned round, unsigned right);
bool tag_trainer_run(struct tag_trainer *trainer, const struct tag_training *training, tag_trainer_told *told,
                     void *user);

/* The weights of all runs, as totals. */
const struct weights *tag_trainer_weights(const struct tag_trainer *trainer);

#endif
