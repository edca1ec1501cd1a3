/* commands.h: what each command does. Each takes the options that were read and returns the exit code. */
#ifndef TOCSIN_CLI_COMMANDS_H
#define TOCSIN_CLI_COMMANDS_H

#include "cli/options.h"

int command_run(const struct options *options);
int command_test(const struct options *options);
int command_explain(const struct options *options);
int command_profile(const struct options *options);
int command_check(const struct options *options);
int command_tokens(const struct options *options);
int command_help(const struct options *options);
int command_version(const struct options *options);

#endif
