/* The dependency trees of many words as lists: what asks much of a sentence asks a list far cheaper than a word. */
#include "english/trees.h"
#include "script/view.h"

/* A word's. Words are numbered from 1 within the span, as in the lists; 0 is none. */
struct arc {
    uint32_t head;
    uint32_t relation;    /* its place among the names of relations */
    uint32_t children;    /* how many hang on it, */
    uint32_t seen;        /* and how many of them are through */
    uint32_t first, last; /* all that hangs on it, itself included */
};

enum { ROOT = 1 };

/* A relation costs more to make a string of than to look up: names are made once a state, when they are met. */
void view_arcs_open(lua_State *L)
{
    lua_newtable(L);
    lua_pushliteral(L, "root");
    lua_rawseti(L, -2, ROOT);
    machine_of(L)->relation_names = luaL_ref(L, LUA_REGISTRYINDEX);
}

/* The arcs of those words of [first, last) that are of a sentence; `out` is that of the word at `first`. */
static void read_sentence(lua_State *L, struct arc *out, const struct sentence *sentence, size_t first, size_t last)
{
    const struct parse_arc *parsed;
    if (!trees_arcs(&parsed, view_tree_check(L), sentence))
        machine_raise_memory(L);
    for (size_t i = first; i < last && i - sentence->first_token < sentence->token_count; i++) {
        const struct parse_arc *arc = &parsed[i - sentence->first_token];
        size_t head = sentence->first_token + arc->head;
        bool root = head == i, inside = !root && head >= first && head < last;
        out[i - first] = (struct arc){
            .head = inside ? (uint32_t)(head - first) + 1 : 0,
            .relation = root ? ROOT : arc->relation + ROOT + 1u,
        };
    }
}

/* Pushes the arcs of the words of argument 1. */
static struct arc *push_arcs(lua_State *L, size_t *count)
{
    const struct segmentation *segmentation = machine_document_of(L)->segmentation;
    size_t first, last;
    view_tree_check(L);
    view_tokens_of(segmentation, view_check_span(L, 1), &first, &last);
    *count = last - first;
    sandbox_charge(L, *count);
    struct arc *arcs = lua_newuserdatauv(L, *count * sizeof *arcs, 0);
    for (size_t i = first; i < last;) {
        size_t index = segmentation_sentence_of(segmentation, (uint32_t)i);
        const struct sentence *sentence = &segmentation->sentences.items[index];
        read_sentence(L, arcs + (i - first), sentence, first, last);
        i = sentence->first_token + sentence->token_count;
    }
    return arcs;
}

/* ---- Lists ---------------------------------------------------------------------------------------------- */

static void push_heads(lua_State *L, const struct arc *arcs, size_t count)
{
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        lua_pushinteger(L, arcs[i].head);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

/* Pushes the name of a relation; the names are on top. A bundle without token patterns has no parser itself, but
 * may run beside one that has. */
static void push_relation(lua_State *L, uint32_t relation)
{
    if (lua_rawgeti(L, -1, relation) != LUA_TNIL)
        return;
    lua_pop(L, 1);
    lua_pushstring(L, trees_relation(view_tree_check(L), (uint8_t)(relation - ROOT - 1)));
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, relation);
}

static void push_relations(lua_State *L, const struct arc *arcs, size_t count)
{
    lua_createtable(L, (int)count, 0);
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine_of(L)->relation_names);
    for (size_t i = 0; i < count; i++) {
        push_relation(L, arcs[i].relation);
        lua_rawseti(L, -3, (lua_Integer)i + 1);
    }
    lua_pop(L, 1);
}

static void push_edges(lua_State *L, const struct arc *arcs, size_t count, bool last)
{
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        lua_pushinteger(L, last ? arcs[i].last : arcs[i].first);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

/* The list of what hangs on a word, which is made with the first of it, in the list on top. */
static void push_child(lua_State *L, struct arc *head, uint32_t number, uint32_t child)
{
    if (head->seen++) {
        lua_rawgeti(L, -1, number);
    } else {
        lua_createtable(L, (int)head->children, 0);
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, number);
    }
    lua_pushinteger(L, child);
    lua_rawseti(L, -2, head->seen);
    lua_pop(L, 1);
}

static void push_children(lua_State *L, struct arc *arcs, size_t count)
{
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++)
        if (arcs[i].head)
            push_child(L, &arcs[arcs[i].head - 1], arcs[i].head, (uint32_t)i + 1);
}

/* ---- How far what hangs on a word reaches ------------------------------------------------------------------ */

/* Goes up from a word without children as far as all children of a word are through. */
static void widen_above(struct arc *arcs, struct arc *arc)
{
    while (arc->head) {
        struct arc *head = &arcs[arc->head - 1];
        head->first = arc->first < head->first ? arc->first : head->first;
        head->last = arc->last > head->last ? arc->last : head->last;
        if (++head->seen < head->children)
            return;
        arc = head;
    }
}

static void widen(struct arc *arcs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        arcs[i].first = arcs[i].last = (uint32_t)i + 1;
        if (arcs[i].head)
            arcs[arcs[i].head - 1].children++;
    }
    for (size_t i = 0; i < count; i++)
        if (!arcs[i].children)
            widen_above(arcs, &arcs[i]);
    for (size_t i = 0; i < count; i++)
        arcs[i].seen = 0;
}

/* ---- Methods -------------------------------------------------------------------------------------------- */

/* span:heads(): of each word the place of its head, 0 where that is none of them. */
int view_arcs_heads(lua_State *L)
{
    size_t count;
    const struct arc *arcs = push_arcs(L, &count);
    push_heads(L, arcs, count);
    return 1;
}

int view_arcs_relations(lua_State *L)
{
    size_t count;
    const struct arc *arcs = push_arcs(L, &count);
    push_relations(L, arcs, count);
    return 1;
}

/* span:tree(): heads, relations, children (a list of each word that has some, else nil), and the first and last of
 * all that hangs on each word. */
int view_arcs_tree(lua_State *L)
{
    size_t count;
    struct arc *arcs = push_arcs(L, &count);
    sandbox_charge(L, 4 * count);
    widen(arcs, count);
    push_heads(L, arcs, count);
    push_relations(L, arcs, count);
    push_children(L, arcs, count);
    push_edges(L, arcs, count, false);
    push_edges(L, arcs, count, true);
    return 5;
}
