/* word_lists.h: the word lists of a folder, as language_create takes them, for tests and benchmarks. */
#ifndef TOCSIN_TESTS_WORD_LISTS_H
#define TOCSIN_TESTS_WORD_LISTS_H

#include "english/layer_words.h"
#include "text/language.h"

/* Reads FOLDER/NAME.txt for every list that ships. Ends the program with a message on failure. */
struct language *word_lists_load(const char *folder);

/* The same for the lists of FOLDER/layers. */
struct layer_words *word_lists_layers(const char *folder);

#endif
