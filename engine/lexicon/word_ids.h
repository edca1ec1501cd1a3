/* word_ids.h: a number for each distinct word of all lists. Compact: a million words cost some 30 bytes each. */
#ifndef TOCSIN_LEXICON_WORD_IDS_H
#define TOCSIN_LEXICON_WORD_IDS_H

#include "base/array.h"
#include "base/str.h"

typedef uint32_t word_id;

#define WORD_NONE UINT32_MAX

struct word_place {
    uint32_t offset; /* in `texts` */
    uint32_t length;
};

struct word_slot {
    uint32_t check; /* the hash's upper half */
    uint32_t id;    /* + 1; 0: empty */
};

struct word_ids {
    const tocsin_allocator *alloc;
    ARRAY(char) texts;
    ARRAY(struct word_place) places; /* by id */
    struct word_slot *slots;
    size_t slot_count; /* a power of two, or 0 */
};

void word_ids_init(struct word_ids *ids, const tocsin_allocator *alloc);
void word_ids_finish(struct word_ids *ids);

/* WORD_NONE: memory is out, or the texts are over 4 GiB. */
word_id word_ids_add(struct word_ids *ids, struct str word);

/* WORD_NONE: there is no such word. */
word_id word_ids_find(const struct word_ids *ids, struct str word);

/* Until the next addition. */
struct str word_ids_text(const struct word_ids *ids, word_id id);

#endif
