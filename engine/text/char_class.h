/* char_class.h: what kind of character a code point is (General_Category of Unicode 15.0, in coarse classes). */
#ifndef TOCSIN_TEXT_CHAR_CLASS_H
#define TOCSIN_TEXT_CHAR_CLASS_H

#include <stdbool.h>
#include <stdint.h>

enum char_class {
    CHAR_UNASSIGNED, /* Cn, Co, Cs */
    CHAR_CONTROL,    /* Cc (tab and line ends too), Cf */
    CHAR_LOWER,      /* Ll */
    CHAR_UPPER,      /* Lu */
    CHAR_TITLE,      /* Lt */
    CHAR_LETTER,     /* Lm, Lo: letters without case */
    CHAR_MARK,       /* Mn, Mc, Me */
    CHAR_DIGIT,      /* Nd */
    CHAR_NUMBER,     /* Nl, No: ½, ², Ⅳ */
    CHAR_PUNCTUATION,
    CHAR_SYMBOL,
    CHAR_SPACE, /* Zs, Zl, Zp */
};

/* `point` is below 0x110000. */
enum char_class char_class_of(uint32_t point);

static inline bool char_class_is_letter(enum char_class class)
{
    return class >= CHAR_LOWER && class <= CHAR_LETTER;
}

/* White_Space as the text layer knows it: CHAR_SPACE and the controls tab to carriage return, and U+0085. */
bool char_is_space(uint32_t point);

#endif
