/* options_table.h: every command and option, once: parsing, help and completions are made from here. */
#ifndef TOCSIN_CLI_OPTIONS_TABLE_H
#define TOCSIN_CLI_OPTIONS_TABLE_H

#include "cli/options.h"

enum option_kind {
    OPTION_FLAG,   /* sets a bool */
    OPTION_CHOICE, /* sets a uint64_t to the index of the word */
    OPTION_NUMBER, /* sets a uint64_t */
    OPTION_TEXT,   /* sets a const char * */
    OPTION_LIST,   /* adds to an option_list */
    OPTION_PAIRS,  /* the same, of NAME=VALUE */
};

/* Which commands take an option. */
enum { FOR_RUN = 1, FOR_TOKENS = 2, FOR_TEST = 4, FOR_CHECK = 8, FOR_PROFILE = 16, FOR_EXPLAIN = 32, FOR_ALL = ~0 };

struct option_spec {
    const char *name;  /* without dashes */
    char letter;       /* 0: none */
    enum option_kind kind;
    const char *value; /* what help calls the value; NULL for flags */
    size_t field;      /* offset in struct options */
    unsigned commands; /* FOR_… */
    const char *const *words; /* of a choice, ended by NULL */
    uint64_t least, most;     /* of a number */
    const char *help;
};

struct command {
    const char *name;
    unsigned flag; /* FOR_…; 0: takes no options but those of all */
    const char *arguments;
    const char *about; /* one line */
    const char *more;  /* shown by its help; NULL: none */
    int (*run)(const struct options *options);
};

extern const struct option_spec options_table[];
extern const size_t options_count;
extern const struct command commands_table[];
extern const size_t commands_count;

/* By name; NULL where there is none. */
const struct command *command_find(const char *name);

#endif
