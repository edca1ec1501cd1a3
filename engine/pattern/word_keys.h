/* word_keys.h: the words that patterns speak of, each once under what is compared with it. */
#ifndef TOCSIN_PATTERN_WORD_KEYS_H
#define TOCSIN_PATTERN_WORD_KEYS_H

#include "base/arena.h"
#include "base/array.h"
#include "base/hash.h"
#include "base/str.h"

#define WORD_NONE UINT32_MAX

enum word_kind {
    WORD_FOLDED, /* the word without case */
    WORD_EXACT,  /* the word as written */
    WORD_LEMMA,  /* one of its lemmas */
    WORD_LISTED, /* an entry of list `list` as a whole, folded, its words joined by a space */
    WORD_KINDS,
};

struct word_key {
    struct str text;
    uint64_t hash;
    uint32_t list;
    enum word_kind kind;
};

struct word_keys {
    const tocsin_allocator *alloc;
    struct arena texts;
    ARRAY(struct word_key) items;
    struct hash_map ids;
    bool has[WORD_KINDS]; /* whether there are keys of a kind */
};

void word_keys_init(struct word_keys *keys, const tocsin_allocator *alloc);
void word_keys_finish(struct word_keys *keys);

/* Its number, made on first sight; WORD_NONE: out of memory. `list` is 0 but for WORD_LISTED. */
uint32_t word_keys_intern(struct word_keys *keys, enum word_kind kind, uint32_t list, struct str text);

/* WORD_NONE: no pattern speaks of it. Any thread, while nothing is added. */
uint32_t word_keys_find(const struct word_keys *keys, enum word_kind kind, uint32_t list, struct str text);

#endif
