#include "pattern/frequency.h"

#include "pattern/attribute.h"

double frequency_of_word(struct str text)
{
    static const double by_length[] = {20000, 20000, 9000, 5000, 1000, 300, 150, 100};
    enum { LENGTHS = sizeof by_length / sizeof *by_length };
    return text.length < LENGTHS ? by_length[text.length] : 60;
}

double frequency_of_key(const struct word_key *key)
{
    /* a lemma stands for several forms, a word in one case for some of a form's places */
    double factor = key->kind == WORD_LEMMA ? 2 : key->kind == WORD_EXACT ? 0.7 : 1;
    return factor * frequency_of_word(key->text);
}

double frequency_of_traits(uint32_t traits)
{
    static const struct {
        uint32_t trait;
        double frequency;
    } known[] = {
        {TRAIT_SHAPE_TITLE, 120000}, {TRAIT_SHAPE_UPPER, 20000}, {TRAIT_SHAPE_LOWER, 650000},
        {TRAIT_SHAPE_MIXED, 5000},   {TRAIT_SHAPE_NUMBER, 30000}, {TRAIT_SHAPE_MARK, 150000},
        {TRAIT_SHAPE_OTHER, 5000},   {TRAIT_CAP, 150000},        {TRAIT_UPPER, 20000},
        {TRAIT_LOWERCASE, 650000},   {TRAIT_DIGIT, 35000},       {TRAIT_NUMBER, 30000},
        {TRAIT_PUNCT, 150000},       {TRAIT_ALPHA, 800000},      {TRAIT_ASCII, 990000},
    };
    double sum = 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (traits & known[i].trait)
            sum += known[i].frequency;
    return sum < FREQUENCY_ALL ? sum : FREQUENCY_ALL;
}
