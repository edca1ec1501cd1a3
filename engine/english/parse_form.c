#include "english/parse_form.h"

#include "english/tag_words.h"

enum { PIECE = 3 /* bytes */, PIECE_OF_NUMBERS = 0, PIECE_OF_WORDS = 1 };

enum {
    SHAPE_MARK,
    SHAPE_SMALL,
    SHAPE_TITLE,
    SHAPE_UPPER,
    SHAPE_MIXED,
    SHAPE_DIGITS,
    SHAPE_BOTH, /* letters and digits */
    SHAPES
};

_Static_assert((int)SHAPES <= (int)PARSE_SHAPES, "every shape has a vector");

uint32_t parse_word_hash(struct str folded)
{
    return (uint32_t)(tag_word_hash(folded) >> 16);
}

static uint8_t shape_of(uint32_t facts)
{
    if (facts & FORM_DIGITS)
        return facts & FORM_LETTERS ? SHAPE_BOTH : SHAPE_DIGITS;
    if (!(facts & FORM_LETTERS))
        return SHAPE_MARK;
    return facts & FORM_UPPER   ? SHAPE_UPPER
           : facts & FORM_TITLE ? SHAPE_TITLE
           : facts & FORM_MIXED ? SHAPE_MIXED
                                : SHAPE_SMALL;
}

static uint16_t piece_of(struct str piece)
{
    uint64_t hash = tag_word_hash(piece);
    return (uint16_t)(PIECE_OF_WORDS + (hash >> 32) % (PARSE_PIECES - PIECE_OF_WORDS));
}

struct parse_form parse_form_of(const struct vocabulary *vocabulary, form_id form)
{
    const struct form *known = vocabulary_form(vocabulary, form);
    struct str folded = vocabulary_form(vocabulary, known->fold)->text;
    size_t length = folded.length < PIECE ? folded.length : PIECE;
    struct parse_form out = {parse_word_hash(folded), PIECE_OF_NUMBERS, PIECE_OF_NUMBERS, shape_of(known->facts)};
    if (out.shape != SHAPE_DIGITS) {
        out.ending = piece_of((struct str){folded.data + folded.length - length, length});
        out.beginning = piece_of((struct str){folded.data, length});
    }
    return out;
}
