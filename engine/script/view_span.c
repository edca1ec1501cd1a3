#include "script/view.h"

struct machine_document *view_check_alive(lua_State *L, uint64_t generation)
{
    struct machine *machine = machine_of(L);
    if (!machine->document || machine->generation != generation)
        luaL_error(L, "an object of an earlier document is used: its document is over");
    return machine->document;
}

void view_span_push(lua_State *L, tocsin_span span)
{
    struct view_span *view = view_new(L, VIEW_SPAN, sizeof *view);
    view->generation = machine_of(L)->generation;
    view->span = span;
}

bool view_to_span(lua_State *L, int index, tocsin_span *out)
{
    enum view_kind kind = view_kind_of(L, index);
    if (kind == VIEW_MATCH) {
        const struct view_match *match = lua_touserdata(L, index);
        view_check_alive(L, match->generation);
        *out = (tocsin_span){(uint32_t)match->groups[0].start, (uint32_t)match->groups[0].end};
        return true;
    }
    if (kind != VIEW_SPAN && kind != VIEW_HIT && kind != VIEW_CAPTURE && kind != VIEW_ANNOTATION)
        return false;
    const struct view_span *view = lua_touserdata(L, index);
    view_check_alive(L, view->generation);
    *out = view->span;
    return true;
}

tocsin_span view_check_span(lua_State *L, int index)
{
    tocsin_span span = {0, 0};
    if (!view_to_span(L, index, &span))
        luaL_typeerror(L, index, "span");
    return span;
}

/* The first token that ends behind `offset`. */
static size_t token_after(const struct segmentation *segmentation, uint32_t offset)
{
    size_t low = 0, high = segmentation->tokens.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (segmentation->tokens.items[middle].end > offset)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

void view_tokens_of(const struct segmentation *segmentation, tocsin_span span, size_t *first, size_t *last)
{
    *first = token_after(segmentation, span.start);
    *last = *first;
    while (*last < segmentation->tokens.count && segmentation->tokens.items[*last].start < span.end)
        (*last)++;
}

static const struct sentence *sentence_of(const struct segmentation *segmentation, uint32_t offset, size_t *index)
{
    if (segmentation->sentences.count == 0)
        return NULL;
    *index = segmentation_sentence_at(segmentation, offset);
    return &segmentation->sentences.items[*index];
}

static void push_tokens_span(lua_State *L, const struct segmentation *segmentation, size_t first, size_t last)
{
    const struct token *tokens = segmentation->tokens.items;
    view_span_push(L, (tocsin_span){tokens[first].start, tokens[last - 1].end});
}

static int span_tokens(lua_State *L)
{
    size_t first, last;
    view_list_begin(L, &first, &last);
    const struct segmentation *segmentation = machine_document_of(L)->segmentation;
    for (size_t i = first; i < last; i++) {
        push_tokens_span(L, segmentation, i, i + 1);
        lua_rawseti(L, -2, (lua_Integer)(i - first) + 1);
    }
    return 1;
}

/* span:sub(i [, j]): its words from the i-th to the j-th as a span; negative numbers count from the end. */
static int span_sub(lua_State *L)
{
    tocsin_span span = view_check_span(L, 1);
    const struct segmentation *segmentation = machine_document_of(L)->segmentation;
    size_t first, last;
    view_tokens_of(segmentation, span, &first, &last);
    lua_Integer count = (lua_Integer)(last - first);
    lua_Integer from = luaL_checkinteger(L, 2), to = luaL_optinteger(L, 3, from);
    from = from < 0 ? from + count + 1 : from;
    to = to < 0 ? to + count + 1 : to;
    if (from < 1 || to > count || from > to) {
        lua_pushnil(L);
        return 1;
    }
    push_tokens_span(L, segmentation, first + (size_t)from - 1, first + (size_t)to);
    return 1;
}

/* span:before(n), span:after(n): up to n words beside the span within its sentence; nil when there are none. */
static int push_beside(lua_State *L, bool before)
{
    tocsin_span span = view_check_span(L, 1);
    lua_Integer wanted = luaL_optinteger(L, 2, 1);
    const struct segmentation *segmentation = machine_document_of(L)->segmentation;
    size_t first, last, index;
    view_tokens_of(segmentation, span, &first, &last);
    const struct sentence *sentence = sentence_of(segmentation, before ? span.start : span.end - 1, &index);
    luaL_argcheck(L, wanted >= 0, 2, "a number of words");
    lua_pushnil(L);
    if (!sentence)
        return 1;
    size_t low = sentence->first_token, high = low + sentence->token_count;
    size_t from = before ? (first - low > (size_t)wanted ? first - (size_t)wanted : low) : last;
    size_t to = before ? first : (high - last > (size_t)wanted ? last + (size_t)wanted : high);
    if (from < to && to <= high)
        push_tokens_span(L, segmentation, from, to);
    return 1;
}

static int span_before(lua_State *L)
{
    return push_beside(L, true);
}

static int span_after(lua_State *L)
{
    return push_beside(L, false);
}

static int span_contains(lua_State *L)
{
    tocsin_span outer = view_check_span(L, 1), inner = view_check_span(L, 2);
    lua_pushboolean(L, outer.start <= inner.start && inner.end <= outer.end);
    return 1;
}

static int span_overlaps(lua_State *L)
{
    tocsin_span a = view_check_span(L, 1), b = view_check_span(L, 2);
    lua_pushboolean(L, a.start < b.end && b.start < a.end);
    return 1;
}

/* span:join(other): the stretch from the start of the first to the end of the last. */
static int span_join(lua_State *L)
{
    tocsin_span a = view_check_span(L, 1), b = view_check_span(L, 2);
    view_span_push(L, (tocsin_span){a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end});
    return 1;
}

int view_span_equal(lua_State *L)
{
    tocsin_span a = view_check_span(L, 1), b = view_check_span(L, 2);
    lua_pushboolean(L, a.start == b.start && a.end == b.end);
    return 1;
}

static int push_text(lua_State *L, tocsin_span span)
{
    sandbox_charge(L, (span.end - span.start) / 8);
    lua_pushlstring(L, machine_document_of(L)->source->text.data + span.start, span.end - span.start);
    return 1;
}

static int span_text(lua_State *L)
{
    return push_text(L, view_check_span(L, 1));
}

static int push_sentence(lua_State *L, tocsin_span span, bool as_index)
{
    size_t index;
    const struct sentence *sentence = sentence_of(machine_document_of(L)->segmentation, span.start, &index);
    if (!sentence)
        lua_pushnil(L);
    else if (as_index)
        lua_pushinteger(L, (lua_Integer)index + 1);
    else
        view_span_push(L, (tocsin_span){sentence->start, sentence->end});
    return 1;
}

/* The number, from 1, of the first token of [first, first + count) that ends behind `offset`; the last where none
 * does. */
static size_t number_at(const struct segmentation *segmentation, size_t first, size_t count, uint32_t offset)
{
    size_t low = 1, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (segmentation->tokens.items[first + middle - 1].end > offset)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* span:index(offset): the number of the word that holds the byte, or of the next behind it. */
static int span_word_index(lua_State *L)
{
    const struct segmentation *segmentation = machine_document_of(L)->segmentation;
    lua_Integer offset = luaL_checkinteger(L, 2);
    size_t first, last;
    view_tokens_of(segmentation, view_check_span(L, 1), &first, &last);
    if (first == last)
        return 0;
    offset = offset < 0 ? 0 : offset > UINT32_MAX ? UINT32_MAX : offset;
    lua_pushinteger(L, (lua_Integer)number_at(segmentation, first, last - first, (uint32_t)offset));
    return 1;
}

/* span:place(): the number of its sentence, and those of its first and last word there. */
static int span_place(lua_State *L)
{
    const struct segmentation *segmentation = machine_document_of(L)->segmentation;
    tocsin_span span = view_check_span(L, 1);
    size_t index;
    const struct sentence *sentence = sentence_of(segmentation, span.start, &index);
    if (!sentence)
        return 0;
    uint32_t last = span.end > span.start ? span.end - 1 : span.start;
    size_t first_token = sentence->first_token, count = sentence->token_count;
    lua_pushinteger(L, (lua_Integer)index + 1);
    lua_pushinteger(L, (lua_Integer)number_at(segmentation, first_token, count, span.start));
    lua_pushinteger(L, (lua_Integer)number_at(segmentation, first_token, count, last));
    return 3;
}

static int push_edge(lua_State *L, uint32_t offset)
{
    lua_pushinteger(L, offset);
    return 1;
}

/* Fields are computed; anything else is a method of the metatable, but for Lua's own "__" names. */
bool view_span_field(lua_State *L, int index, const char *key)
{
    tocsin_span span = view_check_span(L, index);
    if (strcmp(key, "text") == 0)
        return push_text(L, span);
    if (strcmp(key, "start") == 0)
        return push_edge(L, span.start);
    if (strcmp(key, "stop") == 0)
        return push_edge(L, span.end);
    if (strcmp(key, "sentence") == 0)
        return push_sentence(L, span, false);
    if (strcmp(key, "sentence_index") == 0)
        return push_sentence(L, span, true);
    return view_push_method(L, VIEW_SPAN, key);
}

static int span_index(lua_State *L)
{
    const char *key = luaL_checkstring(L, 2);
    if (!view_span_field(L, 1, key) && !view_word_field(L, 1, key))
        return luaL_error(L, "a span has no field or method '%s'", key);
    return 1;
}

void view_span_open(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"lists", view_list_all},
        {"starts", view_list_starts},
        {"stops", view_list_stops},
        {"tokens", span_tokens},
        {"words", view_list_words},
        {"lowers", view_list_lowers},
        {"sub", span_sub},
        {"index", span_word_index},
        {"place", span_place},
        {"classes", view_list_classes},
        {"tags", view_list_tags},
        {"lemmas", view_list_lemmas},
        {"heads", view_arcs_heads},
        {"relations", view_arcs_relations},
        {"tree", view_arcs_tree},
        {"before", span_before},
        {"after", span_after},
        {"contains", span_contains},
        {"overlaps", span_overlaps},
        {"join", span_join},
        {"annotations", view_annotations_within},
        {"around", view_annotation_around},
        {"children", view_tree_children},
        {"subtree", view_tree_subtree},
        {"top", view_tree_top},
        {"__index", span_index},
        {"__eq", view_span_equal},
        {"__tostring", span_text},
        {NULL, NULL},
    };
    view_kind_open(L, VIEW_SPAN, "span", methods);
}
