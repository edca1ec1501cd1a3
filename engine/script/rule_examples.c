#include "script/rule_examples.h"

#include <stdarg.h>

#include "script/modules.h"

enum { EXAMPLES_LIMIT = 10000, RECORDS_LIMIT = 64, FIELDS_LIMIT = 64, TEXTS_LIMIT = 64 };

/* What is read, for messages and memory. */
struct examples {
    lua_State *L;
    struct program *program;
    uint32_t rule;
    const char *key; /* "accepts" or "rejects" */
    struct source_place place;
    struct str text; /* of the example at hand; data NULL: not known yet */
};

/* Raises an error at the example at hand, or else at its rule. */
static void fail(const struct examples *examples, const char *format, ...)
{
    tocsin_error error;
    va_list arguments;
    va_start(arguments, format);
    lua_pushvfstring(examples->L, format, arguments);
    va_end(arguments);
    error_set(&error, MESSAGE_SCRIPT_ERROR, lua_tostring(examples->L, -1));
    if (examples->text.data)
        source_place_error(&examples->place, examples->text, 0, examples->text.length, &error);
    else
        error_at(&error, examples->place.file, examples->place.line, 0);
    script_error_raise(examples->L, &error);
}

static void *keep(const struct examples *examples, size_t size)
{
    void *memory = arena_new(&examples->program->arena, size);
    if (!memory)
        machine_raise_memory(examples->L);
    return memory;
}

static const char *keep_text(const struct examples *examples, int index, size_t *length)
{
    size_t size;
    const char *text = lua_tolstring(examples->L, index, &size);
    char *copy = arena_text(&examples->program->arena, text, size);
    if (!copy)
        machine_raise_memory(examples->L);
    if (length)
        *length = size;
    else if (strlen(copy) != size)
        fail(examples, "`%s` expects a text that holds a NUL", examples->key);
    return copy;
}

/* ---- Fields -------------------------------------------------------------------------------------------- */

static bool is_among(const struct str *names, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(names[i], name))
            return true;
    return false;
}

/* Whether a record that the rule makes can have such a field. What its Lua code makes is not known. */
static bool field_can_be(const struct examples *examples, struct str name)
{
    const struct program_rule *rule = &examples->program->rules.items[examples->rule];
    if (str_equal(name, STR("type")) || str_equal(name, STR("span")) || rule->calls_emit)
        return true;
    for (size_t i = 0; i < rule->types.count; i++) {
        const struct program_type *type = program_type_find(examples->program, rule->types.items[i]);
        if (!type || is_among(type->roles.items, type->roles.count, name) ||
            is_among(type->features.items, type->features.count, name))
            return true;
    }
    return false;
}

static void read_texts(const struct examples *examples, int index, tocsin_expected_field *out)
{
    lua_State *L = examples->L;
    lua_Integer count = (lua_Integer)lua_rawlen(L, index);
    if (count < 1 || count > TEXTS_LIMIT)
        fail(examples, "`%s` expects '%s' to be a list of 1 to %d texts", examples->key, out->name,
             (int)TEXTS_LIMIT);
    const char **texts = keep(examples, (size_t)count * sizeof *texts);
    for (lua_Integer i = 1; i <= count; i++, lua_pop(L, 1)) {
        if (lua_rawgeti(L, index, i) != LUA_TSTRING)
            fail(examples, "`%s` expects '%s' to be a list with a %s in it, not texts alone", examples->key,
                 out->name, luaL_typename(L, -1));
        texts[i - 1] = keep_text(examples, -1, NULL);
    }
    out->texts = texts;
    out->text_count = (size_t)count;
}

/* The name is at `index` - 1, the value at `index`. */
static tocsin_expected_field read_field(const struct examples *examples, int index)
{
    lua_State *L = examples->L;
    tocsin_expected_field field = {.name = keep_text(examples, index - 1, NULL), .kind = TOCSIN_EXPECT_TEXTS};
    if (!field_can_be(examples, str_of(field.name)))
        fail(examples, "`%s` expects '%s', which no record of this rule can have", examples->key, field.name);
    const char **text;
    switch (lua_type(L, index)) {
    case LUA_TSTRING:
        text = keep(examples, sizeof *text);
        *text = keep_text(examples, index, NULL);
        field.texts = text;
        field.text_count = 1;
        break;
    case LUA_TTABLE:
        read_texts(examples, index, &field);
        break;
    case LUA_TNUMBER:
        field.kind = TOCSIN_EXPECT_NUMBER;
        field.number = lua_tonumber(L, index);
        break;
    case LUA_TBOOLEAN:
        field.kind = lua_toboolean(L, index) ? TOCSIN_EXPECT_PRESENT : TOCSIN_EXPECT_ABSENT;
        break;
    default:
        fail(examples, "`%s` expects '%s' to be a %s; it may be a text, texts, a number or a boolean",
             examples->key, field.name, luaL_typename(L, index));
    }
    return field;
}

static void sort_field_in(tocsin_expected_field *fields, size_t count, tocsin_expected_field field)
{
    size_t place = count;
    for (; place > 0 && strcmp(fields[place - 1].name, field.name) > 0; place--)
        fields[place] = fields[place - 1];
    fields[place] = field;
}

/* All keys of the table at `index` that are names. */
static tocsin_expected_record read_record(const struct examples *examples, int index)
{
    lua_State *L = examples->L;
    tocsin_expected_field fields[FIELDS_LIMIT];
    tocsin_expected_record record = {NULL, 0};
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        if (lua_isinteger(L, -2))
            continue;
        if (lua_type(L, -2) != LUA_TSTRING)
            fail(examples, "`%s` holds a field whose name is a %s", examples->key, luaL_typename(L, -2));
        if (record.field_count == FIELDS_LIMIT)
            fail(examples, "`%s` expects more than %d fields of one record", examples->key, (int)FIELDS_LIMIT);
        sort_field_in(fields, record.field_count, read_field(examples, lua_gettop(L)));
        record.field_count++;
    }
    if (record.field_count) {
        tocsin_expected_field *kept = keep(examples, record.field_count * sizeof *kept);
        memcpy(kept, fields, record.field_count * sizeof *kept);
        record.fields = kept;
    }
    return record;
}

/* ---- Examples ------------------------------------------------------------------------------------------ */

static void read_text(struct examples *examples, int index, tocsin_example *out)
{
    if (lua_type(examples->L, index) != LUA_TSTRING || lua_rawlen(examples->L, index) == 0)
        fail(examples, "`%s` holds an example without a text", examples->key);
    out->text = keep_text(examples, index, &out->length);
    examples->text = (struct str){out->text, out->length};
}

/* { "TEXT", field = …, { field = … }, … } */
static void read_described(struct examples *examples, int index, tocsin_example *out)
{
    lua_State *L = examples->L;
    tocsin_expected_record records[RECORDS_LIMIT];
    lua_Integer count = (lua_Integer)lua_rawlen(L, index);
    lua_rawgeti(L, index, 1);
    read_text(examples, lua_gettop(L), out);
    lua_pop(L, 1);
    if (count > RECORDS_LIMIT)
        fail(examples, "`%s` expects more than %d records of one text", examples->key, (int)RECORDS_LIMIT);
    records[0] = read_record(examples, index);
    out->record_count = records[0].field_count || count == 1;
    for (lua_Integer i = 2; i <= count; i++, lua_pop(L, 1)) {
        if (lua_rawgeti(L, index, i) != LUA_TTABLE)
            fail(examples, "`%s` holds an example with a %s behind its text; further records are tables",
                 examples->key, luaL_typename(L, -1));
        records[out->record_count++] = read_record(examples, lua_gettop(L));
    }
    tocsin_expected_record *kept = keep(examples, out->record_count * sizeof *kept);
    memcpy(kept, records, out->record_count * sizeof *kept);
    out->records = kept;
}

static void read_example(struct examples *examples, int index, bool accepts)
{
    lua_State *L = examples->L;
    struct program_rule *rule = &examples->program->rules.items[examples->rule];
    tocsin_example example = {.accepts = accepts};
    if (lua_istable(L, index) && accepts) {
        read_described(examples, index, &example);
    } else {
        read_text(examples, index, &example);
        example.record_count = accepts;
        if (accepts)
            example.records = memset(keep(examples, sizeof *example.records), 0, sizeof *example.records);
    }
    example.line = source_place_line(&examples->place, (struct str){example.text, example.length},
                                     &examples->program->declared->cursor);
    if (!array_push(examples->program->alloc, &rule->examples, example))
        machine_raise_memory(L);
}

static void read_list(struct examples *examples, int index, const char *key)
{
    lua_State *L = examples->L;
    examples->key = key;
    examples->text.data = NULL;
    if (lua_getfield(L, index, key) == LUA_TTABLE) {
        examples->place = module_declared_place(L, key);
        int list = lua_gettop(L);
        lua_Integer count = (lua_Integer)lua_rawlen(L, list), found = 0;
        if (count > EXAMPLES_LIMIT)
            fail(examples, "`%s` holds more than %d examples", key, (int)EXAMPLES_LIMIT);
        for (lua_pushnil(L); lua_next(L, list); lua_pop(L, 1))
            found++;
        if (found != count)
            fail(examples, "`%s` is not a list of examples: a text with its fields stands in braces of its own",
                 key);
        for (lua_Integer i = 1; i <= count; i++, lua_pop(L, 1)) {
            lua_rawgeti(L, list, i);
            examples->text.data = NULL;
            read_example(examples, lua_gettop(L), key[0] == 'a');
        }
    }
    lua_pop(L, 1);
}

void rule_examples_read(lua_State *L, int index, uint32_t rule)
{
    struct examples examples = {.L = L, .program = machine_of(L)->building, .rule = rule};
    index = lua_absindex(L, index);
    luaL_checkstack(L, 12, NULL);
    read_list(&examples, index, "accepts");
    read_list(&examples, index, "rejects");
}
