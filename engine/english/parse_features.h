/* parse_features.h: what a parser goes by, as numbers that weights are filed under. Parser and trainer share it, so
 * that both see the same. A change here makes models of another PARSE_VERSION. */
#ifndef TOCSIN_ENGLISH_PARSE_FEATURES_H
#define TOCSIN_ENGLISH_PARSE_FEATURES_H

#include "english/parse_state.h"

enum { PARSE_VERSION = 1 };

enum { PARSE_KEYS = 112 };

struct parse_keys {
    uint64_t items[PARSE_KEYS];
    size_t count;
};

/* For the choice of the next step. */
void parse_step_keys(struct parse_keys *out, const struct parse_state *state);

/* For the relation of the topmost word to its head, before parse_attach. */
void parse_relation_keys(struct parse_keys *out, const struct parse_state *state, enum parse_step step);

#endif
