/* What the words of a span are, as lists: one call for many words, as a call for each would cost more than the
 * words. */
#include "english/tags.h"
#include "script/view.h"

void view_list_begin(lua_State *L, size_t *first, size_t *last)
{
    tocsin_span span = view_check_span(L, 1);
    view_tokens_of(machine_document_of(L)->segmentation, span, first, last);
    sandbox_charge(L, *last - *first);
    lua_createtable(L, (int)(*last - *first), 0);
}

/* ---- What fills a list on top with the words [first, last) ------------------------------------------------ */

static void add_words(lua_State *L, size_t first, size_t last, int unused)
{
    (void)unused;
    const struct machine_document *document = machine_document_of(L);
    for (size_t i = first; i < last; i++) {
        const struct form *form = vocabulary_form(document->vocabulary, document->segmentation->forms.items[i]);
        lua_pushlstring(L, form->text.data, form->text.length);
        lua_rawseti(L, -2, (lua_Integer)(i - first) + 1);
    }
}

/* Case folded. `words`: the place on the stack of their list, where there is one; most words are folded already. */
static void add_lowers(lua_State *L, size_t first, size_t last, int words)
{
    const struct machine_document *document = machine_document_of(L);
    for (size_t i = first; i < last; i++) {
        form_id id = document->segmentation->forms.items[i];
        const struct form *form = vocabulary_form(document->vocabulary, id);
        if (words && form->fold == id) {
            lua_rawgeti(L, words, (lua_Integer)(i - first) + 1);
        } else {
            form = vocabulary_form(document->vocabulary, form->fold);
            lua_pushlstring(L, form->text.data, form->text.length);
        }
        lua_rawseti(L, -2, (lua_Integer)(i - first) + 1);
    }
}

/* Where the words begin or end. */
static void add_edges(lua_State *L, size_t first, size_t last, int ends)
{
    const struct segmentation *segmentation = machine_document_of(L)->segmentation;
    for (size_t i = first; i < last; i++) {
        const struct token *token = &segmentation->tokens.items[i];
        lua_pushinteger(L, ends ? token->end : token->start);
        lua_rawseti(L, -2, (lua_Integer)(i - first) + 1);
    }
}

/* Pushes the name of a label as part of speech or tag; the names are on top. A bundle without token patterns has no
 * tagger itself, but may run beside one that has. */
static void push_label(lua_State *L, const struct tags *tags, uint8_t label, bool tag)
{
    if (lua_rawgeti(L, -1, label + 1) != LUA_TNIL)
        return;
    const struct tag_model *model = tags_model(tags);
    lua_pop(L, 1);
    lua_pushstring(L, tag ? tag_model_tag(model, label) : tag_model_pos(model, label));
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, label + 1);
}

static void add_labels(lua_State *L, size_t first, size_t last, int tag)
{
    struct tags *tags = view_word_check(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine_of(L)->label_names[tag]);
    for (size_t i = first; i < last; i++) {
        uint8_t label;
        if (!tags_label(&label, tags, (uint32_t)i))
            machine_raise_memory(L);
        push_label(L, tags, label, tag);
        lua_rawseti(L, -3, (lua_Integer)(i - first) + 1);
    }
    lua_pop(L, 1);
}

/* ---- Methods -------------------------------------------------------------------------------------------- */

/* Adds the words [first, last) to the list on top. `which` of two things about them; of lowers, where the words
 * are. */
typedef void add_list(lua_State *L, size_t first, size_t last, int which);

static int push_one(lua_State *L, add_list *add, int which)
{
    size_t first, last;
    view_list_begin(L, &first, &last);
    add(L, first, last, which);
    return 1;
}

int view_list_words(lua_State *L)
{
    return push_one(L, add_words, 0);
}

int view_list_lowers(lua_State *L)
{
    return push_one(L, add_lowers, 0);
}

int view_list_starts(lua_State *L)
{
    return push_one(L, add_edges, false);
}

int view_list_stops(lua_State *L)
{
    return push_one(L, add_edges, true);
}

int view_list_classes(lua_State *L)
{
    return push_one(L, add_labels, false);
}

int view_list_tags(lua_State *L)
{
    return push_one(L, add_labels, true);
}

int view_list_lemmas(lua_State *L)
{
    struct tags *tags = view_word_check(L);
    size_t first, last;
    view_list_begin(L, &first, &last);
    for (size_t i = first; i < last; i++) {
        struct lemma_answer answer;
        struct str lemma;
        if (!tags_lemma(&lemma, &answer, tags, (uint32_t)i))
            return machine_raise_memory(L);
        lua_pushlstring(L, lemma.data, lemma.length);
        lua_rawseti(L, -2, (lua_Integer)(i - first) + 1);
    }
    return 1;
}

/* span:lists(): words, lowers, classes, tags, starts and stops in one call. */
int view_list_all(lua_State *L)
{
    enum { WORDS = 2, LISTS = 6 };
    size_t first, last;
    lua_settop(L, 1);
    view_list_begin(L, &first, &last);
    sandbox_charge(L, (LISTS - 1) * (last - first));
    static const struct {
        add_list *add;
        int which;
    } others[] = {
        {add_lowers, WORDS}, {add_labels, false}, {add_labels, true}, {add_edges, false}, {add_edges, true}};
    add_words(L, first, last, 0);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        lua_createtable(L, (int)(last - first), 0);
        others[i].add(L, first, last, others[i].which);
    }
    return LISTS;
}

/* A word of a list costs more to make a string of than to tag: names of labels are made once a state, when they are
 * met. */
void view_lists_open(lua_State *L)
{
    for (unsigned tag = 0; tag < 2; tag++) {
        lua_newtable(L);
        machine_of(L)->label_names[tag] = luaL_ref(L, LUA_REGISTRYINDEX);
    }
}
