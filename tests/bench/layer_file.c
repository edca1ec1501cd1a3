/* layer_file LISTS FILE.jsonl: the engine's own annotations of each document {"id", "text", perhaps "date"} of a
 * file, one JSON object a document: {"doc", "Quote": [{"start", "end", features…}], "Clause": …}, offsets in bytes
 * of the text. For work on the layers and for score_layers.py. */
#include <stdio.h>
#include <stdlib.h>

#include <cjson/cJSON.h>

#include "base/file.h"
#include "english/layers.h"
#include "word_lists.h"

enum { FILE_LIMIT = 1 << 30, LONGEST_TEXT = 1024 };

struct reader {
    const struct language *language;
    struct segmentation segmentation;
    struct vocabulary *vocabulary;
    struct layers *layers;
    struct word_trees trees;
};

static void fail(const char *message)
{
    fprintf(stderr, "layer_file: %s\n", message);
    exit(1);
}

static void add_text(cJSON *object, const char *name, struct str text)
{
    char copy[LONGEST_TEXT];
    snprintf(copy, sizeof copy, "%.*s", (int)text.length, text.data);
    cJSON_AddStringToObject(object, name, copy);
}

static cJSON *span_json(struct reader *reader, enum layer_type type, const struct layer_span *span)
{
    cJSON *object = cJSON_CreateObject();
    const struct token *tokens = reader->segmentation.tokens.items;
    cJSON_AddNumberToObject(object, "start", tokens[span->first].start);
    cJSON_AddNumberToObject(object, "end", tokens[span->last - 1].end);
    for (const struct layer_feature *feature = layer_schema_of(type)->features; feature->name; feature++) {
        struct layer_value value;
        if (!layers_feature(&value, reader->layers, span->handle, str_of(feature->name)))
            continue;
        if (value.kind == LAYER_SYMBOL || value.kind == LAYER_TEXT)
            add_text(object, feature->name, value.text);
        else if (value.kind == LAYER_FLAG)
            cJSON_AddBoolToObject(object, feature->name, value.flag);
        else
            cJSON_AddNumberToObject(object, feature->name, value.number);
    }
    return object;
}

static void print_document(struct reader *reader, const char *id)
{
    cJSON *object = cJSON_CreateObject();
    cJSON_AddStringToObject(object, "doc", id);
    for (unsigned type = 0; type < LAYER_COUNT; type++) {
        struct layer layer;
        cJSON *list = cJSON_AddArrayToObject(object, layer_schema_of((enum layer_type)type)->name);
        if (!layers_get(&layer, reader->layers, (enum layer_type)type, STR("")))
            fail("out of memory");
        for (size_t i = 0; i < layer.count; i++)
            cJSON_AddItemToArray(list, span_json(reader, (enum layer_type)type, &layer.items[i]));
    }
    char *text = cJSON_PrintUnformatted(object);
    puts(text);
    cJSON_free(text);
    cJSON_Delete(object);
}

static void read_line(struct reader *reader, const char *line, size_t length)
{
    cJSON *document = cJSON_ParseWithLength(line, length);
    const char *id = cJSON_GetStringValue(cJSON_GetObjectItem(document, "id"));
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(document, "text"));
    if (!id || !text)
        fail("a line is no document");
    if (segmentation_run(&reader->segmentation, str_of(text), TOCSIN_BREAKS_NEWS, reader->language,
                         reader->vocabulary, NULL))
        fail("out of memory");
    tags_open(reader->trees.tags, &reader->segmentation, reader->vocabulary);
    layers_open(reader->layers, &reader->segmentation, reader->vocabulary);
    const char *date = cJSON_GetStringValue(cJSON_GetObjectItem(document, "date"));
    struct calendar_day day;
    if (calendar_parse(&day, str_of(date)))
        layers_date(reader->layers, day);
    print_document(reader, id);
    vocabulary_trim(reader->vocabulary);
    cJSON_Delete(document);
}

int main(int count, char **arguments)
{
    struct buffer file, lemma_files[LEMMA_LISTS];
    struct reader reader = {0};
    if (count != 3)
        fail("usage: layer_file LISTS FILE.jsonl");
    struct language *language = word_lists_load(arguments[1]);
    struct layer_words *words = word_lists_layers(arguments[1]);
    struct lemmas *lemmas = word_lists_lemmas(arguments[1], lemma_files);
    reader.language = language;
    buffer_init(&file, &alloc_system);
    segmentation_init(&reader.segmentation, &alloc_system);
    if (vocabulary_create(&reader.vocabulary, &alloc_system, NULL) ||
        layers_create(&reader.layers, words, lemmas, &alloc_system, NULL))
        fail("out of memory");
    word_trees_open(&reader.trees, arguments[1], lemmas);
    layers_use_trees(reader.layers, reader.trees.trees);
    if (file_read(&file, arguments[2], FILE_LIMIT, NULL))
        fail("cannot read the file");
    for (size_t at = 0; at < file.length;) {
        const char *end = memchr(file.data + at, '\n', file.length - at);
        size_t length = end ? (size_t)(end - file.data) - at : file.length - at;
        if (length > 0)
            read_line(&reader, file.data + at, length);
        at += length + 1;
    }
    layers_free(reader.layers);
    word_trees_close(&reader.trees);
    layer_words_free(words);
    lemmas_free(lemmas);
    for (size_t i = 0; i < LEMMA_LISTS; i++)
        buffer_finish(&lemma_files[i]);
    vocabulary_free(reader.vocabulary);
    segmentation_finish(&reader.segmentation);
    language_free(language);
    buffer_finish(&file);
    return 0;
}
