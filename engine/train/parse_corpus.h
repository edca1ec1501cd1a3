/* parse_corpus.h: treebanks as a parser's trainer wants them: words with the tags that a tagger gives them, and
 * trees. */
#ifndef TOCSIN_TRAIN_PARSE_CORPUS_H
#define TOCSIN_TRAIN_PARSE_CORPUS_H

#include "english/parse_model.h"
#include "english/parse_words.h"
#include "english/tagger.h"
#include "train/conllu.h"
#include "train/word_vectors.h"

/* Beside the words of a sentence, from 1; those of its edges are empty. */
struct parse_gold {
    uint32_t head;                    /* 0: the root */
    uint32_t first_child, next_child; /* in order; 0: none */
    uint8_t relation;                 /* PARSE_NO_RELATION: too rare for one of its own, or the root */
};

struct parse_sentence {
    uint32_t first, count; /* words[first] is the one before its first */
};

/* What is known of a word by itself. */
struct parse_known {
    struct parse_form form;
    uint32_t row; /* of its vector; WORD_NONE: it has none */
    bool often;   /* there is enough of it to learn from */
};

struct parse_corpus {
    const tocsin_allocator *alloc;
    struct word_vectors *vectors;
    const struct tag_model *model; /* whose labels the tags are */
    const struct lemmas *lemmas;
    struct parse_tags tags;
    ARRAY(struct conllu) treebanks; /* that the names point into */
    ARRAY(struct parse_sentence) sentences;
    ARRAY(struct parse_word) words;
    ARRAY(struct parse_known) known; /* as words; those of the edges are empty */
    ARRAY(struct parse_gold) gold;
    struct str relations[PARSE_RELATIONS]; /* as they came */
    size_t relation_count;
};

/* All must outlive it; `vectors` gets rows for its words. */
void parse_corpus_init(struct parse_corpus *corpus, const tocsin_allocator *alloc, const struct tag_model *model,
                       const struct lemmas *lemmas, struct word_vectors *vectors);
void parse_corpus_finish(struct parse_corpus *corpus);

/* Adds a treebank, tagged by a model: best one that has not seen it. Errors: IO, BUNDLE, MEMORY. */
tocsin_status parse_corpus_add(struct parse_corpus *corpus, const char *path, const struct tag_model *tagger,
                               tocsin_error *error);

/* Once all treebanks are there: looks up and counts its words. False: out of memory. */
bool parse_corpus_close(struct parse_corpus *corpus);

#endif
