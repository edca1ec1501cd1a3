#include "pattern/word_keys.h"

void word_keys_init(struct word_keys *keys, const tocsin_allocator *alloc)
{
    memset(keys, 0, sizeof *keys);
    keys->alloc = alloc;
    arena_init(&keys->texts, alloc);
    hash_map_init(&keys->ids, alloc);
}

void word_keys_finish(struct word_keys *keys)
{
    arena_finish(&keys->texts);
    array_finish(keys->alloc, &keys->items);
    hash_map_finish(&keys->ids);
}

static uint64_t key_hash(enum word_kind kind, uint32_t list, struct str text)
{
    return hash_fold(hash_bytes(text.data, text.length) ^ kind, HASH_STEP ^ list);
}

static bool key_equal(const void *user, uint32_t index, const void *key)
{
    const struct word_keys *keys = user;
    const struct word_key *known = &keys->items.items[index], *wanted = key;
    return known->kind == wanted->kind && known->list == wanted->list && str_equal(known->text, wanted->text);
}

uint32_t word_keys_find(const struct word_keys *keys, enum word_kind kind, uint32_t list, struct str text)
{
    struct word_key wanted = {text, key_hash(kind, list, text), list, kind};
    return hash_map_find(&keys->ids, wanted.hash, key_equal, keys, &wanted);
}

uint32_t word_keys_intern(struct word_keys *keys, enum word_kind kind, uint32_t list, struct str text)
{
    struct word_key key = {text, key_hash(kind, list, text), list, kind};
    uint32_t id = hash_map_find(&keys->ids, key.hash, key_equal, keys, &key);
    if (id != WORD_NONE)
        return id;
    key.text.data = arena_text(&keys->texts, text.data, text.length);
    id = (uint32_t)keys->items.count;
    if (!key.text.data || !array_push(keys->alloc, &keys->items, key))
        return WORD_NONE;
    keys->has[kind] = true;
    if (hash_map_add(&keys->ids, key.hash, id))
        return id;
    keys->items.count--;
    return WORD_NONE;
}
