/* compiled.h: what Lua files were compiled to, kept as bytes by the machine that loads a bundle for those that run
 * it: reading them takes a fifth of the time of compiling the text again. Only bytes that this library's own Lua
 * made come here, never those of a file. */
#ifndef TOCSIN_SCRIPT_COMPILED_H
#define TOCSIN_SCRIPT_COMPILED_H

#include "base/array.h"
#include "base/buffer.h"

struct lua_State;

struct compiled_file {
    char *name; /* NUL-terminated */
    struct buffer code;
};

/* Zero: empty. */
struct compiled_files {
    ARRAY(struct compiled_file) items;
};

/* Keeps the chunk on top under a name that is not there yet. False: out of memory. */
bool compiled_add(struct compiled_files *files, const tocsin_allocator *alloc, const char *name,
                  struct lua_State *L);

/* The bytes of a file; false: it was not kept. */
bool compiled_find(struct str *out, const struct compiled_files *files, const char *name);

void compiled_finish(struct compiled_files *files, const tocsin_allocator *alloc);

#endif
