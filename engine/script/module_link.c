/* link "name" { from = "warning", to = "consequence.cause", rel = "cause", where = "contains", when = function … } */
#include "script/modules.h"

static struct str str_at(lua_State *L, int index)
{
    struct str text;
    text.data = luaL_checklstring(L, index, &text.length);
    return text;
}

/* "type" or "type.role" */
static struct program_end read_end(lua_State *L, const char *key)
{
    struct program_end end = {{NULL, 0}, {NULL, 0}};
    if (lua_getfield(L, 1, key) != LUA_TSTRING)
        luaL_error(L, "a link's `%s` is a %s, not a record type or \"type.role\"", key, luaL_typename(L, -1));
    end.type = module_keep(L, str_at(L, -1));
    const char *dot = memchr(end.type.data, '.', end.type.length);
    if (dot) {
        end.role = (struct str){dot + 1, (size_t)(end.type.data + end.type.length - dot) - 1};
        end.type = module_keep(L, (struct str){end.type.data, (size_t)(dot - end.type.data)});
        emit_check_role(L, end.type, end.role);
    }
    lua_pop(L, 1);
    return end;
}

static void read_link(lua_State *L, struct program_link *link)
{
    static const char *const known[] = {"about", "from", "to", "rel", "where", "when", NULL};
    static const char *const places[] = {"contains", "inside", "overlaps", "same_sentence", "before", "after", NULL};
    module_check_keys(L, 1, "link", known, false);
    link->from = read_end(L, "from");
    link->to = read_end(L, "to");
    if (lua_getfield(L, 1, "rel") != LUA_TSTRING)
        luaL_error(L, "a link's `rel` is a %s, not the name of the relation", luaL_typename(L, -1));
    link->relation = module_keep(L, str_at(L, -1));
    lua_getfield(L, 1, "where");
    link->where = (enum link_where)luaL_checkoption(L, -1, NULL, places);
    int when = lua_getfield(L, 1, "when");
    if (when != LUA_TNIL && when != LUA_TFUNCTION)
        luaL_error(L, "a link's `when` is a %s, not a function", lua_typename(L, when));
    link->calls_when = when == LUA_TFUNCTION;
    lua_settop(L, 1);
}

static uint32_t find(const struct program *program, struct str name)
{
    for (size_t i = 0; i < program->links.count; i++)
        if (str_equal(program->links.items[i].name, name))
            return (uint32_t)i;
    return UINT32_MAX;
}

static int declare(lua_State *L)
{
    struct str name = module_declared_name(L);
    struct machine *machine = machine_of(L);
    struct program *program = machine->building;
    struct program_link link = {.file = machine->file, .line = module_declared_line(L), .name = module_keep(L, name)};
    sandbox_charge(L, MODULE_GROUP_COST);
    if (find(program, name) != UINT32_MAX)
        luaL_error(L, "a link named '%s' stands already in this bundle", name.data);
    read_link(L, &link);
    if (!array_push(program->alloc, &program->links, link))
        machine_raise_memory(L);
    return 0;
}

static void try_declare(lua_State *L, struct program *program)
{
    size_t known = program->links.count;
    if (!module_try(L, declare))
        program->links.count = known;
}

static int link_body(lua_State *L)
{
    const struct machine *machine = machine_of(L);
    module_refuse_late(L, "link");
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    struct str name = module_declared_name(L);
    if (machine->mode == MACHINE_LOADS) {
        try_declare(L, machine_of(L)->building);
        return 0;
    }
    uint32_t index = find(machine->program, name);
    if (index == UINT32_MAX)
        return luaL_error(L, "link '%s' was not declared when the bundle was loaded", name.data);
    if (machine->program->links.items[index].calls_when) {
        lua_getfield(L, 1, "when");
        module_keep_function(L, MACHINE_LINKS, index);
    }
    return 0;
}

static int lua_link(lua_State *L)
{
    module_name_push(L, "link");
    module_declare_push(L, str_at(L, -1), link_body);
    return 1;
}

void module_link_open(lua_State *L)
{
    lua_pushcfunction(L, lua_link);
    sandbox_set_global(L, "link");
}
