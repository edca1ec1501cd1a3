/* loader.h: where Lua files come from, and `require`.
 *
 * `require "x.y"` looks for x/y.lua in the sources in their order: a bundle's files, then the shipped library.
 * Text only: a file of bytecode is refused. A compiled file is kept by the sandbox and bound to an environment on
 * each load, so that running it for the next document costs no parsing (its fuel is charged each time all the
 * same).
 */
#ifndef TOCSIN_SCRIPT_LOADER_H
#define TOCSIN_SCRIPT_LOADER_H

#include <lua.h>

#include "base/str.h"
#include "script/compiled.h"
#include "tocsin/tocsin.h"

enum { LOADER_MAX_FILE = 1 << 20 }; /* bytes of one Lua file */

/* Finds file `name` ("lib/words.lua"); false where there is none. The text must live as long as the source. */
typedef bool loader_find(void *user, const char *name, struct str *out);

struct loader_source {
    loader_find *find;
    void *user;
};

struct loader {
    const struct loader_source *sources;
    size_t count;
    const struct compiled_files *known; /* files that need no compiling; may be NULL */
    struct compiled_files *made;        /* where what is compiled is kept; may be NULL */
    const tocsin_allocator *alloc;      /* of `made` */
};

/* Both within a sandbox_call's body; `environment` is the stack index of a table from sandbox_new_environment.
 * They push the chunk as a function with that environment, or raise script-syntax (BUNDLE, with file and line),
 * script-bytecode, script-too-large or script-file. */

/* File `name` of the sandbox's loader. */
void loader_push_file(lua_State *L, const char *name, int environment);

/* A text from elsewhere; not kept. `name` is the file that errors show. */
void loader_push_text(lua_State *L, const char *name, struct str text, int environment);

/* From here on `require` gives only modules that are loaded: others would bring state into a document. */
void loader_seal(lua_State *L);

/* Whether some function of the file that the function at `index` comes from may assign to its upvalue `name`. */
bool loader_may_assign(lua_State *L, int index, const char *name);

/* Whether a value is a `require` function; its upvalue LOADER_MODULES is the table of loaded modules. */
bool loader_is_require(lua_State *L, int index);
enum { LOADER_MODULES = 2 };

/* Pushes the `require` function of an environment. */
void loader_push_require(lua_State *L, int environment);

#endif
