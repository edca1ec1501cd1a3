/* What a run of words with capitals holds: "Former French Foreign Minister Anna Berg" is a nationality and a
 * person. */
#include "english/name.h"

enum { PHRASE_WORDS = 6, PHRASE_BYTES = 96 };

/* Appends a word, folded, with a space before it where one stands in the text. False: there is no room. */
static bool phrase_add(char *phrase, size_t *length, const struct name_reader *reader, uint32_t from,
                       uint32_t token)
{
    struct str word = vocabulary_form(reader->text->vocabulary, name_form_at(reader, token)->fold)->text;
    bool space = token > from && !name_glued(reader, token);
    if (*length + space + word.length > PHRASE_BYTES)
        return false;
    if (space)
        phrase[(*length)++] = ' ';
    memcpy(phrase + *length, word.data, word.length);
    *length += word.length;
    return true;
}

/* Whether a word may be one of a known name's: the others are not worth looking up. */
static bool may_go_on(const struct name_reader *reader, uint32_t token)
{
    const struct name_form *form = name_form_at(reader, token);
    return form->known & NAME_CAPITAL || form->words & (NAME_OF | NAME_AND | NAME_THE | NAME_DASH |
                                                        NAME_APOSTROPHE | NAME_PARTICLE | NAME_IN | NAME_BY);
}

uint32_t name_phrase_end(const struct name_reader *reader, uint32_t from, uint32_t to, uint32_t *classes)
{
    char phrase[PHRASE_BYTES];
    size_t length = 0;
    uint32_t end = from;
    if (!name_known(reader, from, NAME_BEGINS) || !may_go_on(reader, from + 1))
        return from;
    for (uint32_t i = from; i < to && i < from + PHRASE_WORDS && may_go_on(reader, i); i++) {
        if (!phrase_add(phrase, &length, reader, from, i))
            break;
        uint32_t found = i > from && name_known(reader, i, NAME_CAPITAL)
                             ? name_words_phrase(reader->text->words, (struct str){phrase, length})
                             : 0;
        if (found) {
            end = i + 1;
            *classes = found;
        }
    }
    return end;
}

/* Whether what an organization or a landscape is called ends the words, or stands before "of" in them. */
static bool has_head(const struct name_reader *reader, uint32_t from, uint32_t to, uint32_t heads)
{
    if (name_is(reader, to - 1, heads))
        return true;
    for (uint32_t i = from; i + 1 < to; i++)
        if (name_is(reader, i, heads) && name_is(reader, i + 1, NAME_OF | NAME_AND | NAME_COMMA))
            return true;
    return false;
}

/* ---- Kinds ------------------------------------------------------------------------------------------------ */

static void set_kind(struct name *name, enum name_kind kind, uint8_t sure)
{
    name->kind = (uint8_t)kind;
    name->sure = sure;
}

/* "The mayor of Berg said". */
static bool governed(const struct name_reader *reader, const struct name *name)
{
    return name->first > reader->first && name_is(reader, name->first - 1, NAME_OF | NAME_IN);
}

/* A verb of saying stands right beside it: "Berg said", "Berg has said", "said Berg,". */
static bool says(const struct name_reader *reader, const struct name *name)
{
    uint32_t next = name->last + (name_known(reader, name->last, NAME_VERB) != 0);
    bool behind = name_known(reader, next, NAME_SPEECH) && !governed(reader, name);
    return behind || (name_known(reader, name->first - 1, NAME_SPEECH) &&
                      name_is(reader, name->last, NAME_COMMA | NAME_STOP));
}

/* "The head of police, Berg, said that". */
static bool says_behind_comma(const struct name_reader *reader, const struct name *name)
{
    uint32_t last = name->last;
    return name_is(reader, last, NAME_COMMA) && name_known(reader, last + 1, NAME_SPEECH) &&
           name_known(reader, last + 2, NAME_SMALL);
}

/* Something that people do stands beside it: it says something, or "Berg, who". */
static bool acts(const struct name_reader *reader, const struct name *name)
{
    uint32_t next = name->last + name_is(reader, name->last, NAME_COMMA);
    return says(reader, name) || name_is(reader, next, NAME_WHO);
}

static void tell_single(const struct name_reader *reader, struct name *name)
{
    const struct name_form *form = name_form_at(reader, name->first);
    uint32_t known = form->known;
    bool placed = name_is(reader, name->first - 1, NAME_IN);
    bool person = known & (NAME_GIVEN | NAME_FAMILY);
    if (known & NAME_UPPER && !(known & NAME_PLACE))
        set_kind(name, known & NAME_NATIONALITY ? NAME_KIND_NATIONALITY : NAME_KIND_ORGANIZATION, NAME_LIKELY);
    else if (form->words & (NAME_HEAD | NAME_SUFFIX))
        set_kind(name, NAME_KIND_ORGANIZATION, NAME_LIKELY);
    else if (known & NAME_PLACE && (placed || known & NAME_LAND || !person || !acts(reader, name)))
        set_kind(name, NAME_KIND_PLACE, placed || !person ? NAME_SURE : NAME_LIKELY);
    else if (known & NAME_NATIONALITY)
        set_kind(name, NAME_KIND_NATIONALITY, NAME_SURE);
    else if (known & NAME_ORGANIZATION)
        set_kind(name, NAME_KIND_ORGANIZATION, person ? NAME_LIKELY : NAME_SURE);
    else if (placed && !person)
        set_kind(name, NAME_KIND_PLACE, NAME_GUESSED);
    else if (person || acts(reader, name))
        set_kind(name, NAME_KIND_PERSON, person && acts(reader, name) ? NAME_LIKELY : NAME_GUESSED);
    else
        set_kind(name, NAME_KIND_OTHER, NAME_GUESSED);
}

static void tell_several(const struct name_reader *reader, struct name *name)
{
    const struct name_form *first = name_form_at(reader, name->first), *last = name_form_at(reader, name->last - 1);
    bool particle = false, common = false, initial = false, joined = false;
    for (uint32_t i = name->first; i < name->last; i++) {
        const struct name_form *form = name_form_at(reader, i);
        particle |= form->words & NAME_PARTICLE && form->known & NAME_SMALL;
        joined |= form->words & (NAME_OF | NAME_AND);
        common |=
            form->known & NAME_COMMON && form->known & NAME_BASE && !(form->known & (NAME_GIVEN | NAME_FAMILY));
        initial |= form->known & NAME_INITIAL && i + 1 < name->last;
    }
    bool given = first->known & NAME_GIVEN && !(first->known & NAME_BEGINS && first->known & NAME_COMMON);
    if (joined)
        set_kind(name, NAME_KIND_ORGANIZATION, NAME_GUESSED);
    else if (last->words & NAME_GENERATION || initial || (given && !common))
        set_kind(name, NAME_KIND_PERSON, NAME_SURE);
    else if (first->known & NAME_PLACE && last->known & NAME_PLACE)
        set_kind(name, NAME_KIND_PLACE, NAME_LIKELY);
    else if (particle || first->known & NAME_GIVEN ||
             (!common && (last->known & NAME_FAMILY || acts(reader, name))))
        set_kind(name, NAME_KIND_PERSON, NAME_LIKELY);
    else if (last->known & NAME_UPPER)
        set_kind(name, NAME_KIND_ORGANIZATION, NAME_GUESSED);
    else
        set_kind(name, common || name->last - name->first > 4 ? NAME_KIND_OTHER : NAME_KIND_PERSON, NAME_GUESSED);
}

static void tell_kind(const struct name_reader *reader, struct name *name)
{
    uint32_t classes = 0;
    bool whole = name_phrase_end(reader, name->first, name->last, &classes) == name->last;
    if (whole && name->last > name->first + 1)
        set_kind(name, classes & NAME_PLACE ? NAME_KIND_PLACE : NAME_KIND_ORGANIZATION, NAME_SURE);
    else if (name->last == name->first + 1)
        tell_single(reader, name);
    else if (has_head(reader, name->first, name->last, NAME_HEAD | NAME_SUFFIX))
        set_kind(name, NAME_KIND_ORGANIZATION, NAME_SURE);
    else if (has_head(reader, name->first, name->last, NAME_LANDSCAPE) ||
             name_is(reader, name->first, NAME_LANDSCAPE))
        set_kind(name, NAME_KIND_PLACE, NAME_SURE);
    else
        tell_several(reader, name);
}

/* The sex that titles and given names tell. */
static uint8_t sex_of(const struct name_reader *reader, const struct name *name)
{
    for (uint32_t i = name->first; i < name->bare; i++)
        if (name_is(reader, i, NAME_MAN | NAME_WOMAN))
            return name_is(reader, i, NAME_MAN) ? NAME_SEX_MAN : NAME_SEX_WOMAN;
    const struct name_form *given = name_form_at(reader, name->bare);
    if (name->bare == name->head || !(given->known & (NAME_GIVEN_MAN | NAME_GIVEN_WOMAN)))
        return NAME_SEX_UNKNOWN;
    return given->known & NAME_GIVEN_MAN ? NAME_SEX_MAN : NAME_SEX_WOMAN;
}

/* The family name: the last word, before "Jr". */
static uint32_t family_of(const struct name_reader *reader, const struct name *name)
{
    uint32_t at = name->last - 1;
    while (at > name->bare && (name_is(reader, at, NAME_GENERATION | NAME_COMMA)))
        at--;
    return at;
}

/* ---- Runs ------------------------------------------------------------------------------------------------- */

static bool add(const struct name_reader *reader, uint32_t first, uint32_t bare, uint32_t last)
{
    struct name name = {.first = first, .last = last, .bare = bare, .head = bare, .entity = NAME_NO_ENTITY};
    if (bare > first)
        set_kind(&name, NAME_KIND_PERSON, NAME_SURE);
    else
        tell_kind(reader, &name);
    name.says = says(reader, &name) || says_behind_comma(reader, &name);
    name.speaks = name.says || acts(reader, &name);
    if (name.kind == NAME_KIND_PERSON) {
        name.head = family_of(reader, &name);
        name.sex = sex_of(reader, &name);
    }
    return array_push(reader->alloc, &reader->work->names, name);
}

/* The token behind the title that begins with `from`; `from`: none does. */
static uint32_t title_end(const struct name_reader *reader, uint32_t from, uint32_t to)
{
    uint32_t at = from;
    bool title = false;
    while (at < to && name_is(reader, at, NAME_TITLE | NAME_MODIFIER)) {
        title |= name_is(reader, at, NAME_TITLE);
        at++;
        at += at + 1 < to && name_is(reader, at, NAME_DASH) && name_is(reader, at + 1, NAME_TITLE | NAME_MODIFIER);
    }
    return title ? at : from;
}

/* Where a title with a name behind it begins; `to`: nowhere. */
static uint32_t find_title(const struct name_reader *reader, uint32_t from, uint32_t to)
{
    for (uint32_t at = from; at < to; at++) {
        uint32_t end = title_end(reader, at, to);
        bool followed =
            end < to && !name_is(reader, end, NAME_OF | NAME_AND | NAME_DASH | NAME_COMMA | NAME_GENERATION);
        if (end > at && (at == from ? end == to || followed : followed)) /* but "Martin Luther King Jr." */
            return at;
    }
    return to;
}

/* "The ambassador to Colombia Kevin Whitaker". */
static bool is_land_before_person(const struct name_reader *reader, uint32_t from, uint32_t to)
{
    uint32_t known = name_form_at(reader, from)->known;
    return known & NAME_LAND && !(known & (NAME_GIVEN | NAME_FAMILY)) && to - from > 2 &&
           name_known(reader, from + 1, NAME_GIVEN);
}

/* What stands before others in a run, but is a name of its own: "French", "U.S.". */
static bool stands_apart(const struct name_reader *reader, uint32_t from, uint32_t to)
{
    const struct name_form *form = name_form_at(reader, from);
    if (from + 1 >= to || name_is(reader, from + 1, NAME_DASH | NAME_PARTICLE))
        return false;
    bool of_place = form->known & NAME_NATIONALITY || (form->known & NAME_PLACE && form->known & NAME_UPPER) ||
                    is_land_before_person(reader, from, to);
    bool head = has_head(reader, from, to, NAME_HEAD | NAME_SUFFIX | NAME_LANDSCAPE);
    return of_place && !(form->known & NAME_GIVEN && name_known(reader, from + 1, NAME_FAMILY)) &&
           (!head || to == from + 2);
}

/* The next name of the run, cut off its front. Returns the token behind it; *well false when memory is out. */
static uint32_t cut(const struct name_reader *reader, uint32_t from, uint32_t to, bool *well)
{
    uint32_t classes = 0, phrase = name_phrase_end(reader, from, to, &classes);
    bool head = has_head(reader, from, to, NAME_HEAD | NAME_SUFFIX | NAME_LANDSCAPE);
    uint32_t title = head ? to : find_title(reader, phrase, to), behind = title_end(reader, title, to);
    bool former =
        title < to && title > from + 1 && name_is(reader, from, NAME_MODIFIER); /* "Former FBI Director" */
    if (former || name_is(reader, from, NAME_OF | NAME_AND | NAME_COMMA | NAME_DASH))
        return from + 1;
    if (title == from && behind == to)
        return to; /* a title by itself is no name */
    if (title == from) {
        *well = add(reader, from, behind, to);
        return to;
    }
    if (title < to)
        to = title;
    if (phrase == from && stands_apart(reader, from, to))
        to = from + 1;
    else if (phrase > from && phrase < to && !head)
        to = phrase;
    *well = add(reader, from, from, to);
    return to;
}

bool name_run_split(const struct name_reader *reader, uint32_t from, uint32_t to)
{
    bool well = true;
    if (to == from + 1 && name_known(reader, from, NAME_INITIAL))
        return true;
    while (from < to && well)
        from = cut(reader, from, to, &well);
    return well;
}
