#include "english/name.h"

#include "english/date.h"

/* No run is longer, so that cutting it up takes bounded time. */
enum { CASELESS_WORDS = 4, CASELESS_COMMON = 2, MOST_RUN = 32, SMALL_BETWEEN = 3 };

void name_work_finish(struct name_work *work, const tocsin_allocator *alloc)
{
    array_finish(alloc, &work->names);
    array_finish(alloc, &work->entities);
    array_finish(alloc, &work->seen);
    array_finish(alloc, &work->caseless);
}

/* Room to note what is seen of every form. */
static bool begin(struct name_work *work, const tocsin_allocator *alloc, const struct name_text *text)
{
    size_t count = vocabulary_count(text->vocabulary), known = work->seen.count;
    array_clear(&work->caseless);
    if (!array_reserve(alloc, &work->caseless, text->segmentation->sentences.count))
        return false;
    array_clear(&work->names);
    array_clear(&work->entities);
    if (++work->stamp == 0)
        array_clear(&work->seen); /* once in 2^32 documents */
    if (count <= known)
        return true;
    if (!array_reserve(alloc, &work->seen, count - known))
        return false;
    memset(work->seen.items + known, 0, (count - known) * sizeof *work->seen.items);
    work->seen.count = count;
    return true;
}

static struct name_reader reader_of(const struct name_text *text, struct name_work *work,
                                    const tocsin_allocator *alloc, size_t sentence)
{
    const struct sentence *at = &text->segmentation->sentences.items[sentence];
    return (struct name_reader){text, work, alloc, at->first_token, at->first_token + at->token_count, false};
}

/* Whether a capital says nothing: it would stand there in any case. */
static bool is_start(const struct name_reader *reader, uint32_t token)
{
    return reader->caseless || token == reader->first || name_is(reader, token - 1, NAME_STOP | NAME_LEFT) ||
           !(name_form_at(reader, token - 1)->known | name_form_at(reader, token - 1)->words);
}

/* Headings and lines in capitals: common words have one, too, and hardly a word is in lower case. */
static bool is_caseless(const struct name_reader *reader)
{
    uint32_t small = 0, capital = 0, common = 0;
    for (uint32_t i = reader->first; i < reader->end; i++) {
        const struct name_form *form = name_form_at(reader, i);
        capital += (form->known & NAME_CAPITAL) != 0;
        common += form->known & NAME_CAPITAL && form->known & NAME_COMMON && i > reader->first &&
                  !(form->known & NAME_LISTED) &&
                  !(form->words & (NAME_TITLE | NAME_MODIFIER | NAME_HEAD | NAME_SUFFIX | NAME_LANDSCAPE));
        small += form->known & NAME_SMALL && !(form->known & NAME_CLOSED) && !(form->words & NAME_PARTICLE);
    }
    return capital >= CASELESS_WORDS && common >= CASELESS_COMMON && small * 8 < common;
}

static bool is_date(const struct name_reader *reader, uint32_t token)
{
    const struct name_text *text = reader->text;
    struct date_reader dates = {NULL, text->dates, text->segmentation->forms.items, reader->first, reader->end};
    const struct date_word *word = date_at(&dates, token);
    if (date_word_is(word, DATE_MONTH))
        return date_is_month(&dates, token) || !name_known(reader, token + 1, NAME_CAPITAL);
    bool weak = date_word_is(word, DATE_WEAK) && !date_is(&dates, token + 1, DATE_MONTH) &&
                !date_is(&dates, token + 1, DATE_NUMBER);
    return date_word_is(word, DATE_WEEKDAY) && !weak;
}

/* How often each word has a capital where it need not, and how often it has none. */
static void count_forms(const struct name_text *text, struct name_work *work, const tocsin_allocator *alloc)
{
    for (size_t sentence = 0; sentence < text->segmentation->sentences.count; sentence++) {
        struct name_reader reader = reader_of(text, work, alloc, sentence);
        reader.caseless = is_caseless(&reader);
        work->caseless.items[sentence] = reader.caseless;
        for (uint32_t i = reader.first; i < reader.end; i++) {
            const struct name_form *form = name_form_at(&reader, i);
            if (form->known & NAME_CLOSED)
                continue;
            if (form->known & NAME_SMALL && form->known & NAME_COMMON)
                name_seen_of(work, form->fold)->small++;
            else if (form->known & NAME_CAPITAL && !is_start(&reader, i) && !is_date(&reader, i))
                name_seen_of(work, form->fold)->capital++;
        }
    }
}

/* Whether a word with a capital where any word has one is a name. */
static bool is_name_at_start(const struct name_reader *reader, uint32_t token)
{
    const struct name_form *form = name_form_at(reader, token);
    const struct name_seen *seen = name_seen_of(reader->work, form->fold);
    if (seen->capital > 0 && seen->small == 0)
        return true;
    if (form->known & NAME_VERB) /* "Will Smith said", but "Will Smith go?" */
        return form->known & NAME_GIVEN && !reader->caseless && name_known(reader, token + 1, NAME_FAMILY) &&
               name_known(reader, token + 1, NAME_CAPITAL) &&
               (name_is(reader, token + 2, NAME_COMMA | NAME_AND) ||
                name_known(reader, token + 2, NAME_VERB | NAME_SPEECH));
    bool listed = form->known & NAME_LISTED;
    bool common = form->known & NAME_COMMON || form->words & ~(uint32_t)(NAME_TITLE | NAME_MAN | NAME_WOMAN);
    if (!common && (!(form->words & NAME_TITLE) || listed))
        return true;
    if (reader->caseless)
        return false;
    const struct name_form *next = name_form_at(reader, token + 1);
    if (name_is(reader, token + 1, NAME_OF))
        next = name_form_at(reader, token + 2);
    bool rare = !(form->known & NAME_BASE) && seen->small == 0 && !form->words;
    bool leads = rare || form->known & (NAME_GIVEN | NAME_BEGINS | NAME_NATIONALITY) ||
                 form->words & (NAME_TITLE | NAME_MODIFIER | NAME_HEAD | NAME_LANDSCAPE | NAME_PARTICLE);
    return leads && next->known & NAME_CAPITAL && !(next->words & (NAME_NO | NAME_THE)) &&
           !is_date(reader, token + 1);
}

static bool is_name(const struct name_reader *reader, uint32_t token)
{
    const struct name_form *form = name_form_at(reader, token);
    if (!(form->known & NAME_CAPITAL) ||
        form->words & (NAME_NO | NAME_THE | NAME_OF | NAME_AND | NAME_IN | NAME_BY | NAME_HE | NAME_SHE | NAME_WHO |
                       NAME_A) ||
        form->known & NAME_CLOSED || is_date(reader, token))
        return false;
    if (form->known & NAME_INITIAL)
        return name_known(reader, token + 1, NAME_CAPITAL) && !is_start(reader, token + 1);
    return is_start(reader, token) ? is_name_at_start(reader, token) : true;
}

/* "of", "for the", "and" within what an organization is called, and the token behind; `at` where it does not go on.
 */
static uint32_t join(const struct name_reader *reader, uint32_t from, uint32_t at)
{
    uint32_t next = at + 1 + name_is(reader, at + 1, NAME_THE);
    bool head = false;
    for (uint32_t i = from; i < at && !head; i++)
        head = name_is(reader, i, NAME_HEAD | NAME_SUFFIX | NAME_LANDSCAPE);
    const struct name_form *form = name_form_at(reader, next);
    bool capital = form->known & NAME_CAPITAL && !(form->words & NAME_NO);
    if (!head || !capital || reader->caseless)
        return at;
    if (name_is(reader, at, NAME_OF))
        return next;
    uint32_t classes;
    bool part = form->known & NAME_COMMON && !(form->known & (NAME_GIVEN | NAME_PLACE)) &&
                !name_is(reader, at - 1, NAME_LANDSCAPE) &&
                name_phrase_end(reader, next, reader->end, &classes) == next;
    return name_is(reader, at, NAME_AND) && next == at + 1 && (part || form->words & (NAME_HEAD | NAME_SUFFIX))
               ? next
               : at;
}

/* Behind a word of a run: behind all of the known name that begins with it. */
static uint32_t behind_name(const struct name_reader *reader, uint32_t token)
{
    uint32_t classes, end = name_phrase_end(reader, token, reader->end, &classes);
    bool written = end > token && name_known(reader, end - 1, NAME_CAPITAL);
    return written ? end : token + 1;
}

/* The token behind the run of words with capitals, and what joins them, that begins with a name. */
static uint32_t run_end(const struct name_reader *reader, uint32_t from)
{
    uint32_t at = behind_name(reader, from);
    while (at < reader->end && at < from + MOST_RUN) {
        uint32_t next = at;
        if (name_is(reader, at, NAME_DASH) && name_glued(reader, at) && name_glued(reader, at + 1)) {
            next = at + 1;
            bool foreign = name_known(reader, next, NAME_SMALL) && !name_known(reader, next, NAME_COMMON);
            at = foreign ? next + 1 : at;
            if (foreign)
                continue;
        }
        if (next == at && name_is(reader, at, NAME_PARTICLE) && name_known(reader, at, NAME_SMALL))
            next = at + 1 + name_is(reader, at + 1, NAME_PARTICLE);
        else if (name_is(reader, at, NAME_OF | NAME_AND))
            next = join(reader, from, at);
        else if (name_is(reader, at, NAME_COMMA) && name_is(reader, at + 1, NAME_GENERATION | NAME_SUFFIX))
            next = at + 1;
        if (next >= reader->end || !is_name(reader, next))
            return at;
        at = behind_name(reader, next);
    }
    return at;
}

/* The token where the words whose initials are the letters of the acronym at `acronym` begin, in the words that end
 * before `end`; `end`: they are others. Words without a capital may stand between. */
static uint32_t acronym_start(const struct name_reader *reader, uint32_t acronym, uint32_t end)
{
    const struct vocabulary *vocabulary = reader->text->vocabulary;
    struct str letters = vocabulary_form(vocabulary, name_form_at(reader, acronym)->fold)->text;
    uint32_t at = end;
    for (size_t left = letters.length; left > 0; left--) {
        uint32_t limit = at;
        do
            at--;
        while (at > reader->first && limit - at < SMALL_BETWEEN && name_known(reader, at, NAME_SMALL));
        if (at < reader->first || at >= limit || !name_known(reader, at, NAME_CAPITAL) ||
            vocabulary_form(vocabulary, name_form_at(reader, at)->fold)->text.data[0] != letters.data[left - 1])
            return end;
    }
    return at;
}

/* "Commission on Good Government (CGG)": the bracket tells that what was parted is one name. */
static void join_before_bracket(const struct name_reader *reader, uint32_t end)
{
    name_list *names = &reader->work->names;
    if (!name_is(reader, end, NAME_LEFT) || !name_is(reader, end + 2, NAME_RIGHT) ||
        !name_known(reader, end + 1, NAME_UPPER) || names->count == 0 || names->items[names->count - 1].last != end)
        return;
    uint32_t start = acronym_start(reader, end + 1, end);
    size_t kept = names->count;
    while (kept > 0 && names->items[kept - 1].first >= start)
        kept--;
    struct name *before = kept > 0 ? &names->items[kept - 1] : NULL;
    if (start == end || kept == names->count || (before && before->head >= start))
        return;
    if (before && before->last > start)
        before->last = start;
    struct name whole = {.first = start, .last = end, .bare = start, .head = start, .entity = NAME_NO_ENTITY};
    whole.kind = NAME_KIND_ORGANIZATION;
    whole.sure = NAME_SURE;
    names->items[kept] = whole;
    names->count = kept + 1;
}

bool names_find(struct name_work *work, const tocsin_allocator *alloc, const struct name_text *text)
{
    if (!begin(work, alloc, text))
        return false;
    count_forms(text, work, alloc);
    for (size_t sentence = 0; sentence < text->segmentation->sentences.count; sentence++) {
        struct name_reader reader = reader_of(text, work, alloc, sentence);
        reader.caseless = work->caseless.items[sentence];
        for (uint32_t at = reader.first; at < reader.end;) {
            if (!name_known(&reader, at, NAME_CAPITAL) || !is_name(&reader, at)) {
                at++;
                continue;
            }
            uint32_t end = run_end(&reader, at);
            if (!name_run_split(&reader, at, end))
                return false;
            join_before_bracket(&reader, end);
            at = end;
        }
    }
    return true;
}
