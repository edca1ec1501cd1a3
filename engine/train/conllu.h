/* conllu.h: treebanks in CoNLL-U (universaldependencies.org/format.html), read for training and for scores. */
#ifndef TOCSIN_TRAIN_CONLLU_H
#define TOCSIN_TRAIN_CONLLU_H

#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"

/* A line of a word. Words that are written as one ("don't") are words of their own here; the lines of the written
 * word, and of words that are not written at all, are left out. */
struct conllu_word {
    struct str form, lemma, upos, xpos, relation;
    uint32_t head; /* from 1 within the sentence; 0: the root */
    bool glued;    /* no space behind it */
};

struct conllu_sentence {
    uint32_t first, count; /* words */
    struct str text;       /* of the comment "# text =", may be empty */
};

struct conllu {
    const tocsin_allocator *alloc;
    struct buffer data; /* what all texts point into */
    ARRAY(struct conllu_word) words;
    ARRAY(struct conllu_sentence) sentences;
};

void conllu_init(struct conllu *treebank, const tocsin_allocator *alloc);
void conllu_finish(struct conllu *treebank);

/* Replaces what the treebank holds. Errors: IO, BUNDLE (not a line of CoNLL-U, with file and line), MEMORY. */
tocsin_status conllu_read(struct conllu *treebank, const char *path, tocsin_error *error);

#endif
