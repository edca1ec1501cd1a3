#include "script/manifest.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>

#include "script/script_error.h"

struct manifest_call {
    struct program *program;
    const struct program_options *options;
};

static int fail(lua_State *L, enum message message, const char *text)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    error_set(&error, message, text);
    error_at(&error, "bundle.lua", 0, 0);
    return script_error_raise(L, &error);
}

static void fail_memory(lua_State *L)
{
    fail(L, MESSAGE_MEMORY, "");
}

static struct str keep(lua_State *L, struct program *program, int index)
{
    struct str text;
    text.data = lua_tolstring(L, index, &text.length);
    text.data = arena_text(&program->arena, text.data, text.length);
    if (!text.data)
        fail_memory(L);
    return text;
}

/* A field that is a string; `otherwise` where it is absent (NULL: it is needed). */
static const char *read_text(lua_State *L, struct program *program, const char *key, const char *otherwise)
{
    int type = lua_getfield(L, 1, key);
    const char *text = otherwise;
    if (type == LUA_TSTRING)
        text = keep(L, program, -1).data;
    else if (type != LUA_TNIL || !otherwise)
        fail(L, MESSAGE_MANIFEST_FIELD, key);
    lua_pop(L, 1);
    return text;
}

static bool read_flag(lua_State *L, const char *key)
{
    int type = lua_getfield(L, 1, key);
    bool flag = lua_toboolean(L, -1);
    lua_pop(L, 1);
    if (type != LUA_TNIL && type != LUA_TBOOLEAN)
        fail(L, MESSAGE_MANIFEST_FIELD, key);
    return flag;
}

static void check_keys(lua_State *L)
{
    static const char *const known[] = {"name",   "version", "engine", "language", "description", "license",
                                        "params", "tagged",  "types",  "rules",    NULL};
    for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
        const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "(no name)";
        size_t i = 0;
        while (known[i] && strcmp(known[i], key) != 0)
            i++;
        if (!known[i])
            fail(L, MESSAGE_MANIFEST_UNKNOWN, key);
    }
}

/* "1.2.3" as a number that orders as versions do; 0 when it is none. */
static unsigned long version_number(const char *text, const char **end)
{
    unsigned long parts[3] = {0, 0, 0};
    char *at = (char *)text;
    for (int i = 0; i < 3; i++) {
        if (*at < '0' || *at > '9')
            break;
        parts[i] = strtoul(at, &at, 10);
        if (*at != '.')
            break;
        at++;
    }
    *end = at;
    return parts[0] * 1000000 + parts[1] * 1000 + parts[2];
}

static bool constraint_holds(const char **at, unsigned long engine, bool *known)
{
    static const char *const operators[] = {">=", "<=", "==", ">", "<"};
    size_t kind = 0;
    while (kind < 5 && strncmp(*at, operators[kind], strlen(operators[kind])) != 0)
        kind++;
    *known = kind < 5;
    if (!*known)
        return false;
    *at += strlen(operators[kind]);
    unsigned long wanted = version_number(*at, at);
    bool holds[] = {engine >= wanted, engine <= wanted, engine == wanted, engine > wanted, engine < wanted};
    return holds[kind];
}

/* engine = ">=0.1,<1" */
static void check_engine(lua_State *L)
{
    if (lua_getfield(L, 1, "engine") == LUA_TSTRING) {
        const char *end, *at = lua_tostring(L, -1);
        unsigned long engine = version_number(MANIFEST_ENGINE_VERSION, &end);
        bool known = true, holds = true;
        while (*at && known && holds) {
            holds = constraint_holds(&at, engine, &known);
            at += *at == ',';
        }
        if (!known)
            fail(L, MESSAGE_MANIFEST_FIELD, "engine");
        if (!holds)
            fail(L, MESSAGE_MANIFEST_ENGINE,
                 lua_pushfstring(L, "%s, and this is %s", lua_tostring(L, -1), MANIFEST_ENGINE_VERSION));
    } else if (!lua_isnil(L, -1)) {
        fail(L, MESSAGE_MANIFEST_FIELD, "engine");
    }
    lua_pop(L, 1);
}

static const char *override_of(const struct program_options *options, const char *name)
{
    const char *value = NULL;
    for (size_t i = 0; i < options->param_count; i++)
        if (strcmp(options->params[i].name, name) == 0)
            value = options->params[i].value;
    return value;
}

static bool is_number(const char *text, bool integer)
{
    char *end;
    if (integer)
        strtoll(text, &end, 10);
    else
        strtod(text, &end);
    return *text && !*end;
}

/* The default's type is the parameter's; what the user gave must read as one. */
static struct program_param read_param(lua_State *L, const struct manifest_call *call)
{
    struct program_param param = {.name = keep(L, call->program, -2).data};
    const char *given = override_of(call->options, param.name);
    bool fits = true;
    if (given) {
        lua_pushstring(L, given);
        param.text = keep(L, call->program, -1).data;
        lua_pop(L, 1);
    }
    switch (lua_type(L, -1)) {
    case LUA_TBOOLEAN:
        param.kind = PARAM_BOOLEAN;
        fits = !given || strcmp(given, "true") == 0 || strcmp(given, "false") == 0;
        if (!given)
            param.text = lua_toboolean(L, -1) ? "true" : "false";
        break;
    case LUA_TNUMBER:
        param.kind = lua_isinteger(L, -1) ? PARAM_INTEGER : PARAM_NUMBER;
        fits = !given || is_number(given, param.kind == PARAM_INTEGER);
        break;
    case LUA_TSTRING:
        param.kind = PARAM_STRING;
        break;
    default:
        fail(L, MESSAGE_MANIFEST_PARAM, param.name);
    }
    if (!fits)
        fail(L, MESSAGE_PARAM_VALUE, param.name);
    if (!param.text) {
        lua_pushvalue(L, -1);
        param.text = keep(L, call->program, -1).data;
        lua_pop(L, 1);
    }
    return param;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct program_param *)a)->name, ((const struct program_param *)b)->name);
}

static void check_overrides(lua_State *L, const struct manifest_call *call)
{
    for (size_t i = 0; i < call->options->param_count; i++) {
        size_t k = 0;
        while (k < call->program->params.count &&
               strcmp(call->program->params.items[k].name, call->options->params[i].name) != 0)
            k++;
        if (k == call->program->params.count)
            fail(L, MESSAGE_PARAM_UNKNOWN, call->options->params[i].name);
    }
}

static void read_params(lua_State *L, const struct manifest_call *call)
{
    struct program *program = call->program;
    int type = lua_getfield(L, 1, "params");
    if (type != LUA_TTABLE && type != LUA_TNIL)
        fail(L, MESSAGE_MANIFEST_FIELD, "params");
    if (type == LUA_TTABLE) {
        for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
            if (lua_type(L, -2) != LUA_TSTRING)
                fail(L, MESSAGE_MANIFEST_FIELD, "params");
            struct program_param param = read_param(L, call);
            if (!array_push(program->alloc, &program->params, param))
                fail_memory(L);
        }
    }
    lua_pop(L, 1);
    if (program->params.count)
        qsort(program->params.items, program->params.count, sizeof *program->params.items, by_name);
    check_overrides(L, call);
}

/* A list of strings in field `key` of the table on top. */
static void read_names(lua_State *L, struct program *program, const char *key, void *list, size_t limit)
{
    ARRAY(struct str) *names = list;
    int type = lua_getfield(L, -1, key);
    if (type != LUA_TTABLE && type != LUA_TNIL)
        fail(L, MESSAGE_MANIFEST_FIELD, key);
    for (lua_Integer i = 1; type == LUA_TTABLE && lua_rawgeti(L, -1, i) != LUA_TNIL; i++, lua_pop(L, 1)) {
        if (lua_type(L, -1) != LUA_TSTRING || names->count >= limit)
            fail(L, MESSAGE_MANIFEST_FIELD, key);
        struct str name = keep(L, program, -1);
        if (!array_push(program->alloc, names, name))
            fail_memory(L);
    }
    lua_pop(L, type == LUA_TTABLE ? 2 : 1);
}

/* conflict = "longest" of the type on top; "all" where it is left out. */
static void read_conflict(lua_State *L, struct program_type *type)
{
    if (lua_getfield(L, -1, "conflict") != LUA_TNIL) {
        struct str name = {NULL, 0};
        if (lua_type(L, -1) == LUA_TSTRING)
            name.data = lua_tolstring(L, -1, &name.length);
        if (!conflict_find(&type->conflict, name))
            fail(L, MESSAGE_MANIFEST_CONFLICT, type->name.data);
    }
    lua_pop(L, 1);
}

/* types = { claim = { roles = { … }, features = { … } } } */
static void read_types(lua_State *L, struct program *program)
{
    enum { MOST = 256 };
    int kind = lua_getfield(L, 1, "types");
    if (kind != LUA_TTABLE && kind != LUA_TNIL)
        fail(L, MESSAGE_MANIFEST_FIELD, "types");
    for (lua_pushnil(L); kind == LUA_TTABLE && lua_next(L, -2); lua_pop(L, 1)) {
        struct program_type fresh = {.name = {NULL, 0}};
        if (lua_type(L, -2) != LUA_TSTRING || !lua_istable(L, -1))
            fail(L, MESSAGE_MANIFEST_FIELD, "types");
        fresh.name = keep(L, program, -2);
        if (!array_push(program->alloc, &program->types, fresh))
            fail_memory(L);
        struct program_type *type = &program->types.items[program->types.count - 1];
        read_names(L, program, "roles", &type->roles, MOST);
        read_names(L, program, "features", &type->features, MOST);
        read_conflict(L, type);
    }
    lua_settop(L, 1);
}

static void read_files(lua_State *L, struct program *program)
{
    enum { MOST = 10000 };
    lua_pushvalue(L, 1);
    read_names(L, program, "rules", &program->files, MOST);
    lua_pop(L, 1);
    if (program->files.count == 0)
        fail(L, MESSAGE_MANIFEST_FIELD, "rules");
    for (size_t i = 0; i < program->files.count; i++)
        if (!program_sources_find(&program->sources, program->files.items[i]))
            fail(L, MESSAGE_MANIFEST_NO_FILE, program->files.items[i].data);
}

static int read_manifest(lua_State *L)
{
    struct manifest_call *call = lua_touserdata(L, 1);
    struct program *program = call->program;
    if (!program_sources_find(&program->sources, STR("bundle.lua")))
        return fail(L, MESSAGE_MANIFEST_MISSING, "");
    sandbox_new_environment(L);
    loader_push_file(L, "bundle.lua", lua_gettop(L));
    lua_call(L, 0, 1);
    if (!lua_istable(L, -1))
        return fail(L, MESSAGE_MANIFEST_TABLE, luaL_typename(L, -1));
    lua_replace(L, 1);
    lua_settop(L, 1);
    check_keys(L);
    check_engine(L);
    program->name = read_text(L, program, "name", NULL);
    program->version = read_text(L, program, "version", "0");
    program->language = read_text(L, program, "language", "en");
    read_text(L, program, "description", "");
    read_text(L, program, "license", "");
    program->tagged = read_flag(L, "tagged");
    lua_pushfstring(L, "%s@%s", program->name, program->version);
    program->label = keep(L, program, -1).data;
    lua_settop(L, 1);
    read_params(L, call);
    read_types(L, program);
    read_files(L, program);
    return 0;
}

tocsin_status manifest_read(struct machine *machine, struct budget *budget, const struct program_options *options,
                            tocsin_error *error)
{
    struct manifest_call call = {machine->building, options};
    return sandbox_call(machine->sandbox, budget, read_manifest, &call, error);
}
