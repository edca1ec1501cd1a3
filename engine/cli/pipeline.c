#include "cli/pipeline.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/batch.h"

enum {
    BATCH_BYTES = 1 << 16,    /* a batch is full when it holds this much */
    AHEAD_BYTES = 16 << 20,   /* so much text, or else one document, may wait or be worked on */
    BATCHES_PER_JOB = 3,
};

/* Batches go round in a ring: filled by the main thread, run by a worker, written by the main thread. Number n of all
 * batches is in place n modulo the ring's size. */
struct pipeline {
    const struct task_settings *settings;
    struct input *input;
    struct output *output, *notes;
    struct pipeline_totals *totals;
    bool flush_often;
    unsigned jobs;
    struct crew_member *crew;
    struct batch *ring;
    size_t ring_size;
    size_t written, ahead_bytes;
    bool input_ended;
    tocsin_error *error;
    pthread_mutex_t lock;
    pthread_cond_t work, done;
    size_t filled, taken; /* guarded by the lock, as are closing and the batches' `done` */
    bool closing;
};

struct crew_member {
    struct pipeline *pipeline;
    tocsin_worker *worker;
    pthread_t thread;
    bool started;
};

static void out_of_memory(tocsin_error *error)
{
    *error = (tocsin_error)TOCSIN_ERROR_INIT;
    error->status = TOCSIN_ERROR_MEMORY;
    snprintf(error->id, sizeof error->id, "memory");
    snprintf(error->message, sizeof error->message, "out of memory");
}

static tocsin_status create_worker(const struct task_settings *settings, tocsin_worker **out, tocsin_error *error)
{
    return tocsin_worker_create(out, settings->bundles, settings->bundle_count, &settings->worker, error);
}

static void release_worker(const struct task_settings *settings, tocsin_worker *worker)
{
    if (worker && settings->worker_done)
        settings->worker_done(settings->done_user, worker);
    tocsin_worker_free(worker);
}

/* ---- One job --------------------------------------------------------------------------------------- */

static bool run_in_turn(struct pipeline *pipeline)
{
    tocsin_worker *worker;
    struct input_item item = {.error = TOCSIN_ERROR_INIT};
    const struct task_sinks sinks = {output_write, pipeline->output, pipeline->notes};
    if (create_worker(pipeline->settings, &worker, pipeline->error))
        return false;
    enum task_outcome outcome = TASK_WELL;
    while (outcome != TASK_STOPPED && input_next(pipeline->input, &item)) {
        outcome = task_run(pipeline->settings, worker, &item, &sinks);
        pipeline->totals->documents++;
        pipeline->totals->failed += outcome == TASK_FAILED;
        output_flush(pipeline->notes);
        if (pipeline->flush_often && !output_flush(pipeline->output))
            outcome = TASK_STOPPED;
    }
    release_worker(pipeline->settings, worker);
    return true;
}

/* ---- Several jobs ---------------------------------------------------------------------------------- */

static struct batch *place(struct pipeline *pipeline, size_t number)
{
    return &pipeline->ring[number % pipeline->ring_size];
}

static struct batch *take_batch(struct pipeline *pipeline)
{
    struct batch *batch = NULL;
    pthread_mutex_lock(&pipeline->lock);
    while (pipeline->taken == pipeline->filled && !pipeline->closing)
        pthread_cond_wait(&pipeline->work, &pipeline->lock);
    if (pipeline->taken < pipeline->filled)
        batch = place(pipeline, pipeline->taken++);
    pthread_mutex_unlock(&pipeline->lock);
    return batch;
}

static void *work(void *argument)
{
    struct crew_member *member = argument;
    struct pipeline *pipeline = member->pipeline;
    struct batch *batch;
    while ((batch = take_batch(pipeline))) {
        batch_run(batch, pipeline->settings, member->worker);
        pthread_mutex_lock(&pipeline->lock);
        batch->done = true;
        pthread_cond_signal(&pipeline->done);
        pthread_mutex_unlock(&pipeline->lock);
    }
    return NULL;
}

/* Reads documents into the next batch and gives it to the crew. False when memory is out. */
static bool fill_batch(struct pipeline *pipeline)
{
    struct batch *batch = place(pipeline, pipeline->filled);
    struct input_item item = {.error = TOCSIN_ERROR_INIT};
    bool kept = true;
    while (kept && batch_size(batch) < BATCH_BYTES && !pipeline->input_ended) {
        pipeline->input_ended = !input_next(pipeline->input, &item);
        if (!pipeline->input_ended)
            kept = batch_add(batch, &item);
    }
    pipeline->ahead_bytes += batch_size(batch);
    pthread_mutex_lock(&pipeline->lock);
    batch->done = false;
    pipeline->filled++;
    pthread_cond_signal(&pipeline->work);
    pthread_mutex_unlock(&pipeline->lock);
    return kept;
}

/* Whether the oldest batch is done; waits for it where `wait` says so. */
static bool oldest_done(struct pipeline *pipeline, bool wait)
{
    if (pipeline->written == pipeline->filled)
        return false;
    struct batch *batch = place(pipeline, pipeline->written);
    pthread_mutex_lock(&pipeline->lock);
    while (wait && !batch->done)
        pthread_cond_wait(&pipeline->done, &pipeline->lock);
    bool done = batch->done;
    pthread_mutex_unlock(&pipeline->lock);
    return done;
}

static bool write_oldest(struct pipeline *pipeline)
{
    struct batch *batch = place(pipeline, pipeline->written++);
    output_write(pipeline->notes, batch->notes.data, batch->notes.length);
    output_flush(pipeline->notes);
    bool written = output_write(pipeline->output, batch->output.data, batch->output.length);
    if (written && pipeline->flush_often)
        written = output_flush(pipeline->output);
    pipeline->totals->documents += batch->count;
    pipeline->totals->failed += batch->failed;
    pipeline->ahead_bytes -= batch_size(batch);
    batch_clear(batch);
    return written;
}

static bool has_room(const struct pipeline *pipeline)
{
    size_t ahead = pipeline->filled - pipeline->written;
    return ahead == 0 || (ahead < pipeline->ring_size && pipeline->ahead_bytes < AHEAD_BYTES);
}

/* Reads while there is room, writes what is done; ends when all is written, or nothing more can be. */
static bool feed(struct pipeline *pipeline)
{
    bool writable = true, memory = true;
    while (writable && memory && !(pipeline->input_ended && pipeline->written == pipeline->filled)) {
        bool can_read = !pipeline->input_ended && has_room(pipeline);
        if (can_read)
            memory = fill_batch(pipeline);
        while (writable && oldest_done(pipeline, !can_read)) {
            writable = write_oldest(pipeline);
            can_read = true; /* wait for one batch at most, then read on */
        }
    }
    if (!memory)
        out_of_memory(pipeline->error);
    return memory;
}

static bool start_crew(struct pipeline *pipeline)
{
    for (unsigned i = 0; i < pipeline->jobs; i++) {
        struct crew_member *member = &pipeline->crew[i];
        member->pipeline = pipeline;
        if (create_worker(pipeline->settings, &member->worker, pipeline->error))
            return false;
        member->started = pthread_create(&member->thread, NULL, work, member) == 0;
        if (!member->started) {
            out_of_memory(pipeline->error);
            return false;
        }
    }
    return true;
}

/* Ends the crew; what is still under way has nobody who waits for it. */
static void end_crew(struct pipeline *pipeline)
{
    pthread_mutex_lock(&pipeline->lock);
    pipeline->closing = true;
    pipeline->taken = pipeline->filled;
    pthread_cond_broadcast(&pipeline->work);
    pthread_mutex_unlock(&pipeline->lock);
    for (unsigned i = 0; i < pipeline->jobs; i++) {
        struct crew_member *member = &pipeline->crew[i];
        if (member->worker)
            tocsin_worker_cancel(member->worker);
        if (member->started)
            pthread_join(member->thread, NULL);
        release_worker(pipeline->settings, member->worker);
    }
}

static bool run_in_parallel(struct pipeline *pipeline)
{
    pipeline->ring_size = BATCHES_PER_JOB * (size_t)pipeline->jobs;
    pipeline->ring = calloc(pipeline->ring_size, sizeof *pipeline->ring);
    pipeline->crew = calloc(pipeline->jobs, sizeof *pipeline->crew);
    bool good = pipeline->ring && pipeline->crew;
    if (!good)
        out_of_memory(pipeline->error);
    pthread_mutex_init(&pipeline->lock, NULL);
    pthread_cond_init(&pipeline->work, NULL);
    pthread_cond_init(&pipeline->done, NULL);
    if (good) {
        good = start_crew(pipeline) && feed(pipeline);
        end_crew(pipeline);
    }
    for (size_t i = 0; pipeline->ring && i < pipeline->ring_size; i++)
        batch_finish(&pipeline->ring[i]);
    pthread_cond_destroy(&pipeline->done);
    pthread_cond_destroy(&pipeline->work);
    pthread_mutex_destroy(&pipeline->lock);
    free(pipeline->ring);
    free(pipeline->crew);
    return good;
}

bool pipeline_run(const struct task_settings *settings, struct input *input, unsigned jobs, struct output *output,
                  struct output *notes, bool flush_often, struct pipeline_totals *totals, tocsin_error *error)
{
    struct pipeline pipeline = {.settings = settings, .input = input, .output = output, .notes = notes,
                                .totals = totals, .flush_often = flush_often, .jobs = jobs, .error = error};
    *totals = (struct pipeline_totals){0, 0};
    return jobs > 1 ? run_in_parallel(&pipeline) : run_in_turn(&pipeline);
}
