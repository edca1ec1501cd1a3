/* bundle_files.h: the files of a bundle, read into memory and sorted by name. */
#ifndef TOCSIN_CORE_BUNDLE_FILES_H
#define TOCSIN_CORE_BUNDLE_FILES_H

#include "base/arena.h"
#include "base/array.h"
#include "script/program.h"

/* Bounds on what a bundle may hold. */
#define BUNDLE_FILES_LIMIT ((size_t)10000)
#define BUNDLE_BYTES_LIMIT ((size_t)1 << 30)

struct bundle_files {
    struct arena arena;
    ARRAY(struct program_source) files;
    size_t bytes;
};

void bundle_files_init(struct bundle_files *files, const tocsin_allocator *alloc);
void bundle_files_finish(struct bundle_files *files);

/* Copies one file. Errors: BUNDLE for an absolute name, "..", or one given twice; LIMIT; MEMORY. */
tocsin_status bundle_files_add(struct bundle_files *files, struct str name, struct str data, tocsin_error *error);

/* All files below a folder that holds bundle.lua (hidden ones left out), or one ".lua" file, for which a bundle.lua
 * that names it is made up. Errors: IO, BUNDLE, LIMIT, MEMORY. */
tocsin_status bundle_files_read(struct bundle_files *files, const char *path, tocsin_error *error);

/* Borrowed, sorted by name. */
struct program_sources bundle_files_sources(struct bundle_files *files);

#endif
