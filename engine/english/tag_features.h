/* tag_features.h: what a tagger goes by, as numbers that weights are filed under. Tagger and trainer share it, so
 * that both see the same. A change here makes models of another TAG_VERSION. */
#ifndef TOCSIN_ENGLISH_TAG_FEATURES_H
#define TOCSIN_ENGLISH_TAG_FEATURES_H

#include "english/lemma.h"
#include "english/tag_words.h"
#include "text/vocabulary.h"

enum { TAG_VERSION = 1 };

/* How much the letters' case of a word says. */
enum tag_case {
    TAG_CASE_SAYS,    /* within a sentence of mixed case */
    TAG_CASE_INITIAL, /* a capital that opens a sentence */
    TAG_CASE_SILENT,  /* all words around have the same case */
    TAG_CASES
};

/* How a sentence is written. */
enum tag_style { TAG_STYLE_MIXED, TAG_STYLE_CAPITALS, TAG_STYLE_HEADLINE, TAG_STYLE_SMALL };

/* Where a word stands, seen from the one that is tagged. */
enum tag_place { TAG_HERE, TAG_LEFT, TAG_RIGHT, TAG_LEFT2, TAG_RIGHT2, TAG_PLACES };

/* A word by itself. */
struct tag_form {
    struct str text, folded;
    uint32_t facts;  /* FORM_… */
    uint32_t lemmas; /* which parts of speech it may be a base form or another form of */
    enum tag_case letters;
    struct tag_word word;
    uint32_t ambiguity; /* of the word; of one that is not known, what its lemmas say */
    uint32_t ends[2];   /* its last two and its last three letters */
    uint8_t shape;      /* two bits: no letters, small ones, a capital first, a mixture */
};

/* Numbers below TAG_FORM_KEYS of them. */
enum { TAG_FORM_KEYS = 64, TAG_CONTEXT_KEYS = 64 };

struct tag_keys {
    uint64_t items[TAG_FORM_KEYS];
    size_t count;
};

/* `known` false: as if the model did not know the word. */
void tag_form_read(struct tag_form *out, const struct vocabulary *vocabulary, form_id form, enum tag_case letters,
                   const struct tag_words *words, const struct lemmas *lemmas);

/* The numbers of a form at a place. `known`: whether the word itself may count, where it is the one that is tagged.
 */
void tag_form_keys(struct tag_keys *out, const struct tag_form *form, enum tag_place place, bool known);

/* What a form gives to the numbers that join it with others. */
struct tag_part {
    uint32_t ambiguity, ends[2];
    uint16_t rank, cluster;
    uint8_t shape;
};

struct tag_part tag_part_of(const struct tag_form *form);

/* A place in a sentence. Beyond its ends stand tag_part_edge and TAG_EDGE. */
struct tag_context {
    const struct tag_part *parts[5]; /* two before, the word, two behind */
    uint8_t labels[3];               /* of the word before, of the one before that, … */
    uint8_t style;                   /* enum tag_style */
    bool first, last;
};

enum { TAG_EDGE = 63 };

extern const struct tag_part tag_part_before, tag_part_behind;

/* Append the numbers that say most, and the others. */
void tag_context_first_keys(struct tag_keys *out, const struct tag_context *context);
void tag_context_other_keys(struct tag_keys *out, const struct tag_context *context);

/* How the sentence is written, and how much the case of each of its words says, given one after the other. */
enum tag_style tag_style_of(const struct vocabulary *vocabulary, const form_id *forms, size_t count);

struct tag_case_reader {
    enum tag_style style;
    bool inside; /* a word was seen that opens the sentence */
};

enum tag_case tag_case_next(struct tag_case_reader *reader, const struct form *form);

#endif
