/* The phrase that says what a person is: "the French president, Emmanuel Macron", "spokesman John Smith", "Emmanuel
 * Macron, the French president,". */
#include "english/name.h"

enum { MOST_BEFORE = 8, MOST_BEHIND = 14 };

static bool is_role(const struct name_reader *reader, uint32_t token)
{
    return name_known(reader, token, NAME_SMALL) &&
           (name_known(reader, token, NAME_ROLE) || name_is(reader, token, NAME_TITLE));
}

static bool parts(const struct name_reader *reader, uint32_t token)
{
    return name_is(reader, token, NAME_COMMA | NAME_STOP | NAME_LEFT | NAME_RIGHT);
}

/* Whether a word may stand before the last word of a role: "the newly elected French". */
static bool may_lead(const struct name_reader *reader, uint32_t token)
{
    return !parts(reader, token) && name_known(reader, token, NAME_SMALL | NAME_CAPITAL) &&
           !name_known(reader, token, NAME_VERB | NAME_SPEECH) &&
           !name_is(reader, token, NAME_AND | NAME_IN | NAME_BY | NAME_HE | NAME_SHE | NAME_WHO);
}

static bool find_before(const struct name_reader *reader, struct name *name)
{
    bool comma = name_is(reader, name->first - 1, NAME_COMMA);
    uint32_t last = name->first - comma, first = last - 1;
    if (name->first == reader->first || last <= reader->first || !is_role(reader, first))
        return false;
    uint32_t least = last > reader->first + MOST_BEFORE ? last - MOST_BEFORE : reader->first;
    while (first > least && !name_is(reader, first, NAME_THE | NAME_A) && may_lead(reader, first - 1))
        first--;
    if (!name_is(reader, first, NAME_THE | NAME_A)) {
        if (comma)
            return false;
        for (first = last - 1; first > least && may_lead(reader, first - 1) &&
                               name_known(reader, first - 1, NAME_CAPITAL | NAME_ROLE);)
            first--;
    }
    bool closed = parts(reader, name->last) || name_known(reader, name->last, NAME_VERB | NAME_SPEECH);
    if (comma && !closed)
        return false;
    name->role_first = first;
    name->role_last = last;
    return true;
}

static void find_behind(const struct name_reader *reader, struct name *name)
{
    uint32_t first = name->last + 1, at = first;
    bool role = false;
    if (!name_is(reader, name->last, NAME_COMMA))
        return;
    bool opens = name_is(reader, first, NAME_THE | NAME_A | NAME_MODIFIER) || is_role(reader, first) ||
                 name_known(reader, first, NAME_NATIONALITY);
    for (; opens && at < reader->end && at < first + MOST_BEHIND && !parts(reader, at); at++) {
        role |= is_role(reader, at);
        if (!role && name_known(reader, at, NAME_VERB | NAME_SPEECH))
            return;
    }
    bool ends = at == reader->end || name_is(reader, at, NAME_COMMA | NAME_STOP | NAME_RIGHT);
    if (!role || !ends)
        return;
    name->role_first = first;
    name->role_last = at;
}

void name_find_role(const struct name_reader *reader, struct name *name)
{
    if (!find_before(reader, name))
        find_behind(reader, name);
}
