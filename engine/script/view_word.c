/* What a word is where it stands: its part of speech, tag and lemma. */
#include "english/tags.h"
#include "script/view.h"

typedef bool word_value(struct str *out, struct lemma_answer *answer, struct tags *tags, uint32_t token);

static bool value_pos(struct str *out, struct lemma_answer *answer, struct tags *tags, uint32_t token)
{
    (void)answer;
    return tags_pos(out, tags, token);
}

static bool value_tag(struct str *out, struct lemma_answer *answer, struct tags *tags, uint32_t token)
{
    (void)answer;
    return tags_tag(out, tags, token);
}

static const struct {
    const char *name;
    word_value *value;
} fields[] = {{"pos", value_pos}, {"tag", value_tag}, {"lemma", tags_lemma}};

static struct tags *check_tags(lua_State *L)
{
    struct tags *tags = machine_document_of(L)->tags;
    if (!tags)
        luaL_error(L, "no words are tagged: no bundle that runs has token patterns or is `tagged`, or its language "
                      "has no tagger");
    return tags;
}

static void push_value(lua_State *L, word_value *value, size_t token)
{
    struct lemma_answer answer;
    struct str text;
    if (!value(&text, &answer, check_tags(L), (uint32_t)token))
        machine_raise_memory(L);
    lua_pushlstring(L, text.data, text.length);
}

bool view_word_field(lua_State *L, int index, const char *key)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        size_t first, last;
        if (strcmp(fields[i].name, key) != 0)
            continue;
        view_tokens_of(machine_document_of(L)->segmentation, view_check_span(L, index), &first, &last);
        if (last - first == 1)
            push_value(L, fields[i].value, first);
        else
            lua_pushnil(L);
        return true;
    }
    return view_tree_field(L, index, key);
}

/* ---- Lists ---------------------------------------------------------------------------------------------- */

/* A word of a list costs more to make a string of than to tag: the names of labels are made once a state. */
void view_word_open(lua_State *L)
{
    struct machine *machine = machine_of(L);
    const struct tag_model *model = machine->program->tags;
    for (unsigned tag = 0; tag < 2; tag++) {
        lua_newtable(L);
        for (size_t i = 0; model && i < model->label_count; i++) {
            lua_pushstring(L, tag ? tag_model_tag(model, (uint8_t)i) : tag_model_pos(model, (uint8_t)i));
            lua_rawseti(L, -2, (lua_Integer)i + 1);
        }
        machine->label_names[tag] = luaL_ref(L, LUA_REGISTRYINDEX);
    }
}

static int push_labels(lua_State *L, unsigned tag)
{
    struct tags *tags = check_tags(L);
    size_t first, last;
    view_list_begin(L, &first, &last);
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine_of(L)->label_names[tag]);
    for (size_t i = first; i < last; i++) {
        uint8_t label;
        if (!tags_label(&label, tags, (uint32_t)i))
            return machine_raise_memory(L);
        lua_rawgeti(L, -1, label + 1);
        lua_rawseti(L, -3, (lua_Integer)(i - first) + 1);
    }
    lua_pop(L, 1);
    return 1;
}

static int push_list(lua_State *L, word_value *value)
{
    size_t first, last;
    view_list_begin(L, &first, &last);
    for (size_t i = first; i < last; i++) {
        push_value(L, value, i);
        lua_rawseti(L, -2, (lua_Integer)(i - first) + 1);
    }
    return 1;
}

/* A bundle without token patterns may run beside one that has words tagged. */
static bool has_labels(lua_State *L)
{
    return machine_of(L)->program->tags != NULL;
}

int view_word_classes(lua_State *L)
{
    return has_labels(L) ? push_labels(L, 0) : push_list(L, value_pos);
}

int view_word_tags(lua_State *L)
{
    return has_labels(L) ? push_labels(L, 1) : push_list(L, value_tag);
}

int view_word_lemmas(lua_State *L)
{
    return push_list(L, tags_lemma);
}
