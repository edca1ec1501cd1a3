/* record.h: the records of one document while they are found, and as they are handed out.
 *
 * Records are drafted with text offsets (of the valid text) and kept in the order they were found: that index is a
 * record's handle, and is what attributions and links name. Finishing sorts them and turns handles into places in
 * the sorted list and text offsets into offsets of the caller's bytes. Everything lives in the arena given. */
#ifndef TOCSIN_ANNOT_RECORD_H
#define TOCSIN_ANNOT_RECORD_H

#include "base/arena.h"
#include "base/array.h"
#include "base/error.h"
#include "base/hash.h"
#include "text/segmentation.h"
#include "text/source.h"

typedef uint32_t record_handle;

#define RECORD_NONE UINT32_MAX

/* What a rule says of one record. Names and strings are borrowed during record_add only. */
struct record_draft {
    struct str type;
    struct str rule;
    uint32_t rule_order; /* of rules that file at one place the lower comes first; RECORD_NONE: after all rules */
    struct str bundle;
    tocsin_span span; /* text offsets; empty (0, 0): from the first role's start to the last one's end */
    double confidence;
    ARRAY(struct role_draft) roles;
    ARRAY(struct feature_draft) features;
    ARRAY(record_handle) attributed_to;
    ARRAY(struct link_draft) links;
};

struct role_draft {
    struct str name;
    tocsin_span span;
    struct str entity; /* data NULL: none */
    bool inferred;
};

struct feature_draft {
    struct str name;
    tocsin_value_kind kind;
    union {
        struct str string;
        double number;
        int64_t integer;
        bool boolean;
        tocsin_span span;
    } value;
};

struct link_draft {
    struct str relation;
    record_handle record;
};

void record_draft_clear(struct record_draft *draft);
void record_draft_finish(struct record_draft *draft, const tocsin_allocator *alloc);

struct record_text {
    const char *data;
    size_t length;
};

/* Room for additions that come after a record was drafted. */
struct record_links {
    ARRAY(tocsin_link) items;
};

struct record_attribution {
    ARRAY(size_t) items;
};

/* What is known of a record beside what is handed out. */
struct record_state {
    uint32_t rule_order;
    bool dropped; /* lost by its type's conflict policy, or a handler took it out: nobody sees it any more */
};

enum { RECORD_RECENT = 16 };

/* Kept from document to document, for the sake of its memory; what it hands out is in the document's arena. */
struct record_store {
    struct arena *arena;
    const tocsin_allocator *alloc;
    ARRAY(tocsin_record) records;      /* by handle */
    ARRAY(struct record_state) states; /* by handle */
    ARRAY(struct record_links) links;
    ARRAY(struct record_attribution) attributions;
    ARRAY(struct record_text) names; /* interned */
    struct hash_map name_index;
    struct record_text recent[RECORD_RECENT]; /* names by the address they came from last */
    size_t limit;                             /* most records a document may have */
    const tocsin_record *sealed;              /* in output order */
    size_t sealed_count;
    const uint32_t *places; /* in it, by handle; RECORD_NONE: dropped */
};

void record_store_init(struct record_store *store, struct arena *arena, const tocsin_allocator *alloc,
                       size_t limit);
void record_store_finish(struct record_store *store);

/* Empties the store for the next document. */
void record_store_reset(struct record_store *store, struct arena *arena);

/* Errors: MEMORY, LIMIT (too many records), ARGUMENT (a span outside of `text_length`, no role and no span). */
tocsin_status record_add(struct record_store *store, const struct record_draft *draft, size_t text_length,
                         record_handle *out, tocsin_error *error);

/* Later additions. Adding a link or attribution that is there already changes nothing. */
tocsin_status record_link(struct record_store *store, record_handle from, struct str relation, record_handle to,
                          tocsin_error *error);
tocsin_status record_attribute(struct record_store *store, record_handle record, record_handle to,
                               tocsin_error *error);
/* Replaces the feature of that name or adds it. */
tocsin_status record_set_feature(struct record_store *store, record_handle handle,
                                 const struct feature_draft *feature, tocsin_error *error);
/* Names the entity of every span of a role. `inferred`: so are the spans marked; else they stay as they are. */
tocsin_status record_set_entity(struct record_store *store, record_handle handle, struct str role,
                                struct str entity, bool inferred, tocsin_error *error);

/* Nobody sees it any more; its handle keeps its meaning. */
static inline void record_drop(struct record_store *store, record_handle record)
{
    store->states.items[record].dropped = true;
}

/* Whether it is (still) to be seen. */
static inline bool record_lives(const struct record_store *store, record_handle record)
{
    return !store->states.items[record].dropped;
}

/* Makes the list of what is handed out. Leaves out what was dropped, with the links and attributions that lead to
 * it. Sorts by start, longest first, type, then the order found; offsets become those of the caller's bytes. */
tocsin_status record_store_seal(struct record_store *store, const struct source *source,
                                const struct segmentation *segmentation, tocsin_error *error);

#endif
