/* phrase.h: noun phrases, verb groups and clauses, read from a sentence's tree. All of them work in time that grows
 * with the words, but for sorting. */
#ifndef TOCSIN_ENGLISH_PHRASE_H
#define TOCSIN_ENGLISH_PHRASE_H

#include "english/clause.h"
#include "english/trees.h"

/* Tokens [first, last); nothing where both are the same. */
struct phrase_span {
    uint32_t first, last;
};

enum noun_phrase_kind { NOUN_PHRASE_COMMON, NOUN_PHRASE_NAME, NOUN_PHRASE_PRONOUN };
enum noun_phrase_place {
    NOUN_PHRASE_SUBJECT,
    NOUN_PHRASE_OBJECT,
    NOUN_PHRASE_OBLIQUE,
    NOUN_PHRASE_MODIFIER,
    NOUN_PHRASE_POSSESSOR,
    NOUN_PHRASE_APPOSITION,
    NOUN_PHRASE_OTHER,
};

/* A noun with what stands before it and belongs to it, and parts of its name: "the old president of France, a
 * farmer" is "the old president", "France" and "a farmer". */
struct noun_phrase {
    struct phrase_span span, head, determiner, modifier, possessor, apposition, conjunct;
    struct phrase_span whole; /* with all that modifies it, appositions and conjuncts */
    uint8_t kind, place;
    bool plural, coordinated;
};

enum verb_tense { VERB_TENSE_NONE, VERB_TENSE_PAST, VERB_TENSE_PRESENT, VERB_TENSE_MODAL };
enum verb_aspect {
    VERB_ASPECT_SIMPLE,
    VERB_ASPECT_PERFECT,
    VERB_ASPECT_PROGRESSIVE,
    VERB_ASPECT_PERFECT_PROGRESSIVE
};

/* A verb with its auxiliaries, what negates it, and its particle: "has not been told off". Of a predicate that is
 * no verb, its copula with the same. */
struct verb_group {
    struct phrase_span span, head, subject, object, modal;
    uint8_t tense, aspect;
    bool passive, negated, finite;
};

struct tree_clause {
    struct clause clause;
    struct phrase_span subject, verb, marker;
};

typedef ARRAY(struct noun_phrase) noun_phrases;
typedef ARRAY(struct verb_group) verb_groups;
typedef ARRAY(struct tree_clause) tree_clauses;

/* Work space: by word of the sentence. */
struct phrase_work {
    ARRAY(uint8_t) kinds;
    ARRAY(uint32_t) open;
};

/* Each appends what the sentence that begins with token `first` holds, sorted by first, longest first. False when
 * memory is out. */
bool noun_phrases_find(noun_phrases *out, const tocsin_allocator *alloc, const struct tree *tree, uint32_t first);
bool verb_groups_find(verb_groups *out, const tocsin_allocator *alloc, const struct tree *tree, uint32_t first);
bool tree_clauses_find(tree_clauses *out, struct phrase_work *work, const tocsin_allocator *alloc,
                       const struct tree *tree, uint32_t first);

/* ---- What they share -------------------------------------------------------------------------------------- */

/* The first child of a word with any of some relations; TREE_NONE: none. */
uint32_t phrase_child(const struct tree *tree, uint32_t word, uint32_t relations);

/* The noun phrase around a noun, without what follows it. */
struct phrase_span phrase_around(const struct tree *tree, uint32_t word);

/* The verb group of a word, or of its copula; nothing where it has none. */
struct phrase_span phrase_of_verb(const struct tree *tree, uint32_t word);

/* The same place in the document, for a sentence that begins with token `first`. */
static inline struct phrase_span phrase_moved(struct phrase_span span, uint32_t first)
{
    return span.first == span.last ? (struct phrase_span){0, 0}
                                   : (struct phrase_span){span.first + first, span.last + first};
}

#endif
