/* options.h: what the command line asked for. */
#ifndef TOCSIN_CLI_OPTIONS_H
#define TOCSIN_CLI_OPTIONS_H

#include "tocsin/tocsin.h"

enum exit_code {
    EXIT_WELL = 0,
    EXIT_SOME_FAILED = 1, /* ran, but some documents failed, or the output could not be written */
    EXIT_USAGE = 2,       /* bad usage, or a bundle that does not load */
};

/* As the words of their options stand in options_table.c. */
enum output_format { OUTPUT_TEXT, OUTPUT_JSONL, OUTPUT_NONE, OUTPUT_TAP = OUTPUT_NONE };
enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* Arguments, not copied. */
struct option_list {
    const char **items;
    size_t count;
};

struct options {
    const struct command *command;
    struct option_list inputs; /* what is not an option */
    struct option_list bundles;
    struct option_list params; /* NAME=VALUE, checked */
    const char *output;        /* NULL: standard output */
    uint64_t format, input, offsets, invalid, breaks, color;
    const char *rule;          /* NULL: all */
    uint64_t sentence;         /* 0: all */
    uint64_t jobs;    /* 0: as many as processors */
    uint64_t fuel;    /* 0: the engine's own limit */
    uint64_t timeout; /* milliseconds; 0: none */
    bool timeout_given;
    bool strict, documents, all, tags;
    bool help, version;
};

/* Reads the arguments; false when they are wrong, which standard error then tells. Call options_finish either way. */
bool options_read(struct options *out, int argc, char **argv);
void options_finish(struct options *options);

#endif
