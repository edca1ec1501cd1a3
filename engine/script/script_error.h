/* script_error.h: from a Lua error to a tocsin_error, and back. */
#ifndef TOCSIN_SCRIPT_SCRIPT_ERROR_H
#define TOCSIN_SCRIPT_SCRIPT_ERROR_H

#include <lua.h>

#include "base/error.h"

/* Where the running Lua code is: file, line and traceback (frames of scripts only). Allocates nothing and runs no
 * script, so it may be called anywhere, an allocator included. Leaves the fields as they were where no script runs. */
void script_error_place(lua_State *L, tocsin_error *error);

/* Sets `error` from the Lua error value at `index`: a tocsin_error thrown by script_error_raise as it was, else
 * script-error with the text and, where the text names it, the position. Runs no metamethod, allocates nothing. */
void script_error_read(lua_State *L, int index, tocsin_error *error);

/* Raises `error` so that sandbox_call returns it unchanged. Where it has no file, the running script's position is
 * added. A script that catches it sees a value whose tostring is the formatted error. */
int script_error_raise(lua_State *L, const tocsin_error *error);

#endif
