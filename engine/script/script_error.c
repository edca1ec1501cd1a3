#include "script/script_error.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

enum { MAX_FRAMES = 12, MAX_LEVELS = 200 };

static const char thrown_key; /* its address: registry key of the metatable of thrown errors */

/* ---- Where ------------------------------------------------------------------------------------------- */

static const char *frame_file(const lua_Debug *frame)
{
    return frame->source[0] == '@' || frame->source[0] == '=' ? frame->source + 1 : frame->short_src;
}

static void describe_frame(char *out, size_t capacity, const lua_Debug *frame)
{
    const char *file = frame_file(frame);
    if (strcmp(frame->what, "main") == 0)
        snprintf(out, capacity, "%.200s:%d: in main chunk\n", file, frame->currentline);
    else if (frame->name)
        snprintf(out, capacity, "%.200s:%d: in %s '%.80s'\n", file, frame->currentline, frame->namewhat, frame->name);
    else
        snprintf(out, capacity, "%.200s:%d: in function at line %d\n", file, frame->currentline, frame->linedefined);
}

static void append(char *out, size_t capacity, const char *text)
{
    size_t length = strlen(out);
    snprintf(out + length, capacity - length, "%s", text);
}

void script_error_place(lua_State *L, tocsin_error *error)
{
    lua_Debug frame;
    char line[400];
    int frames = 0;
    for (int level = 0; level < MAX_LEVELS && lua_getstack(L, level, &frame); level++) {
        if (!lua_getinfo(L, "Sln", &frame) || frame.currentline <= 0)
            continue;
        if (frames++ == 0) {
            error_at(error, frame_file(&frame), (uint32_t)frame.currentline, 0);
            error->traceback[0] = '\0';
        }
        if (frames > MAX_FRAMES) {
            append(error->traceback, sizeof error->traceback, "...\n");
            break;
        }
        describe_frame(line, sizeof line, &frame);
        append(error->traceback, sizeof error->traceback, line);
    }
    size_t length = strlen(error->traceback);
    if (frames && length && error->traceback[length - 1] == '\n')
        error->traceback[length - 1] = '\0';
}

/* ---- What --------------------------------------------------------------------------------------------- */

/* The tocsin_error that the value at `index` holds, or NULL. */
static const tocsin_error *thrown_error(lua_State *L, int index)
{
    if (!lua_getmetatable(L, index))
        return NULL;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &thrown_key);
    bool same = lua_istable(L, -1) && lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return same ? lua_touserdata(L, index) : NULL;
}

/* Length of a "file:line: " in front of `text` that one of the running chunks put there, and that place. */
static size_t strip_place(lua_State *L, const char *text, tocsin_error *error)
{
    lua_Debug frame;
    for (int level = 0; level < MAX_LEVELS && lua_getstack(L, level, &frame); level++) {
        if (!lua_getinfo(L, "S", &frame) || strcmp(frame.what, "C") == 0)
            continue;
        size_t length = strlen(frame.short_src);
        unsigned line;
        int used = 0;
        if (strncmp(text, frame.short_src, length) != 0 || text[length] != ':' ||
            sscanf(text + length, ":%9u: %n", &line, &used) != 1 || used == 0)
            continue;
        error_at(error, frame_file(&frame), line, 0);
        return length + (size_t)used;
    }
    return 0;
}

static void describe_value(lua_State *L, int index, char *out, size_t capacity)
{
    if (lua_isinteger(L, index))
        snprintf(out, capacity, LUA_INTEGER_FMT, lua_tointeger(L, index));
    else if (lua_type(L, index) == LUA_TNUMBER)
        snprintf(out, capacity, LUA_NUMBER_FMT, lua_tonumber(L, index));
    else if (lua_isboolean(L, index))
        snprintf(out, capacity, "%s", lua_toboolean(L, index) ? "true" : "false");
    else
        snprintf(out, capacity, "an error that is no text but a %s value", luaL_typename(L, index));
}

void script_error_read(lua_State *L, int index, tocsin_error *error)
{
    index = lua_absindex(L, index);
    const tocsin_error *thrown = thrown_error(L, index);
    tocsin_error place = *error;
    if (thrown) {
        *error = *thrown;
        if (!error->traceback[0])
            error_traceback(error, place.traceback);
        return;
    }
    char text[sizeof error->message];
    const char *message = text;
    if (lua_type(L, index) == LUA_TSTRING) {
        message = lua_tostring(L, index);
        message += strip_place(L, message, &place);
    } else {
        describe_value(L, index, text, sizeof text);
    }
    error_set(error, MESSAGE_SCRIPT_ERROR, message);
    error_at(error, place.file, place.line, place.column);
    error_traceback(error, place.traceback);
}

/* ---- Throwing ----------------------------------------------------------------------------------------- */

static int thrown_text(lua_State *L)
{
    char text[1024];
    const tocsin_error *error = thrown_error(L, 1);
    if (!error)
        return luaL_argerror(L, 1, "error expected");
    tocsin_error_format(error, text, sizeof text);
    lua_pushstring(L, text);
    return 1;
}

static void push_thrown_metatable(lua_State *L)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &thrown_key) == LUA_TTABLE)
        return;
    lua_pop(L, 1);
    lua_createtable(L, 0, 3);
    lua_pushcfunction(L, thrown_text);
    lua_setfield(L, -2, "__tostring");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_pushstring(L, "error");
    lua_setfield(L, -2, "__name");
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &thrown_key);
}

int script_error_raise(lua_State *L, const tocsin_error *error)
{
    luaL_checkstack(L, 4, NULL);
    tocsin_error *copy = lua_newuserdatauv(L, sizeof *copy, 0);
    *copy = *error;
    if (!copy->file[0])
        script_error_place(L, copy);
    push_thrown_metatable(L);
    lua_setmetatable(L, -2);
    return lua_error(L);
}
