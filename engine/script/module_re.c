/* re: PCRE2 for rules. Patterns are compiled at load time only; matching is under the document's budget. */
#include "script/modules.h"

#include "base/cpu.h"
#include "text/utf8.h"

static const char NAME[] = "regex";

struct re_box {
    const struct regex *regex;
};

unsigned module_re_flags(lua_State *L, int index)
{
    static const char names[] = "ixms";
    static const unsigned flags[] = {REGEX_CASELESS, REGEX_EXTENDED, REGEX_MULTILINE, REGEX_DOTALL};
    unsigned result = 0;
    for (const char *flag = luaL_optstring(L, index, ""); *flag; flag++) {
        const char *known = strchr(names, *flag);
        if (!known)
            luaL_error(L, "unknown regex flag '%c' (known: i, x, m, s)", *flag);
        else
            result |= flags[known - names];
    }
    return result;
}

const struct regex *module_re_compile(lua_State *L, struct str pattern, unsigned flags)
{
    struct machine *machine = machine_of(L);
    const struct regex *regex = program_regex_find(machine->program, pattern, flags);
    if (regex)
        return regex;
    if (machine->mode != MACHINE_LOADS)
        luaL_error(L, "a regex can be compiled only while the bundle is loaded, in a rule file's main chunk");
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (program_regex_add(machine->building, pattern, flags, &regex, &error)) {
        if (error.offset != UINT64_MAX)
            luaL_error(L, "%s, at byte %d of the regex", error.message, (int)error.offset);
        script_error_raise(L, &error);
    }
    return regex;
}

static struct str check_str(lua_State *L, int index)
{
    struct str text;
    text.data = luaL_checklstring(L, index, &text.length);
    return text;
}

/* re.compile(pattern [, flags]) */
static int re_compile(lua_State *L)
{
    const struct regex *regex = module_re_compile(L, check_str(L, 1), module_re_flags(L, 2));
    struct re_box *box = lua_newuserdatauv(L, sizeof *box, 0);
    box->regex = regex;
    luaL_setmetatable(L, NAME);
    return 1;
}

/* What is searched: a string (results are strings and positions, as in Lua's string library) or a span of the
 * document (results are match objects). */
struct subject {
    struct str text;
    bool is_span;
    size_t offset; /* of a span in the document */
};

static bool is_utf8(struct str text)
{
    unsigned marks = 0;
    return utf8_valid(text, cpu_simd(), &marks) == text.length;
}

static struct subject check_subject(lua_State *L, int index)
{
    struct subject subject = {.is_span = false};
    tocsin_span span;
    if (lua_type(L, index) == LUA_TSTRING) {
        subject.text = check_str(L, index);
        if (!is_utf8(subject.text))
            luaL_argerror(L, index, "the string is not valid UTF-8");
    } else if (view_to_span(L, index, &span)) {
        subject.is_span = true;
        subject.offset = span.start;
        subject.text.data = machine_document_of(L)->source->text.data + span.start;
        subject.text.length = span.end - span.start;
    } else {
        luaL_typeerror(L, index, "string or span");
    }
    if (subject.text.length > REGEX_SEGMENT_LIMIT)
        luaL_error(L, "a regex searches at most %d bytes at once, and this is %d: go by sentence or paragraph",
                   (int)REGEX_SEGMENT_LIMIT, (int)subject.text.length);
    return subject;
}

/* Searches from `from` on; false when there is no match. A limit is an error, never "no match". */
static bool search(lua_State *L, const struct regex *regex, const struct subject *subject, size_t from,
                   struct regex_match *out)
{
    struct machine *machine = machine_of(L);
    tocsin_error error = TOCSIN_ERROR_INIT;
    *out = (struct regex_match){NULL, 0};
    if (from > subject->text.length)
        return false;
    if (regex_match(out, machine->matcher, regex, subject->text, from, false, sandbox_budget(L), &error))
        script_error_raise(L, &error);
    return out->count > 0;
}

static const struct regex *check_regex(lua_State *L)
{
    return ((const struct re_box *)luaL_checkudata(L, 1, NAME))->regex;
}

static bool is_continuation(struct str text, size_t at)
{
    return at < text.length && ((unsigned char)text.data[at] & 0xc0) == 0x80;
}

/* The optional init of find and match: a 1-based byte position in a string, a 0-based one in a span. */
static size_t check_from(lua_State *L, int index, const struct subject *subject)
{
    lua_Integer first = subject->is_span ? 0 : 1;
    lua_Integer from = luaL_optinteger(L, index, first) - first;
    luaL_argcheck(L, from >= 0 && !is_continuation(subject->text, (size_t)from), index,
                  "not the start of a character");
    return (size_t)from;
}

static void push_string_group(lua_State *L, struct str text, const struct regex_match *match, uint32_t group)
{
    struct regex_span span = match->groups[group];
    if (span.start == SIZE_MAX)
        lua_pushnil(L);
    else
        lua_pushlstring(L, text.data + span.start, span.end - span.start);
}

static int push_captures(lua_State *L, struct str text, const struct regex_match *match)
{
    luaL_checkstack(L, (int)match->count, "captures");
    if (match->count == 1) {
        push_string_group(L, text, match, 0);
        return 1;
    }
    for (uint32_t i = 1; i < match->count; i++)
        push_string_group(L, text, match, i);
    return (int)match->count - 1;
}

/* Copies offsets into Lua memory before pushing: a push may run the collector, and with it nothing of ours, but the
 * matcher's groups are valid only until its next match. */
static int push_result(lua_State *L, const struct regex *regex, const struct subject *subject,
                       const struct regex_match *match)
{
    if (!subject->is_span)
        return push_captures(L, subject->text, match);
    view_match_push(L, regex, match, subject->offset);
    return 1;
}

/* regex:match(string [, init]): captures, or the whole match where there are none; regex:match(span): a match. */
static int re_match(lua_State *L)
{
    const struct regex *regex = check_regex(L);
    struct subject subject = check_subject(L, 2);
    struct regex_match match;
    if (search(L, regex, &subject, check_from(L, 3, &subject), &match))
        return push_result(L, regex, &subject, &match);
    lua_pushnil(L);
    return 1;
}

/* regex:find(string [, init]): first and last byte position from 1, then captures; regex:find(span): the span. */
static int re_find(lua_State *L)
{
    const struct regex *regex = check_regex(L);
    struct subject subject = check_subject(L, 2);
    struct regex_match match;
    if (!search(L, regex, &subject, check_from(L, 3, &subject), &match)) {
        lua_pushnil(L);
        return 1;
    }
    struct regex_span whole = match.groups[0];
    if (subject.is_span) {
        view_span_push(L, (tocsin_span){(uint32_t)(subject.offset + whole.start),
                                        (uint32_t)(subject.offset + whole.end)});
        return 1;
    }
    lua_pushinteger(L, (lua_Integer)whole.start + 1);
    lua_pushinteger(L, (lua_Integer)whole.end);
    return match.count == 1 ? 2 : 2 + push_captures(L, subject.text, &match);
}

/* regex:groups(string [, init]): a table of captures by number and by name, [0] the whole match; nil: no match. */
static int re_groups(lua_State *L)
{
    const struct regex *regex = check_regex(L);
    struct subject subject = check_subject(L, 2);
    struct regex_match match;
    luaL_argcheck(L, !subject.is_span, 2, "a string (a span's match has its captures as fields)");
    if (!search(L, regex, &subject, check_from(L, 3, &subject), &match)) {
        lua_pushnil(L);
        return 1;
    }
    lua_createtable(L, (int)match.count, 2);
    for (uint32_t i = 0; i < match.count; i++) {
        const char *name = i ? regex_capture_name(regex, i) : NULL;
        push_string_group(L, subject.text, &match, i);
        if (name) {
            lua_pushvalue(L, -1);
            lua_setfield(L, -3, name);
        }
        lua_rawseti(L, -2, (lua_Integer)i);
    }
    return 1;
}

/* The next start after a match: behind it, or one character on when it was empty. */
static size_t next_from(struct str text, struct regex_span whole)
{
    size_t from = whole.end;
    if (whole.end == whole.start) {
        from++;
        while (is_continuation(text, from))
            from++;
    }
    return from;
}

static int gmatch_step(lua_State *L)
{
    const struct re_box *box = lua_touserdata(L, lua_upvalueindex(1));
    lua_settop(L, 0);
    lua_pushnil(L);
    lua_pushvalue(L, lua_upvalueindex(2));
    struct subject subject = check_subject(L, 2);
    struct regex_match match;
    size_t from = (size_t)lua_tointeger(L, lua_upvalueindex(3));
    if (!search(L, box->regex, &subject, from, &match)) {
        lua_pushnil(L);
        return 1;
    }
    size_t next = next_from(subject.text, match.groups[0]);
    int results = push_result(L, box->regex, &subject, &match);
    lua_pushinteger(L, (lua_Integer)next);
    lua_replace(L, lua_upvalueindex(3));
    return results;
}

/* for … in regex:gmatch(string or span) do */
static int re_gmatch(lua_State *L)
{
    check_regex(L);
    check_subject(L, 2);
    lua_settop(L, 2);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, gmatch_step, 3);
    return 1;
}

static int re_text(lua_State *L)
{
    struct str pattern = regex_pattern(check_regex(L));
    lua_pushlstring(L, pattern.data, pattern.length);
    return 1;
}

void module_re_open(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"match", re_match},   {"find", re_find},       {"groups", re_groups},
        {"gmatch", re_gmatch}, {"__tostring", re_text}, {NULL, NULL},
    };
    luaL_newmetatable(L, NAME);
    luaL_setfuncs(L, methods, 0);
    lua_pushvalue(L, -1);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushcfunction(L, re_compile);
    lua_setfield(L, -2, "compile");
    module_re_set_open(L);
    sandbox_freeze(L, "re");
    sandbox_set_global(L, "re");
}
