#include "train/tag_corpus.h"

#include <stdlib.h>

#include "text/fold.h"

/* The number of a name, made on first sight; false: there are too many. */
static bool name_number(uint8_t *out, struct tag_names *names, struct str name)
{
    size_t at = 0;
    while (at < names->count && !str_equal(names->items[at], name))
        at++;
    if (at == TAG_NAMES)
        return false;
    if (at == names->count)
        names->items[names->count++] = name;
    *out = (uint8_t)at;
    return true;
}

static bool is_own_lemma(const struct tag_corpus *corpus, form_id form, struct str lemma)
{
    char space[256];
    struct str folded = vocabulary_form(corpus->vocabulary, vocabulary_form(corpus->vocabulary, form)->fold)->text;
    size_t length = fold_word(lemma, space, sizeof space);
    return length <= sizeof space && str_equal((struct str){space, length}, folded);
}

static tocsin_status add_word(struct tag_corpus *corpus, const struct conllu_word *word, tocsin_error *error)
{
    struct tag_label pair;
    form_id form = vocabulary_intern(corpus->vocabulary, word->form);
    if (!name_number(&pair.pos, &corpus->labels.pos, word->upos) ||
        !name_number(&pair.tag, &corpus->labels.tags, word->xpos))
        return error_set(error, MESSAGE_ARGUMENT, "a treebank has too many tags");
    if (form == FORM_NONE || !array_push(corpus->alloc, &corpus->forms, form) ||
        !array_push(corpus->alloc, &corpus->pairs, pair) ||
        !array_push(corpus->alloc, &corpus->own_lemma, is_own_lemma(corpus, form, word->lemma)))
        return error_set(error, MESSAGE_MEMORY);
    return TOCSIN_OK;
}

static tocsin_status add_treebank(struct tag_corpus *corpus, const char *path, tocsin_error *error)
{
    struct conllu *treebank = &corpus->treebanks.items[corpus->treebanks.count++];
    conllu_init(treebank, corpus->alloc);
    tocsin_status status = conllu_read(treebank, path, error);
    uint32_t before = (uint32_t)corpus->forms.count;
    for (size_t i = 0; !status && i < treebank->sentences.count; i++) {
        struct tag_sentence sentence = {before + treebank->sentences.items[i].first,
                                        treebank->sentences.items[i].count};
        if (!array_push(corpus->alloc, &corpus->sentences, sentence))
            status = error_set(error, MESSAGE_MEMORY);
    }
    for (size_t i = 0; !status && i < treebank->words.count; i++)
        status = add_word(corpus, &treebank->words.items[i], error);
    return status;
}

/* ---- Labels --------------------------------------------------------------------------------------------- */

struct pair_count {
    uint32_t count;
    struct tag_label pair;
};

/* Most frequent first; the rest decides by names' numbers, which the treebanks' order gives. */
static int by_count(const void *a, const void *b)
{
    const struct pair_count *left = a, *right = b;
    if (left->count != right->count)
        return left->count < right->count ? 1 : -1;
    if (left->pair.pos != right->pair.pos)
        return left->pair.pos < right->pair.pos ? -1 : 1;
    return (left->pair.tag > right->pair.tag) - (left->pair.tag < right->pair.tag);
}

static void choose_labels(struct tag_corpus *corpus, struct pair_count *counts)
{
    struct tag_labels *labels = &corpus->labels;
    for (size_t i = 0; i < (size_t)TAG_NAMES * TAG_NAMES; i++)
        counts[i] = (struct pair_count){0, {(uint8_t)(i / TAG_NAMES), (uint8_t)(i % TAG_NAMES)}};
    for (size_t i = 0; i < corpus->pairs.count; i++)
        counts[corpus->pairs.items[i].pos * TAG_NAMES + corpus->pairs.items[i].tag].count++;
    qsort(counts, (size_t)TAG_NAMES * TAG_NAMES, sizeof *counts, by_count);
    for (labels->count = 0; labels->count < TAG_LABELS && counts[labels->count].count; labels->count++)
        labels->items[labels->count] = counts[labels->count].pair;
}

static uint8_t label_of(const struct tag_labels *labels, struct tag_label pair)
{
    size_t nearest = labels->count;
    for (size_t i = 0; i < labels->count; i++) {
        if (labels->items[i].pos != pair.pos)
            continue;
        if (labels->items[i].tag == pair.tag)
            return (uint8_t)i;
        if (nearest == labels->count)
            nearest = i;
    }
    return nearest < labels->count ? (uint8_t)nearest : 0;
}

static tocsin_status label_words(struct tag_corpus *corpus, tocsin_error *error)
{
    size_t size = (size_t)TAG_NAMES * TAG_NAMES * sizeof(struct pair_count);
    struct pair_count *counts = alloc_new(corpus->alloc, size);
    if (!counts || !array_reserve(corpus->alloc, &corpus->gold, corpus->forms.count)) {
        alloc_free(corpus->alloc, counts, size);
        return error_set(error, MESSAGE_MEMORY);
    }
    choose_labels(corpus, counts);
    alloc_free(corpus->alloc, counts, size);
    for (size_t i = 0; i < corpus->pairs.count; i++)
        corpus->gold.items[i] = label_of(&corpus->labels, corpus->pairs.items[i]);
    corpus->gold.count = corpus->pairs.count;
    return TOCSIN_OK;
}

/* ---- The corpus ----------------------------------------------------------------------------------------- */

tocsin_status tag_corpus_create(struct tag_corpus **out, const tocsin_allocator *alloc, const char *const *paths,
                                size_t count, tocsin_error *error)
{
    struct tag_corpus *corpus = alloc_zero(alloc, sizeof *corpus);
    if (!corpus)
        return error_set(error, MESSAGE_MEMORY);
    corpus->alloc = alloc;
    tocsin_status status = vocabulary_create(&corpus->vocabulary, alloc, error);
    if (!status && !array_reserve(alloc, &corpus->treebanks, count))
        status = error_set(error, MESSAGE_MEMORY);
    for (size_t i = 0; i < count && !status; i++)
        status = add_treebank(corpus, paths[i], error);
    if (!status)
        status = label_words(corpus, error);
    if (status)
        tag_corpus_free(corpus);
    else
        *out = corpus;
    return status;
}

void tag_corpus_free(struct tag_corpus *corpus)
{
    if (!corpus)
        return;
    for (size_t i = 0; i < corpus->treebanks.count; i++)
        conllu_finish(&corpus->treebanks.items[i]);
    array_finish(corpus->alloc, &corpus->treebanks);
    array_finish(corpus->alloc, &corpus->sentences);
    array_finish(corpus->alloc, &corpus->forms);
    array_finish(corpus->alloc, &corpus->pairs);
    array_finish(corpus->alloc, &corpus->gold);
    array_finish(corpus->alloc, &corpus->own_lemma);
    vocabulary_free(corpus->vocabulary);
    alloc_free(corpus->alloc, corpus, sizeof *corpus);
}
