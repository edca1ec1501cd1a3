#include "text/news_char.h"

#define L NEWS_LOWER
#define U NEWS_UPPER
#define D NEWS_DIGIT
#define S NEWS_SPACE
#define B NEWS_BLANK

const unsigned char news_char_ascii[128] = {
    B, B, B, B, B, B, B, B, B, S, S, S, S, S, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, /* controls */
    S, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, 0, /* digits */
    0, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, 0, 0, 0, 0, 0, /* A to Z */
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, B, /* a to z */
};

enum news_char news_char_of(uint32_t point)
{
    if (point == 0x85)
        return NEWS_SPACE;
    switch (char_class_of(point)) {
    case CHAR_LOWER:
        return NEWS_LOWER;
    case CHAR_UPPER:
    case CHAR_TITLE:
        return NEWS_UPPER;
    case CHAR_LETTER:
        return point == 0x2bc ? NEWS_OTHER : NEWS_LETTER; /* U+02BC stands for an apostrophe */
    case CHAR_DIGIT:
        return NEWS_DIGIT;
    case CHAR_SPACE:
        return NEWS_SPACE;
    case CHAR_MARK:
    case CHAR_CONTROL:
        return NEWS_BLANK;
    case CHAR_UNASSIGNED:
        return NEWS_LETTER;
    default:
        return NEWS_OTHER;
    }
}
