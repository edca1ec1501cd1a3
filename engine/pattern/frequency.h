/* frequency.h: how often a word may come: what patterns wait for is chosen by it. Known from a language's list, else
 * guessed from the word's length. A wrong guess costs time, never a match. */
#ifndef TOCSIN_PATTERN_FREQUENCY_H
#define TOCSIN_PATTERN_FREQUENCY_H

#include "base/error.h"
#include "pattern/word_keys.h"

/* In words of a million. */
#define FREQUENCY_ALL 1e6
#define FREQUENCY_OF_TEST 2e5
#define FREQUENCY_OF_ANNOTATION 5e3

/* Immutable; shared by all threads. */
struct frequencies;
struct language_list;

/* Takes the list "words" (a word without case and its number, parted by a tab); the others are passed over. Errors:
 * BUNDLE with file:line:column, MEMORY. */
tocsin_status frequencies_create(struct frequencies **out, const tocsin_allocator *alloc,
                                 const struct language_list *lists, size_t count, tocsin_error *error);
void frequencies_free(struct frequencies *frequencies);

/* `frequencies` may be NULL. `text` is folded. */
double frequency_of_word(const struct frequencies *frequencies, struct str text);
double frequency_of_key(const struct frequencies *frequencies, const struct word_key *key);
double frequency_of_traits(uint32_t traits);

#endif
