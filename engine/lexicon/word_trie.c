#include "lexicon/word_trie.h"

#include "base/hash.h"

enum { FIRST_SLOTS = 64 };

void word_trie_init(struct word_trie *trie, const tocsin_allocator *alloc)
{
    *trie = (struct word_trie){.alloc = alloc};
}

void word_trie_finish(struct word_trie *trie)
{
    array_finish(trie->alloc, &trie->parents);
    array_finish(trie->alloc, &trie->contents);
    alloc_free(trie->alloc, trie->slots, trie->slot_count * sizeof *trie->slots);
}

static trie_node node_new(struct word_trie *trie, struct trie_parent parent)
{
    if (trie->parents.count >= TRIE_NONE - 1 || !array_reserve(trie->alloc, &trie->parents, 1) ||
        !array_reserve(trie->alloc, &trie->contents, 1))
        return TRIE_NONE;
    trie->parents.items[trie->parents.count++] = parent;
    trie->contents.items[trie->contents.count++] = (struct trie_content){UINT32_MAX, 0};
    return (trie_node)trie->parents.count - 1;
}

trie_node word_trie_root(struct word_trie *trie)
{
    return node_new(trie, (struct trie_parent){TRIE_NONE, WORD_NONE});
}

static uint64_t hash_edge(struct trie_parent edge)
{
    return hash_fold(((uint64_t)edge.node << 32 | edge.word) ^ HASH_SEED, HASH_STEP);
}

/* The edge's slot, or the empty one where it belongs. */
static struct trie_slot *slot_of(const struct word_trie *trie, struct trie_parent edge, uint64_t hash)
{
    size_t mask = trie->slot_count - 1;
    uint32_t check = (uint32_t)(hash >> 32);
    for (size_t at = hash & mask;; at = (at + 1) & mask) {
        struct trie_slot *slot = &trie->slots[at];
        if (!slot->node)
            return slot;
        const struct trie_parent *parent = &trie->parents.items[slot->node - 1];
        if (slot->check == check && parent->node == edge.node && parent->word == edge.word)
            return slot;
    }
}

static bool slots_grow(struct word_trie *trie)
{
    size_t old_count = trie->slot_count, count = old_count ? old_count * 2 : FIRST_SLOTS;
    struct trie_slot *slots = alloc_zero(trie->alloc, count * sizeof *slots);
    if (!slots)
        return false;
    for (size_t node = 0; node < trie->parents.count; node++) {
        if (trie->parents.items[node].node == TRIE_NONE)
            continue;
        uint64_t hash = hash_edge(trie->parents.items[node]);
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

trie_node word_trie_find(const struct word_trie *trie, trie_node from, word_id word)
{
    struct trie_parent edge = {from, word};
    if (!trie->slot_count)
        return TRIE_NONE;
    trie_node found = slot_of(trie, edge, hash_edge(edge))->node;
    return found ? found - 1 : TRIE_NONE;
}

trie_node word_trie_add(struct word_trie *trie, trie_node from, word_id word)
{
    struct trie_parent edge = {from, word};
    uint64_t hash = hash_edge(edge);
    if (trie->edges * 5 >= trie->slot_count * 3 && !slots_grow(trie))
        return TRIE_NONE;
    struct trie_slot *slot = slot_of(trie, edge, hash);
    if (slot->node)
        return slot->node - 1;
    trie_node node = node_new(trie, edge);
    if (node == TRIE_NONE)
        return TRIE_NONE;
    trie->contents.items[from].nexts |= UINT32_C(1) << (word & 31);
    *slot = (struct trie_slot){(uint32_t)(hash >> 32), node + 1};
    trie->edges++;
    return node;
}
