/* parse_sight.h: what of a parser's state its next step depends on: the words at some places, and what is in sight
 * around them. Parser and trainer share it. A change here makes models of another PARSE_VERSION. */
#ifndef TOCSIN_ENGLISH_PARSE_SIGHT_H
#define TOCSIN_ENGLISH_PARSE_SIGHT_H

#include "english/parse_net.h"
#include "english/parse_state.h"

struct parse_sight {
    uint32_t places[PARSE_PLACES]; /* words, from 0 to one behind the last */
    uint8_t values[PARSE_SIGHTS];  /* below PARSE_VALUES */
};

/* For each thing in sight the value that is met most. */
extern const uint8_t parse_usual[PARSE_SIGHTS];

void parse_look(struct parse_sight *out, const struct parse_state *state);

#endif
