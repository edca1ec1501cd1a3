#include "script/loader.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

#include "script/assigned_names.h"
#include "script/sandbox_inside.h"
#include "script/script_error.h"

enum { MAX_MODULE_NAME = 200, MAX_LEVELS = 200 };

/* Addresses of these are registry keys. */
static const char chunks_key, binder_key;
static const char assigned_key; /* by source, the names that its text assigns to */

/* ---- Compiling ---------------------------------------------------------------------------------------- */

static int raise_at(lua_State *L, const char *name, uint32_t line, const tocsin_error *error)
{
    tocsin_error placed = *error;
    error_at(&placed, name, line, 0);
    return script_error_raise(L, &placed);
}

/* Lua 5.4.4 generates wrong code for `local _ENV <const>`: the name is refused altogether. */
static void refuse_environment_name(lua_State *L, const char *name, struct str text)
{
    const char *end = text.data + text.length;
    tocsin_error error;
    for (const char *at = text.data; at < end && (at = memchr(at, '_', (size_t)(end - at))); at++) {
        uint32_t line = 1;
        if (end - at < 4 || memcmp(at, "_ENV", 4) != 0)
            continue;
        for (const char *before = text.data; before < at; before++)
            line += *before == '\n';
        error_set(&error, MESSAGE_SCRIPT_SYNTAX, "the name _ENV is reserved");
        raise_at(L, name, line, &error);
    }
}

/* The message on top, "short_src:line: text", as an error. */
static int raise_syntax(lua_State *L, const char *name)
{
    tocsin_error error;
    const char *text = lua_tostring(L, -1), *rest = text;
    unsigned line = 0;
    int used = 0;
    for (const char *colon = strchr(text, ':'); colon && !used; colon = strchr(colon + 1, ':'))
        if (sscanf(colon, ":%9u: %n", &line, &used) == 1 && used)
            rest = colon + used;
    error_set(&error, MESSAGE_SCRIPT_SYNTAX, rest);
    return raise_at(L, name, line, &error);
}

static struct str skip_byte_order_mark(struct str text)
{
    if (text.length >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0)
        return (struct str){text.data + 3, text.length - 3};
    return text;
}

/* Pushes the compiled chunk. */
static void compile(lua_State *L, const char *name, struct str text)
{
    struct sandbox *sandbox = sandbox_of(L);
    tocsin_error error;
    text = skip_byte_order_mark(text);
    if (text.length > LOADER_MAX_FILE) {
        error_set(&error, MESSAGE_SCRIPT_TOO_LARGE, text.length, (size_t)LOADER_MAX_FILE);
        raise_at(L, name, 0, &error);
    }
    if (text.length && text.data[0] == LUA_SIGNATURE[0]) {
        error_set(&error, MESSAGE_SCRIPT_BYTECODE);
        raise_at(L, name, 0, &error);
    }
    refuse_environment_name(L, name, text);
    sandbox->loading = true;
    lua_pushfstring(L, "@%s", name);
    int outcome = luaL_loadbufferx(L, text.data, text.length, lua_tostring(L, -1), "t");
    sandbox->loading = false;
    if (outcome == LUA_ERRMEM)
        lua_error(L);
    if (outcome != LUA_OK)
        raise_syntax(L, name);
    lua_remove(L, -2);
}

/* ---- Binding to an environment ------------------------------------------------------------------------ */

/* The binder makes closures over its argument: the only way to a fresh upvalue, which keeps what an earlier load
 * of the same chunk made in its own environment. */
void loader_open(lua_State *L)
{
    static const char binder[] = "local e = ... return function() return e end";
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &chunks_key);
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &assigned_key);
    if (luaL_loadbufferx(L, binder, sizeof binder - 1, "=binder", "t") != LUA_OK)
        lua_error(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &binder_key);
}

/* Gives the chunk on top the environment as its _ENV. */
static void bind_environment(lua_State *L, int environment)
{
    int chunk = lua_gettop(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &binder_key);
    lua_pushvalue(L, environment);
    lua_call(L, 1, 1);
    lua_upvaluejoin(L, chunk, 1, chunk + 1, 1);
    lua_settop(L, chunk);
}

void loader_push_text(lua_State *L, const char *name, struct str text, int environment)
{
    luaL_checkstack(L, 6, NULL);
    environment = lua_absindex(L, environment);
    sandbox_charge(L, sandbox_cost(text.length, SANDBOX_LETTERS_PER_UNIT));
    compile(L, name, text);
    bind_environment(L, environment);
}

static bool find_file(const struct loader *loader, const char *name, struct str *out)
{
    for (size_t i = 0; loader && i < loader->count; i++)
        if (loader->sources[i].find(loader->sources[i].user, name, out))
            return true;
    return false;
}

/* Pushes the chunk that bytes of compiled.h were made of. */
static void push_known(lua_State *L, const char *name, struct str code)
{
    struct sandbox *sandbox = sandbox_of(L);
    sandbox->loading = true;
    int outcome = luaL_loadbufferx(L, code.data, code.length, name, "b");
    sandbox->loading = false;
    if (outcome != LUA_OK)
        lua_error(L);
}

static void compile_file(lua_State *L, const char *name, struct str text)
{
    const struct loader *loader = sandbox_of(L)->loader;
    struct str code;
    if (loader->known && compiled_find(&code, loader->known, name)) {
        push_known(L, name, code);
        return;
    }
    compile(L, name, text);
    if (loader->made && !compiled_add(loader->made, loader->alloc, name, L)) {
        tocsin_error error;
        error_set(&error, MESSAGE_MEMORY);
        script_error_raise(L, &error);
    }
}

/* Pushes the compiled chunk of a file, which the registry keeps. */
static void push_kept(lua_State *L, const char *name, struct str text)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &chunks_key);
    if (lua_getfield(L, -1, name) != LUA_TFUNCTION) {
        lua_pop(L, 1);
        compile_file(L, name, text);
        lua_pushvalue(L, -1);
        lua_setfield(L, -3, name);
    }
    lua_remove(L, -2);
}

void loader_push_file(lua_State *L, const char *name, int environment)
{
    struct str text;
    tocsin_error error;
    luaL_checkstack(L, 6, NULL);
    environment = lua_absindex(L, environment);
    if (!find_file(sandbox_of(L)->loader, name, &text)) {
        error_set(&error, MESSAGE_SCRIPT_FILE, name);
        script_error_raise(L, &error);
    }
    sandbox_charge(L, sandbox_cost(text.length, SANDBOX_LETTERS_PER_UNIT));
    push_kept(L, name, text);
    bind_environment(L, environment);
}

/* ---- Assignments -------------------------------------------------------------------------------------- */

/* Pushes the names that a file's text assigns to, as a set that the registry keeps; nil where it is no file. */
static void push_assigned(lua_State *L, const char *file)
{
    struct str text, name;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &assigned_key);
    if (lua_getfield(L, -1, file) == LUA_TNIL && find_file(sandbox_of(L)->loader, file, &text)) {
        struct assigned_names names = ASSIGNED_NAMES_IN(text);
        lua_pop(L, 1);
        lua_newtable(L);
        while (assigned_names_next(&names, &name)) {
            lua_pushlstring(L, name.data, name.length);
            lua_pushboolean(L, true);
            lua_rawset(L, -3);
        }
        lua_pushvalue(L, -1);
        lua_setfield(L, -3, file);
    }
    lua_remove(L, -2);
}

bool loader_may_assign(lua_State *L, int index, const char *name)
{
    lua_Debug function;
    int top = lua_gettop(L);
    luaL_checkstack(L, 6, NULL);
    lua_pushvalue(L, index);
    lua_getinfo(L, ">S", &function);
    bool may = true;
    if (function.source[0] == '@') {
        push_assigned(L, function.source + 1);
        may = !lua_istable(L, -1) || lua_getfield(L, -1, name) != LUA_TNIL;
    }
    lua_settop(L, top);
    return may;
}

/* ---- require ------------------------------------------------------------------------------------------ */

static int raise_module(lua_State *L, const char *name, const char *what)
{
    tocsin_error error;
    error_set(&error, MESSAGE_SCRIPT_MODULE, name, what);
    return script_error_raise(L, &error);
}

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '_' || byte == '-';
}

/* "x.y" to "x/y.lua"; false for anything that is not words parted by single dots. */
static bool module_file(char *out, size_t capacity, const char *name, size_t length)
{
    if (length == 0 || length > MAX_MODULE_NAME || name[0] == '.' || name[length - 1] == '.')
        return false;
    for (size_t i = 0; i < length; i++)
        if (!is_name_byte(name[i]) && (name[i] != '.' || name[i + 1] == '.'))
            return false;
    int written = snprintf(out, capacity, "%s.lua", name);
    for (size_t i = 0; i < length; i++)
        if (out[i] == '.')
            out[i] = '/';
    return written > 0 && (size_t)written < capacity;
}

static int require(lua_State *L);

/* Raises when module `name` is being loaded further up the stack. The stack itself is the record: it cannot be
 * stale after an error. */
static void refuse_cycle(lua_State *L, const char *name)
{
    lua_Debug frame;
    char chain[400] = "";
    for (int level = 1; level < MAX_LEVELS && lua_getstack(L, level, &frame); level++) {
        lua_getinfo(L, "f", &frame);
        bool mine = lua_tocfunction(L, -1) == require;
        lua_pop(L, 1);
        if (!mine || !lua_getlocal(L, &frame, 1))
            continue;
        char longer[sizeof chain];
        const char *loading = lua_tostring(L, -1);
        snprintf(longer, sizeof longer, " > %.150s%.200s", loading, chain);
        memcpy(chain, longer, sizeof chain);
        bool same = strcmp(loading, name) == 0;
        lua_pop(L, 1);
        if (!same)
            continue;
        lua_pushfstring(L, "requires itself: %s > %s", chain + 3, name);
        raise_module(L, name, lua_tostring(L, -1));
    }
}

/* Upvalues: the environment, the table of its loaded modules. */
static int require(lua_State *L)
{
    size_t length;
    char file[MAX_MODULE_NAME + 8];
    struct str text;
    const char *name = luaL_checklstring(L, 1, &length);
    lua_settop(L, 1);
    if (lua_getfield(L, lua_upvalueindex(LOADER_MODULES), name) != LUA_TNIL)
        return 1;
    lua_pop(L, 1);
    if (sandbox_of(L)->sealed)
        return raise_module(L, name, "was not loaded with the bundle: require it in a file's main chunk");
    if (!module_file(file, sizeof file, name, length))
        return raise_module(L, name, "has no valid name: words parted by dots, such as \"lib.words\"");
    refuse_cycle(L, name);
    if (!find_file(sandbox_of(L)->loader, file, &text)) {
        lua_pushfstring(L, "is neither in the bundle nor in the shipped library (no file %s)", file);
        return raise_module(L, name, lua_tostring(L, -1));
    }
    loader_push_file(L, file, lua_upvalueindex(1));
    lua_pushvalue(L, 1);
    lua_call(L, 1, 1);
    if (lua_isnil(L, -1)) {
        lua_pushboolean(L, true);
        lua_replace(L, -2);
    }
    lua_pushvalue(L, -1);
    lua_setfield(L, lua_upvalueindex(LOADER_MODULES), name);
    return 1;
}

void loader_push_require(lua_State *L, int environment)
{
    lua_pushvalue(L, environment);
    lua_createtable(L, 0, 0);
    lua_pushcclosure(L, require, 2);
}

void loader_seal(lua_State *L)
{
    sandbox_of(L)->sealed = true;
}

bool loader_is_require(lua_State *L, int index)
{
    return lua_tocfunction(L, index) == require;
}
