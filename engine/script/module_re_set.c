/* re.set: many named regexes in one pass over a document. */
#include "script/modules.h"

static const char NAME[] = "regex_set";

struct set_box {
    uint32_t index;
};

enum regex_scope module_scope(lua_State *L, int index)
{
    static const char *const names[] = {"sentence", "paragraph", "document", NULL};
    static const enum regex_scope scopes[] = {REGEX_SENTENCE, REGEX_PARAGRAPH, REGEX_DOCUMENT};
    return scopes[luaL_checkoption(L, index, "sentence", names)];
}

static struct str str_at(lua_State *L, int index)
{
    struct str text;
    text.data = luaL_checklstring(L, index, &text.length);
    return text;
}

/* Replaces the map at `index` by a list of its names in byte order: table order would be chance. */
static void push_names(lua_State *L, int index)
{
    lua_Integer count = 0;
    lua_newtable(L);
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING || lua_type(L, -1) != LUA_TSTRING)
            luaL_error(L, "re.set takes a table of names and patterns");
        lua_pushvalue(L, -2);
        lua_Integer place = ++count;
        for (; place > 1; place--) {
            lua_rawgeti(L, -4, place - 1);
            if (str_compare(str_at(L, -1), str_at(L, -2)) <= 0) {
                lua_pop(L, 1);
                break;
            }
            lua_rawseti(L, -5, place);
        }
        lua_rawseti(L, -4, place);
    }
}

/* A set is known by its content: the same call finds it again while running. */
static uint64_t content_hash(lua_State *L, int patterns, int names, lua_Integer count, unsigned flags,
                             enum regex_scope scope)
{
    uint64_t hash = hash_fold(HASH_SEED ^ flags, HASH_STEP ^ (uint64_t)scope);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, names, i);
        struct str name = str_at(L, -1);
        lua_pushvalue(L, -1);
        lua_rawget(L, patterns);
        struct str pattern = str_at(L, -1);
        hash = hash_fold(hash ^ hash_bytes(name.data, name.length), HASH_STEP);
        hash = hash_fold(hash ^ hash_bytes(pattern.data, pattern.length), HASH_STEP);
        lua_pop(L, 2);
    }
    return hash;
}

static void add_entry(lua_State *L, struct program *program, struct program_set *set, struct str name,
                      struct regex_set_entry entry)
{
    struct str kept = {arena_text(&program->arena, name.data, name.length), name.length};
    if (!kept.data || !array_push(program->alloc, &set->names, kept) ||
        !array_push(program->alloc, &set->entries, entry))
        machine_raise_memory(L);
}

/* The set is in the program from the start, so a Lua error on the way leaks nothing. */
static uint32_t build_set(lua_State *L, int patterns, int names, lua_Integer count, unsigned flags,
                          enum regex_scope scope, uint64_t hash)
{
    struct program *program = machine_of(L)->building;
    struct program_set fresh = {.hash = hash};
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (!program)
        luaL_error(L, "re.set can be made only while the bundle is loaded, in a rule file's main chunk");
    if (!array_push(program->alloc, &program->sets, fresh))
        machine_raise_memory(L);
    uint32_t index = (uint32_t)program->sets.count - 1;
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, names, i);
        lua_pushvalue(L, -1);
        lua_rawget(L, patterns);
        struct regex_set_entry entry = {module_re_compile(L, str_at(L, -1), flags), scope};
        add_entry(L, program, &program->sets.items[index], str_at(L, -2), entry);
        lua_pop(L, 2);
    }
    struct program_set *set = &program->sets.items[index];
    if (regex_set_create(&set->set, program->alloc, set->entries.items, set->entries.count, &error))
        script_error_raise(L, &error);
    return index;
}

/* re.set({ name = pattern, … } [, flags [, scope]]) */
static int re_set(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    unsigned flags = module_re_flags(L, 2);
    enum regex_scope scope = module_scope(L, 3);
    lua_settop(L, 1);
    push_names(L, 1);
    lua_Integer count = (lua_Integer)lua_rawlen(L, 2);
    luaL_argcheck(L, count > 0, 1, "the set is empty");
    uint64_t hash = content_hash(L, 1, 2, count, flags, scope);
    uint32_t index = program_set_find(machine_of(L)->program, hash);
    if (index == UINT32_MAX)
        index = build_set(L, 1, 2, count, flags, scope, hash);
    struct set_box *box = lua_newuserdatauv(L, sizeof *box, 0);
    box->index = index;
    luaL_setmetatable(L, NAME);
    return 1;
}

static const struct found *scan_of(lua_State *L, uint32_t index)
{
    struct machine *machine = machine_of(L);
    tocsin_error error = TOCSIN_ERROR_INIT;
    machine_document_of(L);
    if (machine_scan_set(machine, index, &error))
        script_error_raise(L, &error);
    return &machine->set_found[index];
}

static void push_hit(lua_State *L, const struct program_set *set, const struct found *found, size_t at)
{
    uint32_t entry = found->matches.items[at].entry;
    struct regex_match match = found_groups(found, at);
    lua_pushlstring(L, set->names.items[entry].data, set->names.items[entry].length);
    view_match_push(L, set->entries.items[entry].regex, &match, 0);
}

/* Upvalues: set, limits of the span, next place. */
static int matches_step(lua_State *L)
{
    const struct set_box *box = lua_touserdata(L, lua_upvalueindex(1));
    size_t start = (size_t)lua_tointeger(L, lua_upvalueindex(2)), stop = (size_t)lua_tointeger(L, lua_upvalueindex(3));
    const struct found *found = scan_of(L, box->index);
    size_t at = (size_t)lua_tointeger(L, lua_upvalueindex(4));
    for (; at < found->matches.count; at++) {
        struct regex_span whole = found_groups(found, at).groups[0];
        if (whole.start >= start && whole.end <= stop)
            break;
    }
    lua_pushinteger(L, (lua_Integer)at + 1);
    lua_replace(L, lua_upvalueindex(4));
    sandbox_charge(L, 5);
    if (at >= found->matches.count) {
        lua_pushnil(L);
        return 1;
    }
    push_hit(L, &machine_of(L)->program->sets.items[box->index], found, at);
    return 2;
}

/* for name, match in set:matches(document or span) do: in text order, then in the order of the names. */
static int set_matches(lua_State *L)
{
    const struct set_box *box = luaL_checkudata(L, 1, NAME);
    tocsin_span span = {0, UINT32_MAX};
    if (!view_is_document(L, 2))
        span = view_check_span(L, 2);
    scan_of(L, box->index);
    lua_settop(L, 1);
    lua_pushinteger(L, span.start);
    lua_pushinteger(L, span.end);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, matches_step, 4);
    return 1;
}

void module_re_set_open(lua_State *L)
{
    luaL_newmetatable(L, NAME);
    lua_pushcfunction(L, set_matches);
    lua_setfield(L, -2, "matches");
    lua_pushvalue(L, -1);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 1);
    lua_pushcfunction(L, re_set);
    lua_setfield(L, -2, "set");
}
