#include "pattern/frequency.h"

#include "english/lemma_table.h"
#include "pattern/attribute.h"
#include "text/language.h"

struct frequencies {
    const tocsin_allocator *alloc;
    struct word_keys words;
    ARRAY(double) counts; /* by word */
    double least;
};

/* ---- The list -------------------------------------------------------------------------------------------- */

static bool number_read(struct str text, double *out)
{
    double number = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9' || number > FREQUENCY_ALL)
            return false;
        number = number * 10 + (text.data[i] - '0');
    }
    *out = number;
    return text.length > 0;
}

static tocsin_status list_read(struct frequencies *frequencies, const struct language_list *list,
                               tocsin_error *error)
{
    struct lemma_line line = {.rest = list->data};
    while (lemma_line_next(&line)) {
        double count;
        if (line.count != 2 || !number_read(line.columns[1], &count))
            return lemma_line_error(&line, list->file, error);
        uint32_t word = word_keys_intern(&frequencies->words, WORD_FOLDED, 0, line.columns[0]);
        if (word == WORD_NONE)
            return error_set(error, MESSAGE_MEMORY);
        if (word < frequencies->counts.count)
            continue; /* listed twice */
        if (!array_push(frequencies->alloc, &frequencies->counts, count))
            return error_set(error, MESSAGE_MEMORY);
        frequencies->least = count < frequencies->least ? count : frequencies->least;
    }
    return TOCSIN_OK;
}

tocsin_status frequencies_create(struct frequencies **out, const tocsin_allocator *alloc,
                                 const struct language_list *lists, size_t count, tocsin_error *error)
{
    struct frequencies *frequencies = alloc_zero(alloc, sizeof *frequencies);
    if (!frequencies)
        return error_set(error, MESSAGE_MEMORY);
    frequencies->alloc = alloc;
    frequencies->least = FREQUENCY_ALL;
    word_keys_init(&frequencies->words, alloc);
    tocsin_status status = TOCSIN_OK;
    for (size_t i = 0; i < count && !status; i++)
        if (strcmp(lists[i].name, "words") == 0)
            status = list_read(frequencies, &lists[i], error);
    if (status)
        frequencies_free(frequencies);
    else
        *out = frequencies;
    return status;
}

void frequencies_free(struct frequencies *frequencies)
{
    if (!frequencies)
        return;
    word_keys_finish(&frequencies->words);
    array_finish(frequencies->alloc, &frequencies->counts);
    alloc_free(frequencies->alloc, frequencies, sizeof *frequencies);
}

/* ---- Asking ---------------------------------------------------------------------------------------------- */

/* A word that no list names is rarer than any that one names, the longer the rarer. */
#define SHORT_WORD 1000

double frequency_of_word(const struct frequencies *frequencies, struct str text)
{
    static const double by_length[] = {20000, 20000, 9000, 5000, SHORT_WORD, 300, 150, 100};
    enum { LENGTHS = sizeof by_length / sizeof *by_length };
    double guess = text.length < LENGTHS ? by_length[text.length] : 60;
    if (!frequencies || frequencies->counts.count == 0)
        return guess;
    uint32_t word = word_keys_find(&frequencies->words, WORD_FOLDED, 0, text);
    if (word != WORD_NONE)
        return frequencies->counts.items[word];
    return frequencies->least * (guess < SHORT_WORD ? guess / SHORT_WORD : 1);
}

double frequency_of_key(const struct frequencies *frequencies, const struct word_key *key)
{
    /* a lemma stands for several forms, a word in one case for some of a form's places */
    double factor = key->kind == WORD_LEMMA ? 2 : key->kind == WORD_EXACT ? 0.7 : 1;
    return factor * frequency_of_word(frequencies, key->text);
}

double frequency_of_traits(uint32_t traits)
{
    static const struct {
        uint32_t trait;
        double frequency;
    } known[] = {
        {TRAIT_SHAPE_TITLE, 120000}, {TRAIT_SHAPE_UPPER, 20000},  {TRAIT_SHAPE_LOWER, 650000},
        {TRAIT_SHAPE_MIXED, 5000},   {TRAIT_SHAPE_NUMBER, 30000}, {TRAIT_SHAPE_MARK, 150000},
        {TRAIT_SHAPE_OTHER, 5000},   {TRAIT_CAP, 150000},         {TRAIT_UPPER, 20000},
        {TRAIT_LOWERCASE, 650000},   {TRAIT_DIGIT, 35000},        {TRAIT_NUMBER, 30000},
        {TRAIT_PUNCT, 150000},       {TRAIT_ALPHA, 800000},       {TRAIT_ASCII, 990000},
    };
    double sum = 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (traits & known[i].trait)
            sum += known[i].frequency;
    return sum < FREQUENCY_ALL ? sum : FREQUENCY_ALL;
}
