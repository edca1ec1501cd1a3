#include <lua.h>

#include "script/sandbox_inside.h"
#include "script/script_error.h"

enum {
    SHORT_STRING = 80,      /* bytes: a string object this small may be shared, so whether it is made is chance */
    LARGE_BLOCK = 65536,    /* bytes after which the clock is looked at */
    STRING_SHARE = 8,       /* of the limit, that one string may take */
};

/* What Lua says it allocates (its type), when the block is new. */
static bool is_object(size_t type)
{
    return type == LUA_TSTRING || type == LUA_TTABLE || type == LUA_TFUNCTION || type == LUA_TUSERDATA;
}

/* Objects are charged, other blocks are not: the stack, the string table and hash parts grow by what came before
 * or by a random seed. Fuel for those is in the instructions that fill them. */
static void charge_block(struct sandbox *sandbox, size_t type, size_t size)
{
    struct budget *budget = sandbox->budget;
    if (!budget || sandbox->loading)
        return;
    bool goes_on = true;
    if (is_object(type) && (type != LUA_TSTRING || size > SHORT_STRING))
        goes_on = budget_charge(budget, sandbox_cost(size, SANDBOX_BYTES_PER_UNIT));
    if (goes_on && size >= LARGE_BLOCK)
        goes_on = budget_check(budget);
    if (!goes_on)
        sandbox_interrupt(sandbox);
    else if (type == LUA_TSTRING && size > sandbox->longest_string && size >= LARGE_BLOCK)
        sandbox_set_quantum(sandbox, size);
}

/* Lua collects garbage and tries once more, so a refusal need not be the end. Each one costs a full collection:
 * the clock is looked at, that a script at its limit cannot spend minutes there. */
static void *refuse(struct sandbox *sandbox)
{
    if (!sandbox->lua || !sandbox->budget)
        return NULL;
    script_error_place(sandbox->lua, &sandbox->refusal);
    if (!budget_check(sandbox->budget))
        sandbox_interrupt(sandbox);
    return NULL;
}

void *sandbox_resize(void *user, void *block, size_t old_size, size_t new_size)
{
    struct sandbox *sandbox = user;
    size_t type = block ? 0 : old_size; /* for a new block Lua gives a type in the old size's place */
    size_t held = block ? old_size : 0;
    if (new_size == 0) {
        small_blocks_resize(&sandbox->blocks, block, held, 0);
        sandbox->memory_used -= held;
        return NULL;
    }
    bool grows = new_size > held;
    if (grows && (new_size - held > sandbox->memory_limit - sandbox->memory_used ||
                  (type == LUA_TSTRING && new_size > sandbox->memory_limit / STRING_SHARE)))
        return refuse(sandbox);
    void *moved = small_blocks_resize(&sandbox->blocks, block, held, new_size);
    if (!moved) {
        sandbox->host_refused = true;
        return refuse(sandbox);
    }
    sandbox->memory_used += new_size - held;
    if (grows)
        charge_block(sandbox, type, new_size - held);
    return moved;
}
