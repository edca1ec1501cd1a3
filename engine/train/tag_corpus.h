/* tag_corpus.h: treebanks as a tagger's trainer wants them: forms with the numbers of their labels. */
#ifndef TOCSIN_TRAIN_TAG_CORPUS_H
#define TOCSIN_TRAIN_TAG_CORPUS_H

#include "english/tag_model.h"
#include "train/conllu.h"

struct tag_label {
    uint8_t pos, tag; /* names by number */
};

struct tag_names {
    struct str items[TAG_NAMES];
    size_t count;
};

/* Labels by how often they come; rare pairs of part of speech and tag have none of their own. */
struct tag_labels {
    struct tag_names pos, tags;
    struct tag_label items[TAG_LABELS];
    size_t count;
};

struct tag_sentence {
    uint32_t first, count;
};

struct tag_corpus {
    const tocsin_allocator *alloc;
    struct vocabulary *vocabulary;
    ARRAY(struct conllu) treebanks; /* that the names point into */
    ARRAY(struct tag_sentence) sentences;
    ARRAY(form_id) forms;
    ARRAY(struct tag_label) pairs; /* beside forms, as the treebank has them */
    ARRAY(uint8_t) gold;   /* beside forms: the label; of a pair without one, the most frequent of its pos */
    ARRAY(bool) own_lemma; /* beside forms: the word is its own lemma, but for case */
    struct tag_labels labels;
};

/* Errors: IO, BUNDLE, MEMORY. */
tocsin_status tag_corpus_create(struct tag_corpus **out, const tocsin_allocator *alloc, const char *const *paths,
                                size_t count, tocsin_error *error);
void tag_corpus_free(struct tag_corpus *corpus);

/* The form of a word's case folding. */
static inline form_id tag_corpus_fold(const struct tag_corpus *corpus, size_t word)
{
    return vocabulary_form(corpus->vocabulary, corpus->forms.items[word])->fold;
}

#endif
