/* suggestion.h: what a mistyped word was meant to be. */
#ifndef TOCSIN_CLI_SUGGESTION_H
#define TOCSIN_CLI_SUGGESTION_H

#include <stdbool.h>
#include <stddef.h>

/* How many letters must be added, dropped, changed or swapped with a neighbour to make one word the other. Words of
 * more than 31 letters are told apart by their beginnings. */
unsigned suggestion_distance(const char *a, const char *b);

/* True where the distance is small enough for a slip of the fingers. */
bool suggestion_near(const char *typed, unsigned distance);

#endif
