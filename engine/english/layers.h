/* layers.h: the engine's own annotations of one document: sentences, paragraphs, quotations, clauses, dates, names.
 *
 * One `struct layers` is a worker's. A layer is made when it is first asked for, in memory that is reused from
 * document to document: what trees give for the sentence that is asked of, all others for the whole document. The
 * same text always gives the same layers, whatever is asked for first. */
#ifndef TOCSIN_ENGLISH_LAYERS_H
#define TOCSIN_ENGLISH_LAYERS_H

#include "base/error.h"
#include "english/calendar.h"
#include "text/segmentation.h"

struct layers;
struct layer_words;
struct lemmas;
struct trees;

enum layer_type {
    LAYER_SENTENCE,
    LAYER_PARAGRAPH,
    LAYER_QUOTE,
    LAYER_CLAUSE,
    LAYER_DATE,
    LAYER_NAME,
    LAYER_PRONOUN,
    LAYER_NP,
    LAYER_VP,
    LAYER_COUNT,
    LAYER_NONE = LAYER_COUNT
};

/* An annotation, or a span of one of its roles: tokens [first, last). `handle` is the annotation's, below
 * LAYER_HANDLES. */
struct layer_span {
    uint32_t first, last;
    uint32_t handle;
};

#define LAYER_HANDLES UINT32_C(0x80000000)

/* Sorted by first, then longest first, then handle. */
struct layer {
    const struct layer_span *items;
    size_t count;
};

/* Sorts spans so. */
void layer_spans_sort(struct layer_span *spans, size_t count);

/* Of spans that are sorted so, the number of the first that begins at a token or behind it. */
size_t layer_spans_from(const struct layer_span *spans, size_t count, uint32_t token);

/* ---- What there is, for checks and documentation -------------------------------------------------------- */

/* A text is one of no fixed set. */
enum layer_feature_kind { LAYER_FLAG, LAYER_NUMBER, LAYER_SYMBOL, LAYER_TEXT };

struct layer_feature {
    const char *name;
    enum layer_feature_kind kind;
    const char *const *values; /* of a symbol, ended by NULL */
    const char *about;
};

struct layer_schema {
    const char *name; /* "Quote" */
    const char *about;
    const char *const *roles;             /* ended by NULL */
    const struct layer_feature *features; /* ended by one without a name */
};

const struct layer_schema *layer_schema_of(enum layer_type type);
enum layer_type layer_find(struct str name); /* LAYER_NONE: there is none of that name */
bool layer_has_role(enum layer_type type, struct str role);
const struct layer_feature *layer_find_feature(enum layer_type type, struct str name); /* NULL: none */

/* ---- A document's layers ---------------------------------------------------------------------------------- */

/* `words` and `lemmas` must outlive the layers; without `lemmas` (NULL) no clauses are found. Errors: MEMORY. */
tocsin_status layers_create(struct layers **out, const struct layer_words *words, const struct lemmas *lemmas,
                            const tocsin_allocator *alloc, tocsin_error *error);
void layers_free(struct layers *layers);

/* Phrases are found by trees, and so are clauses. `trees` must outlive the layers; its tags are opened with each
 * document before these. */
void layers_use_trees(struct layers *layers, struct trees *trees);

/* Before a document: what was known of the one before is forgotten. `segmentation` must hold forms, those of
 * `vocabulary`; both must stay as they are until the next call. */
void layers_open(struct layers *layers, const struct segmentation *segmentation,
                 const struct vocabulary *vocabulary);

/* After layers_open: the day that the document is of, where it is known. */
void layers_date(struct layers *layers, struct calendar_day day);

/* Whether annotations of a type can be found: clauses need lemmas, names and pronouns the lists of names. */
bool layers_can(const struct layers *layers, enum layer_type type);

/* All annotations of a type (`role` empty), or all spans of their role: none where it has no such role. Valid until
 * the next layers_open. False: out of memory. */
bool layers_get(struct layer *out, struct layers *layers, enum layer_type type, struct str role);

/* Annotations, or spans of a role, and where: all that there are of tokens [first, last). */
struct layer_part {
    struct layer layer;
    uint32_t first, last;
};

/* The same around a token, without looking farther than needed: the token's sentence where annotations come from
 * trees, else the whole document. Valid until the next call. False: out of memory. */
bool layers_around(struct layer_part *out, struct layers *layers, enum layer_type type, struct str role,
                   uint32_t token);

struct layer_value {
    enum layer_feature_kind kind;
    bool flag;
    double number;
    struct str text; /* of a symbol: static; of a text: valid until the next layers_open */
};

/* A feature of an annotation that layers_get gave; false where its type has none of that name, or it has none
 * itself: of texts and numbers that is possible. */
bool layers_feature(struct layer_value *out, struct layers *layers, uint32_t handle, struct str name);

enum layer_type layer_handle_type(uint32_t handle);

/* The outermost quotation that a token is in; NULL in *out where it is in none. False: out of memory. */
bool layers_quotation_at(const struct layer_span **out, struct layers *layers, uint32_t token);

#endif
