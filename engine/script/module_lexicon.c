/* lexicon "name" { "word", { "two words", column = value }, by = "lemma", file = "lexicons/x.tsv" } */
#include "base/cpu.h"
#include "script/declarations.h"
#include "script/modules.h"
#include "text/utf8.h"

enum { COLUMNS_LIMIT = 64 };

static struct str str_at(lua_State *L, int index)
{
    struct str text;
    text.data = luaL_checklstring(L, index, &text.length);
    return text;
}

/* Columns in the order of their names, since table order is chance; those of a head in its order. */
struct columns {
    struct str items[COLUMNS_LIMIT];
    size_t count;
};

static bool columns_hold(const struct columns *columns, struct str name)
{
    size_t at = 0;
    while (at < columns->count && !str_equal(columns->items[at], name))
        at++;
    return at < columns->count;
}

/* Why there cannot be one more column of that name; NULL: it can. Lua reads a capture's columns as its fields: those
 * that every span has would hide them. */
static const char *column_fault(const struct columns *columns, struct str name)
{
    static const char *const taken[] = {"text",  "start",  "stop", "sentence", "sentence_index", "tokens",   "words",
                                        "lowers", "sub",   "before", "after",  "contains",       "overlaps", "join",
                                        "record"};
    if (!pattern_is_name(name))
        return "a letter or '_', then letters, digits and '_'";
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (str_equal(name, str_of(taken[i])))
            return "every span has a field or method of that name";
    return columns->count == COLUMNS_LIMIT ? "a list has at most 64 columns" : NULL;
}

_Static_assert(COLUMNS_LIMIT == 64, "as column_fault says");

static void add_column(lua_State *L, struct columns *columns, struct str name)
{
    size_t at = columns->count;
    if (columns_hold(columns, name))
        return;
    const char *fault = column_fault(columns, name);
    if (fault) {
        lua_pushlstring(L, name.data, name.length);
        luaL_error(L, "'%s' cannot name a column: %s", lua_tostring(L, -1), fault);
    }
    for (; at > 0 && str_compare(name, columns->items[at - 1]) < 0; at--)
        columns->items[at] = columns->items[at - 1];
    columns->items[at] = name;
    columns->count++;
}

static void find_columns(lua_State *L, int index, struct columns *columns)
{
    lua_Integer count = (lua_Integer)lua_rawlen(L, index);
    for (lua_Integer i = 1; i <= count; i++) {
        if (lua_rawgeti(L, index, i) == LUA_TTABLE)
            for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1))
                if (lua_type(L, -2) == LUA_TSTRING)
                    add_column(L, columns, str_at(L, -2));
        lua_pop(L, 1);
    }
    sandbox_charge(L, 1 + (uint64_t)count);
}

static void check_utf8(lua_State *L, struct str text)
{
    unsigned marks = 0;
    if (utf8_valid(text, cpu_simd(), &marks) != text.length)
        luaL_error(L, "a list's text is not valid UTF-8");
}

/* What a column holds is text; a value of an entry under a string that lives in the entry or, made here, in the
 * program. */
static struct str read_value(lua_State *L, int entry, struct str column)
{
    struct str none = {"", 0};
    lua_pushlstring(L, column.data, column.length);
    int type = lua_rawget(L, entry);
    if (type == LUA_TSTRING) {
        none = str_at(L, -1);
        check_utf8(L, none);
    } else if (type == LUA_TNUMBER) {
        none = module_keep(L, str_at(L, -1));
    } else if (type == LUA_TBOOLEAN) {
        none = lua_toboolean(L, -1) ? STR("true") : STR("false");
    } else if (type != LUA_TNIL) {
        luaL_error(L, "column '%s' holds a %s; it takes a string, number or boolean", column.data,
                   luaL_typename(L, -1));
    }
    lua_pop(L, 1);
    return none;
}

static int raise_entry(lua_State *L, const struct list_adder *adder, const struct source_place *place,
                       tocsin_error *error)
{
    struct source_place of_list = *place;
    if (error->status != TOCSIN_ERROR_MEMORY)
        source_place_error(&of_list, adder->at_fault.word, 0, adder->at_fault.word.length, error);
    return script_error_raise(L, error);
}

static void put_inline(lua_State *L, struct list_adder *adder, const struct columns *columns,
                       const struct source_place *place)
{
    struct str values[COLUMNS_LIMIT];
    struct source_cursor cursor = {NULL, 0, 0};
    tocsin_error error = TOCSIN_ERROR_INIT;
    lua_Integer count = (lua_Integer)lua_rawlen(L, 1);
    for (lua_Integer i = 1; i <= count; i++) {
        int type = lua_rawgeti(L, 1, i), entry = lua_gettop(L);
        for (size_t c = 0; c < columns->count; c++)
            values[c] = type == LUA_TTABLE ? read_value(L, entry, columns->items[c]) : STR("");
        if (type == LUA_TTABLE)
            type = lua_rawgeti(L, entry, 1);
        if (type != LUA_TSTRING)
            luaL_error(L, "entry %d is no word: a string, or a table that begins with one", (int)i);
        struct str word = str_at(L, -1);
        check_utf8(L, word);
        sandbox_charge(L, MODULE_ENTRY_COST + MODULE_BYTE_COST * word.length);
        if (list_adder_put(adder, word, values, source_place_next(place, word, &cursor), &error))
            raise_entry(L, adder, place, &error);
        lua_settop(L, entry - 1);
    }
    if (list_adder_flush(adder, &error))
        raise_entry(L, adder, place, &error);
}

/* Something in a list's file is wrong, or only worth a warning: it has a line there. */
static void place_in_file(const struct program_source *file, const struct list_place *at, tocsin_error *error)
{
    size_t at_byte = (size_t)(at->word.data - file->data.data), start = at_byte;
    while (start > 0 && file->data.data[start - 1] != '\n')
        start--;
    const char *end = memchr(at->word.data, '\n', file->data.length - at_byte);
    size_t length = (end ? (size_t)(end - file->data.data) : file->data.length) - start, mark = at_byte - start;
    error_at(error, file->name.data, at->line, (uint32_t)mark + 1);
    error_excerpt(error, (struct str){file->data.data + start, length}, mark, mark + at->word.length);
}

static void warn(lua_State *L, tocsin_error *warning)
{
    if (program_warn(machine_of(L)->building, warning))
        script_error_raise(L, warning);
}

static void warn_twice(lua_State *L, const struct list_adder *adder, const struct source_place *place,
                       const struct program_source *file)
{
    tocsin_error warning = TOCSIN_ERROR_INIT;
    if (!adder->twice_count)
        return;
    struct str word = adder->twice.word;
    error_set(&warning, MESSAGE_LIST_TWICE, (int)word.length, word.data, adder->twice_count);
    if (file)
        place_in_file(file, &adder->twice, &warning);
    else
        source_place_error(place, word, 0, word.length, &warning);
    warn(L, &warning);
}

static void warn_lacking(lua_State *L, const struct list_adder *adder, const struct program_source *file)
{
    tocsin_error warning = TOCSIN_ERROR_INIT;
    if (!adder->lacking_count)
        return;
    error_set(&warning, MESSAGE_LIST_LACKING, adder->columns + 1, adder->lacking_count);
    place_in_file(file, &adder->lacking, &warning);
    warn(L, &warning);
}

/* Points at the first byte of a file that is no UTF-8; what stands before it on its line is shown. */
static void check_file(lua_State *L, const struct program_source *file)
{
    enum { SHOWN = 100 };
    unsigned marks = 0;
    char shown[SHOWN + 1];
    uint32_t line = 1;
    tocsin_error error = TOCSIN_ERROR_INIT;
    const char *data = file->data.data;
    size_t bad = utf8_valid(file->data, cpu_simd(), &marks), start = 0;
    if (bad == file->data.length)
        return;
    for (size_t i = 0; i < bad; i++)
        if (data[i] == '\n') {
            start = i + 1;
            line++;
        }
    size_t from = bad - start > SHOWN ? bad - SHOWN : start;
    while (from < bad && ((unsigned char)data[from] & 0xc0) == 0x80)
        from++;
    memcpy(shown, data + from, bad - from);
    shown[bad - from] = '?';
    error_set(&error, MESSAGE_LIST_UTF8, (unsigned)(unsigned char)data[bad]);
    error_at(&error, file->name.data, line, (uint32_t)(bad - start) + 1);
    error_excerpt(&error, (struct str){shown, bad - from + 1}, bad - from, bad - from + 1);
    script_error_raise(L, &error);
}

/* Of the bundle, else of the shipped library, as `require` looks for modules. */
static const struct program_source *file_of(lua_State *L)
{
    const struct program *program = machine_of(L)->program;
    const struct program_source *source = NULL;
    if (lua_getfield(L, 1, "file") == LUA_TSTRING) {
        source = program_sources_find(&program->sources, str_at(L, -1));
        if (!source) {
            lua_pushfstring(L, "lib/%s", lua_tostring(L, -1));
            source = program_sources_find(&program->library, str_at(L, -1));
            lua_pop(L, 1);
        }
        if (!source)
            luaL_error(L, "there is no file '%s' in the bundle or the shipped library", lua_tostring(L, -1));
        check_file(L, source);
    } else if (!lua_isnil(L, -1)) {
        luaL_error(L, "`file` is a %s, not the name of a file of the bundle", luaL_typename(L, -1));
    }
    lua_pop(L, 1);
    return source;
}

/* `file` is where its entries stand. */
static lexicon_list add_list(lua_State *L, struct str name, const struct columns *columns, const char *file)
{
    static const char *const names[] = {"fold", "text", "lemma", NULL};
    struct program *program = machine_of(L)->building;
    tocsin_error error = TOCSIN_ERROR_INIT;
    lexicon_list list;
    lua_getfield(L, 1, "by");
    enum lexicon_by by = (enum lexicon_by)luaL_checkoption(L, -1, "fold", names);
    lua_pop(L, 1);
    if (!array_reserve(program->alloc, &program->list_files, 1))
        machine_raise_memory(L);
    if (lexicon_add_list(&list, program->lexicon, name, by, columns->items, columns->count, &error))
        script_error_raise(L, &error);
    program->list_files.items[program->list_files.count++] = file;
    return list;
}

/* The columns that the head of a file names, in its order; `line` is the head's. */
static void read_head(lua_State *L, struct columns *columns, struct str head, const struct program_source *source,
                      uint32_t line)
{
    list_file_field(&head); /* that of the words */
    while (head.length) {
        tocsin_error error = TOCSIN_ERROR_INIT;
        struct list_place at = {list_file_field(&head), line};
        const char *fault = columns_hold(columns, at.word) ? "the head names it twice" : column_fault(columns, at.word);
        if (fault) {
            error_set(&error, MESSAGE_LIST_COLUMN, (int)at.word.length, at.word.data, fault);
            place_in_file(source, &at, &error);
            script_error_raise(L, &error);
        }
        columns->items[columns->count++] = at.word;
    }
}

static void declare_file(lua_State *L, struct str name, const struct program_source *source)
{
    struct program *program = machine_of(L)->building;
    struct list_adder *adder = &program->declared->adder;
    struct columns columns = {.count = 0};
    struct str rest;
    uint32_t line;
    tocsin_error error = TOCSIN_ERROR_INIT;
    struct str head = list_file_head(source->data, &rest, &line);
    read_head(L, &columns, head, source, line - 1);
    list_adder_open(adder, program->lexicon, add_list(L, name, &columns, source->name.data),
                    &program->declared->breaker, program->alloc);
    sandbox_charge(L, MODULE_GROUP_COST + MODULE_BYTE_COST * source->data.length);
    if (list_file_put(adder, rest, line, &error)) {
        if (error.status != TOCSIN_ERROR_MEMORY)
            place_in_file(source, &adder->at_fault, &error);
        script_error_raise(L, &error);
    }
    warn_lacking(L, adder, source);
    warn_twice(L, adder, NULL, source);
}

static void declare_inline(lua_State *L, struct str name, const struct source_place *place)
{
    struct program *program = machine_of(L)->building;
    struct list_adder *adder = &program->declared->adder;
    struct columns columns = {.count = 0};
    sandbox_charge(L, MODULE_GROUP_COST);
    find_columns(L, 1, &columns);
    list_adder_open(adder, program->lexicon, add_list(L, name, &columns, place->file), &program->declared->breaker,
                    program->alloc);
    put_inline(L, adder, &columns, place);
    warn_twice(L, adder, place, NULL);
}

static int declare(lua_State *L)
{
    static const char *const known[] = {"about", "by", "file", NULL};
    struct program *program = machine_of(L)->building;
    struct declarations *declared = program->declared;
    struct str name = module_declared_name(L);
    struct source_place place = module_declared_place(L, NULL);
    lexicon_list list = lexicon_find(program->lexicon, name);
    for (size_t i = 0; i < declared->lists.count; i++)
        if (declared->lists.items[i].list == list && module_same_place(&declared->lists.items[i].place, &place))
            return 0; /* a module that two files require */
    if (list != LEXICON_NONE)
        luaL_error(L, "a list named '%s' stands already in this bundle", name.data);
    if (!pattern_is_name(name))
        luaL_error(L, "'%s' cannot name a list: a letter or '_', then letters, digits and '_'", name.data);
    module_check_keys(L, 1, "list", known, true);
    const struct program_source *source = file_of(L);
    if (source && lua_rawlen(L, 1))
        luaL_error(L, "list '%s' has a file and words beside it: one of them", name.data);
    if (source)
        declare_file(L, name, source);
    else
        declare_inline(L, name, &place);
    list = lexicon_find(program->lexicon, name);
    if (lexicon_size(program->lexicon, list) == 0)
        luaL_error(L, "list '%s' is empty", name.data);
    if (!array_push(program->alloc, &declared->lists, (struct declared_list){list, place}))
        machine_raise_memory(L);
    return 0;
}

static int lexicon_body(lua_State *L)
{
    module_refuse_late(L, "lexicon");
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    sandbox_unfreeze(L, 1);
    if (machine_of(L)->mode == MACHINE_LOADS && !module_try(L, declare))
        machine_of(L)->building->declared->lists_missing = true;
    return 0;
}

static int lua_lexicon(lua_State *L)
{
    module_refuse_late(L, "lexicon");
    module_declare_push(L, str_at(L, 1), lexicon_body);
    return 1;
}

void module_lexicon_open(lua_State *L)
{
    lua_pushcfunction(L, lua_lexicon);
    sandbox_set_global(L, "lexicon");
}
