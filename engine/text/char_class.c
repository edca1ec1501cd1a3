#include "text/char_class.h"

#include "text/unicode_tables.h"

enum char_class char_class_of(uint32_t point)
{
    static const uint8_t classes[] = {
        [GC_CN] = CHAR_UNASSIGNED,  [GC_CO] = CHAR_UNASSIGNED,  [GC_CS] = CHAR_UNASSIGNED,
        [GC_CC] = CHAR_CONTROL,     [GC_CF] = CHAR_CONTROL,     [GC_LL] = CHAR_LOWER,
        [GC_LU] = CHAR_UPPER,       [GC_LT] = CHAR_TITLE,       [GC_LM] = CHAR_LETTER,
        [GC_LO] = CHAR_LETTER,      [GC_MC] = CHAR_MARK,        [GC_ME] = CHAR_MARK,
        [GC_MN] = CHAR_MARK,        [GC_ND] = CHAR_DIGIT,       [GC_NL] = CHAR_NUMBER,
        [GC_NO] = CHAR_NUMBER,      [GC_PC] = CHAR_PUNCTUATION, [GC_PD] = CHAR_PUNCTUATION,
        [GC_PE] = CHAR_PUNCTUATION, [GC_PF] = CHAR_PUNCTUATION, [GC_PI] = CHAR_PUNCTUATION,
        [GC_PO] = CHAR_PUNCTUATION, [GC_PS] = CHAR_PUNCTUATION, [GC_SC] = CHAR_SYMBOL,
        [GC_SK] = CHAR_SYMBOL,      [GC_SM] = CHAR_SYMBOL,      [GC_SO] = CHAR_SYMBOL,
        [GC_ZL] = CHAR_SPACE,       [GC_ZP] = CHAR_SPACE,       [GC_ZS] = CHAR_SPACE,
    };
    return classes[unicode_find(point)->category];
}

bool char_is_space(uint32_t point)
{
    if (point < 0x80)
        return point == ' ' || (point >= '\t' && point <= '\r');
    return point == 0x85 || char_class_of(point) == CHAR_SPACE;
}
