/* attribute.h: what a pattern may ask of a word: [name=value].
 *
 * Most is decided by the form alone and worked out once for each distinct form. What depends on the place (a part of
 * speech, whether the word is quoted) is asked of the layer that knows it, word by word and only where a pattern
 * gets that far. */
#ifndef TOCSIN_PATTERN_ATTRIBUTE_H
#define TOCSIN_PATTERN_ATTRIBUTE_H

#include <stdint.h>

#include "english/lemma.h"
#include "text/vocabulary.h"

enum attribute_kind {
    ATTRIBUTE_FLAG,   /* true or false: [cap] */
    ATTRIBUTE_STRING, /* any text: [text=IMF] */
    ATTRIBUTE_SYMBOL, /* one of `values`: [shape=title] */
    ATTRIBUTE_NUMBER, /* [length>3] */
};

enum attribute_level { ATTRIBUTE_OF_FORM, ATTRIBUTE_OF_TOKEN };

struct attribute {
    const char *name;
    enum attribute_kind kind;
    enum attribute_level level;
    const char *const *values; /* of a symbol of forms, ended by NULL; a model has those of tokens */
    uint32_t trait;            /* of a flag of forms: TRAIT_…; of a symbol: TRAIT_SHAPES where traits tell it */
    const char *about;         /* one line for the rule-writer's guide and for "unknown attribute" */
};

/* What a form looks like. The shapes come first, in the order of the values of [shape]; a form has one of them. */
enum {
    TRAIT_SHAPE_TITLE = 1 << 0,
    TRAIT_SHAPE_UPPER = 1 << 1,
    TRAIT_SHAPE_LOWER = 1 << 2,
    TRAIT_SHAPE_MIXED = 1 << 3,
    TRAIT_SHAPE_NUMBER = 1 << 4,
    TRAIT_SHAPE_MARK = 1 << 5,
    TRAIT_SHAPE_OTHER = 1 << 6,
    TRAIT_SHAPES = (1 << 7) - 1,
    TRAIT_CAP = 1 << 7,
    TRAIT_UPPER = 1 << 8,
    TRAIT_LOWERCASE = 1 << 9,
    TRAIT_DIGIT = 1 << 10,
    TRAIT_NUMBER = 1 << 11,
    TRAIT_PUNCT = 1 << 12,
    TRAIT_ALPHA = 1 << 13,
    TRAIT_ASCII = 1 << 14,
};

/* A value of any kind; a word may have several strings (lemma candidates). */
struct attribute_value {
    bool flag;
    double number;
    struct str strings[LEMMA_MOST];
    uint32_t string_count;
    struct lemma_answer lemma; /* where strings may point into: the value must stay where it is */
};

/* Whether it is the word as written. */
static inline bool attribute_is_text(const struct attribute *attribute)
{
    return attribute->kind == ATTRIBUTE_STRING && attribute->name[0] == 't';
}

/* NULL: there is none of that name. */
const struct attribute *attribute_find(struct str name);
const struct attribute *attribute_at(size_t index); /* NULL past the last */

uint32_t attribute_traits(const struct vocabulary *vocabulary, form_id form);

/* The traits that a form of one shape (TRAIT_SHAPE_…) always has, and those that it may have. */
uint32_t attribute_traits_sure(uint32_t shape);
uint32_t attribute_traits_possible(uint32_t shape);

/* The value of an attribute of forms. Strings live as long as the vocabulary, `lemmas` (NULL: each word is its own
 * lemma) and `out`. */
void attribute_of_form(struct attribute_value *out, const struct attribute *attribute, const struct vocabulary *vocabulary,
                       form_id form, const struct lemmas *lemmas);

#endif
