/* frequency.h: how often a word may come, guessed from its length: what patterns wait for is chosen by it. A wrong
 * guess costs time, never a match. */
#ifndef TOCSIN_PATTERN_FREQUENCY_H
#define TOCSIN_PATTERN_FREQUENCY_H

#include "pattern/word_keys.h"

/* In words of a million. */
#define FREQUENCY_ALL 1e6
#define FREQUENCY_OF_TEST 2e5
#define FREQUENCY_OF_ANNOTATION 5e3

double frequency_of_word(struct str text);
double frequency_of_key(const struct word_key *key);
double frequency_of_traits(uint32_t traits);

#endif
