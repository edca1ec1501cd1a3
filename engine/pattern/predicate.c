#include "pattern/predicate.h"

#include "pattern/frequency.h"

void predicate_table_init(struct predicate_table *table, struct arena *arena, const struct frequencies *frequencies,
                          const tocsin_allocator *alloc)
{
    memset(table, 0, sizeof *table);
    table->frequencies = frequencies;
    table->alloc = alloc;
    table->arena = arena;
    word_keys_init(&table->words, alloc);
    hash_map_init(&table->ids, alloc);
    buffer_init(&table->key, alloc);
}

void predicate_table_finish(struct predicate_table *table)
{
    word_keys_finish(&table->words);
    array_finish(table->alloc, &table->items);
    array_finish(table->alloc, &table->lists);
    array_finish(table->alloc, &table->computed);
    hash_map_finish(&table->ids);
    buffer_finish(&table->key);
}

/* ---- Interning ------------------------------------------------------------------------------------------ */

static bool predicate_equal(const void *user, uint32_t index, const void *key)
{
    const struct predicate_table *table = user;
    return str_equal(table->items.items[index].key, *(const struct str *)key);
}

/* The number of `predicate`, whose key stands in table->key. */
static uint32_t predicate_intern(struct predicate_table *table, struct predicate *predicate)
{
    if (table->key.failed)
        return PREDICATE_NONE;
    struct str key = {table->key.data, table->key.length};
    uint64_t hash = hash_bytes(key.data, key.length);
    uint32_t id = hash_map_find(&table->ids, hash, predicate_equal, table, &key);
    if (id != UINT32_MAX)
        return id;
    predicate->key = (struct str){arena_text(table->arena, key.data, key.length), key.length};
    if (predicate->word_count) {
        size_t size = predicate->word_count * sizeof *predicate->words;
        uint32_t *words = arena_new(table->arena, size);
        if (!words)
            return PREDICATE_NONE;
        memcpy(words, predicate->words, size);
        predicate->words = words;
    }
    id = (uint32_t)table->items.count;
    if (!predicate->key.data || !array_push(table->alloc, &table->items, *predicate))
        return PREDICATE_NONE;
    if (hash_map_add(&table->ids, hash, id))
        return id;
    table->items.count--;
    return PREDICATE_NONE;
}

static void key_number(struct buffer *key, uint32_t number)
{
    buffer_append(key, (const char *)&number, sizeof number);
}

static void key_begin(struct predicate_table *table, enum predicate_kind kind)
{
    buffer_clear(&table->key);
    table->key.failed = false;
    key_number(&table->key, kind);
}

/* ---- Kinds ---------------------------------------------------------------------------------------------- */

uint32_t predicate_any(struct predicate_table *table)
{
    key_begin(table, PREDICATE_ANY);
    return predicate_intern(table, &(struct predicate){.kind = PREDICATE_ANY, .frequency = FREQUENCY_ALL});
}

static void word_sift(uint32_t *words, size_t root, size_t count)
{
    for (size_t child; (child = 2 * root + 1) < count; root = child) {
        child += child + 1 < count && words[child] < words[child + 1];
        if (words[root] >= words[child])
            return;
        uint32_t swap = words[root];
        words[root] = words[child];
        words[child] = swap;
    }
}

static void words_sort(uint32_t *words, size_t count)
{
    for (size_t i = count / 2; i-- > 0;)
        word_sift(words, i, count);
    for (size_t end = count; end-- > 1;) {
        uint32_t swap = words[0];
        words[0] = words[end];
        words[end] = swap;
        word_sift(words, 0, end);
    }
}

uint32_t predicate_words(struct predicate_table *table, uint32_t *words, size_t count)
{
    size_t kept = 0;
    struct predicate predicate = {.kind = PREDICATE_WORDS};
    words_sort(words, count);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || words[kept - 1] != words[i])
            words[kept++] = words[i];
    key_begin(table, PREDICATE_WORDS);
    buffer_append(&table->key, (const char *)words, kept * sizeof *words);
    for (size_t i = 0; i < kept; i++)
        predicate.frequency += frequency_of_key(table->frequencies, &table->words.items.items[words[i]]);
    predicate.words = words;
    predicate.word_count = (uint32_t)kept;
    return predicate_intern(table, &predicate);
}

uint32_t predicate_begins(struct predicate_table *table, uint32_t list, double frequency)
{
    key_begin(table, PREDICATE_BEGINS);
    key_number(&table->key, list);
    return predicate_intern(
        table, &(struct predicate){.kind = PREDICATE_BEGINS, .left = list, .frequency = frequency});
}

uint32_t predicate_traits(struct predicate_table *table, uint32_t traits)
{
    key_begin(table, PREDICATE_TRAITS);
    key_number(&table->key, traits);
    return predicate_intern(table, &(struct predicate){.kind = PREDICATE_TRAITS,
                                                       .left = traits,
                                                       .frequency = frequency_of_traits(traits)});
}

uint32_t predicate_test(struct predicate_table *table, const struct value_test *test)
{
    bool of_token = test->attribute->level == ATTRIBUTE_OF_TOKEN;
    enum predicate_kind kind = of_token ? PREDICATE_TOKEN : PREDICATE_FORM;
    key_begin(table, kind);
    value_test_describe(&table->key, test);
    return predicate_intern(table,
                            &(struct predicate){.kind = kind, .test = test, .frequency = FREQUENCY_OF_TEST});
}

uint32_t predicate_head(struct predicate_table *table, uint32_t predicate)
{
    key_begin(table, PREDICATE_HEAD);
    key_number(&table->key, predicate);
    return predicate_intern(
        table, &(struct predicate){.kind = PREDICATE_HEAD, .left = predicate, .frequency = FREQUENCY_OF_TEST});
}

uint32_t predicate_not(struct predicate_table *table, uint32_t predicate)
{
    if (table->items.items[predicate].kind == PREDICATE_NOT)
        return table->items.items[predicate].left;
    key_begin(table, PREDICATE_NOT);
    key_number(&table->key, predicate);
    return predicate_intern(
        table, &(struct predicate){.kind = PREDICATE_NOT,
                                   .left = predicate,
                                   .frequency = FREQUENCY_ALL - table->items.items[predicate].frequency});
}

bool predicate_asks_form(const struct predicate_table *table, uint32_t id)
{
    const struct predicate *predicate = &table->items.items[id];
    switch (predicate->kind) {
    case PREDICATE_TOKEN:
    case PREDICATE_HEAD:
        return false;
    case PREDICATE_NOT:
        return predicate_asks_form(table, predicate->left);
    case PREDICATE_AND:
    case PREDICATE_OR:
        return predicate_asks_form(table, predicate->left) && predicate_asks_form(table, predicate->right);
    default:
        return true;
    }
}

uint32_t predicate_pair(struct predicate_table *table, enum predicate_kind kind, uint32_t left, uint32_t right)
{
    if (!predicate_asks_form(table, left) && predicate_asks_form(table, right)) {
        uint32_t first = right;
        right = left;
        left = first;
    }
    double one = table->items.items[left].frequency, other = table->items.items[right].frequency;
    double sum = one + other < FREQUENCY_ALL ? one + other : FREQUENCY_ALL;
    key_begin(table, kind);
    key_number(&table->key, left);
    key_number(&table->key, right);
    return predicate_intern(
        table, &(struct predicate){.kind = kind,
                                   .left = left,
                                   .right = right,
                                   .frequency = kind == PREDICATE_AND ? one * other / FREQUENCY_ALL : sum});
}

/* ---- Sealing -------------------------------------------------------------------------------------------- */

/* Counts, or files where the lists have memory, each predicate under its words. */
static void words_file(struct predicate_table *table, bool count)
{
    for (size_t p = 0; p < table->items.count; p++) {
        const struct predicate *predicate = &table->items.items[p];
        if (predicate->kind != PREDICATE_WORDS)
            continue;
        for (uint32_t w = 0; w < predicate->word_count; w++) {
            struct predicate_index *index = &table->of_word[predicate->words[w]];
            if (!count)
                index->items[index->count] = (uint32_t)p;
            index->count++;
        }
    }
}

static bool of_word_make(struct predicate_table *table)
{
    size_t count = table->words.items.count, total = 0;
    table->of_word = arena_new(table->arena, (count + 1) * sizeof *table->of_word);
    if (!table->of_word)
        return false;
    memset(table->of_word, 0, (count + 1) * sizeof *table->of_word);
    table->of_word_count = count;
    words_file(table, true);
    for (size_t w = 0; w < count; w++)
        total += table->of_word[w].count;
    uint32_t *room = arena_new(table->arena, (total + 1) * sizeof *room);
    if (!room)
        return false;
    for (size_t w = 0; w < count; w++) {
        table->of_word[w].items = room;
        room += table->of_word[w].count;
        table->of_word[w].count = 0;
    }
    words_file(table, false);
    return true;
}

/* Each list has one predicate at most. */
static bool list_file(struct predicate_table *table, uint32_t predicate)
{
    const struct predicate *items = table->items.items;
    if (!array_push(table->alloc, &table->lists, predicate))
        return false;
    uint32_t *lists = table->lists.items;
    size_t at = table->lists.count - 1;
    for (; at > 0 && items[lists[at - 1]].left > items[predicate].left; at--)
        lists[at] = lists[at - 1];
    lists[at] = predicate;
    return true;
}

bool predicate_table_seal(struct predicate_table *table)
{
    for (uint32_t p = 0; p < table->items.count; p++) {
        const struct predicate *predicate = &table->items.items[p];
        bool listed = predicate->kind == PREDICATE_BEGINS;
        if (listed && !list_file(table, p))
            return false;
        if (predicate->waking && !listed && predicate->kind != PREDICATE_WORDS &&
            !array_push(table->alloc, &table->computed, p))
            return false;
    }
    return of_word_make(table);
}
