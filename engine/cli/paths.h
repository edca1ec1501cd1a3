/* paths.h: the files that arguments stand for, one after the other. */
#ifndef TOCSIN_CLI_PATHS_H
#define TOCSIN_CLI_PATHS_H

#include "cli/options.h"

struct folder_level;

struct paths {
    const struct option_list *arguments;
    size_t next_argument;
    struct folder_level *levels; /* folders that are being walked, outermost first */
    size_t depth, capacity;
    char *path; /* of the last file or folder, ended by NUL */
    size_t path_size;
};

/* Borrows the arguments. None: standard input alone. */
void paths_open(struct paths *out, const struct option_list *arguments);
void paths_close(struct paths *paths);

/* The next file, valid until the next call; NULL at the end. A named file is given whatever its name or kind; below a
 * folder, in the order of names, those whose ending says text or JSON Lines, without hidden ones. Where a folder
 * cannot be read or memory is out, *failed is set to errno's value and the path is the folder. */
const char *paths_next(struct paths *paths, int *failed);

#endif
