/* bench_layers LISTS FILE [PASSES]: MB/s at which each layer is made of words and sentences that are there already.
 * FILE holds documents parted by "\n\f\n". "unmarked" is the same text with letters for all quotation marks. Prints
 * best and median of the passes. */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/file.h"
#include "english/layers.h"
#include "word_lists.h"

enum { MOST_PASSES = 100, FILE_LIMIT = 1 << 30 };

struct bench {
    const char *folder;
    struct word_trees trees;
    struct language *language;
    struct layer_words *words;
    struct lemmas *lemmas;
    struct vocabulary *vocabulary;
    struct layers *layers;
    ARRAY(struct segmentation) documents;
    size_t bytes;
};

static void fail(const char *message)
{
    fprintf(stderr, "bench_layers: %s\n", message);
    exit(1);
}

static void add_document(struct bench *bench, struct str text)
{
    struct segmentation segmentation;
    segmentation_init(&segmentation, &alloc_system);
    if (segmentation_run(&segmentation, text, TOCSIN_BREAKS_NEWS, bench->language, bench->vocabulary, NULL) ||
        !array_push(&alloc_system, &bench->documents, segmentation))
        fail("out of memory");
    bench->bytes += text.length;
}

static void add_documents(struct bench *bench, struct str text)
{
    while (text.length > 0) {
        const char *end = memchr(text.data, '\f', text.length);
        size_t length = end ? (size_t)(end - text.data) : text.length;
        add_document(bench, (struct str){text.data, length});
        text = (struct str){text.data + length + (end != NULL), text.length - length - (end != NULL)};
    }
}

static int order_doubles(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static void measure(struct bench *bench, const char *text, enum layer_type type, int passes)
{
    double rates[MOST_PASSES];
    size_t found = 0;
    for (int pass = 0; pass < passes; pass++) {
        uint64_t start = clock_nanoseconds();
        found = 0;
        for (size_t i = 0; i < bench->documents.count; i++) {
            struct layer layer;
            tags_open(bench->trees.tags, &bench->documents.items[i], bench->vocabulary);
            layers_open(bench->layers, &bench->documents.items[i], bench->vocabulary);
            if (!layers_get(&layer, bench->layers, type, STR("")))
                fail("out of memory");
            found += layer.count;
        }
        rates[pass] = (double)bench->bytes * 1e3 / (double)(clock_nanoseconds() - start);
    }
    qsort(rates, (size_t)passes, sizeof *rates, order_doubles);
    printf("%-9s %-9s best %6.0f MB/s, median %6.0f MB/s (%zu found)\n", layer_schema_of(type)->name, text,
           rates[passes - 1], rates[passes / 2], found);
}

/* All of them, of each document. */
static void measure_all(struct bench *bench, const char *text, int passes)
{
    double rates[MOST_PASSES];
    for (int pass = 0; pass < passes; pass++) {
        uint64_t start = clock_nanoseconds();
        for (size_t i = 0; i < bench->documents.count; i++) {
            struct layer layer;
            tags_open(bench->trees.tags, &bench->documents.items[i], bench->vocabulary);
            layers_open(bench->layers, &bench->documents.items[i], bench->vocabulary);
            for (unsigned type = 0; type < LAYER_COUNT; type++)
                if (!layers_get(&layer, bench->layers, (enum layer_type)type, STR("")))
                    fail("out of memory");
        }
        rates[pass] = (double)bench->bytes * 1e3 / (double)(clock_nanoseconds() - start);
    }
    qsort(rates, (size_t)passes, sizeof *rates, order_doubles);
    printf("%-9s %-9s best %6.1f MB/s, median %6.1f MB/s\n", "all", text, rates[passes - 1], rates[passes / 2]);
}

static void measure_text(struct bench *bench, const char *name, struct str text, int passes)
{
    bench->bytes = 0;
    if (vocabulary_create(&bench->vocabulary, &alloc_system, NULL) ||
        layers_create(&bench->layers, bench->words, bench->lemmas, &alloc_system, NULL))
        fail("out of memory");
    word_trees_open(&bench->trees, bench->folder, bench->lemmas);
    layers_use_trees(bench->layers, bench->trees.trees);
    add_documents(bench, text);
    for (unsigned type = 0; type < LAYER_COUNT; type++)
        measure(bench, name, (enum layer_type)type, passes);
    measure_all(bench, name, passes);
    for (size_t i = 0; i < bench->documents.count; i++)
        segmentation_finish(&bench->documents.items[i]);
    array_finish(&alloc_system, &bench->documents);
    layers_free(bench->layers);
    word_trees_close(&bench->trees);
    vocabulary_free(bench->vocabulary);
}

/* Letters for the marks, byte for byte. */
static void unmark(struct buffer *file)
{
    for (size_t i = 0; i < file->length; i++) {
        if (file->data[i] == '"' || file->data[i] == '\'' || file->data[i] == '`')
            file->data[i] = 'x';
        if (i + 2 < file->length && memcmp(file->data + i, "\xe2\x80", 2) == 0 &&
            (unsigned char)file->data[i + 2] >= 0x98 && (unsigned char)file->data[i + 2] <= 0x9f)
            memcpy(file->data + i, "xxx", 3);
    }
}

int main(int count, char **arguments)
{
    struct buffer file, lemma_files[LEMMA_LISTS];
    struct bench bench = {0};
    int passes = count > 3 ? atoi(arguments[3]) : 5;
    if (count < 3 || passes < 1 || passes > MOST_PASSES)
        fail("usage: bench_layers LISTS FILE [PASSES]");
    buffer_init(&file, &alloc_system);
    if (file_read(&file, arguments[2], FILE_LIMIT, NULL))
        fail("cannot read the file");
    bench.folder = arguments[1];
    bench.language = word_lists_load(arguments[1]);
    bench.words = word_lists_layers(arguments[1]);
    bench.lemmas = word_lists_lemmas(arguments[1], lemma_files);
    measure_text(&bench, "news", (struct str){file.data, file.length}, passes);
    unmark(&file);
    measure_text(&bench, "unmarked", (struct str){file.data, file.length}, passes);
    layer_words_free(bench.words);
    lemmas_free(bench.lemmas);
    for (size_t i = 0; i < LEMMA_LISTS; i++)
        buffer_finish(&lemma_files[i]);
    language_free(bench.language);
    buffer_finish(&file);
    return 0;
}
