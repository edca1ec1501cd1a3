/* builtin.h: the files that are part of the library: bundles ("news/bundle.lua"), the Lua library that bundles share
 * ("lib/…") and the word lists of languages ("en/…"). Generated from scripts/ by embed.py. */
#ifndef TOCSIN_CORE_BUILTIN_H
#define TOCSIN_CORE_BUILTIN_H

#include "script/program.h"

/* All of them, sorted by name. */
extern const struct program_source builtin_files[];
extern const size_t builtin_file_count;

/* The files below `folder` ("news/"), as many as there are. They stand together, since all are sorted. */
struct program_sources builtin_folder(const char *folder);

#endif
