#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "english.h"
#include "failing_alloc.h"

static int open_english(void **state)
{
    return english_lemmas((struct lemmas **)state, &alloc_system, NULL);
}

static int close_english(void **state)
{
    lemmas_free(*state);
    return 0;
}

/* All candidates, in order, parted by blanks. */
static void expect(const struct lemmas *lemmas, const char *form, const char *wanted)
{
    struct lemma_answer answer;
    char told[LEMMA_MOST * (LEMMA_BYTES + 1) + 1] = "";
    size_t length = 0;
    lemmas_of(&answer, lemmas, str_of(form));
    for (uint32_t i = 0; i < answer.count; i++)
        length += (size_t)snprintf(told + length, sizeof told - length, "%s%.*s", i ? " " : "",
                                   (int)answer.items[i].text.length, answer.items[i].text.data);
    if (strcmp(told, wanted) != 0)
        fail_msg("%s: %s, not %s", form, told, wanted);
}

static void test_regular_forms(void **state)
{
    static const char *const pairs[][2] = {
        {"warned", "warn"},       {"warns", "warn"},         {"warn", "warn"},        {"denied", "deny"},
        {"denies", "deny"},       {"threatens", "threaten"}, {"boxes", "box"},      {"cities", "city"},
        {"wishes", "wish"},       {"making", "make making"},        {"seeing", "see seeing"},       {"policemen", "policeman"},
        {"happiest", "happy"},    {"agreed", "agree agreed"},       {"travelled", "travel travelled"}, {"traveled", "travel traveled"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        expect(*state, pairs[i][0], pairs[i][1]);
}

static void test_doubled_letters(void **state)
{
    expect(*state, "hoped", "hope");
    expect(*state, "hopped", "hop");
    expect(*state, "rating", "rate rating");
    expect(*state, "stopped", "stop stopped");
    expect(*state, "planning", "plan planning");
    expect(*state, "visiting", "visit visiting");
    expect(*state, "boxing", "box boxing");
}

static void test_irregular_forms(void **state)
{
    expect(*state, "was", "be");
    expect(*state, "has", "have");
    expect(*state, "left", "leave left");
    expect(*state, "children", "child");
    expect(*state, "said", "say said");
    expect(*state, "better", "good well better");
    expect(*state, "wo", "will");
    expect(*state, "n't", "not");
    expect(*state, "them", "they");
    expect(*state, "'s", "be have 's");
}

/* As the breaking of "thats", "gonna" and "wanna" leaves them. */
static void test_parts_without_apostrophe(void **state)
{
    expect(*state, "s", "be have 's s");
    expect(*state, "nt", "not");
    expect(*state, "gon", "go");
    expect(*state, "wan", "want wan");
    expect(*state, "ve", "have");
}

static void test_endings_behind_hissing_letters(void **state)
{
    expect(*state, "discuss", "discuss");
    expect(*state, "discusses", "discuss");
    expect(*state, "hess", "hess");
    expect(*state, "quizzes", "quiz");
    expect(*state, "fixes", "fix");
    expect(*state, "buses", "bus");
    expect(*state, "this", "this");
}

static void test_forms_with_a_life_of_their_own(void **state)
{
    expect(*state, "offer", "offer off");
    expect(*state, "media", "medium media");
    expect(*state, "regards", "regard regards");
    expect(*state, "am", "be a.m.");
    expect(*state, "colours", "colour colours");
    expect(*state, "analysed", "analyse");
    expect(*state, "lying", "lie lying");
    expect(*state, "worst", "bad worst");
}

static void test_unknown_words(void **state)
{
    expect(*state, "stoltenberg", "stoltenberg");
    expect(*state, "iphones", "iphones iphone");
    expect(*state, "qu\xc3\xa9t\xc3\xa9s", "qu\xc3\xa9t\xc3\xa9s qu\xc3\xa9t\xc3\xa9");
    expect(*state, "$", "$");
    char longest[300];
    memset(longest, 'a', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    struct lemma_answer answer;
    lemmas_of(&answer, *state, str_of(longest));
    assert_int_equal(answer.count, 1);
    assert_ptr_equal(answer.items[0].text.data, longest);
}

static void test_classes(void **state)
{
    struct lemma_answer answer;
    lemmas_of(&answer, *state, STR("warnings"));
    assert_int_equal(answer.items[0].classes, LEMMA_NOUN);
    lemmas_of(&answer, *state, STR("says"));
    assert_int_equal(answer.items[0].classes, LEMMA_NOUN | LEMMA_VERB);
    assert_int_equal(lemmas_base_classes(*state, STR("warn")), LEMMA_VERB);
    assert_int_equal(lemmas_base_classes(*state, STR("warned")), 0);
    assert_int_equal(lemmas_base_classes(*state, STR("")), 0);
}

static void test_affixes(void **state)
{
    static const char *const negative[] = {"unhappy",  "unhappily", "unkindness", "unseen",    "unbrushed", "impossible",
                                           "illegal",  "irregular", "inaccurate",  "nonfatal",  "hopeless",  "hopelessly",
                                           "unknown",  "sapless",   "unconfirmed", "unable"};
    static const char *const none[] = {"unless", "under",    "united", "inside", "informed", "important",  "regardless",
                                       "unit",   "unrolled", "undo",   "un",     "less",     "information", "blessed",
                                       "happy",  "innocent", "",       "unxyz",  "iless"};
    for (size_t i = 0; i < sizeof negative / sizeof *negative; i++)
        if (!str_equal(lemmas_affix(*state, str_of(negative[i])), STR("negative")))
            fail_msg("%s has no affix", negative[i]);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (lemmas_affix(*state, str_of(none[i])).length)
            fail_msg("%s has an affix", none[i]);
}

static tocsin_status create(const char *name, const char *data, tocsin_error *error)
{
    struct lemmas *lemmas = NULL;
    struct language_list list = {name, "lists/x.txt", str_of(data)};
    tocsin_status status = lemmas_create(&lemmas, &alloc_system, &list, 1, error);
    lemmas_free(lemmas);
    return status;
}

static void test_malformed_lists(void **state)
{
    static const struct {
        const char *name, *data, *id;
        uint32_t line;
    } cases[] = {
        {"nouns", "a\tn\n", "list-unknown", 1},     {"words", "# x\na\n", "list-columns", 2},
        {"words", "a\tx\n", "list-columns", 1},     {"words", "a\tn\tn\n", "list-columns", 1},
        {"words", "\tn\n", "list-columns", 1},      {"words", "a\tn\nb\tn\na\tv\n", "list-columns", 3},
        {"exceptions", "a\tb\n", "list-columns", 1}, {"endings", "s\t-\tq\n", "list-columns", 1},
        {"endings", "s\t-\tn\twhy\n", "list-columns", 1}, {"endings", "\t-\tn\n", "list-columns", 1},
        {"endings", "letters\taeiou\twxy\n", "list-columns", 1},
        {"affixes", "un-\tnegative\n", "list-columns", 1},  {"affixes", "un\tnegative\ta\n", "list-columns", 1},
        {"affixes", "-un-\tnegative\ta\n", "list-columns", 1}, {"affixes", "un-\tnegative\tx\n", "list-columns", 1},
        {"affixes", "un-\tnegative\t\n", "list-columns", 1}, {"affixes", "-\tending\n", "list-columns", 1},
        {"affixes", "ly\tending\n", "list-columns", 1},     {"affixes", "a\tnone\nb\tnone\na\tnone\n", "list-columns", 3},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tocsin_error error = TOCSIN_ERROR_INIT;
        assert_int_equal(create(cases[i].name, cases[i].data, &error), TOCSIN_ERROR_BUNDLE);
        assert_string_equal(error.id, cases[i].id);
        assert_string_equal(error.file, "lists/x.txt");
        assert_int_equal(error.line, cases[i].line);
    }
    assert_int_equal(create("words", "", NULL), TOCSIN_OK);
    assert_int_equal(create("words", "a\tn\r\n", NULL), TOCSIN_OK);
}

static bool make(const tocsin_allocator *alloc, void *user)
{
    struct lemmas *lemmas = NULL;
    bool made = english_lemmas(&lemmas, alloc, NULL) == TOCSIN_OK;
    (void)user;
    lemmas_free(lemmas);
    return made;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(make, NULL) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_regular_forms, open_english, close_english),
        cmocka_unit_test_setup_teardown(test_doubled_letters, open_english, close_english),
        cmocka_unit_test_setup_teardown(test_irregular_forms, open_english, close_english),
        cmocka_unit_test_setup_teardown(test_parts_without_apostrophe, open_english, close_english),
        cmocka_unit_test_setup_teardown(test_endings_behind_hissing_letters, open_english, close_english),
        cmocka_unit_test_setup_teardown(test_forms_with_a_life_of_their_own, open_english, close_english),
        cmocka_unit_test_setup_teardown(test_unknown_words, open_english, close_english),
        cmocka_unit_test_setup_teardown(test_classes, open_english, close_english),
        cmocka_unit_test_setup_teardown(test_affixes, open_english, close_english),
        cmocka_unit_test(test_malformed_lists),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
