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

struct tags *view_word_check(lua_State *L)
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
    if (!value(&text, &answer, view_word_check(L), (uint32_t)token))
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
