/* bench_binding: what a match costs between the pattern matcher and the record, nanoseconds each. A text of N matches is
 * run under rules that file them in several ways; what a like text without a match costs is taken off. Processor time, best of several rounds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tocsin/tocsin.h"

enum { ROUNDS = 9, MATCHES = 20000 };

static const char manifest[] = "return { name = 'bench', version = '1', rules = { 'rules.lua' } }";

#define LISTS "lexicon 'cue' { { 'warned', act = 'warn' }, { 'alerted', act = 'alert' } }\n"
#define PATTERN "pattern = [[ who:[cap] cue:@cue whom:[cap] ]]"

static const struct {
    const char *name, *rules;
} cases[] = {
    {"a table, one role", LISTS "rule 'r' { " PATTERN ", emit = { type = 't', 'who' } }"},
    {"a table, three roles, two features", LISTS "rule 'r' { " PATTERN ", emit = { type = 't', 'who', 'cue', 'whom', x = 1, features = { act = 'cue.act' } } }"},
    {"emit that returns nothing", LISTS "rule 'r' { " PATTERN ", emit = function(m) end }"},
    {"emit that reads a capture", LISTS "rule 'r' { " PATTERN ", emit = function(m) local a = m.cue end }"},
    {"emit that reads a column", LISTS "rule 'r' { " PATTERN ", emit = function(m) local a = m.cue.act end }"},
    {"a guard, then a table", LISTS "rule 'r' { " PATTERN ", when = function(m) return true end, emit = { type = 't', 'who' } }"},
    {"emit that returns one role", LISTS "rule 'r' { " PATTERN ", emit = function(m) return { type = 't', who = m.who } end }"},
};

static double run_best(tocsin_worker *worker, const char *text, size_t length, size_t *records)
{
    double best = 1e18;
    for (int round = 0; round < ROUNDS; round++) {
        tocsin_document document = TOCSIN_DOCUMENT_INIT;
        tocsin_result *result = NULL;
        tocsin_error error = TOCSIN_ERROR_INIT;
        document.text = text;
        document.length = length;
        clock_t start = clock();
        if (tocsin_worker_run(&result, worker, &document, &error))
            fprintf(stderr, "%s\n", error.message);
        double took = (double)(clock() - start) * 1e9 / CLOCKS_PER_SEC;
        best = took < best ? took : best;
        *records = result ? tocsin_result_record_count(result) : 0;
        tocsin_result_free(result);
    }
    return best;
}

static double measure(const char *rules, const char *text, size_t length, size_t *records)
{
    tocsin_file files[] = {{"bundle.lua", manifest, sizeof manifest - 1}, {"rules.lua", rules, strlen(rules)}};
    tocsin_bundle *bundle = NULL;
    tocsin_worker *worker = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    double best = 0;
    if (tocsin_bundle_open_memory(&bundle, "bench", files, 2, NULL, &error) ||
        tocsin_worker_create(&worker, &bundle, 1, NULL, &error))
        fprintf(stderr, "%s\n", error.message);
    else
        best = run_best(worker, text, length, records);
    tocsin_worker_free(worker);
    tocsin_bundle_free(bundle);
    return best;
}

int main(void)
{
    static const char sentence[] = "Anna warned Kenya about the debt in March. ", silent[] = "Anna warmed Kenya about the debt in March. ";
    size_t length = MATCHES * (sizeof sentence - 1), records;
    char *text = malloc(2 * length), *other = text + length;
    if (!text)
        return 1;
    for (size_t i = 0; i < MATCHES; i++) {
        memcpy(text + i * (sizeof sentence - 1), sentence, sizeof sentence - 1);
        memcpy(other + i * (sizeof sentence - 1), silent, sizeof sentence - 1);
    }
    double none = measure(cases[2].rules, other, length, &records);
    printf("%-40s %8.0f ns a sentence\n", "no match: words, sentences, one pattern", none / MATCHES);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double took = measure(cases[i].rules, text, length, &records);
        printf("%-40s %8.0f ns a match, matching included\n", cases[i].name, (took - none) / MATCHES);
    }
    free(text);
    return 0;
}
