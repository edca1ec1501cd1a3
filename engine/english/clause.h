/* clause.h: the clauses of a sentence, by marks, closed classes of words and what forms of verbs there may be.
 *
 * Two steps with an interface between them: clause_read says what each word is (struct clause_word), clause_find
 * builds clauses on that. What a tagger or parser knows better goes into the first, or replaces both. */
#ifndef TOCSIN_ENGLISH_CLAUSE_H
#define TOCSIN_ENGLISH_CLAUSE_H

#include "english/quotation.h"

struct lemmas;

/* What a word is to its clause. */
enum clause_class {
    CLAUSE_OTHER,
    CLAUSE_NOUN,
    CLAUSE_SUBJECT, /* a pronoun that is a subject */
    CLAUSE_DETERMINER,
    CLAUSE_PREPOSITION,
    CLAUSE_ADVERB, /* also negation */
    CLAUSE_FINITE, /* the first word of a finite verb group */
    CLAUSE_VERB,   /* another word of a verb group */
    CLAUSE_GERUND,
    CLAUSE_PARTICIPLE, /* a past participle that no auxiliary goes with */
    CLAUSE_TO,         /* before an infinitive */
    CLAUSE_COORDINATOR,
    CLAUSE_IF,
    CLAUSE_THAT,
    CLAUSE_RELATIVE,
    CLAUSE_QUESTION,
    CLAUSE_COMMA,
    CLAUSE_STOP, /* parts clauses for sure */
    CLAUSE_FINAL,
    CLAUSE_LEFT, /* opening bracket or mark of a quotation */
    CLAUSE_RIGHT,
};

struct clause_word {
    uint8_t class;
    bool reports;         /* a verb that a clause without a conjunction may follow */
    bool may_be_preposition, may_be_if;
    bool contrasts; /* a coordinator that joins main clauses */
    bool base;      /* the base form of a verb */
    bool finite_ahead;         /* a finite verb comes before the next comma, stop or word that opens a clause */
    bool finite_behind_commas; /* … before the next stop */
};

enum clause_kind {
    CLAUSE_MAIN,
    CLAUSE_OF_THAT, /* content: with "that", "whether", "how", or without a word */
    CLAUSE_OF_IF,   /* adverbial, with a conjunction */
    CLAUSE_OF_RELATIVE,
    CLAUSE_PARTICIPIAL,
    CLAUSE_INFINITIVE,
    CLAUSE_QUOTED, /* what a quotation holds */
};

struct clause {
    uint32_t first, last; /* tokens, without punctuation at the edges */
    uint32_t body;        /* the first token behind the words that open it */
    uint8_t kind;         /* enum clause_kind */
    uint8_t depth;        /* 1: in no other clause of the sentence */
};

/* Clauses nested deeper than this are parts of the one they are in. */
enum { CLAUSE_DEPTH = 16 };

typedef ARRAY(struct clause_word) clause_words;
typedef ARRAY(struct clause) clauses;

/* What forms can be in a clause: WORD_… and CLAUSE_FORM_… by form_id. */
struct clause_text {
    struct marked_text marked;
    const uint32_t *forms;
    const quotations *quotations;
};

/* What a form may be, beside its classes in the list. */
enum {
    FORM_VERB_BASE = 1 << 24,
    FORM_VERB_INFLECTED = 1 << 25,
    FORM_NOUN = 1 << 26,
    FORM_ADJECTIVE = 1 << 27,
};

/* Brings the classes of forms up to all that the vocabulary knows. False when memory is out. */
bool clause_forms_update(struct form_classes *forms, const tocsin_allocator *alloc, const struct layer_words *words,
                         const struct lemmas *lemmas, const struct vocabulary *vocabulary);

/* What the words of tokens [first, last), a sentence, are. `quotation` is the first that ends behind `first`. False
 * when memory is out. */
bool clause_read(clause_words *out, const tocsin_allocator *alloc, const struct clause_text *text, uint32_t first,
                 uint32_t last, size_t quotation);

/* Appends the clauses of the sentence that begins with token `first` and holds `words`, sorted by first, longest
 * first. False when memory is out. */
bool clause_find(clauses *out, const tocsin_allocator *alloc, const clause_words *words, uint32_t first);

#endif
