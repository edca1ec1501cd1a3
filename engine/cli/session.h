/* session.h: one run over all inputs: what the commands that read documents share. */
#ifndef TOCSIN_CLI_SESSION_H
#define TOCSIN_CLI_SESSION_H

#include "cli/task.h"

/* Reads the inputs, does with each document what the settings say, and returns the exit code. Fills in what the options
 * say of worker and writing. */
int session_run(const struct options *options, struct task_settings *settings);

#endif
