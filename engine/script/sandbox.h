/* sandbox.h: one Lua 5.4 state that may run scripts from strangers.
 *
 * Scripts get an allow-list of library functions, text chunks only, and a budget. Whatever ends the work (fuel,
 * deadline, cancel flag, memory) stays set in the budget: a script's pcall re-raises it, and it surfaces from
 * sandbox_call under its stable id (limit-fuel, limit-time, limit-memory, cancelled).
 *
 * A unit of fuel is about one Lua VM instruction (2 to 5 ns). Instructions are counted by a hook every
 * SANDBOX_QUANTUM. Long strings and other objects made cost a unit for each 16 bytes; work in C costs a unit for
 * about as long as an instruction takes. Only what is the same on every run is counted (short strings may be in
 * the state already, hash tables grow by a random seed: neither costs), so fuel runs out at the same place always.
 *
 * Thread rule: a sandbox is used by one thread at a time; budget.cancelled may be set by any.
 */
#ifndef TOCSIN_SCRIPT_SANDBOX_H
#define TOCSIN_SCRIPT_SANDBOX_H

#include <lua.h>

#include "base/budget.h"
#include "script/loader.h"

enum {
    SANDBOX_QUANTUM = 256,         /* VM instructions from hook to hook; fewer while huge strings live */
    SANDBOX_MAX_VALUES = 10000,    /* that one call such as table.unpack may return */
    SANDBOX_BYTES_PER_UNIT = 16,   /* copied or allocated */
    SANDBOX_LETTERS_PER_UNIT = 4,  /* looked at one by one */
};

struct sandbox;

struct sandbox_options {
    size_t memory_limit;         /* bytes of the Lua state; 0: 64 MiB. No string is longer than an eighth of it */
    const struct loader *loader; /* where `require` finds files; NULL: nowhere. Must outlive the sandbox */
};

/* A state with the safe library and no script. The allocator must outlive it. Errors: MEMORY, LIMIT (limit-memory). */
tocsin_status sandbox_create(struct sandbox **out, const tocsin_allocator *alloc,
                             const struct sandbox_options *options, tocsin_error *error);
void sandbox_free(struct sandbox *sandbox);

/* What the functions bound to the state belong to: set once, found from the state in two steps. NULL until set. */
void sandbox_set_owner(struct sandbox *sandbox, void *owner);
void *sandbox_owner(lua_State *L);

lua_State *sandbox_state(struct sandbox *sandbox);
struct sandbox *sandbox_of(lua_State *L);

/* Bytes that the Lua state holds now. */
size_t sandbox_memory(const struct sandbox *sandbox);

/* Starts the next document: the instruction count and math.random begin anew, so that a document's outcome does
 * not depend on what ran before it. Outside of any sandbox_call. */
void sandbox_begin(struct sandbox *sandbox);

/* Calls body(L) protected, with `user` as a light userdata at index 1; its results are dropped. Every push to the
 * state belongs into a body: outside, running out of memory aborts the process. May be nested (the inner call then
 * uses its own budget until it returns). `budget` NULL: no limit but memory.
 * Errors: SCRIPT (script-error, with file, line and traceback), the budget's, MEMORY, and any error that
 * script_error_raise threw. */
tocsin_status sandbox_call(struct sandbox *sandbox, struct budget *budget, lua_CFunction body, void *user,
                           tocsin_error *error);

/* Within a body: calls the function below its arguments on top, dropping its results. False, with the error, where a
 * script is wrong; what ends the body itself (the budget, memory) goes on up. */
bool sandbox_try(lua_State *L, int arguments, tocsin_error *error);

/* For C functions bound to Lua: pays for work about to be done, in units; looks at the clock now and then. Raises
 * when the budget is out, so hold nothing that the Lua state does not own. Pay in portions within long loops. */
void sandbox_charge(lua_State *L, uint64_t cost);

/* Raises when something (such as a regex) ended the budget of the call under way; NULL outside of any call. */
void sandbox_check(lua_State *L);
struct budget *sandbox_budget(lua_State *L);

/* ---- Within a body (all may raise) -------------------------------------------------------------------- */

/* Pushes a fresh environment for chunks: reads fall through to the library, reading a name that is in neither
 * is an error at the reader's line, writes stay in this environment. It has a `require` and modules of its own. */
void sandbox_new_environment(lua_State *L);

/* Pops a value and shows it as global `name` in every environment, made before or after. */
void sandbox_set_global(lua_State *L, const char *name);

/* Replaces the table on top by a read-only view of it. `name` is for the error on a write. C code that looks at
 * tables raw unfreezes them first. */
void sandbox_freeze(lua_State *L, const char *name);
bool sandbox_is_frozen(lua_State *L, int index);

/* Replaces a read-only view at `index` by the table behind it; leaves anything else. Scripts must not get hold of
 * it. */
void sandbox_unfreeze(lua_State *L, int index);

/* Pushes the table behind the view at `index`; false, and nothing pushed, when it is none. */
bool sandbox_push_frozen(lua_State *L, int index);

/* Pushes the view of the table at `index`; the table itself when it has none. */
void sandbox_push_view(lua_State *L, int index);

/* Whether a table was made by sandbox_new_environment. */
bool sandbox_is_environment(lua_State *L, int index);

#endif
