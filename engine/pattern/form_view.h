/* form_view.h: what a worker knows of each distinct form: which predicates hold for it and which patterns it wakes,
 * worked out when the form is first seen and kept until the vocabulary is emptied. */
#ifndef TOCSIN_PATTERN_FORM_VIEW_H
#define TOCSIN_PATTERN_FORM_VIEW_H

#include "pattern/pattern_code.h"
#include "text/segmentation.h"

#define SIGN_UNKNOWN UINT32_MAX

/* A pattern that a signature's forms wake, with what is looked at first. */
struct wake_up {
    uint32_t pattern, need;
    uint32_t check; /* PREDICATE_NONE: nothing */
    int32_t check_offset;
    uint32_t phase;
};

/* Forms that the same predicates hold for. Signature 0 is of none. */
struct signature_view {
    uint64_t bloom[4];
    const uint32_t *predicates; /* sorted */
    const struct wake_up *wakes;
    uint32_t count, wake_count;
};

/* An answer that is kept; by form and predicate. */
struct form_answer {
    uint64_t key; /* 0: none */
    bool holds;
};

enum { FORM_ANSWERS = 1 << 12 };

struct form_view {
    const tocsin_allocator *alloc;
    const struct pattern_set *set;
    struct lexicon_view *lists; /* NULL: there are none */
    struct regex_matcher *matcher;
    const struct vocabulary *vocabulary;
    uint32_t generation;
    /* by form: its signature's number, twice, plus one where that wakes patterns; and TRAIT_… */
    ARRAY(uint32_t) signs;
    ARRAY(uint32_t) traits;
    ARRAY(struct signature_view) signatures;
    struct hash_map signature_ids;
    struct arena memory;
    ARRAY(uint32_t) found; /* predicates of the form under way */
    struct form_answer *answers;
    /* of the run under way */
    struct budget *budget;
    tocsin_error *error;
    tocsin_status status; /* what asking a form failed with */
};

tocsin_status form_view_init(struct form_view *view, const struct pattern_set *set, const tocsin_allocator *alloc,
                             tocsin_error *error);
void form_view_finish(struct form_view *view);

/* Before a document; its forms are in the vocabulary. False: out of memory. */
bool form_view_open(struct form_view *view, const struct vocabulary *vocabulary);

/* Fills in what is known of a form; false: out of memory, or view->status. */
bool form_view_learn(struct form_view *view, form_id form);

static inline bool signature_has(const struct signature_view *signature, uint32_t predicate)
{
    if (!(signature->bloom[predicate >> 6 & 3] >> (predicate & 63) & 1))
        return false;
    uint32_t low = 0, high = signature->count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (signature->predicates[middle] < predicate)
            low = middle + 1;
        else
            high = middle;
    }
    return low < signature->count && signature->predicates[low] == predicate;
}

static inline bool form_has(const struct form_view *view, form_id form, uint32_t predicate)
{
    return signature_has(&view->signatures.items[view->signs.items[form] >> 1], predicate);
}

/* A predicate that asks the form alone (not TOKEN). A failure is told by view->status. */
bool form_passes(struct form_view *view, form_id form, uint32_t predicate);

#endif
