#include "script/sandbox.h"

#include <lauxlib.h>
#include <string.h>

#include "base/alloc.h"
#include "script/sandbox_inside.h"
#include "script/script_error.h"

enum {
    DEFAULT_MEMORY = 64 << 20,
    UNITS_PER_LOOK = 1024,       /* between looks at the clock in C code */
    STRING_PER_QUANTUM = 65536,  /* longest string that the full quantum is safe with */
    GC_PAUSE = 150,              /* percent of what lived that the heap grows to between collections */
};

#define RANDOM_SEED UINT64_C(0x746f6373696e)

/* Addresses of these are registry keys. */
static const char library_key, environment_meta_key;
static const char frozen_key; /* in the metatable of a read-only view: the table behind it */
static const char views_key;  /* read-only views by the table behind them */

/* ---- Budget ------------------------------------------------------------------------------------------- */

static void on_count(lua_State *L, lua_Debug *record)
{
    struct sandbox *sandbox = sandbox_of(L);
    (void)record;
    if (!sandbox->budget)
        return;
    if (!budget_charge(sandbox->budget, (uint64_t)sandbox->quantum) || !budget_check(sandbox->budget))
        sandbox_raise_stop(L);
}

void sandbox_interrupt(struct sandbox *sandbox)
{
    sandbox->quantum = 1;
    lua_sethook(sandbox->lua, on_count, LUA_MASKCOUNT, 1);
}

void sandbox_set_quantum(struct sandbox *sandbox, size_t longest)
{
    int quantum = SANDBOX_QUANTUM;
    for (size_t length = longest; length > STRING_PER_QUANTUM && quantum > 1; length /= 2)
        quantum /= 2;
    sandbox->longest_string = longest;
    if (quantum == sandbox->quantum)
        return;
    sandbox->quantum = quantum;
    lua_sethook(sandbox->lua, on_count, LUA_MASKCOUNT, quantum);
}

int sandbox_raise_stop(lua_State *L)
{
    struct sandbox *sandbox = sandbox_of(L);
    if (!sandbox->stop.file[0])
        script_error_place(L, &sandbox->stop);
    sandbox_interrupt(sandbox);
    lua_pushnil(L);
    return lua_error(L);
}

void sandbox_check(lua_State *L)
{
    struct sandbox *sandbox = sandbox_of(L);
    if (!budget_check(sandbox->budget))
        sandbox_raise_stop(L);
}

struct budget *sandbox_budget(lua_State *L)
{
    return sandbox_of(L)->budget;
}

void sandbox_charge(lua_State *L, uint64_t cost)
{
    struct sandbox *sandbox = sandbox_of(L);
    bool goes_on = budget_charge(sandbox->budget, cost);
    sandbox->unlooked += cost;
    if (goes_on && sandbox->unlooked >= UNITS_PER_LOOK) {
        sandbox->unlooked = 0;
        goes_on = budget_check(sandbox->budget);
    }
    if (!goes_on)
        sandbox_raise_stop(L);
}

/* ---- Call --------------------------------------------------------------------------------------------- */

/* Runs where the error was thrown, so that the stack is still there to be told of. */
static int on_error(lua_State *L)
{
    struct sandbox *sandbox = sandbox_of(L);
    if (!sandbox->budget->stop) {
        script_error_place(L, &sandbox->failure);
        script_error_read(L, 1, &sandbox->failure);
    }
    return 1;
}

static void copy_place(tocsin_error *error, const tocsin_error *place)
{
    if (!error || !place->file[0])
        return;
    error_at(error, place->file, place->line, place->column);
    error_traceback(error, place->traceback);
}

static tocsin_status stop_error(struct sandbox *sandbox, tocsin_error *error)
{
    tocsin_status status = budget_error(sandbox->budget, error);
    if (sandbox->budget->stop == BUDGET_MEMORY && sandbox->host_refused)
        status = error_set(error, MESSAGE_MEMORY);
    copy_place(error, sandbox->budget->stop == BUDGET_MEMORY ? &sandbox->refusal : &sandbox->stop);
    return status;
}

/* What came of a protected call; the error value is on top. */
static tocsin_status call_outcome(struct sandbox *sandbox, int outcome, tocsin_error *error)
{
    struct budget *budget = sandbox->budget;
    if (outcome == LUA_ERRMEM && !budget->stop)
        budget->stop = BUDGET_MEMORY;
    if (budget->stop)
        return stop_error(sandbox, error);
    if (outcome == LUA_OK)
        return TOCSIN_OK;
    if (outcome == LUA_ERRERR || !sandbox->failure.id[0])
        script_error_read(sandbox->lua, -1, &sandbox->failure);
    if (error)
        *error = sandbox->failure;
    return sandbox->failure.status;
}

static tocsin_status run_body(struct sandbox *sandbox, lua_CFunction body, void *user, tocsin_error *error)
{
    lua_State *L = sandbox->lua;
    int top = lua_gettop(L);
    if (!lua_checkstack(L, LUA_MINSTACK))
        return error_set(error, sandbox->host_refused ? MESSAGE_MEMORY : MESSAGE_LIMIT_MEMORY);
    lua_pushcfunction(L, on_error);
    lua_pushcfunction(L, body);
    lua_pushlightuserdata(L, user);
    tocsin_status status = call_outcome(sandbox, lua_pcall(L, 1, 0, top + 1), error);
    lua_settop(L, top);
    return status;
}

tocsin_status sandbox_call(struct sandbox *sandbox, struct budget *budget, lua_CFunction body, void *user,
                           tocsin_error *error)
{
    struct budget *outer = sandbox->budget;
    if (!budget) {
        budget_start(&sandbox->unlimited, UINT64_MAX, 0, NULL);
        budget = &sandbox->unlimited;
    }
    sandbox->budget = budget;
    sandbox->host_refused = sandbox->loading = false;
    sandbox->stop.file[0] = sandbox->refusal.file[0] = sandbox->failure.id[0] = '\0';
    if (!budget->stop)
        sandbox_set_quantum(sandbox, sandbox->longest_string);
    tocsin_status status =
        budget->stop ? budget_error(budget, error) : run_body(sandbox, body, user, error);
    sandbox->budget = outer;
    if (outer && !outer->stop)
        sandbox_set_quantum(sandbox, sandbox->longest_string);
    return status;
}

bool sandbox_try(lua_State *L, int arguments, tocsin_error *error)
{
    struct budget *budget = sandbox_of(L)->budget;
    int outcome = lua_pcall(L, arguments, 0, 0);
    if (outcome == LUA_ERRMEM && !budget->stop)
        budget->stop = BUDGET_MEMORY;
    if (budget->stop)
        sandbox_raise_stop(L);
    if (outcome == LUA_OK)
        return true;
    *error = (tocsin_error)TOCSIN_ERROR_INIT;
    script_error_place(L, error);
    script_error_read(L, -1, error);
    if (error->status != TOCSIN_ERROR_BUNDLE && error->status != TOCSIN_ERROR_SCRIPT)
        lua_error(L);
    lua_pop(L, 1);
    return false;
}

void sandbox_begin(struct sandbox *sandbox)
{
    sandbox->unlooked = 0;
    sandbox->quantum = 0;
    sandbox_set_quantum(sandbox, 0);
    sandbox_seed_random(sandbox, RANDOM_SEED);
}

/* ---- Environment -------------------------------------------------------------------------------------- */

static int undefined_global(lua_State *L)
{
    if (lua_type(L, 2) == LUA_TSTRING)
        return luaL_error(L, "undefined global '%s'", lua_tostring(L, 2));
    return luaL_error(L, "undefined global of type %s", luaL_typename(L, 2));
}

static void set_locked(lua_State *L)
{
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
}

/* The library table, whose own missing names are errors, and the metatable that shows it to environments. */
static void open_environment(lua_State *L)
{
    lua_newtable(L);
    lua_newtable(L);
    lua_pushcfunction(L, undefined_global);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_newtable(L);
    lua_pushvalue(L, -2);
    lua_setfield(L, -2, "__index");
    set_locked(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &environment_meta_key);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &library_key);
}

void sandbox_new_environment(lua_State *L)
{
    luaL_checkstack(L, 4, NULL);
    lua_createtable(L, 0, 4);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &environment_meta_key);
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    lua_setfield(L, -2, "_G");
    loader_push_require(L, lua_gettop(L));
    lua_setfield(L, -2, "require");
}

void sandbox_set_global(lua_State *L, const char *name)
{
    luaL_checkstack(L, 2, NULL);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &library_key);
    lua_insert(L, -2);
    lua_pushstring(L, name);
    lua_insert(L, -2);
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

static int refuse_write(lua_State *L)
{
    return luaL_error(L, "'%s' is read-only", lua_tostring(L, lua_upvalueindex(1)));
}

static int frozen_pairs(lua_State *L)
{
    lua_settop(L, 1);
    ordered_pairs_push(L, lua_upvalueindex(1));
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

static int frozen_length(lua_State *L)
{
    lua_pushinteger(L, luaL_len(L, lua_upvalueindex(1)));
    return 1;
}

/* Gives the view's metatable on top what the table's own metatable says, but for reading and writing. */
static void copy_operators(lua_State *L, int table)
{
    static const char *const names[] = {"__call",   "__tostring", "__name", "__eq",  "__lt",  "__le",  "__concat",
                                        "__unm",    "__add",      "__sub",  "__mul", "__div", "__mod", "__pow",
                                        "__idiv",   "__band",     "__bor",  "__bxor", "__shl", "__shr", "__bnot",
                                        NULL};
    if (!lua_getmetatable(L, table))
        return;
    for (const char *const *name = names; *name; name++) {
        lua_pushstring(L, *name);
        if (lua_rawget(L, -2) == LUA_TNIL)
            lua_pop(L, 1);
        else
            lua_setfield(L, -3, *name);
    }
    lua_pop(L, 1);
}

void sandbox_freeze(lua_State *L, const char *name)
{
    luaL_checkstack(L, 6, NULL);
    int table = lua_gettop(L);
    lua_createtable(L, 0, 0);
    lua_createtable(L, 0, 6);
    lua_pushvalue(L, table);
    lua_setfield(L, -2, "__index");
    lua_pushstring(L, name);
    lua_pushcclosure(L, refuse_write, 1);
    lua_setfield(L, -2, "__newindex");
    lua_pushvalue(L, table);
    lua_pushcclosure(L, frozen_pairs, 1);
    lua_setfield(L, -2, "__pairs");
    lua_pushvalue(L, table);
    lua_pushcclosure(L, frozen_length, 1);
    lua_setfield(L, -2, "__len");
    copy_operators(L, table);
    set_locked(L);
    lua_pushvalue(L, table);
    lua_rawsetp(L, -2, &frozen_key);
    lua_setmetatable(L, -2);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &views_key);
    lua_pushvalue(L, table);
    lua_pushvalue(L, -3);
    lua_rawset(L, -3);
    lua_pop(L, 1);
    lua_remove(L, -2);
}

bool sandbox_is_frozen(lua_State *L, int index)
{
    bool frozen = sandbox_push_frozen(L, index);
    if (frozen)
        lua_pop(L, 1);
    return frozen;
}

bool sandbox_push_frozen(lua_State *L, int index)
{
    if (!lua_istable(L, index) || !lua_getmetatable(L, index))
        return false;
    bool frozen = lua_rawgetp(L, -1, &frozen_key) != LUA_TNIL;
    if (!frozen) {
        lua_pop(L, 2);
        return false;
    }
    lua_remove(L, -2);
    return true;
}

void sandbox_unfreeze(lua_State *L, int index)
{
    index = lua_absindex(L, index);
    if (sandbox_push_frozen(L, index))
        lua_replace(L, index);
}

void sandbox_push_view(lua_State *L, int index)
{
    index = lua_absindex(L, index);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &views_key);
    lua_pushvalue(L, index);
    if (lua_rawget(L, -2) == LUA_TNIL) {
        lua_pop(L, 1);
        lua_pushvalue(L, index);
    }
    lua_remove(L, -2);
}

bool sandbox_is_environment(lua_State *L, int index)
{
    if (!lua_getmetatable(L, index))
        return false;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &environment_meta_key);
    bool same = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return same;
}

/* ---- Life --------------------------------------------------------------------------------------------- */

static int open_library(lua_State *L)
{
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &views_key);
    open_environment(L);
    loader_open(L);
    lib_base_open(L);
    lib_metatable_open(L);
    ordered_pairs_open(L);
    lib_string_open(L);
    lib_table_open(L);
    lib_lists_open(L);
    lib_math_open(L);
    lib_utf8_open(L);
    return 0;
}

tocsin_status sandbox_create(struct sandbox **out, const tocsin_allocator *alloc,
                             const struct sandbox_options *options, tocsin_error *error)
{
    struct sandbox *sandbox = alloc_zero(alloc, sizeof *sandbox);
    if (!sandbox)
        return error_set(error, MESSAGE_MEMORY);
    sandbox->alloc = alloc;
    small_blocks_init(&sandbox->blocks, alloc);
    sandbox->loader = options->loader;
    sandbox->memory_limit = options->memory_limit ? options->memory_limit : DEFAULT_MEMORY;
    sandbox->lua = lua_newstate(sandbox_resize, sandbox);
    if (!sandbox->lua) {
        tocsin_status status = error_set(error, sandbox->host_refused ? MESSAGE_MEMORY : MESSAGE_LIMIT_MEMORY);
        sandbox_free(sandbox);
        return status;
    }
    *(struct sandbox **)lua_getextraspace(sandbox->lua) = sandbox;
    lua_gc(sandbox->lua, LUA_GCINC, GC_PAUSE, 0, 0);
    sandbox_begin(sandbox);
    tocsin_status status = sandbox_call(sandbox, NULL, open_library, NULL, error);
    if (status) {
        sandbox_free(sandbox);
        return status;
    }
    *out = sandbox;
    return TOCSIN_OK;
}

void sandbox_free(struct sandbox *sandbox)
{
    if (!sandbox)
        return;
    if (sandbox->lua)
        lua_close(sandbox->lua);
    small_blocks_finish(&sandbox->blocks);
    alloc_free(sandbox->alloc, sandbox, sizeof *sandbox);
}

void sandbox_set_owner(struct sandbox *sandbox, void *owner)
{
    sandbox->owner = owner;
}

void *sandbox_owner(lua_State *L)
{
    return sandbox_of(L)->owner;
}

lua_State *sandbox_state(struct sandbox *sandbox)
{
    return sandbox->lua;
}

struct sandbox *sandbox_of(lua_State *L)
{
    return *(struct sandbox **)lua_getextraspace(L);
}

size_t sandbox_memory(const struct sandbox *sandbox)
{
    return sandbox->memory_used;
}
