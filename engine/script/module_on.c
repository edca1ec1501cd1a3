/* on: what runs once a document. */
#include "script/modules.h"

static int declare_handler(lua_State *L, const char *keyword, bool explains)
{
    struct machine *machine = machine_of(L);
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_settop(L, 1);
    module_refuse_late(L, keyword);
    struct program_handler handler = {machine->file, machine->handlers++, explains};
    if (machine->mode == MACHINE_LOADS) {
        if (!array_push(machine->alloc, &machine->building->handlers, handler))
            return machine_raise_memory(L);
        machine->building->explains |= explains;
        return 0;
    }
    for (size_t i = 0; i < machine->program->handlers.count; i++) {
        const struct program_handler *known = &machine->program->handlers.items[i];
        if (known->file != handler.file || known->number != handler.number)
            continue;
        module_keep_function(L, MACHINE_HANDLERS, (uint32_t)i);
        return 0;
    }
    return luaL_error(L, "this handler was not declared when the bundle was loaded");
}

/* on.document(function(document) … end) */
static int on_document(lua_State *L)
{
    return declare_handler(L, "on.document", false);
}

/* on.explain(function(document) … end): behind all else; document:explain works there. */
static int on_explain(lua_State *L)
{
    return declare_handler(L, "on.explain", true);
}

void module_on_open(lua_State *L)
{
    lua_newtable(L);
    lua_pushcfunction(L, on_document);
    lua_setfield(L, -2, "document");
    lua_pushcfunction(L, on_explain);
    lua_setfield(L, -2, "explain");
    sandbox_freeze(L, "on");
    sandbox_set_global(L, "on");
}
