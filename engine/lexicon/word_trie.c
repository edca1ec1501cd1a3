#include "lexicon/word_trie.h"

#include "base/hash.h"

enum { FIRST_SLOTS = 64, FILTER_BITS = 6 /* for each edge, at least */ };

void word_trie_init(struct word_trie *trie, const tocsin_allocator *alloc)
{
    *trie = (struct word_trie){.alloc = alloc};
}

void word_trie_finish(struct word_trie *trie)
{
    array_finish(trie->alloc, &trie->nodes);
    alloc_free(trie->alloc, trie->slots, trie->slot_count * sizeof *trie->slots);
    alloc_free(trie->alloc, trie->filter, trie->filter_bits / 8);
}

static trie_node node_new(struct word_trie *trie, struct trie_edge edge)
{
    struct trie_item node = {edge, UINT32_MAX, 0};
    if (trie->nodes.count >= TRIE_NONE - 1 || !array_push(trie->alloc, &trie->nodes, node))
        return TRIE_NONE;
    return (trie_node)trie->nodes.count - 1;
}

trie_node word_trie_root(struct word_trie *trie)
{
    return node_new(trie, (struct trie_edge){TRIE_NONE, WORD_NONE});
}

static uint64_t hash_edge(struct trie_edge edge)
{
    return hash_fold(((uint64_t)edge.from << 32 | edge.word) ^ HASH_SEED, HASH_STEP);
}

/* The edge's slot, or the empty one where it belongs. */
static struct trie_slot *slot_of(const struct word_trie *trie, struct trie_edge edge, uint64_t hash)
{
    size_t mask = trie->slot_count - 1;
    uint32_t check = (uint32_t)(hash >> 32);
    for (size_t at = hash & mask;; at = (at + 1) & mask) {
        struct trie_slot *slot = &trie->slots[at];
        if (!slot->node)
            return slot;
        if (slot->check != check)
            continue;
        struct trie_edge found = trie->nodes.items[slot->node - 1].edge;
        if (found.from == edge.from && found.word == edge.word)
            return slot;
    }
}

static bool slots_grow(struct word_trie *trie)
{
    size_t old_count = trie->slot_count, count = old_count ? old_count * 2 : FIRST_SLOTS;
    struct trie_slot *slots = alloc_zero(trie->alloc, count * sizeof *slots);
    if (!slots)
        return false;
    for (size_t node = 0; node < trie->nodes.count; node++) {
        struct trie_edge edge = trie->nodes.items[node].edge;
        if (edge.from == TRIE_NONE)
            continue;
        uint64_t hash = hash_edge(edge);
        size_t at = hash & (count - 1);
        while (slots[at].node)
            at = (at + 1) & (count - 1);
        slots[at] = (struct trie_slot){(uint32_t)(hash >> 32), (trie_node)node + 1};
    }
    alloc_free(trie->alloc, trie->slots, old_count * sizeof *slots);
    trie->slots = slots;
    trie->slot_count = count;
    return true;
}

/* The filter goes by bits of the hash above those of the slots' places. */
static size_t filter_place(const struct word_trie *trie, uint64_t hash)
{
    return (hash >> 32) & (trie->filter_bits - 1);
}

bool word_trie_seal(struct word_trie *trie)
{
    size_t bits = 64;
    while (bits < trie->edges * FILTER_BITS && bits < (size_t)1 << 31)
        bits *= 2;
    trie->filter = alloc_zero(trie->alloc, bits / 8);
    if (!trie->filter)
        return false;
    trie->filter_bits = bits;
    for (size_t node = 0; node < trie->nodes.count; node++) {
        if (trie->nodes.items[node].edge.from == TRIE_NONE)
            continue;
        size_t place = filter_place(trie, hash_edge(trie->nodes.items[node].edge));
        trie->filter[place / 64] |= UINT64_C(1) << place % 64;
    }
    return true;
}

trie_node word_trie_find(const struct word_trie *trie, trie_node from, word_id word)
{
    struct trie_edge edge = {from, word};
    uint64_t hash = hash_edge(edge);
    if (trie->filter) {
        size_t place = filter_place(trie, hash);
        if (!(trie->filter[place / 64] >> place % 64 & 1))
            return TRIE_NONE;
    }
    if (!trie->slot_count)
        return TRIE_NONE;
    trie_node found = slot_of(trie, edge, hash)->node;
    return found ? found - 1 : TRIE_NONE;
}

trie_node word_trie_add(struct word_trie *trie, trie_node from, word_id word)
{
    struct trie_edge edge = {from, word};
    uint64_t hash = hash_edge(edge);
    if (trie->edges * 5 >= trie->slot_count * 3 && !slots_grow(trie))
        return TRIE_NONE;
    struct trie_slot *slot = slot_of(trie, edge, hash);
    if (slot->node)
        return slot->node - 1;
    trie_node node = node_new(trie, edge);
    if (node == TRIE_NONE)
        return TRIE_NONE;
    trie->nodes.items[from].nexts |= UINT32_C(1) << (word & 31);
    *slot = (struct trie_slot){(uint32_t)(hash >> 32), node + 1};
    trie->edges++;
    return node;
}
