/* reading.h: a text cut into words and sentences with the lists that ship, and its layers, for tests. */
#ifndef TOCSIN_UNIT_READING_H
#define TOCSIN_UNIT_READING_H

#include "english.h"
#include "english/layer_words.h"
#include "english/layers.h"

/* Shared by all readings of a test program. */
struct reading_lists {
    struct language *language;
    struct layer_words *words;
    struct lemmas *lemmas;
};

struct reading {
    const struct reading_lists *lists;
    struct segmentation segmentation;
    struct vocabulary *vocabulary;
    struct layers *layers;
};

static inline bool reading_lists_open(struct reading_lists *out, const tocsin_allocator *alloc)
{
    struct language_list lists[ENGLISH_LISTS];
    struct language_list names[ENGLISH_LISTS];
    size_t count = english_lists(lists, "en.layers/"), name_count = english_lists(names, "en.names/");
    *out = (struct reading_lists){0};
    return layer_words_create(&out->words, alloc, lists, count, NULL) == TOCSIN_OK &&
           layer_words_take_names(out->words, names, name_count, NULL) == TOCSIN_OK &&
           english_create(&out->language, alloc, NULL) == TOCSIN_OK &&
           english_lemmas(&out->lemmas, alloc, NULL) == TOCSIN_OK;
}

static inline void reading_lists_close(struct reading_lists *lists)
{
    layer_words_free(lists->words);
    lemmas_free(lists->lemmas);
    language_free(lists->language);
}

static inline bool reading_init(struct reading *reading, const struct reading_lists *lists,
                                const tocsin_allocator *alloc)
{
    *reading = (struct reading){.lists = lists};
    segmentation_init(&reading->segmentation, alloc);
    return vocabulary_create(&reading->vocabulary, alloc, NULL) == TOCSIN_OK &&
           layers_create(&reading->layers, lists->words, lists->lemmas, alloc, NULL) == TOCSIN_OK;
}

static inline void reading_finish(struct reading *reading)
{
    layers_free(reading->layers);
    vocabulary_free(reading->vocabulary);
    segmentation_finish(&reading->segmentation);
}

/* False: out of memory. */
static inline bool reading_open(struct reading *reading, struct str text)
{
    if (segmentation_run(&reading->segmentation, text, TOCSIN_BREAKS_NEWS, reading->lists->language,
                         reading->vocabulary, NULL))
        return false;
    layers_open(reading->layers, &reading->segmentation, reading->vocabulary);
    return true;
}

#endif
