#include "english/date_words.h"

#include "base/arena.h"
#include "base/hash.h"
#include "english/lemma_table.h"
#include "text/language.h"
#include "text/utf8.h"

struct date_entry {
    struct str text;
    struct date_word word;
};

struct date_words {
    const tocsin_allocator *alloc;
    struct arena arena;
    struct hash_map map;
    ARRAY(struct date_entry) entries;
    ARRAY(struct date_entry) prefixes;
    ARRAY(struct date_entry) endings;
};

enum { LONGEST_NUMBER = 4 };

/* The classes that a list may name, by number. */
static const char *const class_names[] = {
    [DATE_MONTH] = "month",
    [DATE_WEEKDAY] = "weekday",
    [DATE_UNIT] = "unit",
    [DATE_NUMBER] = "number",
    [DATE_ORDINAL] = "ordinal",
    [DATE_TENS] = "tens",
    [DATE_DAY] = "day",
    [DATE_SHIFT] = "shift",
    [DATE_FOLLOW] = "follow",
    [DATE_TURN] = "turn",
    [DATE_THEN] = "then",
    [DATE_PART] = "part",
    [DATE_CLOCK] = "clock",
    [DATE_MERIDIEM] = "meridiem",
    [DATE_SEASON] = "season",
    [DATE_ZONE] = "zone",
    [DATE_EDGE] = "edge",
    [DATE_DECADE] = "decade",
    [DATE_ERA] = "era",
    [DATE_RELATION] = "relation",
    [DATE_PREFIXED] = "",
    [DATE_WEAK] = "weak",
    [DATE_NAME] = "name",
    [DATE_AN] = "an",
    [DATE_NOW] = "now",
    [DATE_OCLOCK] = "oclock",
    [DATE_ARTICLE] = "article",
    [DATE_OF] = "of",
    [DATE_AT] = "at",
    [DATE_AND] = "and",
    [DATE_FROM] = "from",
    [DATE_BEFORE] = "before",
    [DATE_AFTER] = "after",
    [DATE_DASH] = "dash",
    [DATE_COMMA] = "comma",
    [DATE_APOSTROPHE] = "apostrophe",
    [DATE_BRACKET] = "bracket",
    [DATE_NOUN] = "noun",
    [DATE_STRETCHES] = "stretch",
    [DATE_PLURAL] = "plural",
    [DATE_OTHER] = "other",
    [DATE_PAST] = "past",
    [DATE_FUTURE] = "future",
};

enum { CLASS_NAMES = sizeof class_names / sizeof *class_names };

static uint64_t bit(enum date_class class)
{
    return UINT64_C(1) << class;
}

static void set_value(struct date_word *word, enum date_class class, int32_t value)
{
    unsigned place = word->of[0] != DATE_CLASSES;
    word->of[place] = (uint8_t) class;
    word->values[place] = (int16_t)value;
    word->classes |= bit(class);
}

static const struct date_word no_word = {0, {0, 0}, {DATE_CLASSES, DATE_CLASSES}};

static bool entry_equal(const void *user, uint32_t index, const void *key)
{
    const struct date_words *words = user;
    return str_equal(words->entries.items[index].text, *(const struct str *)key);
}

static const struct date_word *find_word(const struct date_words *words, struct str text)
{
    uint32_t index = hash_map_find(&words->map, hash_bytes(text.data, text.length), entry_equal, words, &text);
    return index == UINT32_MAX ? NULL : &words->entries.items[index].word;
}

/* "12", "-360". False: it is no number that a value can be. */
static bool read_number(int32_t *out, struct str text)
{
    bool negative = text.length > 0 && text.data[0] == '-';
    int32_t number = 0;
    if (text.length == negative || text.length > (size_t)LONGEST_NUMBER + negative)
        return false;
    for (size_t i = negative; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        number = number * 10 + (text.data[i] - '0');
    }
    *out = negative ? -number : number;
    return true;
}

/* "month=3", "weak". False: there is no such class, or it wants another number. */
static bool add_class(struct date_word *word, struct str column, bool is_ending)
{
    const char *sign = column.length ? memchr(column.data, '=', column.length) : NULL;
    struct str name = {column.data, sign ? (size_t)(sign - column.data) : column.length};
    int32_t value = 0;
    if (sign && !read_number(&value, (struct str){sign + 1, column.length - name.length - 1}))
        return false;
    for (unsigned class = 0; class < CLASS_NAMES; class ++) {
        if (!name.length || !str_equal(str_of(class_names[class]), name))
            continue;
        bool valued = class < DATE_PREFIXED && !is_ending;
        if (valued != (sign != NULL) || (valued && word->of[DATE_VALUES - 1] != DATE_CLASSES))
            return false;
        if (valued)
            set_value(word, (enum date_class) class, value);
        word->classes |= bit((enum date_class) class);
        return true;
    }
    return false;
}

static bool file_entry(struct date_words *words, struct date_entry entry, bool is_ending, bool is_prefix)
{
    struct str text = {entry.text.data + is_ending, entry.text.length - is_ending};
    entry.text = (struct str){arena_text(&words->arena, text.data, text.length), text.length};
    if (!entry.text.data)
        return false;
    if (is_ending)
        return array_push(words->alloc, &words->endings, entry);
    if (is_prefix)
        return array_push(words->alloc, &words->prefixes, entry);
    return array_push(words->alloc, &words->entries, entry) &&
           hash_map_add(&words->map, hash_bytes(text.data, text.length), (uint32_t)words->entries.count - 1);
}

static tocsin_status add_line(struct date_words *words, const struct lemma_line *line, const char *file,
                              tocsin_error *error)
{
    struct date_entry entry = {line->columns[0], no_word};
    size_t length = entry.text.length;
    bool is_ending = length > 1 && entry.text.data[0] == '-';
    bool is_prefix = length > 1 && entry.text.data[length - 1] == '-';
    bool well = length > 0 && line->count > 1 && line->count <= LEMMA_COLUMNS && !find_word(words, entry.text);
    for (size_t i = 1; i < line->count && well; i++)
        well = add_class(&entry.word, line->columns[i], is_ending);
    if (!well || (is_prefix && !date_word_is(&entry.word, DATE_EDGE)))
        return lemma_line_error(line, file, error);
    return file_entry(words, entry, is_ending, is_prefix) ? TOCSIN_OK : error_set(error, MESSAGE_MEMORY);
}

tocsin_status date_words_create(struct date_words **out, const tocsin_allocator *alloc,
                                const struct language_list *list, tocsin_error *error)
{
    struct date_words *words = alloc_zero(alloc, sizeof *words);
    struct lemma_line line = {.rest = list->data};
    tocsin_status status = TOCSIN_OK;
    if (!words)
        return error_set(error, MESSAGE_MEMORY);
    words->alloc = alloc;
    arena_init(&words->arena, alloc);
    hash_map_init(&words->map, alloc);
    while (!status && lemma_line_next(&line))
        status = add_line(words, &line, list->file, error);
    if (status)
        date_words_free(words);
    else
        *out = words;
    return status;
}

void date_words_free(struct date_words *words)
{
    if (!words)
        return;
    array_finish(words->alloc, &words->entries);
    array_finish(words->alloc, &words->prefixes);
    array_finish(words->alloc, &words->endings);
    hash_map_finish(&words->map);
    arena_finish(&words->arena);
    alloc_free(words->alloc, words, sizeof *words);
}

/* ---- Forms ------------------------------------------------------------------------------------------------ */

static size_t digits_of(struct str text)
{
    size_t count = 0;
    while (count < text.length && text.data[count] >= '0' && text.data[count] <= '9')
        count++;
    return count;
}

/* 17:30, 17:30:00: hours, minutes, perhaps seconds. */
static bool is_time(struct str text)
{
    size_t hours = digits_of(text), at = hours;
    if (hours < 1 || hours > 2)
        return false;
    for (unsigned parts = 0; at < text.length; parts++, at += 3) {
        struct str rest = {text.data + at, text.length - at};
        if (parts == 2 || rest.data[0] != ':' || digits_of((struct str){rest.data + 1, rest.length - 1}) < 2)
            return false;
    }
    return at == text.length && at > hours;
}

/* Three numbers with one sign between them: 24/02/2022, 2022-02-24; what follows a T is not looked at. */
static bool is_numeric(struct str text)
{
    size_t at = digits_of(text);
    char sign = at > 0 && at < text.length ? text.data[at] : '\0';
    if (sign != '/' && sign != '-' && sign != '.')
        return false;
    for (unsigned parts = 1; parts < 3; parts++) {
        struct str rest = {text.data + at, text.length - at};
        size_t count =
            rest.length && rest.data[0] == sign ? digits_of((struct str){rest.data + 1, rest.length - 1}) : 0;
        if (count == 0 || count > LONGEST_NUMBER)
            return false;
        at += count + 1;
    }
    return at == text.length || text.data[at] == 'T' || text.data[at] == 't';
}

static int32_t number_of(struct str text)
{
    int32_t number = 0;
    for (size_t i = 0; i < text.length; i++)
        number = number * 10 + (text.data[i] - '0');
    return number;
}

/* 24, 2022, 24th, 1990s, '90s. */
static void read_numeral(struct date_word *out, const struct date_words *words, struct str text)
{
    struct str digits = text.data[0] == '\'' ? (struct str){text.data + 1, text.length - 1} : text;
    size_t count = digits_of(digits);
    struct str rest = {digits.data + count, digits.length - count};
    if (count == 0 || count > LONGEST_NUMBER)
        return;
    digits.length = count;
    for (size_t i = 0; i < words->endings.count; i++) {
        uint64_t classes = words->endings.items[i].word.classes & (bit(DATE_ORDINAL) | bit(DATE_DECADE));
        if (classes && str_equal(words->endings.items[i].text, rest))
            set_value(out, classes & bit(DATE_DECADE) ? DATE_DECADE : DATE_ORDINAL, number_of(digits));
    }
    if (rest.length || text.data[0] == '\'')
        return;
    set_value(out, DATE_NUMBER, number_of(digits));
    out->classes |= bit(DATE_DIGITS) | (count == LONGEST_NUMBER ? bit(DATE_FOUR) : 0);
}

static void read_ending(struct date_word *out, const struct date_words *words, struct str text)
{
    for (size_t i = 0; i < words->endings.count; i++)
        if (str_ends_with(text, words->endings.items[i].text))
            out->classes |=
                words->endings.items[i].word.classes & (bit(DATE_PAST) | bit(DATE_FUTURE) | bit(DATE_PLURAL));
}

/* A folded word without a prefix. */
static struct date_word word_of(const struct date_words *words, struct str text)
{
    struct date_word word = no_word;
    const struct date_word *known = find_word(words, text);
    if (!known && text.length > 1 && text.data[text.length - 1] == '.')
        known = find_word(words, (struct str){text.data, text.length - 1});
    if (known)
        return *known;
    if (is_time(text))
        word.classes |= bit(DATE_TIME);
    else if (is_numeric(text))
        word.classes |= bit(DATE_NUMERIC);
    else if (text.length > 0)
        read_numeral(&word, words, text);
    return word;
}

static struct date_word form_word(const struct date_words *words, const struct vocabulary *vocabulary, form_id id)
{
    const struct form *form = vocabulary_form(vocabulary, id);
    struct str text = vocabulary_form(vocabulary, form->fold)->text;
    struct date_word word = word_of(words, text);
    for (size_t i = 0; !word.classes && i < words->prefixes.count; i++) {
        const struct date_entry *prefix = &words->prefixes.items[i];
        if (text.length <= prefix->text.length || memcmp(text.data, prefix->text.data, prefix->text.length) != 0)
            continue;
        text = (struct str){text.data + prefix->text.length, text.length - prefix->text.length};
        word = word_of(words, text);
        if (word.classes && word.of[DATE_VALUES - 1] == DATE_CLASSES)
            set_value(&word, DATE_PREFIXED, prefix->word.values[0]);
    }
    if (!word.classes && form->facts & FORM_LOWER)
        read_ending(&word, words, text);
    word.classes |= form->facts & FORM_LOWER ? bit(DATE_PLAIN) : 0;
    word.classes |= form->facts & (FORM_TITLE | FORM_UPPER | FORM_MIXED) ? bit(DATE_CAPITAL) : 0;
    return word;
}

bool date_forms_update(struct date_forms *forms, const tocsin_allocator *alloc, const struct date_words *words,
                       const struct vocabulary *vocabulary)
{
    size_t count = vocabulary_count(vocabulary);
    forms->of.count = vocabulary_kept(vocabulary, &forms->generation, forms->of.count);
    if (forms->of.count >= count)
        return true;
    if (!array_reserve(alloc, &forms->of, count - forms->of.count))
        return false;
    for (size_t id = forms->of.count; id < count; id++)
        forms->of.items[id] = words ? form_word(words, vocabulary, (form_id)id) : no_word;
    forms->of.count = count;
    return true;
}
