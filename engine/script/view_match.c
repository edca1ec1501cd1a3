#include "script/view.h"

void view_match_push(lua_State *L, const struct regex *regex, const struct regex_match *match, size_t offset)
{
    struct view_match *view = view_new(L, VIEW_MATCH, sizeof *view + match->count * sizeof *match->groups);
    view->generation = machine_of(L)->generation;
    view->regex = regex;
    view->count = match->count;
    for (uint32_t i = 0; i < match->count; i++) {
        struct regex_span group = match->groups[i];
        if (group.start != SIZE_MAX)
            group = (struct regex_span){group.start + offset, group.end + offset};
        view->groups[i] = group;
    }
}

static int push_group(lua_State *L, const struct view_match *view, uint32_t group)
{
    if (group >= view->count || view->groups[group].start == SIZE_MAX)
        lua_pushnil(L);
    else
        view_span_push(L, (tocsin_span){(uint32_t)view->groups[group].start, (uint32_t)view->groups[group].end});
    return 1;
}

/* m[1], m.name: captures (nil where the group took no part); else what a span of the whole match has. */
static int match_index(lua_State *L)
{
    const struct view_match *view = view_check(L, 1, VIEW_MATCH);
    view_check_alive(L, view->generation);
    if (lua_isinteger(L, 2)) {
        lua_Integer group = lua_tointeger(L, 2);
        if (group < 0 || group > (lua_Integer)regex_capture_count(view->regex))
            return luaL_error(L, "a match has no capture %d", (int)group);
        return push_group(L, view, (uint32_t)group);
    }
    size_t length;
    const char *name = luaL_checklstring(L, 2, &length);
    uint32_t capture = regex_capture_index(view->regex, (struct str){name, length});
    if (capture)
        return push_group(L, view, capture);
    push_group(L, view, 0);
    if (!view_span_field(L, lua_gettop(L), name))
        return luaL_error(L, "a match has no capture, field or method '%s'", name);
    return 1;
}

static int match_text(lua_State *L)
{
    tocsin_span span = view_check_span(L, 1);
    lua_pushlstring(L, machine_document_of(L)->source->text.data + span.start, span.end - span.start);
    return 1;
}

void view_match_open(lua_State *L)
{
    static const luaL_Reg methods[] = {{"__index", match_index}, {"__tostring", match_text}, {NULL, NULL}};
    view_kind_open(L, VIEW_MATCH, "match", methods);
}
