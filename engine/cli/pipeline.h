/* pipeline.h: reads documents, works on them, writes what comes of them, in the order of the input.
 *
 * With one job all is done in turn in the calling thread. With more, the calling thread reads and writes and `jobs`
 * threads work. The output is the same to the byte. */
#ifndef TOCSIN_CLI_PIPELINE_H
#define TOCSIN_CLI_PIPELINE_H

#include "cli/output.h"
#include "cli/task.h"

struct pipeline_totals {
    size_t documents;
    size_t failed;
};

/* Runs until the input ends or the output takes no more. False, with the error, where it cannot begin or memory for
 * reading ahead is out. */
bool pipeline_run(const struct task_settings *settings, struct input *input, unsigned jobs, struct output *output,
                  struct output *notes, bool flush_often, struct pipeline_totals *totals, tocsin_error *error);

#endif
