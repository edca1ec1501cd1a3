/* bench_tagger LISTS TAGGER PARSER FILE [PASSES]: how many words a second are tagged, of words and sentences that
 * are there already, and the same with finding them; and of how many words a second the trees are found, of tags
 * that are there. FILE holds documents parted by "\n\f\n". Each pass begins with forms that neither has seen.
 * Counts the processor's time, not the clock's: other programs may run. Prints best and median of the passes, in
 * MB/s and in millions of words. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "english/parser.h"
#include "english/tagger.h"
#include "text/segmentation.h"
#include "word_lists.h"

enum { MOST_PASSES = 100, FILE_LIMIT = 1 << 30 };

struct bench {
    struct language *language;
    struct lemmas *lemmas;
    struct tag_model model;
    struct parse_model parse_model;
    struct str text;
    ARRAY(uint8_t) labels;
    ARRAY(struct parse_arc) arcs;
    size_t words;
};

/* Nanoseconds. */
static uint64_t processor_time(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void fail(const char *message)
{
    fprintf(stderr, "bench_tagger: %s\n", message);
    exit(1);
}

static void tag_document(struct bench *bench, struct tagger *tagger, const struct segmentation *document,
                         const struct vocabulary *vocabulary)
{
    if (!array_reserve(&alloc_system, &bench->labels, document->tokens.count))
        fail("out of memory");
    for (size_t i = 0; i < document->sentences.count; i++) {
        const struct sentence *sentence = &document->sentences.items[i];
        if (!tagger_tag(bench->labels.items + sentence->first_token, tagger, vocabulary,
                        document->forms.items + sentence->first_token, sentence->token_count))
            fail("out of memory");
    }
    bench->words += document->tokens.count;
}

static void parse_document(struct bench *bench, struct parser *parser, const struct segmentation *document,
                           const struct vocabulary *vocabulary)
{
    if (!array_reserve(&alloc_system, &bench->arcs, document->tokens.count))
        fail("out of memory");
    for (size_t i = 0; i < document->sentences.count; i++) {
        const struct sentence *sentence = &document->sentences.items[i];
        if (!parser_parse(bench->arcs.items + sentence->first_token, parser, vocabulary,
                          document->forms.items + sentence->first_token,
                          bench->labels.items + sentence->first_token, sentence->token_count))
            fail("out of memory");
    }
}

struct pass {
    uint64_t words_time, tags_time, trees_time;
};

static struct pass run(struct bench *bench)
{
    struct pass pass = {0};
    struct tagger *tagger;
    struct parser *parser;
    struct vocabulary *vocabulary;
    struct segmentation document;
    struct str text = bench->text;
    segmentation_init(&document, &alloc_system);
    if (vocabulary_create(&vocabulary, &alloc_system, NULL) ||
        tagger_create(&tagger, &bench->model, bench->lemmas, &alloc_system, NULL) ||
        parser_create(&parser, &bench->parse_model, &bench->model, &alloc_system, NULL))
        fail("out of memory");
    bench->words = 0;
    while (text.length > 0) {
        const char *end = memchr(text.data, '\f', text.length);
        size_t length = end ? (size_t)(end - text.data) : text.length;
        uint64_t start = processor_time();
        vocabulary_trim(vocabulary);
        segmentation_clear(&document);
        if (segmentation_run(&document, (struct str){text.data, length}, TOCSIN_BREAKS_NEWS, bench->language,
                             vocabulary, NULL))
            fail("out of memory");
        uint64_t middle = processor_time();
        tag_document(bench, tagger, &document, vocabulary);
        uint64_t tagged = processor_time();
        parse_document(bench, parser, &document, vocabulary);
        pass.words_time += middle - start;
        pass.tags_time += tagged - middle;
        pass.trees_time += processor_time() - tagged;
        text = (struct str){text.data + length + (end != NULL), text.length - length - (end != NULL)};
    }
    segmentation_finish(&document);
    parser_free(parser);
    tagger_free(tagger);
    vocabulary_free(vocabulary);
    return pass;
}

static int order_times(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

static void tell(const struct bench *bench, const char *name, uint64_t *times, int passes)
{
    qsort(times, (size_t)passes, sizeof *times, order_times);
    double best = (double)times[0], median = (double)times[passes / 2];
    printf("%-16s best %6.1f MB/s, median %6.1f MB/s (%.2f and %.2f million words/s)\n", name,
           (double)bench->text.length * 1e3 / best, (double)bench->text.length * 1e3 / median,
           (double)bench->words * 1e3 / best, (double)bench->words * 1e3 / median);
}

int main(int count, char **arguments)
{
    struct buffer file, lemma_files[LEMMA_LISTS];
    struct bench bench = {0};
    uint64_t tags[MOST_PASSES], all[MOST_PASSES], trees[MOST_PASSES];
    int passes = count > 5 ? atoi(arguments[5]) : 5;
    if (count < 5 || passes < 1 || passes > MOST_PASSES)
        fail("usage: bench_tagger LISTS TAGGER PARSER FILE [PASSES]");
    buffer_init(&file, &alloc_system);
    if (file_read(&file, arguments[4], FILE_LIMIT, NULL) || tag_model_open(&bench.model, arguments[2], NULL) ||
        parse_model_open(&bench.parse_model, arguments[3], &bench.model, NULL))
        fail("cannot read a file");
    bench.text = (struct str){file.data, file.length};
    bench.language = word_lists_load(arguments[1]);
    bench.lemmas = word_lists_lemmas(arguments[1], lemma_files);
    for (int i = 0; i < passes; i++) {
        struct pass pass = run(&bench);
        tags[i] = pass.tags_time;
        all[i] = pass.words_time + pass.tags_time;
        trees[i] = pass.trees_time;
    }
    tell(&bench, "tags", tags, passes);
    tell(&bench, "words and tags", all, passes);
    tell(&bench, "trees", trees, passes);
    array_finish(&alloc_system, &bench.labels);
    array_finish(&alloc_system, &bench.arcs);
    parse_model_close(&bench.parse_model);
    tag_model_close(&bench.model);
    lemmas_free(bench.lemmas);
    for (size_t i = 0; i < LEMMA_LISTS; i++)
        buffer_finish(&lemma_files[i]);
    language_free(bench.language);
    buffer_finish(&file);
    return 0;
}
