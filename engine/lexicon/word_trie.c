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
    array_finish(trie->alloc, &trie->values);
    alloc_free(trie->alloc, trie->slots, trie->slot_count * sizeof *trie->slots);
}

static trie_node node_new(struct word_trie *trie, struct trie_parent parent)
{
    if (trie->parents.count >= TRIE_NONE - 1 || !array_reserve(trie->alloc, &trie->parents, 1) ||
        !array_reserve(trie->alloc, &trie->values, 1))
        return TRIE_NONE;
    trie->parents.items[trie->parents.count++] = parent;
    trie->values.items[trie->values.count++] = UINT32_MAX;
    return (trie_node)trie->parents.count - 1;
}

trie_node word_trie_root(struct word_trie *trie)
{
    return node_new(trie, (struct trie_parent){TRIE_NONE, WORD_NONE});
}

static size_t place_of(struct trie_parent edge)
{
    return hash_fold(((uint64_t)edge.node << 32 | edge.word) ^ HASH_SEED, HASH_STEP);
}

/* The edge's slot, or the empty one where it belongs: a node is found by what leads to it. */
static uint32_t *slot_of(const struct word_trie *trie, struct trie_parent edge)
{
    size_t mask = trie->slot_count - 1;
    for (size_t at = place_of(edge) & mask;; at = (at + 1) & mask) {
        uint32_t *slot = &trie->slots[at];
        if (!*slot)
            return slot;
        const struct trie_parent *parent = &trie->parents.items[*slot - 1];
        if (parent->node == edge.node && parent->word == edge.word)
            return slot;
    }
}

static bool slots_grow(struct word_trie *trie)
{
    size_t old_count = trie->slot_count, count = old_count ? old_count * 2 : FIRST_SLOTS;
    uint32_t *slots = alloc_zero(trie->alloc, count * sizeof *slots);
    if (!slots)
        return false;
    for (size_t node = 0; node < trie->parents.count; node++) {
        if (trie->parents.items[node].node == TRIE_NONE)
            continue;
        size_t at = place_of(trie->parents.items[node]) & (count - 1);
        while (slots[at])
            at = (at + 1) & (count - 1);
        slots[at] = (uint32_t)node + 1;
    }
    alloc_free(trie->alloc, trie->slots, old_count * sizeof *slots);
    trie->slots = slots;
    trie->slot_count = count;
    return true;
}

trie_node word_trie_step(const struct word_trie *trie, trie_node from, word_id word)
{
    if (!trie->slot_count)
        return TRIE_NONE;
    uint32_t found = *slot_of(trie, (struct trie_parent){from, word});
    return found ? found - 1 : TRIE_NONE;
}

trie_node word_trie_add(struct word_trie *trie, trie_node from, word_id word)
{
    struct trie_parent edge = {from, word};
    if (trie->edges * 3 >= trie->slot_count * 2 && !slots_grow(trie))
        return TRIE_NONE;
    uint32_t *slot = slot_of(trie, edge);
    if (*slot)
        return *slot - 1;
    trie_node node = node_new(trie, edge);
    if (node == TRIE_NONE)
        return TRIE_NONE;
    *slot = node + 1;
    trie->edges++;
    return node;
}
