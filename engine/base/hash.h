/* hash.h: a 64-bit hash of bytes (multiply-and-fold, after wyhash's idea) and a map from it to indexes. */
#ifndef TOCSIN_BASE_HASH_H
#define TOCSIN_BASE_HASH_H

#include <stdint.h>
#include <string.h>

#include "base/alloc.h"

static inline uint64_t hash_fold(uint64_t a, uint64_t b)
{
#if defined(__SIZEOF_INT128__)
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
    uint64_t high = (a >> 32) * (b >> 32), low = (a & 0xffffffffu) * (b & 0xffffffffu);
    uint64_t cross = (a >> 32) * (b & 0xffffffffu) + (a & 0xffffffffu) * (b >> 32);
    return (high + (cross >> 32)) ^ (low + (cross << 32));
#endif
}

#define HASH_SEED UINT64_C(0xa0761d6478bd642f)
#define HASH_STEP UINT64_C(0xe7037ed1a0b428db)

/* Less than eight bytes, zeros behind them: by reads that overlap, which take less time than a copy of `length`. */
static inline uint64_t hash_tail(const unsigned char *p, size_t length)
{
    uint32_t first, last;
    if (!length)
        return 0;
    if (length < 4)
        return p[0] | (uint64_t)p[length / 2] << 8 * (length / 2) | (uint64_t)p[length - 1] << 8 * (length - 1);
    memcpy(&first, p, 4);
    memcpy(&last, p + length - 4, 4);
    return first | (uint64_t)last << 8 * (length - 4);
}

/* The same bytes give the same hash on every run of one build; it is never written to a file. */
static inline uint64_t hash_bytes(const void *data, size_t length)
{
    const unsigned char *p = data;
    uint64_t hash = HASH_SEED ^ length, word;
    size_t left = length;
    for (; left >= 8; left -= 8, p += 8) {
        memcpy(&word, p, 8);
        hash = hash_fold(hash ^ word, HASH_STEP);
    }
    return hash_fold(hash ^ hash_tail(p, left), HASH_STEP ^ length);
}

/* hash_map: open addressing from a hash to an index that the owner keeps items under. */
struct hash_slot {
    uint64_t hash;
    uint32_t index; /* index + 1; 0 is empty */
};

struct hash_map {
    const tocsin_allocator *alloc;
    struct hash_slot *slots;
    size_t mask; /* slots - 1, or 0 while there are none */
    size_t count;
};

typedef bool hash_equal(const void *user, uint32_t index, const void *key);

void hash_map_init(struct hash_map *map, const tocsin_allocator *alloc);
void hash_map_finish(struct hash_map *map);
void hash_map_clear(struct hash_map *map);

/* The index filed under `hash` whose item `equal` says is `key`; UINT32_MAX where there is none. */
uint32_t hash_map_find(const struct hash_map *map, uint64_t hash, hash_equal *equal, const void *user,
                       const void *key);

/* Files `index` (under UINT32_MAX) under `hash`; it must not be there yet. False when memory is out. */
bool hash_map_add(struct hash_map *map, uint64_t hash, uint32_t index);

#endif
