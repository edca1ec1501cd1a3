/* parse_oracle.h: what a parser's step costs, against a sentence's right tree (a dynamic oracle: Goldberg and Nivre
 * 2013). It can be asked after mistakes, too: what is lost already costs nothing more. */
#ifndef TOCSIN_TRAIN_PARSE_ORACLE_H
#define TOCSIN_TRAIN_PARSE_ORACLE_H

#include "train/parse_corpus.h"

/* How many right arcs can no longer be found after a step, which must be possible. */
unsigned parse_cost(const struct parse_state *state, const struct parse_gold *gold, enum parse_step step);

#endif
