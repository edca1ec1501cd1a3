/* sandbox_inside.h: what the files of the sandbox share and nobody else needs. */
#ifndef TOCSIN_SCRIPT_SANDBOX_INSIDE_H
#define TOCSIN_SCRIPT_SANDBOX_INSIDE_H

#include "script/sandbox.h"
#include "script/small_blocks.h"

struct sandbox {
    lua_State *lua;
    const tocsin_allocator *alloc;
    struct small_blocks blocks; /* Lua's, in front of it */
    const struct loader *loader;
    void *owner;              /* what the modules bound to the state belong to */
    struct budget *budget;    /* of the call under way, else NULL */
    struct budget unlimited;  /* stands in where the caller gave none */
    size_t memory_used;
    size_t memory_limit;
    size_t longest_string;    /* bytes; one instruction may walk over a whole string */
    int quantum;              /* the hook's count */
    bool sealed;              /* no module may be loaded any more */
    bool loading;             /* compiling: its allocations are charged by the file's length */
    bool host_refused;        /* the host's allocator failed, not the limit */
    uint64_t unlooked;        /* units charged since the clock was looked at */
    uint64_t random[4];
    tocsin_error stop;        /* where the budget ended; no file while it goes on */
    tocsin_error refusal;     /* where memory was refused last */
    tocsin_error failure;     /* of the call under way */
};

/* lua_Alloc of a sandbox (its user data). */
void *sandbox_resize(void *user, void *block, size_t old_size, size_t new_size);

/* Raises what ended the budget. */
int sandbox_raise_stop(lua_State *L);

/* Makes the hook come at the next instruction. */
void sandbox_interrupt(struct sandbox *sandbox);

/* Sets the hook's count for the longest string that lives. */
void sandbox_set_quantum(struct sandbox *sandbox, size_t longest);

void sandbox_seed_random(struct sandbox *sandbox, uint64_t seed);

/* Units for `count` things of which `per_unit` cost one. */
static inline uint64_t sandbox_cost(size_t count, unsigned per_unit)
{
    return 1 + count / per_unit;
}

/* Makes the registry tables that loading needs. */
void loader_open(lua_State *L);

/* Each adds its part of the library to the globals. */
void lib_base_open(lua_State *L);
void lib_metatable_open(lua_State *L);
void lib_string_open(lua_State *L);
void lib_table_open(lua_State *L);
void lib_lists_open(lua_State *L);
void lib_math_open(lua_State *L);
void lib_utf8_open(lua_State *L);
void ordered_pairs_open(lua_State *L);

/* Adds find, match, gmatch and gsub to the table on top. */
void lib_find_add(lua_State *L);

/* Pushes an iterator over the table at `index` in fixed order, as pairs uses it. */
void ordered_pairs_push(lua_State *L, int index);

/* Pushes text for the value at `index` as tostring does: __tostring, __name, but never an address. */
void lib_base_push_text(lua_State *L, int index);

/* Whether the string at `index` names a metamethod that the sandbox does without: __gc, __mode, __close. */
bool lib_metatable_forbids(lua_State *L, int index);

#endif
