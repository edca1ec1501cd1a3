#include "english/lemma.h"

#include "base/array.h"
#include "english/affix.h"
#include "text/language.h"

enum { MOST_ENDINGS = 64 }; /* as many as bits in a set of them */

enum { ENDING_DOUBLES = 1, ENDING_GUESSES = 2, ENDING_LAST = 4, ENDING_PARTS = 8 };

/* "ies" → "y": what a regular form ends in, and what its base form has there. */
struct ending {
    struct str form, base;
    unsigned classes;
    unsigned conditions; /* ENDING_… */
};

struct lemmas {
    const tocsin_allocator *alloc;
    struct lemma_table bases, exceptions, closed;
    struct affixes affixes;
    struct ending endings[MOST_ENDINGS];
    size_t ending_count;
    uint64_t by_byte[256]; /* the endings that end in a byte */
    uint64_t last_endings; /* … that come behind the word itself */
    uint64_t guesses;      /* … that need no known base form */
    struct str vowels;
    struct str singles; /* letters that are never doubled */
    struct str hisses;  /* letters that an ending cannot follow as it is */
};

/* ---- Reading the lists ---------------------------------------------------------------------------------- */

static unsigned class_of(char letter)
{
    switch (letter) {
    case 'n':
        return LEMMA_NOUN;
    case 'v':
        return LEMMA_VERB;
    case 'a':
        return LEMMA_ADJECTIVE;
    case 'r':
        return LEMMA_ADVERB;
    default:
        return letter == 'o' ? LEMMA_OTHER : 0;
    }
}

/* 0: a letter that is none. */
static unsigned classes_of(struct str letters)
{
    unsigned classes = 0;
    for (size_t i = 0; i < letters.length; i++) {
        unsigned class = class_of(letters.data[i]);
        if (!class)
            return 0;
        classes |= class;
    }
    return classes;
}

static unsigned condition_of(struct str word)
{
    if (str_equal(word, STR("double")))
        return ENDING_DOUBLES;
    if (str_equal(word, STR("last")))
        return ENDING_LAST;
    if (str_equal(word, STR("part")))
        return ENDING_PARTS;
    return str_equal(word, STR("guess")) ? ENDING_GUESSES : 0;
}

/* False: the line is none of this list's. */
static bool read_ending(struct lemmas *lemmas, const struct lemma_line *line)
{
    if (line->count < 3 || line->count > LEMMA_COLUMNS)
        return false;
    struct ending ending = {line->columns[0], line->columns[1], classes_of(line->columns[2]), 0};
    if (str_equal(ending.base, STR("-")))
        ending.base.length = 0;
    for (size_t i = 3; i < line->count; i++) {
        unsigned condition = condition_of(line->columns[i]);
        if (!condition)
            return false;
        ending.conditions |= condition;
    }
    if (!ending.form.length || !ending.classes || lemmas->ending_count == MOST_ENDINGS)
        return false;
    uint64_t bit = UINT64_C(1) << lemmas->ending_count;
    lemmas->by_byte[(unsigned char)ending.form.data[ending.form.length - 1]] |= bit;
    lemmas->last_endings |= ending.conditions & ENDING_LAST ? bit : 0;
    lemmas->guesses |= ending.conditions & ENDING_GUESSES ? bit : 0;
    lemmas->endings[lemmas->ending_count++] = ending;
    return true;
}

static tocsin_status read_endings(struct lemmas *lemmas, const struct language_list *list, tocsin_error *error)
{
    struct lemma_line line = {.rest = list->data};
    while (lemma_line_next(&line)) {
        if (line.count == 4 && str_equal(line.columns[0], STR("letters"))) {
            lemmas->vowels = line.columns[1];
            lemmas->singles = line.columns[2];
            lemmas->hisses = line.columns[3];
        } else if (!read_ending(lemmas, &line)) {
            return lemma_line_error(&line, list->file, error);
        }
    }
    return TOCSIN_OK;
}

/* Lists that the table keeps as they are: only their lines' shape is looked at. */
static tocsin_status read_table(struct lemma_table *table, const struct language_list *list, size_t columns,
                                const tocsin_allocator *alloc, tocsin_error *error)
{
    struct lemma_line line = {.rest = list->data};
    tocsin_status status = lemma_table_open(table, list->data, alloc, error);
    while (!status && lemma_line_next(&line)) {
        unsigned classes = line.count == columns ? classes_of(line.columns[columns - 1]) : 0;
        if (!classes || !line.columns[0].length)
            return lemma_line_error(&line, list->file, error);
        status = lemma_table_add(table, &line, classes, list->file, error);
    }
    return status;
}

static tocsin_status read_list(struct lemmas *lemmas, const struct language_list *list, tocsin_error *error)
{
    struct str name = str_of(list->name);
    if (str_equal(name, STR("words")))
        return read_table(&lemmas->bases, list, 2, lemmas->alloc, error);
    if (str_equal(name, STR("exceptions")))
        return read_table(&lemmas->exceptions, list, 3, lemmas->alloc, error);
    if (str_equal(name, STR("closed")))
        return read_table(&lemmas->closed, list, 3, lemmas->alloc, error);
    if (str_equal(name, STR("endings")))
        return read_endings(lemmas, list, error);
    if (str_equal(name, STR("affixes")))
        return affixes_read(&lemmas->affixes, list, lemmas->alloc, error);
    tocsin_status status = error_set(error, MESSAGE_LIST_UNKNOWN, list->name);
    error_at(error, list->file, 1, 1);
    return status;
}

tocsin_status lemmas_create(struct lemmas **out, const tocsin_allocator *alloc, const struct language_list *lists,
                            size_t count, tocsin_error *error)
{
    tocsin_status status = TOCSIN_OK;
    struct lemmas *lemmas = alloc_zero(alloc, sizeof *lemmas);
    if (!lemmas)
        return error_set(error, MESSAGE_MEMORY);
    lemmas->alloc = alloc;
    for (size_t i = 0; i < count && !status; i++)
        status = read_list(lemmas, &lists[i], error);
    if (status)
        lemmas_free(lemmas);
    else
        *out = lemmas;
    return status;
}

void lemmas_free(struct lemmas *lemmas)
{
    if (!lemmas)
        return;
    lemma_table_close(&lemmas->bases, lemmas->alloc);
    lemma_table_close(&lemmas->exceptions, lemmas->alloc);
    lemma_table_close(&lemmas->closed, lemmas->alloc);
    affixes_finish(&lemmas->affixes, lemmas->alloc);
    alloc_free(lemmas->alloc, lemmas, sizeof *lemmas);
}

/* ---- Looking up ----------------------------------------------------------------------------------------- */

unsigned lemmas_base_classes(const struct lemmas *lemmas, struct str folded)
{
    return lemma_table_value(&lemmas->bases, folded);
}

/* Each text once; what comes from several parts of speech has all their classes. */
static void answer_add(struct lemma_answer *out, struct str text, unsigned classes)
{
    for (uint32_t i = 0; i < out->count; i++) {
        if (str_equal(out->items[i].text, text)) {
            out->items[i].classes |= classes;
            return;
        }
    }
    if (out->count < LEMMA_MOST)
        out->items[out->count++] = (struct lemma){text, classes};
}

static void add_listed(struct lemma_answer *out, const struct lemma_table *table, struct str folded)
{
    struct lemma_line line;
    for (bool found = lemma_table_find(table, folded, &line); found; found = lemma_table_next(&line, folded))
        answer_add(out, line.columns[1], classes_of(line.columns[2]));
}

static bool holds(struct str letters, char letter)
{
    return letters.length && memchr(letters.data, letter, letters.length) != NULL;
}

/* A syllable such as "hop": one vowel, and behind it one consonant, which an ending doubles. */
static bool doubles_last(const struct lemmas *lemmas, struct str base)
{
    size_t vowels = 0;
    if (base.length < 3 || !holds(lemmas->vowels, base.data[base.length - 2]))
        return false;
    for (size_t i = 0; i < base.length; i++)
        vowels += holds(lemmas->vowels, base.data[i]);
    char last = base.data[base.length - 1];
    return vowels == 1 && !holds(lemmas->singles, last);
}

/* Writes what the word would be a form of by this ending; false where it has not the ending or could not have it.
 */
static bool base_by_ending(char out[LEMMA_BYTES], struct str *base, const struct lemmas *lemmas,
                           const struct ending *ending, struct str folded)
{
    if (folded.length <= ending->form.length + 1 || folded.length + ending->base.length > LEMMA_BYTES)
        return false;
    size_t stem = folded.length - ending->form.length;
    if (memcmp(folded.data + stem, ending->form.data, ending->form.length) != 0)
        return false;
    if ((ending->conditions & ENDING_PARTS) && holds(lemmas->hisses, folded.data[stem - 1]))
        return false;
    memcpy(out, folded.data, stem);
    if (ending->base.length)
        memcpy(out + stem, ending->base.data, ending->base.length);
    *base = (struct str){out, stem + ending->base.length};
    return true;
}

/* The first of a set of endings, which is taken out of it. */
static const struct ending *next_ending(const struct lemmas *lemmas, uint64_t *endings)
{
    const struct ending *first = &lemmas->endings[__builtin_ctzll(*endings)];
    *endings &= *endings - 1;
    return first;
}

static void add_regular(struct lemma_answer *out, const struct lemmas *lemmas, struct str folded, uint64_t endings)
{
    while (endings && out->count < LEMMA_MOST) {
        const struct ending *ending = next_ending(lemmas, &endings);
        struct str base;
        if (!base_by_ending(out->made[out->count], &base, lemmas, ending, folded))
            continue;
        unsigned classes = lemmas_base_classes(lemmas, base) & ending->classes;
        if (classes && !((ending->conditions & ENDING_DOUBLES) && doubles_last(lemmas, base)))
            answer_add(out, base, classes);
    }
}

static void add_guess(struct lemma_answer *out, const struct lemmas *lemmas, struct str folded, uint64_t endings)
{
    while (endings) {
        const struct ending *ending = next_ending(lemmas, &endings);
        struct str base;
        if (!base_by_ending(out->made[out->count], &base, lemmas, ending, folded))
            continue;
        answer_add(out, base, ending->classes);
        return;
    }
}

void lemmas_of(struct lemma_answer *out, const struct lemmas *lemmas, struct str folded)
{
    out->count = 0;
    add_listed(out, &lemmas->closed, folded);
    if (out->count)
        return;
    uint64_t endings = folded.length ? lemmas->by_byte[(unsigned char)folded.data[folded.length - 1]] : 0;
    add_listed(out, &lemmas->exceptions, folded);
    add_regular(out, lemmas, folded, endings & ~lemmas->last_endings);
    unsigned classes = lemmas_base_classes(lemmas, folded);
    if (classes)
        answer_add(out, folded, classes);
    add_regular(out, lemmas, folded, endings & lemmas->last_endings);
    if (out->count)
        return;
    answer_add(out, folded, LEMMA_OTHER);
    add_guess(out, lemmas, folded, endings & lemmas->guesses);
}

struct str lemmas_affix(const struct lemmas *lemmas, struct str folded)
{
    return affixes_sense(&lemmas->affixes, lemmas, folded);
}
