/* threads.c: one bundle, a worker a thread, results kept in the order of the texts.
 *
 * A bundle is immutable and may be shared; a worker belongs to one thread at a time; a result outlives both.
 *
 *     cc threads.c $(pkg-config --cflags --libs tocsin) -pthread -o threads && ./threads
 */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <tocsin/tocsin.h>

enum { THREADS = 2, TEXTS = 4 };

static const char *const texts[TEXTS] = {
    "The mayor said the bridge will close if the river rises.",
    "Officials warned residents of flooding.",
    "The strike led to delays at the port.",
    "According to the ministry, prices may fall.",
};

struct job {
    tocsin_bundle *bundle;
    size_t first; /* this thread takes every THREADS-th text from here */
    tocsin_result *results[TEXTS];
    tocsin_error error;
};

static void *work(void *argument)
{
    struct job *job = argument;
    tocsin_worker *worker = NULL;
    tocsin_status status = tocsin_worker_create(&worker, &job->bundle, 1, NULL, &job->error);
    for (size_t i = job->first; i < TEXTS && !status; i += THREADS) {
        tocsin_document document = TOCSIN_DOCUMENT_INIT;
        document.text = texts[i];
        document.length = strlen(texts[i]);
        status = tocsin_worker_run(&job->results[i], worker, &document, &job->error);
    }
    tocsin_worker_free(worker);
    return NULL;
}

static int print_all(struct job *jobs)
{
    int failed = 0;
    for (size_t i = 0; i < TEXTS; i++) {
        struct job *job = &jobs[i % THREADS];
        if (job->results[i])
            printf("text %zu: %zu records\n", i, tocsin_result_record_count(job->results[i]));
        else
            failed = fprintf(stderr, "text %zu: %s\n", i, job->error.message) != 0;
        tocsin_result_free(job->results[i]);
    }
    return failed;
}

int main(void)
{
    tocsin_bundle *bundle = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    struct job jobs[THREADS] = {{0}};
    pthread_t threads[THREADS];
    if (tocsin_bundle_open_builtin(&bundle, "news", NULL, &error)) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    for (size_t i = 0; i < THREADS; i++) {
        jobs[i].bundle = bundle;
        jobs[i].first = i;
        jobs[i].error = (tocsin_error)TOCSIN_ERROR_INIT;
        if (pthread_create(&threads[i], NULL, work, &jobs[i]) != 0)
            return 1;
    }
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    tocsin_bundle_free(bundle);
    return print_all(jobs);
}
