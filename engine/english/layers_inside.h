/* layers_inside.h: the inside of struct layers, for the files that make one layer each. */
#ifndef TOCSIN_ENGLISH_LAYERS_INSIDE_H
#define TOCSIN_ENGLISH_LAYERS_INSIDE_H

#include "base/array.h"
#include "english/clause.h"
#include "english/date.h"
#include "english/layers.h"
#include "english/name.h"
#include "english/phrase.h"
#include "english/quotation.h"

enum { LAYER_ROLES = 7, LAYER_TYPE_SHIFT = 27 };

/* Most annotations of one type: what a handle has room for. */
#define LAYER_MOST (UINT32_C(1) << LAYER_TYPE_SHIFT)

typedef ARRAY(struct layer_span) layer_spans;

/* The annotations, and the spans of each role in the order of the schema. */
enum { LAYER_LISTS = 1 + LAYER_ROLES };

/* What was made of one sentence: a stretch of each list. */
struct layer_block {
    uint32_t starts[LAYER_LISTS], counts[LAYER_LISTS];
    bool made;
};

struct layer_columns {
    layer_spans spans;
    layer_spans roles[LAYER_ROLES];
    bool made; /* where made by sentence: begun */
    /* Where made by sentence, in the order in which they were asked for: */
    ARRAY(struct layer_block) blocks; /* by sentence */
    layer_spans whole[LAYER_LISTS];   /* all of them, in the order of the text */
    bool whole_made;
};

static inline layer_spans *layer_list(struct layer_columns *columns, size_t list)
{
    return list ? &columns->roles[list - 1] : &columns->spans;
}

/* A part of a buffer of texts. */
struct layer_place {
    uint32_t start, length;
};

struct layer_pronoun {
    uint32_t entity; /* NAME_NO_ENTITY: it is not said whom it means */
    uint8_t sex;
};

struct layers {
    const tocsin_allocator *alloc;
    const struct segmentation *segmentation;
    const struct vocabulary *vocabulary;
    const struct layer_words *words;
    const struct lemmas *lemmas;
    struct form_classes classes;
    struct layer_columns columns[LAYER_COUNT];
    quotations quotations; /* beside the spans of LAYER_QUOTE */
    quotation_marks marks; /* work space */
    layer_spans outermost; /* quotations that are in no other */
    struct form_classes clause_forms;
    clause_words clause_words; /* work space */
    clauses clauses;           /* beside the spans of LAYER_CLAUSE */
    struct trees *trees;       /* NULL: no sentences are parsed */
    struct phrase_work phrase_work;
    tree_clauses tree_clauses; /* beside the spans of LAYER_CLAUSE, where there are trees */
    noun_phrases noun_phrases; /* beside the spans of LAYER_NP */
    verb_groups verb_groups;   /* beside the spans of LAYER_VP */
    bool dated;
    struct calendar_day today; /* where it is dated */
    struct date_forms date_forms;
    date_list dates; /* beside the spans of LAYER_DATE */
    struct buffer date_values;
    const struct name_words *names; /* NULL: none are found */
    struct name_forms name_forms;
    struct name_work name_work; /* its names beside the spans of LAYER_NAME */
    struct buffer entity_texts;
    ARRAY(struct layer_place) entity_places;
    ARRAY(struct layer_pronoun) pronouns; /* beside the spans of LAYER_PRONOUN */
};

static inline uint32_t layer_handle(enum layer_type type, size_t index)
{
    return (uint32_t)type << LAYER_TYPE_SHIFT | (uint32_t)index;
}

static inline size_t layer_handle_index(uint32_t handle)
{
    return handle & (LAYER_MOST - 1);
}

/* The document with the classes of its forms. False when memory is out. */
static inline bool layers_read(struct marked_text *out, struct layers *layers)
{
    if (!form_classes_update(&layers->classes, layers->alloc, layers->words, layers->vocabulary))
        return false;
    *out = (struct marked_text){layers->segmentation, layers->vocabulary, layers->classes.of.items};
    return true;
}

/* ---- layer_quotes.c: fills the empty columns of LAYER_QUOTE; a quotation's own features ---- */

bool layer_quotes_make(struct layers *layers);
bool layer_quotes_feature(struct layer_value *out, const struct layers *layers, size_t index, struct str name);

/* ---- layer_clauses.c: the same for LAYER_CLAUSE ---- */

bool layer_clauses_make(struct layers *layers);
bool layer_clauses_feature(struct layer_value *out, const struct layers *layers, size_t index, struct str name);

/* ---- layer_phrases.c: what the tree of one sentence gives, appended; the roles' spans in any order ---- */

bool layer_noun_phrases_make(struct layers *layers, uint32_t sentence);
bool layer_noun_phrases_feature(struct layer_value *out, const struct layers *layers, size_t index,
                                struct str name);
bool layer_verb_groups_make(struct layers *layers, uint32_t sentence);
bool layer_verb_groups_feature(struct layer_value *out, const struct layers *layers, size_t index, struct str name);
bool layer_tree_clauses_make(struct layers *layers, uint32_t sentence);

/* ---- layer_parts.c: annotations made by sentence ---- */

/* Whether annotations of a type are: those that come from trees. */
bool layer_is_parted(const struct layers *layers, enum layer_type type);
void layer_parts_finish(struct layers *layers);

/* What there is of one sentence; its block stands in columns[type].blocks. False: out of memory. */
bool layer_part_make(struct layers *layers, enum layer_type type, uint32_t sentence);

/* All of columns[type].whole. False: out of memory. */
bool layer_whole_make(struct layers *layers, enum layer_type type);

/* The number of an annotation within its document, from 1; 0: out of memory. */
uint32_t layer_part_number(struct layers *layers, enum layer_type type, size_t index);

/* ---- layer_dates.c: the same for LAYER_DATE ---- */

bool layer_dates_make(struct layers *layers);
bool layer_dates_feature(struct layer_value *out, const struct layers *layers, size_t index, struct str name);

/* ---- layer_names.c, layer_pronouns.c: the same for LAYER_NAME and LAYER_PRONOUN ---- */

bool layer_names_make(struct layers *layers);
bool layer_names_feature(struct layer_value *out, const struct layers *layers, size_t index, struct str name);
bool layer_pronouns_make(struct layers *layers);
bool layer_pronouns_feature(struct layer_value *out, const struct layers *layers, size_t index, struct str name);

static inline bool layer_value_number(struct layer_value *out, double number)
{
    *out = (struct layer_value){.kind = LAYER_NUMBER, .number = number};
    return true;
}

static inline bool layer_value_flag(struct layer_value *out, bool flag)
{
    *out = (struct layer_value){.kind = LAYER_FLAG, .flag = flag};
    return true;
}

static inline bool layer_value_text(struct layer_value *out, struct str text)
{
    *out = (struct layer_value){.kind = LAYER_TEXT, .text = text};
    return true;
}

/* `value` is the number of a value of the feature. */
static inline bool layer_value_symbol(struct layer_value *out, enum layer_type type, struct str name,
                                      unsigned value)
{
    const struct layer_feature *feature = layer_find_feature(type, name);
    *out = (struct layer_value){.kind = LAYER_SYMBOL, .text = str_of(feature->values[value])};
    return true;
}

#endif
