/* segmentation.h: a text's words, sentences and paragraphs. */
#ifndef TOCSIN_TEXT_SEGMENTATION_H
#define TOCSIN_TEXT_SEGMENTATION_H

#include "base/array.h"
#include "base/error.h"
#include "base/str.h"
#include "text/vocabulary.h"

/* Offsets are bytes of the valid text (struct source's `text`), at most SEGMENTATION_LIMIT. */
#define SEGMENTATION_LIMIT ((size_t)1 << 31)

struct token {
    uint32_t start, end;
};

struct sentence {
    uint32_t start, end; /* without white space at its ends */
    uint32_t first_token, token_count;
};

struct paragraph {
    uint32_t start, end;
    uint32_t first_sentence, sentence_count;
};

/* A token that may end a sentence, noted by the word breaks for the sentence breaks. */
struct segmentation_stop {
    uint32_t token;
    uint32_t kind;  /* enum news_stop */
    uint32_t flags; /* LANGUAGE_… of an abbreviation */
};

struct segmentation_line {
    uint32_t end;   /* offset of the character that ends the line */
    uint32_t token; /* the first token behind it is this one or one of the next */
};

/* Columns are reused from document to document. */
struct segmentation {
    const tocsin_allocator *alloc;
    ARRAY(struct token) tokens;
    ARRAY(form_id) forms; /* beside tokens; empty when no vocabulary was given */
    ARRAY(uint32_t) watched; /* tokens whose forms are of interest to one of the `watchers` of the vocabulary */
    uint32_t watchers;
    ARRAY(struct sentence) sentences;
    ARRAY(struct paragraph) paragraphs;
    /* work space of the news breaks */
    ARRAY(struct segmentation_stop) stops;
    ARRAY(struct segmentation_line) line_ends;
};

struct language; /* text/language.h: the word lists that the news breaks go by */

void segmentation_init(struct segmentation *segmentation, const tocsin_allocator *alloc);
void segmentation_finish(struct segmentation *segmentation);

/* Empties the columns and keeps their memory. */
void segmentation_clear(struct segmentation *segmentation);

/* Fills all columns. `language` may be NULL with TOCSIN_BREAKS_UAX29; `vocabulary` may be NULL.
 * Errors: MEMORY, LIMIT (text-too-large). */
tocsin_status segmentation_run(struct segmentation *segmentation, struct str text, tocsin_breaks breaks,
                               const struct language *language, struct vocabulary *vocabulary, tocsin_error *error);

/* Fills `forms` and what stands beside it for the tokens that are there. Errors: MEMORY. */
tocsin_status segmentation_intern(struct segmentation *segmentation, struct str text, struct vocabulary *vocabulary,
                                  tocsin_error *error);

/* The sentence that holds a text offset, or the last that starts before it. */
size_t segmentation_sentence_at(const struct segmentation *segmentation, size_t offset);

/* The number of the sentence that a token is of. */
size_t segmentation_sentence_of(const struct segmentation *segmentation, uint32_t token);

#endif
