/* bench_profile BUNDLE FILE [PASSES]: MB/s of running a bundle over a JSON Lines file, with what rules cost counted
 * and without, in turn; the best pass of each, by CPU time. Reading and writing is not timed. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tocsin/tocsin.h"

enum { MOST_DOCUMENTS = 100000 };

struct documents {
    tocsin_document items[MOST_DOCUMENTS];
    size_t count, bytes;
};

static void check(tocsin_status status, const tocsin_error *error)
{
    if (!status)
        return;
    fprintf(stderr, "bench_profile: %s\n", error->message);
    exit(1);
}

static char *copy(const char *data, size_t length)
{
    char *text = malloc(length + 1);
    if (!text)
        exit(1);
    for (size_t i = 0; i < length; i++)
        text[i] = data[i];
    text[length] = '\0';
    return text;
}

static void read_all(struct documents *out, const char *path)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_reader *reader;
    const tocsin_document *document;
    check(tocsin_reader_open(&reader, path, TOCSIN_INPUT_JSONL, NULL, &error), &error);
    while (check(tocsin_reader_next(reader, &document, &error), &error), document && out->count < MOST_DOCUMENTS) {
        tocsin_document kept = TOCSIN_DOCUMENT_INIT;
        kept.id = "d";
        kept.text = copy(document->text, document->length);
        kept.length = document->length;
        out->items[out->count++] = kept;
        out->bytes += kept.length;
    }
    tocsin_reader_free(reader);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double run(tocsin_bundle *bundle, const struct documents *documents, bool profile)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_worker_options options = TOCSIN_WORKER_OPTIONS_INIT;
    tocsin_worker *worker;
    options.profile = profile;
    check(tocsin_worker_create(&worker, &bundle, 1, &options, &error), &error);
    double start = seconds();
    for (size_t i = 0; i < documents->count; i++) {
        tocsin_result *result;
        check(tocsin_worker_run(&result, worker, &documents->items[i], &error), &error);
        tocsin_result_free(result);
    }
    double took = seconds() - start;
    tocsin_worker_free(worker);
    return took;
}

int main(int argc, char **argv)
{
    static struct documents documents;
    double best[2] = {1e9, 1e9};
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_bundle *bundle;
    if (argc < 3)
        return 2;
    check(tocsin_bundle_open(&bundle, argv[1], NULL, &error), &error);
    read_all(&documents, argv[2]);
    for (int pass = 0; pass < (argc > 3 ? atoi(argv[3]) : 5); pass++)
        for (int profile = 0; profile < 2; profile++) {
            double took = run(bundle, &documents, profile);
            best[profile] = took < best[profile] ? took : best[profile];
        }
    for (int profile = 0; profile < 2; profile++)
        printf("%s %.2f MB/s\n", profile ? "counted" : "plain", (double)documents.bytes / 1e6 / best[profile]);
    for (size_t i = 0; i < documents.count; i++)
        free((char *)documents.items[i].text);
    tocsin_bundle_free(bundle);
    return 0;
}
