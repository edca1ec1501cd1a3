/* batch.h: documents that travel between threads together, so that handing over costs little for small ones. */
#ifndef TOCSIN_CLI_BATCH_H
#define TOCSIN_CLI_BATCH_H

#include "cli/bytes.h"
#include "cli/task.h"

struct batch_item;

struct batch {
    struct batch_item *items;
    size_t count, capacity;
    struct bytes input;  /* what the items are made of */
    struct bytes output, notes;
    size_t failed;       /* documents */
    bool done;           /* guarded by the pipeline's lock, as nothing else here */
};

/* Copies the item. False when memory is out. */
bool batch_add(struct batch *batch, const struct input_item *item);

/* Runs all items in their order. */
void batch_run(struct batch *batch, const struct task_settings *settings, tocsin_worker *worker);

/* Bytes that it holds for its items. */
size_t batch_size(const struct batch *batch);

/* Makes it empty, for the next round. */
void batch_clear(struct batch *batch);
void batch_finish(struct batch *batch);

#endif
