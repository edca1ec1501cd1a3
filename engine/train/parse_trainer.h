/* parse_trainer.h: trains a parser's network on a corpus. The parser goes its own way through the sentences, by
 * what it holds likely, and learns at each step which are the best from there (parse_oracle.h; Ballesteros et al.
 * 2016). The same corpus gives the same network on every run. */
#ifndef TOCSIN_TRAIN_PARSE_TRAINER_H
#define TOCSIN_TRAIN_PARSE_TRAINER_H

#include "train/sentence_pass.h"

struct parse_training {
    unsigned rounds; /* how often it goes over the corpus */
    unsigned batch;  /* sentences between two changes */
    float rate;      /* of learning: from this down to nothing */
    float own_way;   /* the share of steps that are the parser's choice, from the second round on */
    struct dropout dropout;
    uint64_t seed;
};

struct parse_trainer;

/* `corpus` must outlive the trainer. Errors: MEMORY. */
tocsin_status parse_trainer_create(struct parse_trainer **out, const tocsin_allocator *alloc,
                                   const struct parse_corpus *corpus, const struct parse_training *training,
                                   tocsin_error *error);
void parse_trainer_free(struct parse_trainer *trainer);

/* Calls `told` (may be NULL) after each round with the shares, in ten thousandths, of steps that were right in it,
 * and of relations. False: out of memory. */
typedef void parse_trainer_told(void *user, unsigned round, unsigned steps, unsigned relations);
bool parse_trainer_run(struct parse_trainer *trainer, parse_trainer_told *told, void *user);

const struct network *parse_trainer_network(const struct parse_trainer *trainer);

#endif
