/* form_triggers.h: which needs of a set the words of a text meet, worked out once for each distinct form. */
#ifndef TOCSIN_REGEX_FORM_TRIGGERS_H
#define TOCSIN_REGEX_FORM_TRIGGERS_H

#include "regex/set_plan.h"
#include "text/vocabulary.h"

/* A pattern that a word wakes, with what is asked of the words around it: a copy of the plan's, in one place. */
struct wake {
    uint32_t entry;
    uint32_t check;
    uint8_t trigger_words, check_words; /* as in struct plan_entry */
    uint8_t scope;
};

/* The needs that one word meets. Many words share one; 0 is no need. */
struct signature {
    const uint32_t *needs;     /* sorted */
    const uint64_t *bits;      /* the same, by need */
    const struct wake *wakes;  /* at the word, then those that search; in the order of the needs */
    uint32_t count, at_word, search;
    uint64_t segment; /* whose searches it woke last */
};

/* A signature with what is asked of it first: id << MARK_SHIFT, and these. */
typedef uint32_t form_mark;
enum {
    MARK_AT_WORD = 1, /* wakes patterns at its word */
    MARK_NOTED = 2,   /* has to be noted for its segment */
    MARK_SEARCH = 4,  /* wakes patterns that search its segment; is noted, too */
    MARK_SHIFT = 3,
};

/* A word run within a form, or (word false) all that stands outside of its words. */
struct form_part {
    uint32_t offset;
    form_mark mark;
    bool word;
};

/* A form in 64 bits. FACT_WORD: it is one word run, with `mark`. Else it has `count` parts from `first` on.
 * FACT_PLAIN: it is known, and one word run or nothing. */
enum { FACT_WORD = 1, FACT_KNOWN = 2, FACT_LEFT = 4, FACT_RIGHT = 8, FACT_PLAIN = 16 };

struct form_fact {
    uint32_t value; /* mark, or first part */
    uint16_t count;
    uint16_t flags; /* FACT_…; LEFT, RIGHT: begins, ends with a character of words */
};

struct pair_fact {
    form_id first, second;
    struct form_fact fact;
};

enum { PAIR_FACTS = 1024 };

struct form_triggers {
    const struct regex_set *set;
    const tocsin_allocator *alloc;
    struct word_splitter splitter;
    ARRAY(struct form_fact) facts; /* by form id */
    ARRAY(struct form_part) parts;
    ARRAY(struct signature) signatures;
    struct hash_map signature_ids;
    struct arena memory; /* of signatures */
    struct pair_fact pairs[PAIR_FACTS];
    const struct vocabulary *vocabulary; /* that the ids are of, in this generation */
    uint32_t generation;
    size_t words; /* of 64 bits in a signature's bits */
    piece_list pieces;
    ARRAY(uint32_t) needs;
    ARRAY(char) folded;
};

tocsin_status form_triggers_init(struct form_triggers *triggers, const struct regex_set *set,
                                 const tocsin_allocator *alloc, tocsin_error *error);
void form_triggers_finish(struct form_triggers *triggers);

/* Before a document: drops what belongs to another generation of the vocabulary, or has grown too large. There is
 * a fact for every form then, known or not. False: out of memory. */
bool form_triggers_open(struct form_triggers *triggers, const struct vocabulary *vocabulary);

/* Works out a form that is not known yet. False: out of memory. */
bool form_triggers_learn(struct form_triggers *triggers, const struct vocabulary *vocabulary, form_id id);

/* The parts of any text of at most REGEX_SEGMENT_LIMIT bytes, appended to `parts`. False: out of memory. */
bool form_triggers_read(struct form_triggers *triggers, struct str text, struct form_fact *out);

/* Where what is known of two forms that touch is kept; of others until then. */
struct pair_fact *form_triggers_pair(struct form_triggers *triggers, form_id first, form_id second);

static inline bool signature_meets(const struct form_triggers *triggers, form_mark mark, uint32_t need)
{
    const struct signature *signature = &triggers->signatures.items[mark >> MARK_SHIFT];
    return signature->bits[need / 64] >> (need % 64) & 1;
}

#endif
