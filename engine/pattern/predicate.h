/* predicate.h: what patterns ask of one word, each question once over all patterns of a set.
 *
 * Predicates about words and lists are kept in a form's signature (form_view.h) and cost a look there. The others are
 * worked out where they are asked: from the form's traits, or by a value test whose answer is kept by form. */
#ifndef TOCSIN_PATTERN_PREDICATE_H
#define TOCSIN_PATTERN_PREDICATE_H

#include "base/buffer.h"
#include "pattern/value_test.h"
#include "pattern/word_keys.h"

#define PREDICATE_NONE UINT32_MAX

enum predicate_kind {
    PREDICATE_ANY,
    PREDICATE_WORDS,  /* one of `words` */
    PREDICATE_BEGINS, /* an entry of list `left` may begin with it */
    PREDICATE_TRAITS, /* has one of `left` (TRAIT_…) */
    PREDICATE_FORM,   /* `test`, of attributes of forms */
    PREDICATE_TOKEN,  /* `test`, of an attribute of tokens */
    PREDICATE_HEAD,   /* the word has a head for which predicate `left` holds */
    PREDICATE_NOT,    /* not predicate `left` */
    PREDICATE_AND,
    PREDICATE_OR,
};

struct predicate {
    enum predicate_kind kind;
    bool waking; /* some pattern waits for it: it has to be in signatures */
    uint32_t left, right;
    const uint32_t *words; /* sorted keys */
    uint32_t word_count;
    const struct value_test *test;
    struct str key;   /* what makes it itself */
    double frequency; /* words of a million that it may hold for, guessed */
};

struct predicate_index {
    uint32_t *items;
    uint32_t count;
};

struct frequencies;

struct predicate_table {
    const tocsin_allocator *alloc;
    const struct frequencies *frequencies; /* may be NULL */
    struct arena *arena;
    struct word_keys words;
    ARRAY(struct predicate) items;
    struct hash_map ids;
    struct buffer key;
    /* made when the set is sealed */
    struct predicate_index *of_word; /* by word key: PREDICATE_WORDS with it */
    size_t of_word_count;
    ARRAY(uint32_t) lists;    /* PREDICATE_BEGINS, by list */
    ARRAY(uint32_t) computed; /* waking predicates that no word key leads to */
};

void predicate_table_init(struct predicate_table *table, struct arena *arena, const struct frequencies *frequencies,
                          const tocsin_allocator *alloc);
void predicate_table_finish(struct predicate_table *table);

/* All return PREDICATE_NONE when memory is out. Contents are borrowed until the set ends (words are copied). */
uint32_t predicate_any(struct predicate_table *table);
uint32_t predicate_words(struct predicate_table *table, uint32_t *words, size_t count); /* sorts `words` */
uint32_t predicate_begins(struct predicate_table *table, uint32_t list, double frequency);
uint32_t predicate_traits(struct predicate_table *table, uint32_t traits);
uint32_t predicate_test(struct predicate_table *table, const struct value_test *test);
uint32_t predicate_head(struct predicate_table *table, uint32_t predicate);
uint32_t predicate_not(struct predicate_table *table, uint32_t predicate);
/* What the form decides is asked before what the place does, as that may have to be worked out. */
uint32_t predicate_pair(struct predicate_table *table, enum predicate_kind kind, uint32_t left, uint32_t right);

/* Whether the form of a word decides it. */
bool predicate_asks_form(const struct predicate_table *table, uint32_t predicate);

/* Makes what leads from words to predicates. False: out of memory. */
bool predicate_table_seal(struct predicate_table *table);

#endif
