/* bench_patterns LISTS FILE PATTERNS [PASSES]: MB/s over FILE for a file of token patterns, one a line, in sentences:
 * of scanning alone, when the document is known; and of all from its text to its matches, with words, sentences and
 * vocabulary. Also how long the patterns take to load, and the ten that cost most. FILE holds documents parted by
 * "\n\f\n"; LISTS is the folder of the language's lists. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "pattern/frequency.h"
#include "pattern/pattern_scan.h"
#include "text/language.h"
#include "word_lists.h"

enum { FILE_LIMIT = 1 << 30, WORST = 10 };

struct document {
    struct str text;
    struct segmentation segmentation;
};

struct bench {
    ARRAY(struct document) documents;
    ARRAY(struct str) patterns;
    struct language *language;
    struct vocabulary *vocabulary;
    struct segmentation words; /* of written words, or of a document under way */
    struct frequencies *frequencies;
    size_t bytes, tokens, matches;
};

static void check(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "bench_patterns: %s\n", what);
    exit(1);
}

/* Of the processor: others that run beside change little. */
static uint64_t cpu_nanoseconds(void)
{
    return (uint64_t)clock() * (1000000000 / CLOCKS_PER_SEC);
}

static void read_whole(struct buffer *out, const char *path)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    buffer_init(out, &alloc_system);
    check(!file_read(out, path, FILE_LIMIT, &error), error.message);
}

static void add_document(struct bench *bench, struct str text)
{
    struct document document = {.text = text};
    segmentation_init(&document.segmentation, &alloc_system);
    check(!segmentation_run(&document.segmentation, text, TOCSIN_BREAKS_NEWS, bench->language, bench->vocabulary, NULL),
          "cannot break a document");
    check(array_push(&alloc_system, &bench->documents, document), "out of memory");
    bench->bytes += text.length;
    bench->tokens += document.segmentation.tokens.count;
}

static void add_documents(struct bench *bench, struct str text)
{
    for (size_t at = 0; at < text.length;) {
        size_t end = at;
        while (end < text.length && !(text.data[end] == '\f' && end > at && text.data[end - 1] == '\n'))
            end++;
        add_document(bench, (struct str){text.data + at, end - at});
        at = end + 1;
    }
}

static void add_patterns(struct bench *bench, struct str text)
{
    for (size_t at = 0; at < text.length;) {
        const char *end = memchr(text.data + at, '\n', text.length - at);
        size_t length = end ? (size_t)(end - text.data) - at : text.length - at;
        struct str pattern = {text.data + at, length};
        if (length > 0)
            check(array_push(&alloc_system, &bench->patterns, pattern), "out of memory");
        at += length + 1;
    }
}

/* ---- The set --------------------------------------------------------------------------------------------- */

static size_t break_words(void *user, struct str words, struct str *out, size_t capacity)
{
    struct bench *bench = user;
    struct segmentation *segmentation = &bench->words;
    check(!segmentation_run(segmentation, words, TOCSIN_BREAKS_NEWS, bench->language, NULL, NULL),
          "cannot break a word");
    for (size_t i = 0; i < segmentation->tokens.count && i < capacity; i++) {
        struct token token = segmentation->tokens.items[i];
        out[i] = (struct str){words.data + token.start, token.end - token.start};
    }
    return segmentation->tokens.count;
}

static bool knows_none(void *user, struct str type, struct str name, bool is_role)
{
    (void)user;
    (void)type;
    (void)name;
    (void)is_role;
    return false;
}

static void add_pattern(struct pattern_set *set, struct arena *arena, struct str text)
{
    static const struct pattern_scope sentence = {PATTERN_IN_SENTENCE, {NULL, 0}, {NULL, 0}};
    struct pattern_node *node;
    tocsin_error error = TOCSIN_ERROR_INIT;
    uint32_t source, end;
    pattern_id id;
    if (pattern_parse(&node, arena, text, 0, &error) ||
        pattern_set_add(&id, set, node, &sentence, NULL, NULL, &source, &end, &error)) {
        fprintf(stderr, "%.*s\n", (int)text.length, text.data);
        check(false, error.message);
    }
}

static struct pattern_set *load(struct bench *bench, const struct str *patterns, size_t count)
{
    struct pattern_world world = {.alloc = &alloc_system,
                                  .frequencies = bench->frequencies,
                                  .break_words = break_words,
                                  .break_user = bench,
                                  .knows_annotation = knows_none};
    struct pattern_set *set;
    struct arena arena;
    uint32_t *phases = calloc(count + 1, sizeof *phases);
    arena_init(&arena, &alloc_system);
    check(phases && !pattern_set_create(&set, &world, NULL), "out of memory");
    for (size_t i = 0; i < count; i++)
        add_pattern(set, &arena, patterns[i]);
    check(!pattern_set_seal(set, phases, NULL), "out of memory");
    arena_finish(&arena);
    free(phases);
    return set;
}

/* ---- Scanning -------------------------------------------------------------------------------------------- */

static bool count_match(void *user, const struct pattern_match *match)
{
    (void)match;
    ((struct bench *)user)->matches++;
    return true;
}

static void scan_document(struct bench *bench, struct pattern_scan *scan, const struct pattern_input *input)
{
    struct budget budget;
    budget_start(&budget, UINT64_MAX, 0, NULL);
    check(!pattern_scan_open(scan, input, NULL) && !pattern_scan_run(scan, 0, &budget, count_match, bench, NULL),
          "the scan failed");
}

/* Nanoseconds of one pass over all documents, which are known. */
static uint64_t run_scan(struct bench *bench, struct pattern_scan *scan)
{
    bench->matches = 0;
    uint64_t start = cpu_nanoseconds();
    for (size_t i = 0; i < bench->documents.count; i++) {
        struct document *document = &bench->documents.items[i];
        struct pattern_input input = {
            .text = document->text, .segmentation = &document->segmentation, .vocabulary = bench->vocabulary};
        scan_document(bench, scan, &input);
    }
    return cpu_nanoseconds() - start;
}

/* The same from their texts on, and of a vocabulary that knows no word yet. */
static uint64_t run_all(struct bench *bench, struct pattern_scan *scan)
{
    struct vocabulary *vocabulary;
    bench->matches = 0;
    uint64_t start = cpu_nanoseconds();
    check(!vocabulary_create(&vocabulary, &alloc_system, NULL), "out of memory");
    for (size_t i = 0; i < bench->documents.count; i++) {
        struct pattern_input input = {
            .text = bench->documents.items[i].text, .segmentation = &bench->words, .vocabulary = vocabulary};
        check(!segmentation_run(&bench->words, input.text, TOCSIN_BREAKS_NEWS, bench->language, vocabulary, NULL),
              "cannot break a document");
        scan_document(bench, scan, &input);
        vocabulary_trim(vocabulary);
    }
    uint64_t took = cpu_nanoseconds() - start;
    vocabulary_free(vocabulary);
    return took;
}

typedef uint64_t pass(struct bench *bench, struct pattern_scan *scan);

static uint64_t best_of(struct bench *bench, pass *run, int passes, uint64_t *steps)
{
    uint64_t best = UINT64_MAX;
    struct pattern_set *set = load(bench, bench->patterns.items, bench->patterns.count);
    *steps = 0;
    for (int i = 0; i < passes; i++) {
        struct pattern_scan *scan;
        check(!pattern_scan_create(&scan, set, &alloc_system, NULL), "cannot make the scan");
        uint64_t took = run(bench, scan);
        best = took < best ? took : best;
        *steps = pattern_scan_steps(scan);
        pattern_scan_free(scan);
    }
    pattern_set_free(set);
    return best;
}

static double rate(size_t bytes, uint64_t nanoseconds)
{
    return (double)bytes * 1e3 / (double)nanoseconds;
}

static void show_load(struct bench *bench)
{
    uint64_t start = cpu_nanoseconds();
    struct pattern_set *set = load(bench, bench->patterns.items, bench->patterns.count);
    double made = (double)(cpu_nanoseconds() - start) / 1e6;
    for (size_t i = 0; i < pattern_set_count(set); i++)
        if (pattern_trigger_text(set, (pattern_id)i).length == 0)
            printf("everywhere: %.*s\n", (int)bench->patterns.items[i].length, bench->patterns.items[i].data);
    pattern_set_free(set);
    printf("%zu patterns loaded in %.1f ms\n", bench->patterns.count, made);
}

struct cost {
    size_t pattern;
    double milliseconds;
};

static int order_costs(const void *a, const void *b)
{
    double left = ((const struct cost *)a)->milliseconds, right = ((const struct cost *)b)->milliseconds;
    return (left < right) - (left > right);
}

/* By the scan's own count, which costs a little. */
static void show_worst(struct bench *bench)
{
    size_t count = bench->patterns.count;
    struct cost *costs = calloc(count + 1, sizeof *costs);
    struct pattern_set *set = load(bench, bench->patterns.items, count);
    struct pattern_scan *scan = NULL;
    check(costs && !pattern_scan_create(&scan, set, &alloc_system, NULL), "out of memory");
    check(pattern_scan_profile(scan, true), "out of memory");
    run_scan(bench, scan);
    printf("worst patterns: ms, woken, tried, matches\n");
    for (size_t i = 0; i < count; i++)
        costs[i] = (struct cost){i, (double)pattern_scan_profile_of(scan, (pattern_id)i)->nanoseconds / 1e6};
    qsort(costs, count, sizeof *costs, order_costs);
    for (size_t i = 0; i < WORST && i < count; i++) {
        const struct pattern_profile *profile = pattern_scan_profile_of(scan, (pattern_id)costs[i].pattern);
        struct str text = bench->patterns.items[costs[i].pattern];
        printf("%8.2f %8llu %8llu %8llu  %.*s\n", costs[i].milliseconds, (unsigned long long)profile->triggers,
               (unsigned long long)profile->candidates, (unsigned long long)profile->matches, (int)text.length,
               text.data);
    }
    pattern_scan_free(scan);
    pattern_set_free(set);
    free(costs);
}

static void read_frequencies(struct bench *bench, const char *lists)
{
    char path[1024];
    struct buffer list;
    tocsin_error error = TOCSIN_ERROR_INIT;
    snprintf(path, sizeof path, "%s/frequencies/words.txt", lists);
    read_whole(&list, path);
    const struct language_list read[] = {{"words", path, {list.data, list.length}}};
    check(!frequencies_create(&bench->frequencies, &alloc_system, read, 1, &error), error.message);
    buffer_finish(&list);
}

static void measure(struct bench *bench, int passes)
{
    uint64_t steps;
    uint64_t best = best_of(bench, run_scan, passes, &steps);
    printf("%zu documents, %zu tokens, %zu matches; %.2f steps a token\n", bench->documents.count, bench->tokens,
           bench->matches, (double)steps / (double)bench->tokens);
    printf("scan for %zu patterns: %.1f MB/s\n", bench->patterns.count, rate(bench->bytes, best));
    best = best_of(bench, run_all, passes, &steps);
    printf("from text, for %zu patterns: %.1f MB/s\n", bench->patterns.count, rate(bench->bytes, best));
}

int main(int count, char **arguments)
{
    check(count >= 4, "usage: bench_patterns LISTS FILE PATTERNS [PASSES]");
    struct bench bench = {.language = word_lists_load(arguments[1])};
    struct buffer patterns, text;
    read_whole(&text, arguments[2]);
    read_whole(&patterns, arguments[3]);
    segmentation_init(&bench.words, &alloc_system);
    check(!vocabulary_create(&bench.vocabulary, &alloc_system, NULL), "out of memory");
    add_patterns(&bench, (struct str){patterns.data, patterns.length});
    add_documents(&bench, (struct str){text.data, text.length});
    read_frequencies(&bench, arguments[1]);
    show_load(&bench);
    measure(&bench, count > 4 ? atoi(arguments[4]) : 5);
    show_worst(&bench);
    return 0;
}
