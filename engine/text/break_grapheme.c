#include "text/break_grapheme.h"

#include "text/unicode_tables.h"
#include "text/utf8.h"

#define SET(class) (1u << (class))

enum {
    CONTROLS = SET(GCB_CONTROL) | SET(GCB_CR) | SET(GCB_LF),
    ATTACHED = SET(GCB_EXTEND) | SET(GCB_ZWJ) | SET(GCB_SPACINGMARK),
};

static bool is_in(unsigned class, unsigned set)
{
    return SET(class) & set;
}

struct grapheme_walk {
    unsigned last;   /* class of the character before */
    bool pictograph; /* a pictograph, then only Extend and ZWJ */
    bool odd_region; /* `last` is a regional indicator without a partner */
};

/* Rules GB6 to GB8. */
static bool hangul_joins(unsigned last, unsigned next)
{
    switch (last) {
    case GCB_L:
        return is_in(next, SET(GCB_L) | SET(GCB_V) | SET(GCB_LV) | SET(GCB_LVT));
    case GCB_LV:
    case GCB_V:
        return is_in(next, SET(GCB_V) | SET(GCB_T));
    case GCB_LVT:
    case GCB_T:
        return next == GCB_T;
    default:
        return false;
    }
}

static bool grapheme_goes_on(const struct grapheme_walk *walk, const struct unicode_record *next)
{
    unsigned class = next->grapheme;
    if (walk->last == GCB_CR && class == GCB_LF)
        return true;
    if (is_in(walk->last, CONTROLS) || is_in(class, CONTROLS))
        return false;
    if (is_in(class, ATTACHED) || walk->last == GCB_PREPEND)
        return true;
    if (walk->last == GCB_ZWJ && walk->pictograph && next->pictographic)
        return true;
    return hangul_joins(walk->last, class) || (class == GCB_REGIONAL_INDICATOR && walk->odd_region);
}

size_t grapheme_break_next(struct str text, size_t at)
{
    const struct unicode_record *record = unicode_find(utf8_next(text.data, &at));
    struct grapheme_walk walk = {record->grapheme, record->pictographic,
                                 record->grapheme == GCB_REGIONAL_INDICATOR};
    while (at < text.length) {
        size_t behind = at;
        record = unicode_find(utf8_next(text.data, &behind));
        if (!grapheme_goes_on(&walk, record))
            break;
        at = behind;
        walk.last = record->grapheme;
        walk.odd_region = walk.last == GCB_REGIONAL_INDICATOR && !walk.odd_region;
        walk.pictograph =
            record->pictographic || (walk.pictograph && is_in(walk.last, SET(GCB_EXTEND) | SET(GCB_ZWJ)));
    }
    return at;
}
