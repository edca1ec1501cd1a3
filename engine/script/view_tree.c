/* Where a word stands in its sentence's dependency tree. */
#include "english/trees.h"
#include "script/view.h"

struct trees *view_tree_check(lua_State *L)
{
    struct trees *trees = machine_document_of(L)->trees;
    if (!trees)
        luaL_error(L, "no sentences are parsed: no bundle that runs has token patterns or is `tagged`, or its "
                      "language has no parser");
    return trees;
}

static uint32_t head_of(lua_State *L, uint32_t token, struct str *relation)
{
    uint32_t head;
    if (!trees_arc(&head, relation, view_tree_check(L), token))
        machine_raise_memory(L);
    return head;
}

static void push_tokens(lua_State *L, size_t first, size_t last)
{
    const struct token *tokens = machine_document_of(L)->segmentation->tokens.items;
    view_span_push(L, (tocsin_span){tokens[first].start, tokens[last - 1].end});
}

/* The words of argument `index`: false where there are none. */
static bool words_of(lua_State *L, int index, size_t *first, size_t *last)
{
    view_tokens_of(machine_document_of(L)->segmentation, view_check_span(L, index), first, last);
    return *first < *last;
}

/* ---- Fields --------------------------------------------------------------------------------------------- */

bool view_tree_field(lua_State *L, int index, const char *key)
{
    bool relation = strcmp(key, "rel") == 0;
    size_t first, last;
    if (!relation && strcmp(key, "head") != 0)
        return false;
    lua_pushnil(L);
    if (!words_of(L, index, &first, &last) || last - first > 1)
        return true;
    struct str name;
    uint32_t head = head_of(L, (uint32_t)first, &name);
    if (relation)
        lua_pushlstring(L, name.data, name.length);
    else if (head != TREE_NONE)
        push_tokens(L, head, head + 1);
    return true;
}

/* ---- Methods -------------------------------------------------------------------------------------------- */

/* Whether a relation is `wanted`, or a kind of it: "nsubj:pass" is an "nsubj". */
static bool is_relation(struct str name, struct str wanted)
{
    return wanted.length == 0 ||
           (str_begins_with(name, wanted) && (name.length == wanted.length || name.data[wanted.length] == ':'));
}

/* span:top(): the word of the span that all its others hang on, or the first that hangs on none of them. */
static size_t top_of(lua_State *L, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++) {
        uint32_t head = head_of(L, (uint32_t)i, NULL);
        if (head < first || head >= last)
            return i;
    }
    return first;
}

int view_tree_top(lua_State *L)
{
    size_t first, last;
    view_tree_check(L);
    if (!words_of(L, 1, &first, &last))
        return 0;
    sandbox_charge(L, last - first);
    size_t top = top_of(L, first, last);
    push_tokens(L, top, top + 1);
    return 1;
}

/* The tree of the sentence of a word; false: out of words. *base: the token that its word 0 is. */
static bool tree_of(lua_State *L, struct tree *out, size_t *word, uint32_t *base)
{
    const struct segmentation *segmentation = machine_document_of(L)->segmentation;
    size_t first, last;
    struct trees *trees = view_tree_check(L);
    if (!words_of(L, 1, &first, &last))
        return false;
    size_t top = top_of(L, first, last), sentence = segmentation_sentence_of(segmentation, (uint32_t)top);
    *base = segmentation->sentences.items[sentence].first_token;
    *word = top - *base;
    if (!trees_get(out, trees, (uint32_t)sentence))
        machine_raise_memory(L);
    return true;
}

/* span:children([relation]): what hangs on the word, in the order of the text; of several words, on their top. */
int view_tree_children(lua_State *L)
{
    struct tree tree;
    struct str wanted, name;
    size_t word;
    uint32_t base;
    lua_Integer count = 0;
    wanted.data = luaL_optlstring(L, 2, "", &wanted.length);
    lua_newtable(L);
    if (!tree_of(L, &tree, &word, &base))
        return 1;
    for (uint32_t child = tree.nodes[word].child; child != TREE_NONE; child = tree.nodes[child].next) {
        sandbox_charge(L, 1);
        head_of(L, base + child, &name);
        if (!is_relation(name, wanted))
            continue;
        push_tokens(L, base + child, base + child + 1);
        lua_rawseti(L, -2, ++count);
    }
    return 1;
}

/* span:subtree(): from the first word to the last of all that is below the word, it included, without marks at the
 * edges; of several words, below their top. */
int view_tree_subtree(lua_State *L)
{
    struct tree tree;
    size_t word;
    uint32_t base;
    if (!tree_of(L, &tree, &word, &base))
        return 0;
    const struct tree_node *node = &tree.nodes[word];
    sandbox_charge(L, 1);
    if (node->first == node->last) /* a mark alone */
        push_tokens(L, base + word, base + word + 1);
    else
        push_tokens(L, base + node->first, base + node->last);
    return 1;
}
