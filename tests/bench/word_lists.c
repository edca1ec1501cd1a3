#include "word_lists.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"

static const char *const names[] = {"abbreviations", "calendar", "clitics", "currencies", "emoticons",
                                    "fused",         "joined",   "labels",  "links",      "ordinals",
                                    "prefixes",      "starters", "units"};
static const char *const layer_names[] = {"clauses", "dates", "marks"};
static const char *const name_names[] = {"known", "words"};
static const char *const lemma_names[LEMMA_LISTS] = {"closed", "endings", "exceptions", "words"};

enum { MOST_NAMES = 16, FILE_LIMIT = 1 << 20 };

/* Lists that ship, read from a folder. */
struct folder_lists {
    struct buffer buffers[MOST_NAMES];
    char paths[MOST_NAMES][512];
    struct language_list lists[MOST_NAMES];
    size_t count;
};

static void check(tocsin_status status, const tocsin_error *error)
{
    if (!status)
        return;
    char text[1024];
    tocsin_error_format(error, text, sizeof text);
    fprintf(stderr, "%s\n", text);
    exit(1);
}

static void lists_read(struct folder_lists *out, const char *folder, const char *const *list_names, size_t count)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    out->count = count;
    for (size_t i = 0; i < count; i++) {
        buffer_init(&out->buffers[i], &alloc_system);
        snprintf(out->paths[i], sizeof out->paths[i], "%s/%s.txt", folder, list_names[i]);
        check(file_read(&out->buffers[i], out->paths[i], FILE_LIMIT, &error), &error);
        out->lists[i] =
            (struct language_list){list_names[i], out->paths[i], {out->buffers[i].data, out->buffers[i].length}};
    }
}

static void lists_finish(struct folder_lists *lists)
{
    for (size_t i = 0; i < lists->count; i++)
        buffer_finish(&lists->buffers[i]);
}

struct language *word_lists_load(const char *folder)
{
    struct folder_lists lists;
    struct language *language = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    lists_read(&lists, folder, names, sizeof names / sizeof *names);
    check(language_create(&language, &alloc_system, lists.lists, lists.count, &error), &error);
    lists_finish(&lists);
    return language;
}

struct layer_words *word_lists_layers(const char *folder)
{
    struct folder_lists lists;
    struct layer_words *words = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    char layers[400];
    snprintf(layers, sizeof layers, "%s/layers", folder);
    lists_read(&lists, layers, layer_names, sizeof layer_names / sizeof *layer_names);
    check(layer_words_create(&words, &alloc_system, lists.lists, lists.count, &error), &error);
    lists_finish(&lists);
    snprintf(layers, sizeof layers, "%s/names", folder);
    lists_read(&lists, layers, name_names, sizeof name_names / sizeof *name_names);
    check(layer_words_take_names(words, lists.lists, lists.count, &error), &error);
    lists_finish(&lists);
    return words;
}

struct lemmas *word_lists_lemmas(const char *folder, struct buffer files[LEMMA_LISTS])
{
    struct folder_lists lists;
    struct lemmas *lemmas = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    char place[400];
    snprintf(place, sizeof place, "%s/lemmas", folder);
    lists_read(&lists, place, lemma_names, LEMMA_LISTS);
    check(lemmas_create(&lemmas, &alloc_system, lists.lists, lists.count, &error), &error);
    memcpy(files, lists.buffers, LEMMA_LISTS * sizeof *files);
    return lemmas;
}

static void open_models(struct word_trees *out, const char *folder)
{
    char tagger[512], parser[512];
    snprintf(tagger, sizeof tagger, "%s/models/tagger.model", folder);
    snprintf(parser, sizeof parser, "%s/models/parser.model", folder);
    if (tag_model_open(&out->tagger, tagger, NULL) || parse_model_open(&out->parser, parser, &out->tagger, NULL)) {
        fprintf(stderr, "cannot open the models of %s\n", folder);
        exit(1);
    }
}

void word_trees_open(struct word_trees *out, const char *folder, const struct lemmas *lemmas)
{
    open_models(out, folder);
    if (tags_create(&out->tags, &out->tagger, lemmas, &alloc_system, NULL) ||
        trees_create(&out->trees, &out->parser, out->tags, &alloc_system, NULL)) {
        fprintf(stderr, "out of memory\n");
        exit(1);
    }
}

void word_trees_close(struct word_trees *trees)
{
    trees_free(trees->trees);
    tags_free(trees->tags);
    parse_model_close(&trees->parser);
    tag_model_close(&trees->tagger);
}
