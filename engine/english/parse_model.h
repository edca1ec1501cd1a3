/* parse_model.h: a parser's model, used where it lies: names of relations, weights. Immutable, shared by all
 * threads.
 *
 * Goes with the one tagger's model whose labels it was trained on. The sections of its file:
 *
 *     tagger     the checksum of that model's file, u64
 *     relations  names, each ended by NUL
 *     steps      slots of PARSE_SLOT bytes: the lowest two bytes of a key, u16 (0: empty), and the weights of LEFT
 * and RIGHT against SHIFT, i8. A key is within PARSE_PROBES slots of its own, before the first empty one buckets,
 *     features   as in tag_model.h, of relations
 */
#ifndef TOCSIN_ENGLISH_PARSE_MODEL_H
#define TOCSIN_ENGLISH_PARSE_MODEL_H

#include "english/parse_features.h"
#include "english/tag_model.h"

enum { PARSE_SLOT = 4, PARSE_PROBES = 16 };

#define PARSE_KIND ((struct model_kind){"parser", PARSE_VERSION})

struct parse_model {
    struct model_file file;
    uint64_t tagger; /* its checksum */
    struct str steps;
    size_t slot_count; /* without the PARSE_PROBES behind, that the last ones may run into */
    struct weight_table relations;
    size_t relation_count;
    const char *names[PARSE_RELATIONS];
};

/* All of the model is looked at: what does not fit together, or not with `tags`, is refused. `data` must outlive
 * it, `file` is for errors. Errors: BUNDLE (model-…), MEMORY. */
tocsin_status parse_model_borrow(struct parse_model *out, struct str data, const struct tag_model *tags,
                                 const char *file, tocsin_error *error);

/* The same of bytes that are part of the program: only their head is looked at. */
tocsin_status parse_model_trust(struct parse_model *out, struct str data, const struct tag_model *tags,
                                const char *file, tocsin_error *error);

/* As parse_model_borrow, of a file, which is mapped. Errors: IO and LIMIT, too. */
tocsin_status parse_model_open(struct parse_model *out, const char *path, const struct tag_model *tags,
                               tocsin_error *error);
void parse_model_close(struct parse_model *model);

/* The number of a relation; PARSE_NO_RELATION: the model has none of that name. */
uint8_t parse_model_relation(const struct parse_model *model, struct str name);

/* The slot of a key, of so many (below 2^32). */
static inline size_t parse_slot_of(uint64_t key, size_t slots)
{
    return (size_t)((key >> 32) * slots >> 32);
}

/* What a key is told by within its slots: never 0. */
static inline uint16_t parse_check_of(uint64_t key)
{
    return (uint16_t)((uint16_t)key ? key : 1);
}

/* Adds the weights of a key, if it has any; `slot` is its own. */
static inline void parse_model_add(int32_t sums[PARSE_STEPS], const char *slot, uint64_t key)
{
    uint16_t check = parse_check_of(key), found;
    for (unsigned i = 0; i < PARSE_PROBES && (found = model_u16(slot)) != 0; i++, slot += PARSE_SLOT) {
        if (found != check)
            continue;
        sums[PARSE_LEFT] += (signed char)slot[2];
        sums[PARSE_RIGHT] += (signed char)slot[3];
        return;
    }
}

#endif
