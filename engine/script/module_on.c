/* on: what runs once a document. */
#include "script/modules.h"

/* on.document(function(document) … end) */
static int on_document(lua_State *L)
{
    struct machine *machine = machine_of(L);
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_settop(L, 1);
    module_refuse_late(L, "on.document");
    struct program_handler handler = {machine->file, machine->handlers++};
    if (machine->mode == MACHINE_LOADS) {
        if (!array_push(machine->alloc, &machine->building->handlers, handler))
            return machine_raise_memory(L);
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

void module_on_open(lua_State *L)
{
    lua_newtable(L);
    lua_pushcfunction(L, on_document);
    lua_setfield(L, -2, "document");
    sandbox_freeze(L, "on");
    sandbox_set_global(L, "on");
}
