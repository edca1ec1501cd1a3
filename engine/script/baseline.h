/* baseline.h: every document begins with what the bundle's files left when they had loaded, and nothing else.
 *
 * Running all files again for each document would say just that, and cost more than the document. Instead, once the
 * files have run, everything that their functions can reach becomes one of
 *   constant   a table with content: read-only from then on; writing to it is an error that says so
 *   scratch    a table that is empty: it may be written, and begins each document empty
 *   variable   a local of a main chunk: it may be assigned, and begins each document with its first value
 *   global     as a main chunk left it; what a function assigns lasts until the document ends
 * so no state gets from one document to the next, whatever the order of documents and threads. */
#ifndef TOCSIN_SCRIPT_BASELINE_H
#define TOCSIN_SCRIPT_BASELINE_H

#include <lua.h>

/* Both within a sandbox_call's body; may raise. `roots`: stack index of a table that holds tables of functions. */
void baseline_take(lua_State *L, int roots);

/* Back to the baseline. */
void baseline_restore(lua_State *L);

#endif
