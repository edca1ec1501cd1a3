/* task.h: one document, from its text to its lines of output. */
#ifndef TOCSIN_CLI_TASK_H
#define TOCSIN_CLI_TASK_H

#include "cli/input.h"

/* What all documents of a run have in common; read by all threads. */
struct task_settings {
    tocsin_bundle *const *bundles;
    size_t bundle_count;
    tocsin_worker_options worker;
    tocsin_write_options write;
    bool tokens; /* words and sentences instead of records */
    const tocsin_explain_options *explain; /* explains instead of writing records; NULL: no */
    bool profile; /* counts what rules cost */
    bool silent; /* does the work and writes nothing */
    /* Told of each worker when all documents are done, one after the other; NULL: nobody. */
    void (*worker_done)(void *user, tocsin_worker *worker);
    void *done_user;
};

/* Where the output goes, and where notes for the user do. */
struct task_sinks {
    tocsin_sink *sink;
    void *output;
    void *notes;
};

enum task_outcome {
    TASK_WELL,
    TASK_FAILED,  /* the document failed, and this was reported */
    TASK_STOPPED, /* the output takes no more */
};

/* Writes what comes of the item, its records or why there are none. */
enum task_outcome task_run(const struct task_settings *settings, tocsin_worker *worker, const struct input_item *item,
                           const struct task_sinks *sinks);

#endif
