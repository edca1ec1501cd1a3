#include "regex/regex_set.h"

#include "base/buffer.h"
#include "regex/set_plan.h"

/* What is needed only while a set is made. */
struct maker {
    struct regex_set *set;
    struct word_splitter splitter;
    struct anchor_graph graph;
    struct hash_map need_ids;
    tocsin_error *error;
};

/* ---- Needs ---------------------------------------------------------------------------------------------- */

static bool need_equal(const void *user, uint32_t index, const void *key)
{
    const struct regex_set *set = user;
    const piece_list *a = &set->needs.items[index].pieces, *b = key;
    return a->count == b->count && (a->count == 0 || memcmp(a->items, b->items, a->count * sizeof *a->items) == 0);
}

/* The need of a list, which becomes the set's; NEED_NONE: out of memory. */
static uint32_t need_intern(struct maker *maker, piece_list *pieces)
{
    struct regex_set *set = maker->set;
    uint64_t hash = hash_bytes(pieces->items, pieces->count * sizeof *pieces->items);
    uint32_t id = hash_map_find(&maker->need_ids, hash, need_equal, set, pieces);
    if (id != UINT32_MAX)
        return id;
    id = (uint32_t)set->needs.count;
    struct plan_need need = {.noted = false};
    if (!array_push(set->alloc, &set->needs, need))
        return NEED_NONE;
    memcpy(&set->needs.items[id].pieces, pieces, sizeof *pieces);
    memset(pieces, 0, sizeof *pieces);
    return hash_map_add(&maker->need_ids, hash, id) ? id : NEED_NONE;
}

static bool entry_plan(struct maker *maker, struct plan_entry *entry, struct anchor *anchor)
{
    entry->kind = PLAN_ALWAYS;
    entry->trigger = entry->check = NEED_NONE;
    if (anchor->need_count == 0)
        return true;
    /* A word whose place in the match is known is worth more than a rarer one somewhere in it. */
    bool swap = anchor->need_count > 1 && !anchor->needs[0].words && anchor->needs[1].words;
    struct anchor_need *first = &anchor->needs[swap], *second = &anchor->needs[!swap];
    entry->kind = first->words ? PLAN_WORD : PLAN_SEARCH;
    entry->trigger_words = first->words;
    entry->trigger = need_intern(maker, &first->pieces);
    if (anchor->need_count > 1) {
        entry->check_words = entry->kind == PLAN_WORD ? second->words : 0;
        entry->check = need_intern(maker, &second->pieces);
    }
    if (entry->check != NEED_NONE && !entry->check_words)
        maker->set->needs.items[entry->check].noted = true;
    return entry->trigger != NEED_NONE && (anchor->need_count < 2 || entry->check != NEED_NONE);
}

static tocsin_status entries_plan(struct maker *maker)
{
    struct regex_set *set = maker->set;
    tocsin_status status = TOCSIN_OK;
    for (size_t i = 0; i < set->count && !status; i++) {
        status =
            anchor_graph_read(&maker->graph, &set->pieces, &maker->splitter, set->entries[i].regex, maker->error);
        if (!status)
            status = anchor_count(&maker->graph, &set->pieces, maker->error);
    }
    for (size_t i = 0; i < set->count && !status; i++) {
        struct anchor anchor = {.need_count = 0};
        status =
            anchor_graph_read(&maker->graph, &set->pieces, &maker->splitter, set->entries[i].regex, maker->error);
        if (!status)
            status = anchor_choose(&anchor, &maker->graph, &set->pieces, maker->error);
        if (!status && !entry_plan(maker, &set->entries[i], &anchor))
            status = error_set(maker->error, MESSAGE_MEMORY);
        anchor_finish(&anchor, set->alloc);
    }
    return status;
}

/* ---- Lists ---------------------------------------------------------------------------------------------- */

static bool list_new(struct regex_set *set, struct entry_list *list)
{
    list->items = arena_new(&set->lists, list->count * sizeof *list->items);
    list->count = 0;
    return list->items != NULL;
}

static void list_push(struct entry_list *list, uint32_t item)
{
    if (list->items)
        list->items[list->count] = item;
    list->count++;
}

static struct entry_list *entry_home(struct regex_set *set, const struct plan_entry *entry)
{
    if (entry->kind == PLAN_ALWAYS)
        return &set->always;
    struct plan_need *need = &set->needs.items[entry->trigger];
    return entry->kind == PLAN_WORD ? &need->at_word : &need->search;
}

/* Pushes everything on its list: the first time only counting, for the lists have no memory yet. */
static void lists_push(struct regex_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        list_push(entry_home(set, &set->entries[i]), (uint32_t)i);
    for (size_t n = 0; n < set->needs.count; n++) {
        const piece_list *pieces = &set->needs.items[n].pieces;
        for (size_t i = 0; i < pieces->count; i++)
            list_push(&set->piece_needs[pieces->items[i]], (uint32_t)n);
    }
}

static bool lists_fill(struct regex_set *set)
{
    size_t bytes = set->pieces.pieces.count * sizeof *set->piece_needs;
    set->piece_needs = arena_new(&set->lists, bytes ? bytes : 1);
    if (!set->piece_needs)
        return false;
    memset(set->piece_needs, 0, bytes);
    lists_push(set);
    bool well = list_new(set, &set->always);
    for (size_t n = 0; n < set->needs.count && well; n++) {
        struct plan_need *need = &set->needs.items[n];
        need->noted |= need->search.count > 0;
        well = list_new(set, &need->at_word) && list_new(set, &need->search);
    }
    for (size_t p = 0; p < set->pieces.pieces.count && well; p++)
        well = list_new(set, &set->piece_needs[p]);
    if (well)
        lists_push(set);
    return well;
}

/* ---- The set -------------------------------------------------------------------------------------------- */

static tocsin_status set_fill(struct regex_set *set, const struct regex_set_entry *entries, tocsin_error *error)
{
    struct maker maker = {.set = set, .error = error};
    for (size_t i = 0; i < set->count; i++) {
        set->entries[i].regex = entries[i].regex;
        set->entries[i].scope = entries[i].scope;
        set->has_scope[entries[i].scope] = true;
    }
    tocsin_status status = word_splitter_init(&maker.splitter, set->alloc, error);
    if (status)
        return status;
    anchor_graph_init(&maker.graph, set->alloc);
    hash_map_init(&maker.need_ids, set->alloc);
    status = entries_plan(&maker);
    if (!status && !lists_fill(set))
        status = error_set(error, MESSAGE_MEMORY);
    hash_map_finish(&maker.need_ids);
    anchor_graph_finish(&maker.graph);
    word_splitter_finish(&maker.splitter);
    return status;
}

tocsin_status regex_set_create(struct regex_set **out, const tocsin_allocator *alloc,
                               const struct regex_set_entry *entries, size_t count, tocsin_error *error)
{
    struct regex_set *set = alloc_zero(alloc, sizeof *set);
    if (!set)
        return error_set(error, MESSAGE_MEMORY);
    set->alloc = alloc;
    set->count = count;
    piece_table_init(&set->pieces, alloc);
    arena_init(&set->lists, alloc);
    set->entries = alloc_zero(alloc, (count + 1) * sizeof *set->entries);
    tocsin_status status = set->entries ? set_fill(set, entries, error) : error_set(error, MESSAGE_MEMORY);
    if (status) {
        regex_set_free(set);
        return status;
    }
    *out = set;
    return TOCSIN_OK;
}

void regex_set_free(struct regex_set *set)
{
    if (!set)
        return;
    for (size_t n = 0; n < set->needs.count; n++)
        array_finish(set->alloc, &set->needs.items[n].pieces);
    array_finish(set->alloc, &set->needs);
    arena_finish(&set->lists);
    piece_table_finish(&set->pieces);
    alloc_free(set->alloc, set->entries, (set->count + 1) * sizeof *set->entries);
    alloc_free(set->alloc, set, sizeof *set);
}

size_t regex_set_count(const struct regex_set *set)
{
    return set->count;
}

bool regex_set_unanchored(const struct regex_set *set, size_t entry)
{
    return set->entries[entry].kind == PLAN_ALWAYS;
}

/* ---- Telling -------------------------------------------------------------------------------------------- */

struct writer {
    char *out;
    size_t capacity, length;
};

static void write_str(struct writer *writer, struct str text)
{
    for (size_t i = 0; i < text.length && writer->length + 1 < writer->capacity; i++)
        writer->out[writer->length++] = text.data[i];
}

static void write_need(struct writer *writer, const struct regex_set *set, uint32_t id)
{
    static const char *const before[PIECE_KINDS] = {"", "", "-", "-", "a number", ""};
    static const char *const after[PIECE_KINDS] = {"", "-", "", "-", "", ""};
    const piece_list *pieces = &set->needs.items[id].pieces;
    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = &set->pieces.pieces.items[pieces->items[i]];
        write_str(writer, str_of(i ? ", " : ""));
        write_str(writer, str_of(before[piece->kind]));
        write_str(writer, piece->text);
        write_str(writer, str_of(after[piece->kind]));
    }
}

static void write_place(struct writer *writer, uint32_t words)
{
    static const char *const places[ANCHOR_REACH] = {"1", "2", "3", "4", "5"};
    if (!words)
        return;
    write_str(writer, STR(" as word"));
    const char *separator = " ";
    for (unsigned n = 0; n < ANCHOR_REACH; n++)
        if (words >> n & 1) {
            write_str(writer, str_of(separator));
            write_str(writer, str_of(places[n]));
            separator = " or ";
        }
}

void regex_set_describe(const struct regex_set *set, size_t entry, char *out, size_t capacity)
{
    const struct plan_entry *plan = &set->entries[entry];
    struct writer writer = {out, capacity, 0};
    if (capacity == 0)
        return;
    if (plan->kind == PLAN_ALWAYS) {
        write_str(&writer, STR("nothing: tried everywhere"));
    } else {
        write_str(&writer, STR("needs: "));
        write_need(&writer, set, plan->trigger);
        write_place(&writer, plan->trigger_words);
    }
    if (plan->check != NEED_NONE) {
        write_str(&writer, STR("; and: "));
        write_need(&writer, set, plan->check);
        write_place(&writer, plan->check_words);
    }
    out[writer.length] = '\0';
}
