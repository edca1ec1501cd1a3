/* bench_segmentation LISTS FILE [PASSES [VARIANT]]: MB/s of the news breaks for each vector variant that this
 * machine has, words and sentences alone and with a vocabulary id for each word. FILE holds documents parted by
 * "\n\f\n"; it is run document by document and as one document. Prints best and median of the passes. */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/file.h"
#include "text/segment_news.h"
#include "word_lists.h"

enum { MOST_PASSES = 100, FILE_LIMIT = 1 << 30 };

struct bench {
    const struct language *language;
    struct segmentation segmentation;
    struct vocabulary *vocabulary;
    enum cpu_simd simd;
};

static void fail(const char *message)
{
    fprintf(stderr, "bench_segmentation: %s\n", message);
    exit(1);
}

static void run_document(struct bench *bench, struct str text, bool forms)
{
    struct segmentation *out = &bench->segmentation;
    segmentation_clear(out);
    if (segment_news(out, text, bench->language, bench->simd, NULL))
        fail("out of memory");
    if (!forms)
        return;
    if (segmentation_intern(out, text, bench->vocabulary, NULL))
        fail("out of memory");
    vocabulary_trim(bench->vocabulary);
}

static void run_documents(struct bench *bench, struct str text, bool forms)
{
    for (size_t at = 0; at < text.length;) {
        const char *end = text.data + at;
        size_t left = text.length - at;
        while ((end = memchr(end, '\f', left)) && !(end > text.data && end[-1] == '\n')) {
            end++;
            left = text.length - (size_t)(end - text.data);
        }
        size_t length = end ? (size_t)(end - text.data) - at : text.length - at;
        run_document(bench, (struct str){text.data + at, length}, forms);
        at += length + 1;
    }
}

static int order_doubles(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static void measure(struct bench *bench, const char *name, struct str text, bool whole, bool forms, int passes)
{
    double rates[MOST_PASSES];
    for (int i = 0; i < passes; i++) {
        uint64_t start = clock_nanoseconds();
        if (whole)
            run_document(bench, text, forms);
        else
            run_documents(bench, text, forms);
        rates[i] = (double)text.length * 1e3 / (double)(clock_nanoseconds() - start);
    }
    qsort(rates, (size_t)passes, sizeof *rates, order_doubles);
    printf("%-7s %-14s %-18s best %6.0f MB/s, median %6.0f MB/s\n", name, whole ? "one document" : "documents",
           forms ? "words+sents+ids" : "words+sents", rates[passes - 1], rates[passes / 2]);
}

int main(int count, char **arguments)
{
    struct buffer file;
    int passes = count > 3 ? atoi(arguments[3]) : 5;
    if (count < 3 || passes < 1 || passes > MOST_PASSES)
        fail("usage: bench_segmentation LISTS FILE [PASSES [VARIANT]]");
    buffer_init(&file, &alloc_system);
    if (file_read(&file, arguments[2], FILE_LIMIT, NULL))
        fail("cannot read the file");
    struct str text = {file.data, file.length};
    struct language *language = word_lists_load(arguments[1]);
    for (int simd = 0; simd < CPU_SIMD_COUNT; simd++) {
        struct bench bench = {.language = language, .simd = (enum cpu_simd)simd};
        if (!cpu_has(bench.simd) || (count > 4 && strcmp(arguments[4], cpu_simd_name(bench.simd)) != 0))
            continue;
        segmentation_init(&bench.segmentation, &alloc_system);
        if (vocabulary_create(&bench.vocabulary, &alloc_system, NULL))
            fail("out of memory");
        for (int which = 0; which < 4; which++)
            measure(&bench, cpu_simd_name(bench.simd), text, which & 2, which & 1, passes);
        vocabulary_free(bench.vocabulary);
        segmentation_finish(&bench.segmentation);
    }
    language_free(language);
    buffer_finish(&file);
    return 0;
}
