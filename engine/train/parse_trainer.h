/* parse_trainer.h: trains a parser's weights on a corpus: averaged perceptrons of steps and of relations, with a
 * dynamic oracle (Goldberg and Nivre 2013): after its own mistakes the parser learns what is still best. Several
 * runs in different orders, whose weights are added up. The same corpus gives the same weights on every machine. */
#ifndef TOCSIN_TRAIN_PARSE_TRAINER_H
#define TOCSIN_TRAIN_PARSE_TRAINER_H

#include "train/parse_corpus.h"
#include "train/weights.h"

struct parse_training {
    unsigned runs, rounds; /* rounds: how often a run goes over the corpus */
    int32_t margin;        /* the right choice has to win by so much */
};

struct parse_trainer;

/* `corpus` must outlive the trainer. Errors: MEMORY. */
tocsin_status parse_trainer_create(struct parse_trainer **out, const tocsin_allocator *alloc,
                                   const struct parse_corpus *corpus, tocsin_error *error);
void parse_trainer_free(struct parse_trainer *trainer);

/* Calls `told` (may be NULL) after each round with the shares, in ten thousandths, of words whose head, and of
 * words whose head and relation came out right in it. False: out of memory. */
typedef void parse_trainer_told(void *user, unsigned run, unsigned round, unsigned heads, unsigned both);
bool parse_trainer_run(struct parse_trainer *trainer, const struct parse_training *training,
                       parse_trainer_told *told, void *user);

/* The weights of all runs, as totals: of steps and of relations by their number in the corpus. */
const struct weights *parse_trainer_steps(const struct parse_trainer *trainer);
const struct weights *parse_trainer_relations(const struct parse_trainer *trainer);

#endif
