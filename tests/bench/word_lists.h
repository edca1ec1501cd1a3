/* word_lists.h: the word lists of a folder, as the engine takes them, for tests and benchmarks. */
#ifndef TOCSIN_TESTS_WORD_LISTS_H
#define TOCSIN_TESTS_WORD_LISTS_H

#include "base/buffer.h"
#include "english/layer_words.h"
#include "english/lemma.h"
#include "english/trees.h"
#include "text/language.h"

/* Reads FOLDER/NAME.txt for every list that ships. Ends the program with a message on failure. */
struct language *word_lists_load(const char *folder);

/* The same for the lists of FOLDER/layers and FOLDER/names. */
struct layer_words *word_lists_layers(const char *folder);

enum { LEMMA_LISTS = 4 };

/* The same for the lists of FOLDER/lemmas; `files` holds them and must live as long. */
struct lemmas *word_lists_lemmas(const char *folder, struct buffer files[LEMMA_LISTS]);

/* What finds trees: with the models of FOLDER/models. */
struct word_trees {
    struct tag_model tagger;
    struct parse_model parser;
    struct tags *tags;
    struct trees *trees;
};

/* Ends the program with a message on failure. */
void word_trees_open(struct word_trees *out, const char *folder, const struct lemmas *lemmas);
void word_trees_close(struct word_trees *trees);

#endif
