/* The tagger with the model that ships, on what is hard: each sentence with its tags, word/TAG. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "english.h"
#include "english/tags.h"
#include "failing_alloc.h"

struct english {
    struct lemmas *lemmas;
    struct tag_model model;
    struct tagger *tagger;
    struct vocabulary *vocabulary;
};

static int open_english(void **state)
{
    static struct english english;
    *state = &english;
    return english_lemmas(&english.lemmas, &alloc_system, NULL) || english_tags(&english.model, NULL) ||
           tagger_create(&english.tagger, &english.model, english.lemmas, &alloc_system, NULL) ||
           vocabulary_create(&english.vocabulary, &alloc_system, NULL);
}

static int close_english(void **state)
{
    struct english *english = *state;
    vocabulary_free(english->vocabulary);
    tagger_free(english->tagger);
    tag_model_close(&english->model);
    lemmas_free(english->lemmas);
    return 0;
}

/* Tags the words of "word/TAG word/TAG …" and compares. */
static void expect(struct english *english, const char *wanted)
{
    form_id forms[64] = {0};
    uint8_t labels[64] = {0};
    char told[1024] = "";
    size_t count = 0, length = 0;
    struct str words[64];
    for (const char *at = wanted; *at;) {
        size_t size = strcspn(at, " ");
        const char *slash = at + size;
        while (*slash != '/')
            slash--;
        words[count] = (struct str){at, (size_t)(slash - at)};
        forms[count] = vocabulary_intern(english->vocabulary, words[count]);
        count++;
        at += size + (at[size] == ' ');
    }
    assert_true(tagger_tag(labels, english->tagger, english->vocabulary, forms, count));
    for (size_t i = 0; i < count; i++)
        length += (size_t)snprintf(told + length, sizeof told - length, "%s%.*s/%s", i ? " " : "",
                                   (int)words[i].length, words[i].data, tag_model_tag(&english->model, labels[i]));
    assert_string_equal(told, wanted);
}

static void test_ambiguous_words(void **state)
{
    expect(*state, "She/PRP left/VBD the/DT left/JJ bank/NN ./.");
    expect(*state, "The/DT minister/NN can/MD open/VB the/DT can/NN ./.");
    expect(*state, "He/PRP saw/VBD the/DT saw/NN ./.");
    expect(*state, "Prices/NNS rose/VBD ,/, and/CC the/DT rose/NN died/VBD ./.");
    expect(*state, "They/PRP refuse/VBP to/TO permit/VB it/PRP ./.");
    expect(*state, "The/DT warning/NN came/VBD after/IN he/PRP had/VBD warned/VBN investors/NNS ./.");
    expect(*state, "It/PRP 's/VBZ the/DT bank/NN 's/POS plan/NN ./.");
}

static void test_headlines(void **state)
{
    expect(*state, "Oil/NN Prices/NNS Rise/VBP After/IN Surprise/NN Attack/NN");
    expect(*state, "Troops/NNS Leave/VBP Capital/NN After/IN Talks/NNS Fail/VBP");
}

static void test_capitals(void **state)
{
    expect(*state, "THE/DT MINISTER/NN WARNED/VBD THAT/IN PRICES/NNS COULD/MD RISE/VB ./.");
    expect(*state, "WE/PRP DO/VBP N'T/RB KNOW/VB ./.");
}

static void test_small_letters(void **state)
{
    expect(*state, "the/DT minister/NN warned/VBD that/IN prices/NNS could/MD rise/VB ./.");
}

static void test_unknown_words(void **state)
{
    expect(*state, "The/DT glorpsters/NNS blimpified/VBD Zyxland/NNP slowly/RB ./.");
    expect(*state, "He/PRP flew/VBD to/IN Flurbistan/NNP on/IN Monday/NNP ./.");
}

static void test_one_word_and_none(void **state)
{
    expect(*state, "");
    expect(*state, "./.");
    expect(*state, "Warning/NN");
}

/* The same whatever was tagged before: what is kept of forms changes nothing. */
static void test_same_again(void **state)
{
    struct english *english = *state;
    enum { COUNT = 20000 };
    form_id forms[8];
    uint8_t labels[8], again[8];
    static const char *const words[8] = {"The", "minister", "warned", "that", "prices", "could", "rise", "."};
    for (size_t i = 0; i < 8; i++)
        forms[i] = vocabulary_intern(english->vocabulary, str_of(words[i]));
    assert_true(tagger_tag(labels, english->tagger, english->vocabulary, forms, 8));
    for (size_t i = 0; i < COUNT; i++) {
        char word[32];
        uint8_t label;
        snprintf(word, sizeof word, "w%zu", i);
        form_id form = vocabulary_intern(english->vocabulary, str_of(word));
        assert_true(tagger_tag(&label, english->tagger, english->vocabulary, &form, 1));
    }
    assert_true(tagger_tag(again, english->tagger, english->vocabulary, forms, 8));
    assert_memory_equal(labels, again, 8);
}

static void expect_lemma(const struct english *english, const char *word, const char *tag, const char *wanted)
{
    struct lemma_answer answer;
    uint8_t label = 0;
    while (strcmp(tag_model_tag(&english->model, label), tag) != 0)
        label++;
    struct str found = tags_choose_lemma(&answer, &english->model, label, english->lemmas, str_of(word));
    if (!str_equal(found, str_of(wanted)))
        fail_msg("%s/%s: %.*s, not %s", word, tag, (int)found.length, found.data, wanted);
}

static void test_tags_choose_lemmas(void **state)
{
    expect_lemma(*state, "left", "VBD", "leave");
    expect_lemma(*state, "left", "JJ", "left");
    expect_lemma(*state, "saw", "VBD", "see");
    expect_lemma(*state, "saw", "NN", "saw");
    expect_lemma(*state, "found", "VB", "found");
    expect_lemma(*state, "found", "VBD", "find");
    expect_lemma(*state, "gas", "NN", "gas");
    expect_lemma(*state, "her", "PRP$", "her");
    expect_lemma(*state, "her", "PRP", "she");
    expect_lemma(*state, "later", "JJR", "late");
    expect_lemma(*state, "'s", "POS", "'s");
    expect_lemma(*state, "'s", "VBZ", "be");
    expect_lemma(*state, "zyxed", "VBD", "zyxed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ambiguous_words), cmocka_unit_test(test_headlines),
        cmocka_unit_test(test_capitals),        cmocka_unit_test(test_small_letters),
        cmocka_unit_test(test_unknown_words),   cmocka_unit_test(test_one_word_and_none),
        cmocka_unit_test(test_same_again),      cmocka_unit_test(test_tags_choose_lemmas),
    };
    return cmocka_run_group_tests(tests, open_english, close_english);
}
