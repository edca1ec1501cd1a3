/* quotation.h: the quotations of a document.
 *
 * Marks are paired in one pass over the document. What messy text needs is repaired, never refused: marks of two kinds
 * that close each other, apostrophes, paragraphs that reopen what the last one left open, marks without a partner.
 * Takes linear time. */
#ifndef TOCSIN_ENGLISH_QUOTATION_H
#define TOCSIN_ENGLISH_QUOTATION_H

#include "english/layer_words.h"
#include "text/segmentation.h"

enum quotation_kind {
    QUOTATION_SPEECH,   /* a whole utterance */
    QUOTATION_FRAGMENT, /* words of someone within the writer's own sentence */
    QUOTATION_SCARE,    /* a word or two: meant, but not said so */
    QUOTATION_TITLE,    /* of a work */
    QUOTATION_NAME,     /* a nickname within a name */
};

struct quotation {
    uint32_t first, last;             /* tokens, marks included */
    uint32_t inner_first, inner_last; /* without the marks */
    uint32_t paragraphs;              /* how many it reopens */
    uint8_t depth;                    /* 1: in no other */
    uint8_t kind;                     /* enum quotation_kind */
    bool opened, closed;              /* the mark is there; else where it ought to be was guessed */
    float confidence;                 /* 1: as it should be */
};

/* Marks nested deeper than this are left alone. */
enum { QUOTATION_DEPTH = 6, QUOTATION_FAMILIES = 3 };

/* What there is to read: a document and the classes of its forms. */
struct marked_text {
    const struct segmentation *segmentation;
    const struct vocabulary *vocabulary;
    const uint32_t *classes; /* by form_id */
};

struct quotation_mark {
    uint32_t token;
    uint32_t sentence, paragraph;
    uint32_t next[QUOTATION_FAMILIES]; /* the first mark of each family at or behind this one */
    uint8_t family;                    /* MARK_DOUBLE, … */
    uint8_t shape;    /* MARK_OPENS, MARK_CLOSES or both: by the mark itself */
    uint8_t place;    /* the same by what stands beside it; 0: says nothing */
    bool leads;       /* the first token of its paragraph */
    bool apostrophe;  /* may be one */
    bool close_ahead; /* single marks: one that surely closes is still to come in the paragraph */
    bool any_ahead;   /* single marks: one that may close is still to come */
};

typedef ARRAY(struct quotation_mark) quotation_marks;
typedef ARRAY(struct quotation) quotations;

/* Fills `out` in the order of `first`; `marks` is work space. False when memory is out. */
bool quotations_find(quotations *out, quotation_marks *marks, const tocsin_allocator *alloc,
                     const struct marked_text *text);

/* The marks of a text, with what stands beside them. False when memory is out. */
bool quotation_marks_find(quotation_marks *out, const tocsin_allocator *alloc, const struct marked_text *text);

/* Tells the kind of each quotation, once their ends and depths are known. */
void quotations_tell_kinds(quotations *out, const struct marked_text *text);

/* The number of a family. */
static inline unsigned quotation_family(uint8_t family)
{
    return family == MARK_DOUBLE ? 0 : family == MARK_SINGLE ? 1 : 2;
}

static inline uint32_t marked_class(const struct marked_text *text, uint32_t token)
{
    return text->classes[text->segmentation->forms.items[token]];
}

static inline uint32_t marked_facts(const struct marked_text *text, uint32_t token)
{
    return vocabulary_form(text->vocabulary, text->segmentation->forms.items[token])->facts;
}

/* Whether the token stands right behind the one before it. */
static inline bool marked_glued(const struct marked_text *text, uint32_t token)
{
    const struct token *tokens = text->segmentation->tokens.items;
    return token > 0 && token < text->segmentation->tokens.count && tokens[token - 1].end == tokens[token].start;
}

#endif
