/* trees.h: the dependency trees of a document's sentences (parser.h), and what their arcs and tags say. A sentence
 * is parsed when its tree is first asked for. One worker's. */
#ifndef TOCSIN_ENGLISH_TREES_H
#define TOCSIN_ENGLISH_TREES_H

#include "english/parser.h"
#include "english/tags.h"

struct trees;

/* What the relation to its head says of a word, after Universal Dependencies. */
enum {
    TREE_SUBJECT = 1 << 0,
    TREE_OBJECT = 1 << 1,
    TREE_CLAUSAL = 1 << 2, /* ccomp, csubj, advcl, acl, xcomp, parataxis, and the root */
    TREE_CONJUNCT = 1 << 3,
    TREE_PARATAXIS = 1 << 4, /* also the root */
    TREE_COPULA = 1 << 5,
    TREE_EXPLETIVE = 1 << 6,
    TREE_COORDINATOR = 1 << 7,
    TREE_MARK = 1 << 8,
    TREE_AUXILIARY = 1 << 9,
    TREE_PASSIVE = 1 << 10, /* the auxiliary of a passive */
    TREE_RELATIVE = 1 << 11,
    TREE_ADVERBIAL = 1 << 12,  /* advcl */
    TREE_COMPLEMENT = 1 << 13, /* ccomp, csubj */
    TREE_OPEN = 1 << 14,       /* xcomp */
    TREE_BEFORE = 1 << 15,     /* of a noun phrase, where it stands before the noun */
    TREE_BEHIND = 1 << 16,     /* … behind it */
    TREE_DETERMINER = 1 << 17,
    TREE_POSSESSOR = 1 << 18,
    TREE_APPOSITION = 1 << 19,
    TREE_PART = 1 << 20, /* of the phrase or word group that its head is of: no phrase of its own */
    TREE_CASE = 1 << 21,
    TREE_PARTICLE = 1 << 22,
    TREE_ADVERB = 1 << 23,
    TREE_ATTRIBUTE = 1 << 24, /* modifies the noun and is no determiner */
    TREE_OBLIQUE = 1 << 25,
    TREE_NOMINAL = 1 << 26, /* nmod */
};

/* What its tags say of a word. */
enum {
    TREE_VERB = 1 << 0,
    TREE_AUX = 1 << 1,
    TREE_NOUN = 1 << 2, /* common nouns, numbers and symbols */
    TREE_NAME = 1 << 3,
    TREE_PRONOUN = 1 << 4,
    TREE_PUNCTUATION = 1 << 5,
    TREE_NEGATION = 1 << 6, /* of a particle: where it is an adverb */
    TREE_PLURAL = 1 << 7,
    TREE_PAST = 1 << 8,
    TREE_PRESENT = 1 << 9,
    TREE_MODAL = 1 << 10,
    TREE_GERUND = 1 << 11,
    TREE_PARTICIPLE = 1 << 12, /* past participle */
    TREE_TO = 1 << 13,
    TREE_WH = 1 << 14,
};

#define TREE_NONE UINT32_MAX

struct tree_node {
    uint32_t head;        /* TREE_NONE: it is the root */
    uint32_t relation;    /* TREE_SUBJECT… */
    uint32_t tags;        /* TREE_VERB… */
    uint32_t first, last; /* all that is below it, without punctuation at the edges: [first, last) */
    uint32_t child, next; /* its first child, and the next of its head's; in order; TREE_NONE: none */
};

/* A sentence's tree; words are numbered from 0 within it. Valid until the next is asked for. */
struct tree {
    const struct tree_node *nodes;
    const uint32_t *order; /* all words, each before its head */
    uint32_t count;
};

/* `model` and `tags`, which are opened with each document, must outlive them. Errors: MEMORY. */
tocsin_status trees_create(struct trees **out, const struct parse_model *model, struct tags *tags,
                           const tocsin_allocator *alloc, tocsin_error *error);
void trees_free(struct trees *trees);

/* Before a document, as tags_open. */
void trees_open(struct trees *trees, const struct segmentation *segmentation, const struct vocabulary *vocabulary);

/* The tree of a sentence, by its index. False: out of memory. */
bool trees_get(struct tree *out, struct trees *trees, uint32_t sentence);

/* Of a token its head, a token too (TREE_NONE: it is the root), and its relation to it as Universal Dependencies
 * name it, which lives as long as the model ("root" of the root). Either may be NULL. False: out of memory. */
bool trees_arc(uint32_t *head, struct str *relation, struct trees *trees, uint32_t token);

/* The arcs of a sentence's words. Live as long as the document. False: out of memory. */
bool trees_arcs(const struct parse_arc **out, struct trees *trees, const struct sentence *sentence);

/* The name of a relation by its number in an arc: of no root. Lives as long as the model. */
const char *trees_relation(const struct trees *trees, uint8_t relation);

/* How many sentences were parsed since the trees were made: for tests of what is paid for. */
uint64_t trees_parsed(const struct trees *trees);

#endif
