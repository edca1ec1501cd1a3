#include "text/break_sentence.h"

#include "text/unicode_tables.h"
#include "text/utf8.h"

#define SET(class) (1u << (class))

enum {
    LINE_ENDS = SET(SB_SEP) | SET(SB_CR) | SET(SB_LF),
    IGNORED = SET(SB_EXTEND) | SET(SB_FORMAT),
    TERMINATORS = SET(SB_ATERM) | SET(SB_STERM),
    CASED = SET(SB_UPPER) | SET(SB_LOWER),
    /* what ends the search for a lower case letter behind a full stop (SB8) */
    DECIDING = CASED | SET(SB_OLETTER) | LINE_ENDS | TERMINATORS,
};

static bool is_in(unsigned class, unsigned set)
{
    return SET(class) & set;
}

/* How far the walk is into "terminator Close* Sp*". */
enum stage { BEFORE_END, IN_TERMINATOR, IN_CLOSE, IN_SPACE };

struct sentence_walk {
    enum stage stage;
    bool full_stop;      /* the terminator is an ATerm */
    bool cased_before;   /* and a cased letter stands before it */
    unsigned last;       /* class of the character before, ignored ones skipped (SB5) */
    unsigned last_whole; /* the same with none skipped */
};

/* Rule SB8: whether a lower case letter comes before anything that decides against it. The search begins once for
 * a terminator and ends at the next, so no stretch of text is searched twice. */
static bool lower_follows(struct str text, size_t at)
{
    while (at < text.length) {
        unsigned class = unicode_find(utf8_next(text.data, &at))->sentence;
        if (is_in(class, DECIDING))
            return class == SB_LOWER;
    }
    return false;
}

/* Rules SB6 to SB11 for the character at `at`, which is not ignored. */
static bool end_goes_on(const struct sentence_walk *walk, unsigned next, struct str text, size_t at)
{
    if (walk->stage == IN_TERMINATOR && walk->full_stop) {
        if (next == SB_NUMERIC || (next == SB_UPPER && walk->cased_before))
            return true;
    }
    if (next == SB_SP || is_in(next, LINE_ENDS) || next == SB_SCONTINUE || is_in(next, TERMINATORS))
        return true;
    if (next == SB_CLOSE && walk->stage != IN_SPACE)
        return true;
    return walk->full_stop && lower_follows(text, at);
}

static bool sentence_goes_on(const struct sentence_walk *walk, unsigned next, struct str text, size_t at)
{
    if (is_in(walk->last_whole, LINE_ENDS))
        return walk->last_whole == SB_CR && next == SB_LF;
    return is_in(next, IGNORED) || walk->stage == BEFORE_END || end_goes_on(walk, next, text, at);
}

static void sentence_step(struct sentence_walk *walk, unsigned next)
{
    walk->last_whole = next;
    if (is_in(next, IGNORED))
        return;
    if (is_in(next, TERMINATORS)) {
        walk->stage = IN_TERMINATOR;
        walk->full_stop = next == SB_ATERM;
        walk->cased_before = is_in(walk->last, CASED);
    } else if (next == SB_CLOSE && (walk->stage == IN_TERMINATOR || walk->stage == IN_CLOSE)) {
        walk->stage = IN_CLOSE;
    } else if (next == SB_SP && walk->stage != BEFORE_END) {
        walk->stage = IN_SPACE;
    } else {
        walk->stage = BEFORE_END;
    }
    walk->last = next;
}

/* The end of the printable ASCII other than terminators from `at` on. */
static size_t plain_end(struct str text, size_t at)
{
    while (at < text.length) {
        unsigned char byte = (unsigned char)text.data[at];
        if (byte < ' ' || byte >= 0x7f || byte == '.' || byte == '!' || byte == '?')
            break;
        at++;
    }
    return at;
}

/* Where nothing can end yet, plain characters change nothing but what the last of them was. */
static size_t skip_plain(struct sentence_walk *walk, struct str text, size_t at)
{
    if (walk->stage != BEFORE_END || is_in(walk->last_whole, LINE_ENDS))
        return at;
    size_t end = plain_end(text, at);
    if (end > at)
        walk->last = walk->last_whole = unicode_find((unsigned char)text.data[end - 1])->sentence;
    return end;
}

size_t sentence_break_next(struct str text, size_t at)
{
    struct sentence_walk walk = {BEFORE_END, false, false, SB_OTHER, SB_OTHER};
    sentence_step(&walk, unicode_find(utf8_next(text.data, &at))->sentence);
    while ((at = skip_plain(&walk, text, at)) < text.length) {
        size_t behind = at;
        unsigned next = unicode_find(utf8_next(text.data, &behind))->sentence;
        if (!sentence_goes_on(&walk, next, text, at))
            break;
        sentence_step(&walk, next);
        at = behind;
    }
    return at;
}
