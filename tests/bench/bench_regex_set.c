/* bench_regex_set FILE PATTERNS [PASSES]: MB/s of scanning FILE for a file of patterns, one regex a line, without
 * case, by sentences (UAX 29); beside it PCRE2 with JIT, one pattern after the other over each document; and the
 * ten patterns that cost most. FILE holds documents parted by "\n\f\n". Breaking into words and sentences is not
 * timed. */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/file.h"
#include "regex/regex_set.h"

enum { FILE_LIMIT = 1 << 30, WORST = 10, PEER_BYTES = 2 * 1024 * 1024 };

struct document {
    struct str text;
    struct segmentation segmentation;
};

struct bench {
    ARRAY(struct document) documents;
    ARRAY(struct regex_set_entry) entries;
    struct vocabulary *vocabulary;
    struct regex_matcher *matcher;
    size_t bytes, matches, failures;
};

static void check(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "bench_regex_set: %s\n", what);
    exit(1);
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
    check(!segmentation_run(&document.segmentation, text, TOCSIN_BREAKS_UAX29, NULL, bench->vocabulary, NULL),
          "cannot break a document");
    check(array_push(&alloc_system, &bench->documents, document), "out of memory");
    bench->bytes += text.length;
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
        struct regex *regex;
        tocsin_error error = TOCSIN_ERROR_INIT;
        if (length > 0) {
            check(
                !regex_compile(&regex, &alloc_system, (struct str){text.data + at, length}, REGEX_CASELESS, &error),
                error.message);
            check(array_push(&alloc_system, &bench->entries, (struct regex_set_entry){regex, REGEX_SENTENCE}),
                  "out of memory");
        }
        at += length + 1;
    }
}

static bool count_match(void *user, size_t entry, const struct regex_match *match)
{
    (void)entry;
    (void)match;
    ((struct bench *)user)->matches++;
    return true;
}

static void count_failure(void *user, size_t entry, size_t segment_start, const tocsin_error *error)
{
    (void)entry;
    (void)segment_start;
    (void)error;
    ((struct bench *)user)->failures++;
}

/* Nanoseconds of one pass over all documents. */
static uint64_t run_scan(struct bench *bench, struct regex_scan *scan)
{
    bench->matches = 0;
    uint64_t start = clock_nanoseconds();
    for (size_t i = 0; i < bench->documents.count; i++) {
        struct document *document = &bench->documents.items[i];
        struct regex_scan_input input = {document->text, &document->segmentation, bench->vocabulary};
        struct budget budget;
        budget_start(&budget, UINT64_MAX, 0, NULL);
        check(!regex_scan_run(scan, bench->matcher, &input, &budget, count_match, count_failure, bench, NULL),
              "the scan failed");
    }
    return clock_nanoseconds() - start;
}

static uint64_t best_of(struct bench *bench, const struct regex_set_entry *entries, size_t count, int passes)
{
    struct regex_set *set;
    struct regex_scan *scan;
    check(!regex_set_create(&set, &alloc_system, entries, count, NULL), "cannot make the set");
    check(!regex_scan_create(&scan, set, &alloc_system, NULL), "cannot make the scan");
    uint64_t best = UINT64_MAX;
    for (int i = 0; i < passes; i++) {
        uint64_t took = run_scan(bench, scan);
        best = took < best ? took : best;
    }
    regex_scan_free(scan);
    regex_set_free(set);
    return best;
}

static double rate(size_t bytes, uint64_t nanoseconds)
{
    return (double)bytes * 1e3 / (double)nanoseconds;
}

static void show_set(struct bench *bench, int passes)
{
    struct regex_set *set;
    uint64_t start = clock_nanoseconds();
    check(!regex_set_create(&set, &alloc_system, bench->entries.items, bench->entries.count, NULL),
          "cannot make the set");
    double made = (double)(clock_nanoseconds() - start) / 1e6;
    for (size_t i = 0; i < bench->entries.count; i++)
        if (regex_set_unanchored(set, i))
            printf("unanchored: %s\n", regex_pattern(bench->entries.items[i].regex).data);
    regex_set_free(set);
    uint64_t best = best_of(bench, bench->entries.items, bench->entries.count, passes);
    printf("%zu patterns made in %.1f ms; %zu matches, %zu limits\n", bench->entries.count, made, bench->matches,
           bench->failures);
    printf("scan for %zu patterns: %.1f MB/s\n", bench->entries.count, rate(bench->bytes, best));
}

/* The peer, on the first documents only: it is slow. */
static void show_peer(struct bench *bench)
{
    size_t bytes = 0, found = 0;
    uint64_t start = clock_nanoseconds();
    for (size_t i = 0; i < bench->documents.count && bytes < PEER_BYTES; i++) {
        struct str text = bench->documents.items[i].text;
        bytes += text.length;
        for (size_t e = 0; e < bench->entries.count; e++)
            for (size_t at = 0, from = 0; at < text.length; at += REGEX_SEGMENT_LIMIT, from = 0) {
                size_t left = text.length - at;
                struct str part = {text.data + at, left < REGEX_SEGMENT_LIMIT ? left : REGEX_SEGMENT_LIMIT};
                struct budget budget;
                budget_start(&budget, UINT64_MAX, 0, NULL);
                struct regex_match match = {NULL, 0};
                while (!regex_match(&match, bench->matcher, bench->entries.items[e].regex, part, from, false,
                                    &budget, NULL) &&
                       match.count && match.groups[0].end > from) {
                    from = match.groups[0].end;
                    found++;
                }
            }
    }
    uint64_t took = clock_nanoseconds() - start;
    printf("one by one, %zu matches in the first %zu bytes: %.2f MB/s\n", found, bytes, rate(bytes, took));
}

struct cost {
    size_t entry;
    double milliseconds;
};

static int order_costs(const void *a, const void *b)
{
    double left = ((const struct cost *)a)->milliseconds, right = ((const struct cost *)b)->milliseconds;
    return (left < right) - (left > right);
}

/* What the words cost alone: a set of a pattern that none of them wakes. */
static double cost_of_words(struct bench *bench)
{
    struct regex *regex;
    check(!regex_compile(&regex, &alloc_system, STR("\\bqxqxqxqx\\b"), 0, NULL), "out of memory");
    struct regex_set_entry entry = {regex, REGEX_SENTENCE};
    double cost = (double)best_of(bench, &entry, 1, 5) / 1e6;
    regex_free(regex);
    return cost;
}

/* Each pattern in a set of its own. */
static void show_worst(struct bench *bench)
{
    struct cost *costs = malloc((bench->entries.count + 1) * sizeof *costs);
    check(costs != NULL, "out of memory");
    double none = cost_of_words(bench);
    printf("words alone: %.1f ms a pass; worst patterns, ms more:\n", none);
    for (size_t i = 0; i < bench->entries.count; i++)
        costs[i] = (struct cost){i, (double)best_of(bench, &bench->entries.items[i], 1, 2) / 1e6 - none};
    qsort(costs, bench->entries.count, sizeof *costs, order_costs);
    for (size_t i = 0; i < WORST && i < bench->entries.count; i++)
        printf("%8.2f  %s\n", costs[i].milliseconds,
               regex_pattern(bench->entries.items[costs[i].entry].regex).data);
    free(costs);
}

int main(int count, char **arguments)
{
    check(count >= 3, "usage: bench_regex_set FILE PATTERNS [PASSES]");
    struct bench bench = {.bytes = 0};
    struct buffer patterns, text;
    read_whole(&text, arguments[1]);
    read_whole(&patterns, arguments[2]);
    check(!vocabulary_create(&bench.vocabulary, &alloc_system, NULL), "out of memory");
    check(!regex_matcher_create(&bench.matcher, &alloc_system, NULL), "out of memory");
    add_patterns(&bench, (struct str){patterns.data, patterns.length});
    add_documents(&bench, (struct str){text.data, text.length});
    show_set(&bench, count > 3 ? atoi(arguments[3]) : 5);
    show_peer(&bench);
    show_worst(&bench);
    return 0;
}
