#include "english/tag_words.h"

uint64_t tag_word_hash(struct str folded)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ folded.length;
    for (size_t i = 0; i < folded.length; i++) {
        hash = (hash ^ (unsigned char)folded.data[i]) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 29;
    }
    return hash ? hash : 1;
}

bool tag_words_open(struct tag_words *out, struct str slots, size_t labels)
{
    size_t count = slots.length / TAG_SLOT;
    bool empty = false; /* where a search ends */
    if (!count || slots.length % TAG_SLOT || (count & (count - 1)))
        return false;
    for (size_t i = 0; i < count; i++) {
        const char *slot = slots.data + i * TAG_SLOT;
        uint8_t only = (uint8_t)slot[14];
        if (only != TAG_NONE && only >= labels)
            return false;
        empty = empty || model_u64(slot) == 0;
    }
    if (empty)
        out->slots = slots;
    return empty;
}

struct tag_word tag_words_find(const struct tag_words *words, struct str folded)
{
    uint64_t hash = tag_word_hash(folded), found;
    size_t mask = words->slots.length / TAG_SLOT - 1;
    for (size_t at = hash & mask;; at = (at + 1) & mask) {
        const char *slot = words->slots.data + at * TAG_SLOT;
        if ((found = model_u64(slot)) == hash)
            return (struct tag_word){model_u16(slot + 8), model_u16(slot + 10), model_u16(slot + 12),
                                     (uint8_t)slot[14]};
        if (!found)
            return (struct tag_word){0, 0, 0, TAG_NONE};
    }
}
