#include "script/meta.h"
#include "script/view.h"

struct view_document {
    uint64_t generation;
};

void view_document_push(lua_State *L)
{
    struct machine *machine = machine_of(L);
    if (machine->document_view_generation == machine->generation) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, machine->document_view);
        return;
    }
    struct view_document *view = view_new(L, VIEW_DOCUMENT, sizeof *view);
    view->generation = machine->generation;
    lua_pushvalue(L, -1);
    lua_rawseti(L, LUA_REGISTRYINDEX, machine->document_view);
    machine->document_view_generation = machine->generation;
}

bool view_is_document(lua_State *L, int index)
{
    return view_test(L, index, VIEW_DOCUMENT) != NULL;
}

static const struct machine_document *document_at(lua_State *L, int index)
{
    const struct view_document *view = view_check(L, index, VIEW_DOCUMENT);
    return view_check_alive(L, view->generation);
}

static int document_sentences(lua_State *L)
{
    const struct segmentation *segmentation = document_at(L, 1)->segmentation;
    sandbox_charge(L, segmentation->sentences.count);
    lua_createtable(L, (int)segmentation->sentences.count, 0);
    for (size_t i = 0; i < segmentation->sentences.count; i++) {
        const struct sentence *sentence = &segmentation->sentences.items[i];
        view_span_push(L, (tocsin_span){sentence->start, sentence->end});
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

static int document_paragraphs(lua_State *L)
{
    const struct segmentation *segmentation = document_at(L, 1)->segmentation;
    sandbox_charge(L, segmentation->paragraphs.count);
    lua_createtable(L, (int)segmentation->paragraphs.count, 0);
    for (size_t i = 0; i < segmentation->paragraphs.count; i++) {
        const struct paragraph *paragraph = &segmentation->paragraphs.items[i];
        view_span_push(L, (tocsin_span){paragraph->start, paragraph->end});
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

static int document_tokens(lua_State *L)
{
    const struct segmentation *segmentation = document_at(L, 1)->segmentation;
    sandbox_charge(L, segmentation->tokens.count);
    lua_createtable(L, (int)segmentation->tokens.count, 0);
    for (size_t i = 0; i < segmentation->tokens.count; i++) {
        const struct token *token = &segmentation->tokens.items[i];
        view_span_push(L, (tocsin_span){token->start, token->end});
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

/* document:sentence(i): the i-th sentence (from 1), or nil. */
static int document_sentence(lua_State *L)
{
    const struct segmentation *segmentation = document_at(L, 1)->segmentation;
    lua_Integer index = luaL_checkinteger(L, 2);
    if (index < 1 || (lua_Unsigned)index > segmentation->sentences.count) {
        lua_pushnil(L);
        return 1;
    }
    const struct sentence *sentence = &segmentation->sentences.items[index - 1];
    view_span_push(L, (tocsin_span){sentence->start, sentence->end});
    return 1;
}

static bool is_boundary(struct str text, size_t offset)
{
    return offset == text.length || ((unsigned char)text.data[offset] & 0xc0) != 0x80;
}

/* document:span(start, stop): the bytes [start, stop), at character borders. */
static int document_span(lua_State *L)
{
    struct str text = document_at(L, 1)->source->text;
    lua_Integer start = luaL_checkinteger(L, 2), stop = luaL_checkinteger(L, 3);
    luaL_argcheck(L, start >= 0 && (size_t)start <= text.length && is_boundary(text, (size_t)start), 2,
                  "not the start of a character in this document");
    luaL_argcheck(L, stop >= start && (size_t)stop <= text.length && is_boundary(text, (size_t)stop), 3,
                  "not the end of a character in this document, at or behind the start");
    view_span_push(L, (tocsin_span){(uint32_t)start, (uint32_t)stop});
    return 1;
}

/* document:records([type]): those found so far, in the order they were found. */
static int document_records(lua_State *L)
{
    const struct record_store *records = document_at(L, 1)->records;
    const char *type = luaL_optstring(L, 2, NULL);
    lua_Integer count = 0;
    sandbox_charge(L, records->records.count);
    lua_newtable(L);
    for (size_t i = 0; i < records->records.count; i++) {
        if (!record_lives(records, (record_handle)i) || (type && strcmp(records->records.items[i].type, type) != 0))
            continue;
        view_record_push(L, (record_handle)i);
        lua_rawseti(L, -2, ++count);
    }
    return 1;
}

static int document_index(lua_State *L)
{
    const struct machine_document *document = document_at(L, 1);
    const char *key = luaL_checkstring(L, 2);
    if (strcmp(key, "text") == 0) {
        struct str text = document->source->text;
        sandbox_charge(L, text.length / 8);
        lua_pushlstring(L, text.data, text.length);
        return 1;
    }
    if (strcmp(key, "id") == 0) {
        lua_pushlstring(L, document->id.data, document->id.length);
        return 1;
    }
    if (strcmp(key, "length") == 0) {
        lua_pushinteger(L, (lua_Integer)document->source->text.length);
        return 1;
    }
    if (strcmp(key, "meta") == 0) {
        meta_push(L, document->meta);
        return 1;
    }
    if (!view_push_method(L, VIEW_DOCUMENT, key))
        return luaL_error(L, "a document has no field or method '%s'", key);
    return 1;
}

void view_document_open(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"sentences", document_sentences}, {"paragraphs", document_paragraphs}, {"tokens", document_tokens},
        {"sentence", document_sentence},   {"span", document_span},             {"records", document_records},
        {"annotations", view_annotations}, {"explain", view_explain},           {"__index", document_index},
        {NULL, NULL},
    };
    view_kind_open(L, VIEW_DOCUMENT, "document", methods);
    lua_pushboolean(L, 0);
    machine_of(L)->document_view = luaL_ref(L, LUA_REGISTRYINDEX);
}
