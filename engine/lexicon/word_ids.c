#include "lexicon/word_ids.h"

#include "base/hash.h"

enum { FIRST_SLOTS = 64 };

void word_ids_init(struct word_ids *ids, const tocsin_allocator *alloc)
{
    *ids = (struct word_ids){.alloc = alloc};
}

void word_ids_finish(struct word_ids *ids)
{
    array_finish(ids->alloc, &ids->texts);
    array_finish(ids->alloc, &ids->places);
    alloc_free(ids->alloc, ids->slots, ids->slot_count * sizeof *ids->slots);
}

struct str word_ids_text(const struct word_ids *ids, word_id id)
{
    struct word_place place = ids->places.items[id];
    return (struct str){ids->texts.items + place.offset, place.length};
}

/* The word's slot, or the empty one where it belongs. */
static struct word_slot *slot_of(const struct word_ids *ids, struct str word, uint64_t hash)
{
    size_t mask = ids->slot_count - 1;
    for (size_t at = hash & mask;; at = (at + 1) & mask) {
        struct word_slot *slot = &ids->slots[at];
        if (!slot->id || (slot->check == hash >> 32 && str_equal(word_ids_text(ids, slot->id - 1), word)))
            return slot;
    }
}

static bool slots_grow(struct word_ids *ids)
{
    size_t count = ids->slot_count ? ids->slot_count * 2 : FIRST_SLOTS;
    struct word_slot *old = ids->slots;
    size_t old_count = ids->slot_count;
    struct word_slot *slots = alloc_zero(ids->alloc, count * sizeof *slots);
    if (!slots)
        return false;
    for (word_id id = 0; id < ids->places.count; id++) {
        struct str word = word_ids_text(ids, id);
        uint64_t hash = hash_bytes(word.data, word.length);
        size_t at = hash & (count - 1);
        while (slots[at].id)
            at = (at + 1) & (count - 1);
        slots[at] = (struct word_slot){(uint32_t)(hash >> 32), id + 1};
    }
    alloc_free(ids->alloc, old, old_count * sizeof *old);
    ids->slots = slots;
    ids->slot_count = count;
    return true;
}

word_id word_ids_find(const struct word_ids *ids, struct str word)
{
    if (!ids->slot_count)
        return WORD_NONE;
    const struct word_slot *slot = slot_of(ids, word, hash_bytes(word.data, word.length));
    return slot->id ? slot->id - 1 : WORD_NONE;
}

word_id word_ids_add(struct word_ids *ids, struct str word)
{
    uint64_t hash = hash_bytes(word.data, word.length);
    if (ids->places.count * 3 >= ids->slot_count * 2 && !slots_grow(ids))
        return WORD_NONE;
    struct word_slot *slot = slot_of(ids, word, hash);
    if (slot->id)
        return slot->id - 1;
    if (ids->texts.count + word.length > UINT32_MAX || !array_reserve(ids->alloc, &ids->texts, word.length + 1) ||
        !array_reserve(ids->alloc, &ids->places, 1))
        return WORD_NONE;
    struct word_place place = {(uint32_t)ids->texts.count, (uint32_t)word.length};
    memcpy(ids->texts.items + ids->texts.count, word.data, word.length);
    ids->texts.count += word.length;
    ids->places.items[ids->places.count++] = place;
    *slot = (struct word_slot){(uint32_t)(hash >> 32), (uint32_t)ids->places.count};
    return (word_id)ids->places.count - 1;
}
