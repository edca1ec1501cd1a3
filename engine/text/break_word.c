#include "text/break_word.h"

#include "text/unicode_tables.h"
#include "text/utf8.h"

#define SET(class) (1u << (class))

enum {
    LINE_ENDS = SET(WB_CR) | SET(WB_LF) | SET(WB_NEWLINE),
    IGNORED = SET(WB_EXTEND) | SET(WB_FORMAT) | SET(WB_ZWJ),
    LETTERS = SET(WB_ALETTER) | SET(WB_HEBREW_LETTER),
    MID_OF_LETTERS = SET(WB_MIDLETTER) | SET(WB_MIDNUMLET) | SET(WB_SINGLE_QUOTE),
    MID_OF_NUMBER = SET(WB_MIDNUM) | SET(WB_MIDNUMLET) | SET(WB_SINGLE_QUOTE),
    JOINED_BY_LINE = LETTERS | SET(WB_NUMERIC) | SET(WB_KATAKANA) | SET(WB_EXTENDNUMLET),
};

static bool is_in(unsigned class, unsigned set)
{
    return SET(class) & set;
}

/* Where the walk through a segment stands. Ignored characters (WB4) count in `last` alone. */
struct word_walk {
    unsigned last;   /* class of the character before */
    unsigned one;    /* the same, ignored ones skipped */
    unsigned two;    /* of the one before that; WB_OTHER at the segment's start */
    bool odd_region; /* `one` is a regional indicator without a partner */
};

/* The class of the first character from `at` on that is not ignored; WB_OTHER at the end. A run of ignored
 * characters is looked through at most once more than it is walked over: from the one character before it. */
static unsigned class_ahead(struct str text, size_t at)
{
    while (at < text.length) {
        unsigned class = unicode_find(utf8_next(text.data, &at))->word;
        if (!is_in(class, IGNORED))
            return class;
    }
    return WB_OTHER;
}

/* Rules WB5 to WB7c: letters, and what may stand between two of them. `behind` is the offset behind `next`. */
static bool letters_join(const struct word_walk *walk, unsigned next, struct str text, size_t behind)
{
    if (is_in(walk->one, LETTERS)) {
        if (is_in(next, LETTERS))
            return true;
        if (is_in(next, MID_OF_LETTERS) && is_in(class_ahead(text, behind), LETTERS))
            return true;
    }
    if (walk->one == WB_HEBREW_LETTER) {
        if (next == WB_SINGLE_QUOTE)
            return true;
        if (next == WB_DOUBLE_QUOTE && class_ahead(text, behind) == WB_HEBREW_LETTER)
            return true;
    }
    if (is_in(next, LETTERS) && is_in(walk->two, LETTERS) && is_in(walk->one, MID_OF_LETTERS))
        return true;
    return next == WB_HEBREW_LETTER && walk->one == WB_DOUBLE_QUOTE && walk->two == WB_HEBREW_LETTER;
}

/* Rules WB8 to WB12: digits. */
static bool numbers_join(const struct word_walk *walk, unsigned next, struct str text, size_t behind)
{
    if (next == WB_NUMERIC) {
        if (walk->one == WB_NUMERIC || is_in(walk->one, LETTERS))
            return true;
        return walk->two == WB_NUMERIC && is_in(walk->one, MID_OF_NUMBER);
    }
    if (walk->one != WB_NUMERIC)
        return false;
    return is_in(next, LETTERS) || (is_in(next, MID_OF_NUMBER) && class_ahead(text, behind) == WB_NUMERIC);
}

/* Rules WB13 to WB16. */
static bool others_join(const struct word_walk *walk, unsigned next)
{
    if (next == WB_EXTENDNUMLET)
        return is_in(walk->one, JOINED_BY_LINE);
    if (walk->one == WB_EXTENDNUMLET)
        return is_in(next, JOINED_BY_LINE);
    if (next == WB_KATAKANA)
        return walk->one == WB_KATAKANA;
    return next == WB_REGIONAL_INDICATOR && walk->odd_region;
}

/* Whether there is no boundary before a character; `behind` is the offset behind it. */
static bool word_goes_on(const struct word_walk *walk, const struct unicode_record *next, struct str text,
                         size_t behind)
{
    unsigned class = next->word;
    if (walk->last == WB_CR && class == WB_LF)
        return true;
    if (is_in(walk->last, LINE_ENDS) || is_in(class, LINE_ENDS))
        return false;
    if (walk->last == WB_ZWJ && next->pictographic)
        return true;
    if (walk->last == WB_WSEGSPACE && class == WB_WSEGSPACE)
        return true;
    return is_in(class, IGNORED) || letters_join(walk, class, text, behind) ||
           numbers_join(walk, class, text, behind) || others_join(walk, class);
}

/* The end of the ASCII letters from `at` on: most of most texts, and between them no rule needs to be looked at. */
static size_t letters_end(struct str text, size_t at)
{
    while (at < text.length) {
        unsigned char lower = (unsigned char)text.data[at] | 0x20;
        if (lower < 'a' || lower > 'z')
            break;
        at++;
    }
    return at;
}

size_t word_break_next(struct str text, size_t at)
{
    unsigned first = unicode_find(utf8_next(text.data, &at))->word;
    struct word_walk walk = {first, first, WB_OTHER, first == WB_REGIONAL_INDICATOR};
    while (at < text.length) {
        size_t behind = at;
        const struct unicode_record *next = unicode_find(utf8_next(text.data, &behind));
        if (!word_goes_on(&walk, next, text, behind))
            break;
        at = behind;
        walk.last = next->word;
        if (is_in(next->word, IGNORED))
            continue;
        walk.odd_region = next->word == WB_REGIONAL_INDICATOR && !walk.odd_region;
        walk.two = walk.one;
        walk.one = next->word;
        if (walk.two == WB_ALETTER && walk.one == WB_ALETTER)
            at = letters_end(text, at);
    }
    return at;
}
