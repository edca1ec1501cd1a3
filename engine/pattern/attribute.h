/* attribute.h: what a pattern may ask of a word: [name=value].
 *
 * Most is decided by the form alone and worked out once for each distinct form. What depends on the place (a part of
 * speech, whether the word is quoted) is asked of the layer that knows it, word by word and only where a pattern
 * gets that far. */
#ifndef TOCSIN_PATTERN_ATTRIBUTE_H
#define TOCSIN_PATTERN_ATTRIBUTE_H

#include <stdint.h>

#include "base/str.h"
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
    const char *const *values; /* of a symbol, ended by NULL */
    const char *about;         /* one line for the rule-writer's guide and for "unknown attribute" */
};

/* A value of any kind; a word may have several strings (lemma candidates). */
struct attribute_value {
    bool flag;
    double number;
    struct str strings[LEMMA_MOST];
    uint32_t string_count;
};

/* NULL: there is none of that name. */
const struct attribute *attribute_find(struct str name);
const struct attribute *attribute_at(size_t index); /* NULL past the last */

/* The value of an attribute of forms. Strings live as long as the vocabulary and `lemmas` (NULL: each word is its
 * own lemma). */
void attribute_of_form(struct attribute_value *out, const struct attribute *attribute, const struct vocabulary *vocabulary,
                       form_id form, const struct lemmas *lemmas);

#endif
