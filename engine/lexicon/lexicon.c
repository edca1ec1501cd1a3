#include "lexicon/lexicon_inside.h"

tocsin_status lexicon_create(struct lexicon **out, const tocsin_allocator *alloc, tocsin_error *error)
{
    struct lexicon *lexicon = alloc_zero(alloc, sizeof *lexicon);
    if (!lexicon)
        return error_set(error, MESSAGE_MEMORY);
    lexicon->alloc = alloc;
    word_ids_init(&lexicon->words, alloc);
    word_ids_init(&lexicon->values, alloc);
    word_trie_init(&lexicon->trie, alloc);
    *out = lexicon;
    return TOCSIN_OK;
}

static void list_finish(struct list *list, const tocsin_allocator *alloc)
{
    for (size_t i = 0; i < list->columns.count; i++)
        alloc_free(alloc, (char *)list->columns.items[i].name.data, list->columns.items[i].name.length + 1);
    alloc_free(alloc, (char *)list->name.data, list->name.length + 1);
    array_finish(alloc, &list->columns);
    array_finish(alloc, &list->entries);
    array_finish(alloc, &list->values);
}

void lexicon_free(struct lexicon *lexicon)
{
    if (!lexicon)
        return;
    const tocsin_allocator *alloc = lexicon->alloc;
    for (size_t i = 0; i < lexicon->lists.count; i++)
        list_finish(&lexicon->lists.items[i], alloc);
    array_finish(alloc, &lexicon->lists);
    array_finish(alloc, &lexicon->entries);
    if (lexicon->starts.first)
        alloc_free(alloc, lexicon->starts.first, (lexicon->starts.word_count + 2) * sizeof(uint32_t));
    alloc_free(alloc, lexicon->starts.items, (lexicon->starts.count + 1) * sizeof(struct lexicon_start));
    word_ids_finish(&lexicon->words);
    word_ids_finish(&lexicon->values);
    word_trie_finish(&lexicon->trie);
    alloc_free(alloc, lexicon, sizeof *lexicon);
}

/* ---- Filling -------------------------------------------------------------------------------------------- */

static bool copy_text(struct str *out, const tocsin_allocator *alloc, struct str text)
{
    *out = (struct str){alloc_text(alloc, text.data, text.length), text.length};
    return out->data != NULL;
}

static tocsin_status fill_list(struct list *list, struct lexicon *lexicon, struct str name,
                               const struct str *columns, size_t column_count, tocsin_error *error)
{
    list->root = word_trie_root(&lexicon->trie);
    if (list->root == TRIE_NONE || !copy_text(&list->name, lexicon->alloc, name))
        return error_set(error, MESSAGE_MEMORY);
    for (size_t i = 0; i < column_count; i++) {
        for (size_t k = 0; k < i; k++)
            if (str_equal(columns[i], columns[k]))
                return error_set(error, MESSAGE_LEXICON_COLUMN, (int)columns[i].length, columns[i].data);
        struct lexicon_column column;
        if (!array_reserve(lexicon->alloc, &list->columns, 1) ||
            !copy_text(&column.name, lexicon->alloc, columns[i]))
            return error_set(error, MESSAGE_MEMORY);
        list->columns.items[list->columns.count++] = column;
    }
    return TOCSIN_OK;
}

tocsin_status lexicon_add_list(lexicon_list *out, struct lexicon *lexicon, struct str name, enum lexicon_by by,
                               const struct str *columns, size_t column_count, tocsin_error *error)
{
    struct list list = {.by = by};
    if (lexicon_find(lexicon, name) != LEXICON_NONE)
        return error_set(error, MESSAGE_LEXICON_TWICE, (int)name.length, name.data);
    tocsin_status status = fill_list(&list, lexicon, name, columns, column_count, error);
    if (!status && !array_push(lexicon->alloc, &lexicon->lists, list))
        status = error_set(error, MESSAGE_MEMORY);
    if (status) {
        list_finish(&list, lexicon->alloc);
        return status;
    }
    lexicon->by_fold |= by == LEXICON_BY_FOLD;
    lexicon->by_text |= by == LEXICON_BY_TEXT;
    lexicon->by_lemma |= by == LEXICON_BY_LEMMA;
    *out = (lexicon_list)lexicon->lists.count - 1;
    lexicon->trie.nodes.items[list.root].value = *out;
    return TOCSIN_OK;
}

/* The node of a run of words, made where it is new; TRIE_NONE: memory is out. */
static trie_node add_words(struct lexicon *lexicon, trie_node node, const struct str *words, size_t count)
{
    for (size_t i = 0; i < count && node != TRIE_NONE; i++) {
        word_id word = word_ids_add(&lexicon->words, words[i]);
        node = word == WORD_NONE ? TRIE_NONE : word_trie_add(&lexicon->trie, node, word);
    }
    return node;
}

static bool add_values(struct lexicon *lexicon, struct list *list, const struct str *values)
{
    for (size_t i = 0; i < list->columns.count; i++) {
        word_id value = word_ids_add(&lexicon->values, values[i]);
        if (value == WORD_NONE || !array_push(lexicon->alloc, &list->values, value))
            return false;
    }
    return true;
}

tocsin_status lexicon_add_entry(lexicon_entry *out, struct lexicon *lexicon, lexicon_list list_id,
                                const struct str *words, size_t word_count, const struct str *values, uint32_t line,
                                tocsin_error *error)
{
    struct list *list = &lexicon->lists.items[list_id];
    size_t value_count = list->values.count;
    if (word_count == 0 || word_count > LEXICON_ENTRY_LIMIT)
        return error_set(error, MESSAGE_LEXICON_LENGTH, word_count, (size_t)LEXICON_ENTRY_LIMIT);
    trie_node node = add_words(lexicon, list->root, words, word_count);
    if (node == TRIE_NONE || !array_reserve(lexicon->alloc, &lexicon->entries, 1) ||
        !array_reserve(lexicon->alloc, &list->entries, 1))
        return error_set(error, MESSAGE_MEMORY);
    *out = LEXICON_NONE;
    if (lexicon->trie.nodes.items[node].value != UINT32_MAX)
        return TOCSIN_OK;
    if (!add_values(lexicon, list, values)) {
        list->values.count = value_count;
        return error_set(error, MESSAGE_MEMORY);
    }
    struct entry entry = {list_id, (uint32_t)list->entries.count, node, line};
    *out = (lexicon_entry)lexicon->entries.count;
    lexicon->entries.items[lexicon->entries.count++] = entry;
    list->entries.items[list->entries.count++] = *out;
    lexicon->trie.nodes.items[node].value = *out;
    if (word_count > list->longest)
        list->longest = word_count;
    return TOCSIN_OK;
}

/* ---- Sealing -------------------------------------------------------------------------------------------- */

/* The list whose entries have this node's word first; LEXICON_NONE: the node is no first word. */
static lexicon_list list_begun(const struct word_trie *trie, trie_node node)
{
    trie_node from = trie->nodes.items[node].edge.from;
    bool is_first = from != TRIE_NONE && trie->nodes.items[from].edge.from == TRIE_NONE;
    return is_first ? trie->nodes.items[from].value : LEXICON_NONE;
}

/* Lists by the words that their entries begin with: counted two places behind, summed up, and filed at the sums,
 * which then have moved on by one. */
static bool starts_fill(struct lexicon *lexicon)
{
    struct lexicon_starts *starts = &lexicon->starts;
    const struct word_trie *trie = &lexicon->trie;
    starts->word_count = lexicon->words.places.count;
    starts->first = alloc_zero(lexicon->alloc, (starts->word_count + 2) * sizeof *starts->first);
    if (!starts->first)
        return false;
    for (trie_node node = 0; node < trie->nodes.count; node++) {
        if (list_begun(trie, node) == LEXICON_NONE)
            continue;
        starts->first[trie->nodes.items[node].edge.word + 2]++;
        starts->count++;
    }
    for (size_t word = 0; word <= starts->word_count; word++)
        starts->first[word + 1] += starts->first[word];
    starts->items = alloc_new(lexicon->alloc, (starts->count + 1) * sizeof *starts->items);
    if (!starts->items)
        return false;
    for (trie_node node = 0; node < trie->nodes.count; node++) {
        lexicon_list list = list_begun(trie, node);
        if (list != LEXICON_NONE)
            starts->items[starts->first[trie->nodes.items[node].edge.word + 1]++] =
                (struct lexicon_start){list, node, trie->nodes.items[node].value, trie->nodes.items[node].nexts};
    }
    return true;
}

tocsin_status lexicon_seal(struct lexicon *lexicon, tocsin_error *error)
{
    if (!starts_fill(lexicon) || !word_trie_seal(&lexicon->trie))
        return error_set(error, MESSAGE_MEMORY);
    lexicon->sealed = true;
    return TOCSIN_OK;
}

/* ---- Asking --------------------------------------------------------------------------------------------- */

lexicon_list lexicon_find(const struct lexicon *lexicon, struct str name)
{
    for (size_t i = 0; i < lexicon->lists.count; i++)
        if (str_equal(lexicon->lists.items[i].name, name))
            return (lexicon_list)i;
    return LEXICON_NONE;
}

struct str lexicon_name(const struct lexicon *lexicon, lexicon_list list)
{
    return lexicon->lists.items[list].name;
}

enum lexicon_by lexicon_key(const struct lexicon *lexicon, lexicon_list list)
{
    return lexicon->lists.items[list].by;
}

size_t lexicon_list_count(const struct lexicon *lexicon)
{
    return lexicon->lists.count;
}

size_t lexicon_size(const struct lexicon *lexicon, lexicon_list list)
{
    return lexicon->lists.items[list].entries.count;
}

size_t lexicon_longest(const struct lexicon *lexicon, lexicon_list list)
{
    return lexicon->lists.items[list].longest;
}

size_t lexicon_column_count(const struct lexicon *lexicon, lexicon_list list)
{
    return lexicon->lists.items[list].columns.count;
}

struct str lexicon_column(const struct lexicon *lexicon, lexicon_list list, size_t column)
{
    return lexicon->lists.items[list].columns.items[column].name;
}

size_t lexicon_column_find(const struct lexicon *lexicon, lexicon_list list, struct str name)
{
    size_t count = lexicon_column_count(lexicon, list);
    for (size_t i = 0; i < count; i++)
        if (str_equal(lexicon_column(lexicon, list, i), name))
            return i;
    return SIZE_MAX;
}

bool lexicon_column_has(const struct lexicon *lexicon, lexicon_list list_id, size_t column, struct str value)
{
    const struct list *list = &lexicon->lists.items[list_id];
    word_id wanted = word_ids_find(&lexicon->values, value);
    for (size_t i = 0; wanted != WORD_NONE && i < list->entries.count; i++)
        if (list->values.items[i * list->columns.count + column] == wanted)
            return true;
    return false;
}

lexicon_list lexicon_entry_list(const struct lexicon *lexicon, lexicon_entry entry)
{
    return lexicon->entries.items[entry].list;
}

uint32_t lexicon_entry_line(const struct lexicon *lexicon, lexicon_entry entry)
{
    return lexicon->entries.items[entry].line;
}

lexicon_entry lexicon_find_entry(const struct lexicon *lexicon, lexicon_list list, const struct str *words,
                                 size_t word_count)
{
    trie_node node = lexicon->lists.items[list].root;
    for (size_t i = 0; i < word_count && node != TRIE_NONE; i++) {
        word_id word = word_ids_find(&lexicon->words, words[i]);
        node = word == WORD_NONE ? TRIE_NONE : word_trie_step(&lexicon->trie, node, word);
    }
    return node == TRIE_NONE || !word_count ? LEXICON_NONE : lexicon->trie.nodes.items[node].value;
}

struct str lexicon_value(const struct lexicon *lexicon, lexicon_entry entry, size_t column)
{
    const struct entry *known = &lexicon->entries.items[entry];
    const struct list *list = &lexicon->lists.items[known->list];
    return word_ids_text(&lexicon->values, list->values.items[known->index * list->columns.count + column]);
}

lexicon_entry lexicon_entry_at(const struct lexicon *lexicon, lexicon_list list, size_t index)
{
    return lexicon->lists.items[list].entries.items[index];
}

size_t lexicon_words(const struct lexicon *lexicon, lexicon_entry entry, struct str *out, size_t capacity)
{
    const struct trie_item *nodes = lexicon->trie.nodes.items;
    trie_node last = lexicon->entries.items[entry].node;
    size_t count = 0;
    for (trie_node node = last; nodes[node].edge.from != TRIE_NONE; node = nodes[node].edge.from)
        count++;
    size_t place = count;
    for (trie_node node = last; nodes[node].edge.from != TRIE_NONE; node = nodes[node].edge.from)
        if (--place < capacity)
            out[place] = word_ids_text(&lexicon->words, nodes[node].edge.word);
    return count;
}
