#include "script/emit.h"

/* Keys of an emit table that are neither roles nor features. */
static bool is_reserved(struct str key)
{
    static const char *const keys[] = {"type", "span", "confidence", "rule", "attributed_to", "links", "features"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_equal(key, str_of(keys[i])))
            return true;
    return false;
}

static size_t place_in(const struct str *names, size_t count, struct str name)
{
    size_t place = 0;
    while (place < count && !str_equal(names[place], name))
        place++;
    return place;
}

void emit_check_role(lua_State *L, struct str type, struct str name)
{
    const struct program_type *known = program_type_find(machine_of(L)->program, type);
    if (known && place_in(known->roles.items, known->roles.count, name) == known->roles.count)
        luaL_error(L, "type '%s' has no role '%s' (bundle.lua declares its roles)", type.data, name.data);
}

void emit_check_feature(lua_State *L, const char *type, struct str name)
{
    const struct program_type *known = program_type_find(machine_of(L)->program, str_of(type));
    if (known && place_in(known->features.items, known->features.count, name) == known->features.count)
        luaL_error(L, "type '%s' has no feature '%s' (bundle.lua declares its features)", type, name.data);
}

static struct str str_at(lua_State *L, int index)
{
    struct str text;
    text.data = lua_tolstring(L, index, &text.length);
    return text;
}

bool emit_feature_value(lua_State *L, int index, struct feature_draft *out)
{
    switch (lua_type(L, index)) {
    case LUA_TSTRING:
        out->kind = TOCSIN_VALUE_STRING;
        out->value.string = str_at(L, index);
        return true;
    case LUA_TBOOLEAN:
        out->kind = TOCSIN_VALUE_BOOLEAN;
        out->value.boolean = lua_toboolean(L, index);
        return true;
    case LUA_TNUMBER:
        out->kind = lua_isinteger(L, index) ? TOCSIN_VALUE_INTEGER : TOCSIN_VALUE_NUMBER;
        if (out->kind == TOCSIN_VALUE_INTEGER)
            out->value.integer = lua_tointeger(L, index);
        else
            out->value.number = lua_tonumber(L, index);
        return true;
    default:
        out->kind = TOCSIN_VALUE_SPAN;
        return view_to_span(L, index, &out->value.span);
    }
}

static void push_or_raise(lua_State *L, bool pushed)
{
    if (!pushed)
        machine_raise_memory(L);
}

static void add_role(lua_State *L, const struct role_draft *role)
{
    struct machine *machine = machine_of(L);
    if (role->span.end <= role->span.start)
        luaL_error(L, "role '%s' has an empty span", role->name.data);
    push_or_raise(L, array_push(machine->alloc, &machine->draft.roles, *role));
}

/* { span, span, entity = "…", inferred = true } */
static void read_role_list(lua_State *L, int index, struct role_draft role)
{
    sandbox_unfreeze(L, index);
    lua_Integer count = (lua_Integer)lua_rawlen(L, index);
    if (lua_getfield(L, index, "entity") == LUA_TSTRING)
        role.entity = str_at(L, -1);
    lua_getfield(L, index, "inferred");
    role.inferred = lua_toboolean(L, -1);
    lua_pop(L, 2);
    if (count == 0)
        luaL_error(L, "role '%s' holds no span", role.name.data);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, index, i);
        if (!view_to_span(L, -1, &role.span))
            luaL_error(L, "role '%s' holds a value that is no span", role.name.data);
        add_role(L, &role);
        lua_pop(L, 1);
    }
}

static void add_feature(lua_State *L, int index, struct str name)
{
    struct machine *machine = machine_of(L);
    struct feature_draft feature = {.name = name};
    if (!emit_feature_value(L, index, &feature))
        luaL_error(L, "feature '%s' is neither string, number, boolean nor span", name.data);
    push_or_raise(L, array_push(machine->alloc, &machine->draft.features, feature));
}

static void read_pair(lua_State *L, struct str type)
{
    int value = lua_gettop(L);
    if (lua_type(L, -2) != LUA_TSTRING)
        luaL_error(L, "an emitted record has a key that is no name");
    struct str key = str_at(L, -2);
    struct role_draft role = {.name = key};
    if (is_reserved(key))
        return;
    if (view_to_span(L, value, &role.span)) {
        emit_check_role(L, type, key);
        add_role(L, &role);
    } else if (lua_istable(L, value)) {
        emit_check_role(L, type, key);
        read_role_list(L, value, role);
    } else {
        emit_check_feature(L, type.data, key);
        add_feature(L, value, key);
    }
}

static void read_features(lua_State *L, int index, struct str type)
{
    int kind = lua_getfield(L, index, "features");
    if (kind == LUA_TTABLE) {
        sandbox_unfreeze(L, -1);
        for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
            if (lua_type(L, -2) != LUA_TSTRING)
                luaL_error(L, "`features` has a key that is no name");
            emit_check_feature(L, type.data, str_at(L, -2));
            add_feature(L, lua_gettop(L), str_at(L, -2));
        }
    } else if (kind != LUA_TNIL) {
        luaL_error(L, "`features` is a %s, not a table", lua_typename(L, kind));
    }
    lua_pop(L, 1);
}

static void read_attributions(lua_State *L, int index)
{
    struct machine *machine = machine_of(L);
    if (lua_getfield(L, index, "attributed_to") == LUA_TTABLE) {
        for (lua_Integer i = 1; lua_geti(L, -1, i) != LUA_TNIL; i++, lua_pop(L, 1))
            push_or_raise(L, array_push(machine->alloc, &machine->draft.attributed_to, view_check_record(L, -1)));
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

/* links = { { rel = "consequence", to = record }, … } */
static void read_links(lua_State *L, int index)
{
    struct machine *machine = machine_of(L);
    if (lua_getfield(L, index, "links") == LUA_TTABLE) {
        for (lua_Integer i = 1; lua_geti(L, -1, i) == LUA_TTABLE; i++, lua_pop(L, 3)) {
            lua_getfield(L, -1, "rel");
            lua_getfield(L, -2, "to");
            struct link_draft link = {{luaL_checkstring(L, -2), 0}, view_check_record(L, -1)};
            link.relation.length = strlen(link.relation.data);
            push_or_raise(L, array_push(machine->alloc, &machine->draft.links, link));
        }
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

/* Table order is chance; the order that bundle.lua declares, else that of the text, is not. */
static bool role_before(const struct program_type *type, const struct role_draft *a, const struct role_draft *b)
{
    if (type) {
        size_t left = place_in(type->roles.items, type->roles.count, a->name);
        size_t right = place_in(type->roles.items, type->roles.count, b->name);
        if (left != right)
            return left < right;
    } else if (!str_equal(a->name, b->name)) {
        return a->span.start != b->span.start ? a->span.start < b->span.start : str_compare(a->name, b->name) < 0;
    }
    return a->span.start < b->span.start;
}

bool emit_feature_before(const struct program_type *type, struct str a, struct str b)
{
    if (!type)
        return str_compare(a, b) < 0;
    return place_in(type->features.items, type->features.count, a) <
           place_in(type->features.items, type->features.count, b);
}

/* Insertion sorts: a record has a handful of each. */
static void sort_roles(const struct program_type *type, struct role_draft *roles, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        for (size_t k = i; k > 0 && role_before(type, &roles[k], &roles[k - 1]); k--) {
            struct role_draft swap = roles[k];
            roles[k] = roles[k - 1];
            roles[k - 1] = swap;
        }
    }
}

static void sort_features(const struct program_type *type, struct feature_draft *features, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        for (size_t k = i; k > 0 && emit_feature_before(type, features[k].name, features[k - 1].name); k--) {
            struct feature_draft swap = features[k];
            features[k] = features[k - 1];
            features[k - 1] = swap;
        }
    }
}

void emit_sort_roles(const struct program *program, struct record_draft *draft)
{
    sort_roles(program_type_find(program, draft->type), draft->roles.items, draft->roles.count);
}

void emit_sort(const struct program *program, struct record_draft *draft)
{
    emit_sort_roles(program, draft);
    sort_features(program_type_find(program, draft->type), draft->features.items, draft->features.count);
}

void emit_order_features(const struct program *program, tocsin_record *record)
{
    const struct program_type *type = program_type_find(program, str_of(record->type));
    tocsin_feature *features = (tocsin_feature *)record->features; /* the store's own copy */
    for (size_t i = 1; i < record->feature_count; i++) {
        for (size_t k = i; k > 0 && emit_feature_before(type, str_of(features[k].name), str_of(features[k - 1].name)); k--) {
            tocsin_feature swap = features[k];
            features[k] = features[k - 1];
            features[k - 1] = swap;
        }
    }
}

double emit_check_confidence(lua_State *L, int index)
{
    double confidence = 1.0;
    if (!lua_isnil(L, index)) {
        if (lua_type(L, index) != LUA_TNUMBER)
            luaL_error(L, "`confidence` is a %s, not a number from 0 to 1", luaL_typename(L, index));
        confidence = lua_tonumber(L, index);
        if (!(confidence >= 0 && confidence <= 1))
            luaL_error(L, "`confidence` is not a number from 0 to 1");
    }
    return confidence;
}

/* Patterns wait for the rules that emit what they read: one that does so unannounced would be read by nobody. */
static void check_type(lua_State *L, struct str type)
{
    const struct machine *machine = machine_of(L);
    const struct program_rule *rule = NULL;
    if (machine->rule_index != UINT32_MAX) {
        rule = &machine->program->rules.items[machine->rule_index];
        if (place_in(rule->types.items, rule->types.count, type) < rule->types.count)
            return;
        if (rule->says_types)
            luaL_error(L, "this rule emits type '%s', which its `emits` does not name", type.data);
    }
    const struct program_kind *kind = program_kind_find(machine->program, type);
    if (kind && kind->read && !rule)
        luaL_error(L, "patterns read %%%s: a handler files it too late for them, so a rule has to", type.data);
    if (kind && kind->read)
        luaL_error(L, "patterns read %%%s: a rule that emits it has to say so, by `emits`", type.data);
}

static record_handle file_draft(lua_State *L)
{
    struct machine *machine = machine_of(L);
    struct machine_document *document = machine_document_of(L);
    tocsin_error error; /* filled in on failure: emptying it takes as long as filing the record */
    record_handle handle = RECORD_NONE;
    sandbox_charge(L, 20 + 10 * machine->draft.roles.count);
    if (record_add(document->records, &machine->draft, document->source->text.length, &handle, &error))
        script_error_raise(L, &error);
    return handle;
}

/* Places on the stack, counted from the table's, of the fields that every record is asked for. */
enum { FIELD_TABLE, FIELD_TYPE, FIELD_SPAN, FIELD_CONFIDENCE, FIELD_PLACES = MACHINE_FIELDS };

/* What else a table holds. */
struct table_rest {
    bool parts;    /* roles or features by name */
    bool reserved; /* features, attributed_to, links */
};

/* Names of the fields by place. Lua keeps each short string once, so that mostly its address tells. */
static const char *const field_names[FIELD_PLACES] = {NULL, "type", "span", "confidence"};

static int field_of(const struct machine *machine, struct str key)
{
    for (int field = FIELD_TYPE; field < FIELD_PLACES; field++)
        if (key.data == machine->field_names[field])
            return field;
    for (int field = FIELD_TYPE; field < FIELD_PLACES; field++)
        if (str_equal(key, str_of(field_names[field])))
            return field;
    return FIELD_TABLE;
}

/* Keeps the names alive, and where they are. */
static void field_names_open(lua_State *L)
{
    for (int field = FIELD_TYPE; field < FIELD_PLACES; field++) {
        machine_of(L)->field_names[field] = lua_pushstring(L, field_names[field]);
        luaL_ref(L, LUA_REGISTRYINDEX);
    }
}

/* Copies what belongs to the key on the stack to its place. */
static void sort_field(lua_State *L, const struct machine *machine, int table, struct table_rest *rest)
{
    if (lua_type(L, -2) != LUA_TSTRING) {
        rest->parts = true;
        return;
    }
    struct str key = str_at(L, -2);
    int field = field_of(machine, key);
    if (field != FIELD_TABLE) {
        lua_copy(L, -1, table + field);
        return;
    }
    bool reserved = is_reserved(key);
    rest->reserved |= reserved;
    rest->parts |= !reserved;
}

/* One walk over the table finds the fields and whether there is more, which for most tables there is not. A table
 * with a metatable may answer for more than it holds, and is asked by name. */
static struct table_rest find_fields(lua_State *L, int table)
{
    struct table_rest rest = {true, true};
    const struct machine *machine = machine_of(L);
    if (lua_getmetatable(L, table)) {
        lua_pop(L, 1);
        for (int field = FIELD_TYPE; field < FIELD_PLACES; field++)
            lua_getfield(L, table, field_names[field]);
        return rest;
    }
    rest = (struct table_rest){false, false};
    lua_settop(L, table + FIELD_CONFIDENCE);
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
        sort_field(L, machine, table, &rest);
    return rest;
}

static void read_rest(lua_State *L, int table, const struct table_rest *rest)
{
    struct record_draft *draft = &machine_of(L)->draft;
    if (rest->parts)
        for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
            read_pair(L, draft->type);
    if (rest->reserved) {
        read_features(L, table, draft->type);
        read_attributions(L, table);
        read_links(L, table);
    }
    if (rest->parts || rest->reserved)
        emit_sort(machine_of(L)->program, draft);
}

record_handle emit_table(lua_State *L, int index, struct str rule)
{
    struct machine *machine = machine_of(L);
    struct record_draft *draft = &machine->draft;
    machine_document_of(L);
    luaL_checkstack(L, 8 + FIELD_PLACES, "emit");
    lua_pushvalue(L, index);
    int table = lua_gettop(L);
    sandbox_unfreeze(L, table);
    record_draft_clear(draft);
    draft->bundle = str_of(machine->program->label);
    draft->rule = rule;
    draft->rule_order = machine->rule_index;
    struct table_rest rest = find_fields(L, table);
    if (lua_type(L, table + FIELD_TYPE) != LUA_TSTRING)
        luaL_error(L, "an emitted record has no `type`");
    draft->type = str_at(L, table + FIELD_TYPE);
    check_type(L, draft->type);
    if (!lua_isnil(L, table + FIELD_SPAN) && !view_to_span(L, table + FIELD_SPAN, &draft->span))
        luaL_error(L, "`span` is a %s, not a span", luaL_typename(L, table + FIELD_SPAN));
    draft->confidence = emit_check_confidence(L, table + FIELD_CONFIDENCE);
    read_rest(L, table, &rest);
    return file_draft(L);
}

/* emit{…}: files a record and returns it. `rule` in the table names it within the file. */
static int lua_emit(lua_State *L)
{
    struct machine *machine = machine_of(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    struct str rule = machine->rule;
    if (lua_getfield(L, 1, "rule") == LUA_TSTRING) {
        struct str stem = machine->stem;
        lua_pushlstring(L, stem.data, stem.length);
        lua_pushfstring(L, "%s/%s", lua_tostring(L, -1), lua_tostring(L, -2));
        rule = str_at(L, -1);
    }
    view_record_push(L, emit_table(L, 1, rule));
    return 1;
}

void emit_open(lua_State *L)
{
    field_names_open(L);
    lua_pushcfunction(L, lua_emit);
    sandbox_set_global(L, "emit");
}
