/* pattern "name(a, b)" [[ … ]]: a named part of patterns. */
#include "script/declarations.h"
#include "script/modules.h"

static int declare(lua_State *L)
{
    struct str text;
    text.data = lua_tolstring(L, 1, &text.length);
    struct program *program = machine_of(L)->building;
    struct declared_part part = {.text = 0};
    struct source_place place = module_declared_place(L, NULL);
    tocsin_error error = TOCSIN_ERROR_INIT;
    struct str head = module_keep(L, module_declared_name(L));
    if (pattern_parse_head(&part.named, &program->arena, head, &error)) {
        if (error.offset != UINT64_MAX)
            source_place_error(&place, head, (size_t)error.offset, (size_t)error.offset + 1, &error);
        error.offset = UINT64_MAX;
        script_error_raise(L, &error);
    }
    const struct declared_part *known = declarations_find_part(program->declared, part.named.name);
    if (known && module_same_place(&program->texts.items[known->text].place, &place))
        return 0; /* a module that two files require */
    if (known)
        luaL_error(L, "a pattern named '%s' stands already in %s, line %d", known->named.name.data,
                   program->texts.items[known->text].place.file, (int)program->texts.items[known->text].place.line);
    sandbox_charge(L, MODULE_PATTERN_COST + MODULE_BYTE_COST * text.length);
    if (declared_parse(&part.named.body, &part.text, program, text, &place, &error))
        script_error_raise(L, &error);
    if (!declarations_add_part(program->declared, &part, program->alloc))
        machine_raise_memory(L);
    return 0;
}

static int pattern_body(lua_State *L)
{
    module_refuse_late(L, "pattern");
    luaL_checkstring(L, 1);
    lua_settop(L, 1);
    if (machine_of(L)->mode == MACHINE_LOADS && !module_try(L, declare))
        machine_of(L)->building->declared->parts_missing = true;
    return 0;
}

static int lua_pattern(lua_State *L)
{
    struct str name;
    module_refuse_late(L, "pattern");
    name.data = luaL_checklstring(L, 1, &name.length);
    module_declare_push(L, name, pattern_body);
    return 1;
}

void module_pattern_open(lua_State *L)
{
    lua_pushcfunction(L, lua_pattern);
    sandbox_set_global(L, "pattern");
}
