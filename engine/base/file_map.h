/* file_map.h: a file's bytes as memory that the system pages in, and shares between processes. */
#ifndef TOCSIN_BASE_FILE_MAP_H
#define TOCSIN_BASE_FILE_MAP_H

#include "base/error.h"

struct file_map {
    struct str data; /* read only; begins a page */
};

/* Maps all of a regular file. Whoever shortens the file while it is mapped ends the process that reads it: files
 * are replaced (file_write), not written over. Errors, with the file's name: IO, LIMIT (over `limit` bytes). */
tocsin_status file_map_open(struct file_map *out, const char *path, size_t limit, tocsin_error *error);

/* Fine for one that was never opened, and is zero. */
void file_map_close(struct file_map *map);

#endif
