#include "script/emit.h"
#include "script/view.h"

void view_record_push(lua_State *L, record_handle handle)
{
    struct view_record *view = view_new(L, VIEW_RECORD, sizeof *view);
    view->generation = machine_of(L)->generation;
    view->handle = handle;
}

record_handle view_check_record(lua_State *L, int index)
{
    const struct view_record *view = view_check(L, index, VIEW_RECORD);
    view_check_alive(L, view->generation);
    return view->handle;
}

static const tocsin_record *record_at(lua_State *L, int index)
{
    record_handle handle = view_check_record(L, index);
    return &machine_document_of(L)->records->records.items[handle];
}

static struct str check_str(lua_State *L, int index)
{
    struct str text;
    text.data = luaL_checklstring(L, index, &text.length);
    return text;
}

void view_feature_push(lua_State *L, const tocsin_feature *feature)
{
    switch (feature->kind) {
    case TOCSIN_VALUE_STRING:
        lua_pushstring(L, feature->value.string);
        break;
    case TOCSIN_VALUE_NUMBER:
        lua_pushnumber(L, feature->value.number);
        break;
    case TOCSIN_VALUE_INTEGER:
        lua_pushinteger(L, feature->value.integer);
        break;
    case TOCSIN_VALUE_BOOLEAN:
        lua_pushboolean(L, feature->value.boolean);
        break;
    case TOCSIN_VALUE_SPAN:
        view_span_push(L, feature->value.span);
        break;
    }
}

/* record:roles(name): a list of the role's spans, empty when the record has none. */
static int record_roles(lua_State *L)
{
    const tocsin_record *record = record_at(L, 1);
    const char *name = luaL_checkstring(L, 2);
    lua_Integer count = 0;
    lua_newtable(L);
    for (size_t i = 0; i < record->role_count; i++) {
        if (strcmp(record->roles[i].name, name) != 0)
            continue;
        view_span_push(L, record->roles[i].span);
        lua_rawseti(L, -2, ++count);
    }
    return 1;
}

/* record:role(name): the role's first span, or nil. */
static int record_role(lua_State *L)
{
    const tocsin_record *record = record_at(L, 1);
    const char *name = luaL_checkstring(L, 2);
    size_t i = 0;
    while (i < record->role_count && strcmp(record->roles[i].name, name) != 0)
        i++;
    if (i < record->role_count)
        view_span_push(L, record->roles[i].span);
    else
        lua_pushnil(L);
    return 1;
}

/* record:feature(name): its value, or nil. */
static int record_feature(lua_State *L)
{
    const tocsin_record *record = record_at(L, 1);
    const char *name = luaL_checkstring(L, 2);
    size_t i = 0;
    while (i < record->feature_count && strcmp(record->features[i].name, name) != 0)
        i++;
    if (i < record->feature_count)
        view_feature_push(L, &record->features[i]);
    else
        lua_pushnil(L);
    return 1;
}

static int finish(lua_State *L, tocsin_status status, const tocsin_error *error)
{
    return status ? script_error_raise(L, error) : 0;
}

/* record:link(relation, other) */
static int record_link_method(lua_State *L)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    record_handle from = view_check_record(L, 1), to = view_check_record(L, 3);
    return finish(L, record_link(machine_document_of(L)->records, from, check_str(L, 2), to, &error), &error);
}

/* record:attribute(holder): it stands under the holder's claim, innermost first. */
static int record_attribute_method(lua_State *L)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    record_handle record = view_check_record(L, 1), holder = view_check_record(L, 2);
    luaL_argcheck(L, record != holder, 2, "a record cannot hold itself");
    return finish(L, record_attribute(machine_document_of(L)->records, record, holder, &error), &error);
}

/* record:set(feature, value) */
static int record_set_method(lua_State *L)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    record_handle record = view_check_record(L, 1);
    struct feature_draft feature = {.name = check_str(L, 2)};
    luaL_argcheck(L, emit_feature_value(L, 3, &feature), 3, "a string, number, boolean or span");
    emit_check_feature(L, record_at(L, 1)->type, feature.name);
    struct record_store *records = machine_document_of(L)->records;
    tocsin_status status = record_set_feature(records, record, &feature, &error);
    if (!status)
        emit_order_features(machine_of(L)->program, &records->records.items[record]);
    return finish(L, status, &error);
}

/* record:set_entity(role, name, inferred) */
static int record_set_entity_method(lua_State *L)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    record_handle record = view_check_record(L, 1);
    struct record_store *records = machine_document_of(L)->records;
    bool inferred = lua_toboolean(L, 4);
    return finish(L, record_set_entity(records, record, check_str(L, 2), check_str(L, 3), inferred, &error),
                  &error);
}

/* record:drop(): it is none; neither are the links and attributions that lead to it. */
static int record_drop_method(lua_State *L)
{
    record_drop(machine_document_of(L)->records, view_check_record(L, 1));
    return 0;
}

static int record_index(lua_State *L)
{
    const tocsin_record *record = record_at(L, 1);
    const char *key = luaL_checkstring(L, 2);
    if (strcmp(key, "type") == 0)
        return lua_pushstring(L, record->type) != NULL;
    if (strcmp(key, "rule") == 0)
        return lua_pushstring(L, record->rule) != NULL;
    if (strcmp(key, "confidence") == 0) {
        lua_pushnumber(L, record->confidence);
        return 1;
    }
    if (strcmp(key, "span") == 0) {
        view_span_push(L, record->span);
        return 1;
    }
    if (!view_push_method(L, VIEW_RECORD, key))
        return luaL_error(L, "a record has no field or method '%s'", key);
    return 1;
}

static int record_equal(lua_State *L)
{
    lua_pushboolean(L, view_check_record(L, 1) == view_check_record(L, 2));
    return 1;
}

static int record_text(lua_State *L)
{
    lua_pushfstring(L, "record: %s", record_at(L, 1)->type);
    return 1;
}

void view_record_open(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"role", record_role},
        {"roles", record_roles},
        {"feature", record_feature},
        {"link", record_link_method},
        {"attribute", record_attribute_method},
        {"set", record_set_method},
        {"set_entity", record_set_entity_method},
        {"drop", record_drop_method},
        {"__index", record_index},
        {"__eq", record_equal},
        {"__tostring", record_text},
        {NULL, NULL},
    };
    view_kind_open(L, VIEW_RECORD, "record", methods);
}
