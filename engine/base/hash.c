#include "base/hash.h"

enum { HASH_MAP_FIRST = 16 };

void hash_map_init(struct hash_map *map, const tocsin_allocator *alloc)
{
    *map = (struct hash_map){.alloc = alloc};
}

static size_t slot_count(const struct hash_map *map)
{
    return map->slots ? map->mask + 1 : 0;
}

void hash_map_finish(struct hash_map *map)
{
    alloc_free(map->alloc, map->slots, slot_count(map) * sizeof *map->slots);
    hash_map_init(map, map->alloc);
}

void hash_map_clear(struct hash_map *map)
{
    if (map->slots)
        memset(map->slots, 0, slot_count(map) * sizeof *map->slots);
    map->count = 0;
}

uint32_t hash_map_find(const struct hash_map *map, uint64_t hash, hash_equal *equal, const void *user,
                       const void *key)
{
    if (!map->slots)
        return UINT32_MAX;
    for (size_t at = hash & map->mask; map->slots[at].index; at = (at + 1) & map->mask) {
        const struct hash_slot *slot = &map->slots[at];
        if (slot->hash == hash && equal(user, slot->index - 1, key))
            return slot->index - 1;
    }
    return UINT32_MAX;
}

static void slot_put(struct hash_slot *slots, size_t mask, struct hash_slot slot)
{
    size_t at = slot.hash & mask;
    while (slots[at].index)
        at = (at + 1) & mask;
    slots[at] = slot;
}

static bool map_grow(struct hash_map *map)
{
    size_t old = slot_count(map), larger = old ? old * 2 : HASH_MAP_FIRST;
    struct hash_slot *slots = alloc_zero(map->alloc, larger * sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < old; i++)
        if (map->slots[i].index)
            slot_put(slots, larger - 1, map->slots[i]);
    alloc_free(map->alloc, map->slots, old * sizeof *slots);
    map->slots = slots;
    map->mask = larger - 1;
    return true;
}

bool hash_map_add(struct hash_map *map, uint64_t hash, uint32_t index)
{
    if ((map->count + 1) * 4 > slot_count(map) * 3 && !map_grow(map))
        return false;
    slot_put(map->slots, map->mask, (struct hash_slot){hash, index + 1});
    map->count++;
    return true;
}
