#include "english/name_words.h"

#include "base/arena.h"
#include "english/layer_words.h"
#include "english/lemma.h"
#include "english/lemma_table.h"
#include "text/language.h"

struct name_words {
    const tocsin_allocator *alloc;
    struct arena arena; /* the lists' texts */
    struct lemma_table classes;
    struct lemma_table known;
};

struct name_class {
    const char *name;
    uint32_t bit;
};

static const struct name_class word_classes[] = {
    {"title", NAME_TITLE},
    {"modifier", NAME_MODIFIER},
    {"man", NAME_MAN},
    {"woman", NAME_WOMAN},
    {"head", NAME_HEAD},
    {"suffix", NAME_SUFFIX},
    {"landscape", NAME_LANDSCAPE},
    {"generation", NAME_GENERATION},
    {"particle", NAME_PARTICLE},
    {"of", NAME_OF},
    {"and", NAME_AND},
    {"the", NAME_THE},
    {"a", NAME_A},
    {"in", NAME_IN},
    {"by", NAME_BY},
    {"who", NAME_WHO},
    {"no", NAME_NO},
    {"he", NAME_HE},
    {"she", NAME_SHE},
    {"comma", NAME_COMMA},
    {"left", NAME_LEFT},
    {"right", NAME_RIGHT},
    {"dash", NAME_DASH},
    {"apostrophe", NAME_APOSTROPHE},
    {"stop", NAME_STOP},
};

/* By letter, from "a" on. */
static const uint32_t known_classes[] = {
    ['a' - 'a'] = NAME_ALWAYS,      ['b' - 'a'] = NAME_GIVEN,
    ['c' - 'a'] = NAME_COMMON,      ['f' - 'a'] = NAME_GIVEN | NAME_GIVEN_WOMAN,
    ['l' - 'a'] = NAME_LAND,        ['m' - 'a'] = NAME_GIVEN | NAME_GIVEN_MAN,
    ['n' - 'a'] = NAME_NATIONALITY, ['o' - 'a'] = NAME_ORGANIZATION,
    ['p' - 'a'] = NAME_PLACE,       ['r' - 'a'] = NAME_ROLE,
    ['s' - 'a'] = NAME_FAMILY,      ['w' - 'a'] = NAME_BEGINS,
};

enum { KNOWN_LETTERS = sizeof known_classes / sizeof *known_classes };

static uint32_t class_bit(struct str name)
{
    for (size_t i = 0; i < sizeof word_classes / sizeof *word_classes; i++)
        if (str_equal(str_of(word_classes[i].name), name))
            return word_classes[i].bit;
    return 0;
}

/* The classes of a line of the list "names"; 0: one of them is none. */
static uint32_t line_words(const struct lemma_line *line)
{
    uint32_t bits = 0;
    for (size_t i = 1; i < line->count && i < LEMMA_COLUMNS; i++) {
        uint32_t bit = class_bit(line->columns[i]);
        if (!bit)
            return 0;
        bits |= bit;
    }
    return bits;
}

static uint32_t line_known(const struct lemma_line *line)
{
    uint32_t bits = 0;
    for (size_t i = 0; line->count > 1 && i < line->columns[1].length; i++) {
        unsigned letter = (unsigned char)line->columns[1].data[i] - 'a'; /* of another character: beyond them */
        uint32_t bit = letter < KNOWN_LETTERS ? known_classes[letter] : 0;
        if (!bit)
            return 0;
        bits |= bit;
    }
    return bits;
}

typedef uint32_t read_function(const struct lemma_line *line);

static tocsin_status read_list(struct name_words *words, struct lemma_table *table, read_function *read,
                               const struct language_list *list, tocsin_error *error)
{
    struct lemma_line line = {
        .rest = {arena_text(&words->arena, list->data.data, list->data.length), list->data.length}};
    if (!line.rest.data)
        return error_set(error, MESSAGE_MEMORY);
    tocsin_status status = lemma_table_open(table, line.rest, words->alloc, error);
    while (!status && lemma_line_next(&line)) {
        uint32_t classes = line.count > LEMMA_COLUMNS ? 0 : read(&line);
        if (!classes || !line.columns[0].length)
            return lemma_line_error(&line, list->file, error);
        status = lemma_table_add(table, &line, classes, list->file, error);
    }
    return status;
}

static tocsin_status take_list(struct name_words *words, const struct language_list *list, tocsin_error *error)
{
    if (strcmp(list->name, "known") == 0)
        return read_list(words, &words->known, line_known, list, error);
    if (strcmp(list->name, "words") == 0)
        return read_list(words, &words->classes, line_words, list, error);
    tocsin_status status = error_set(error, MESSAGE_LIST_UNKNOWN, list->name);
    error_at(error, list->file, 1, 1);
    return status;
}

tocsin_status name_words_create(struct name_words **out, const tocsin_allocator *alloc,
                                const struct language_list *lists, size_t count, tocsin_error *error)
{
    struct name_words *words = alloc_zero(alloc, sizeof *words);
    tocsin_status status = TOCSIN_OK;
    if (!words)
        return error_set(error, MESSAGE_MEMORY);
    words->alloc = alloc;
    arena_init(&words->arena, alloc);
    for (size_t i = 0; i < count && !status; i++)
        status = take_list(words, &lists[i], error);
    if (status)
        name_words_free(words);
    else
        *out = words;
    return status;
}

void name_words_free(struct name_words *words)
{
    if (!words)
        return;
    lemma_table_close(&words->classes, words->alloc);
    lemma_table_close(&words->known, words->alloc);
    arena_finish(&words->arena);
    alloc_free(words->alloc, words, sizeof *words);
}

uint32_t name_words_phrase(const struct name_words *words, struct str folded)
{
    return lemma_table_value(&words->known, folded) & (NAME_PLACE | NAME_ORGANIZATION);
}

/* ---- Forms ------------------------------------------------------------------------------------------------ */

/* What a list says of a word, with its full stop or without; 0: nothing. */
static uint32_t value_of(const struct lemma_table *table, struct str text)
{
    uint32_t value = lemma_table_value(table, text);
    bool stopped = text.length > 1 && text.data[text.length - 1] == '.';
    return value || !stopped ? value : lemma_table_value(table, (struct str){text.data, text.length - 1});
}

/* "J." or "J" */
static bool is_initial(struct str text, uint32_t facts)
{
    bool short_enough = text.length == 1 || (text.length == 2 && text.data[1] == '.');
    return short_enough && facts & (FORM_TITLE | FORM_UPPER) && !(facts & FORM_NON_ASCII);
}

static uint32_t shape_of(const struct form *form)
{
    uint32_t known = 0;
    unsigned char first = (unsigned char)form->text.data[0];
    bool letter_first = first >= 'A' && first <= 'Z';
    letter_first |= (form->facts & FORM_NON_ASCII) && form->facts & (FORM_TITLE | FORM_UPPER);
    known |= letter_first && form->facts & FORM_LETTERS ? NAME_CAPITAL : 0;
    known |= form->facts & FORM_UPPER ? NAME_UPPER : 0;
    known |= is_initial(form->text, form->facts) ? NAME_INITIAL : 0;
    return known | (form->facts & FORM_LOWER ? NAME_SMALL : 0);
}

/* What lemmas and the other lists say of it. */
static uint32_t grammar_of(struct str folded, const struct layer_words *layer_words, const struct lemmas *lemmas)
{
    struct lemma_answer answer;
    uint32_t known = 0, classes = layer_words_classes(layer_words, folded);
    if (classes)
        known |= NAME_COMMON | NAME_BASE;
    if (classes & (WORD_PREPOSITION | WORD_DETERMINER | WORD_COORDINATOR | WORD_IF | WORD_TO | WORD_THAT))
        known |= NAME_CLOSED;
    if (classes & (WORD_BE | WORD_HAVE | WORD_DO | WORD_MODAL))
        known |= NAME_VERB;
    if (!lemmas)
        return known;
    known |= lemmas_base_classes(lemmas, folded) ? NAME_BASE : 0;
    lemmas_of(&answer, lemmas, folded);
    for (uint32_t i = 0; i < answer.count; i++) {
        if (answer.items[i].classes & LEMMA_VERB &&
            layer_words_classes(layer_words, answer.items[i].text) & WORD_REPORT)
            known |= NAME_SPEECH;
        if (answer.items[i].classes & ~(unsigned)LEMMA_OTHER)
            known |= NAME_COMMON;
    }
    return known;
}

static struct name_form form_names(const struct name_words *words, const struct layer_words *layer_words,
                                   const struct lemmas *lemmas, const struct vocabulary *vocabulary, form_id id)
{
    const struct form *form = vocabulary_form(vocabulary, id);
    struct str folded = vocabulary_form(vocabulary, form->fold)->text;
    uint32_t listed = value_of(&words->known, folded);
    struct name_form found = {value_of(&words->classes, folded), shape_of(form) | listed, form->fold};
    uint32_t grammar = form->facts & FORM_LETTERS ? grammar_of(folded, layer_words, lemmas) : 0;
    /* Base forms are listed without case: a known name is a common word only where its own list says so, too. */
    bool closed = layer_words_classes(layer_words, folded) != 0;
    found.known |= listed && !closed && !(found.known & NAME_ROLE) ? grammar & ~(uint32_t)NAME_COMMON : grammar;
    return found;
}

bool name_forms_update(struct name_forms *forms, const tocsin_allocator *alloc, const struct name_words *words,
                       const struct layer_words *layer_words, const struct lemmas *lemmas,
                       const struct vocabulary *vocabulary)
{
    size_t count = vocabulary_count(vocabulary);
    forms->of.count = vocabulary_kept(vocabulary, &forms->generation, forms->of.count);
    if (forms->of.count >= count)
        return true;
    if (!array_reserve(alloc, &forms->of, count - forms->of.count))
        return false;
    for (size_t id = forms->of.count; id < count; id++)
        forms->of.items[id] = form_names(words, layer_words, lemmas, vocabulary, (form_id)id);
    forms->of.count = count;
    return true;
}
