/* How often words may come, by a list or by their length. */
#include "failing_alloc.h"
#include "base/alloc.h"
#include "pattern/frequency.h"
#include "text/language.h"

static tocsin_status make(struct frequencies **out, const tocsin_allocator *alloc, const char *list, tocsin_error *error)
{
    const struct language_list lists[] = {{"other", "other.txt", STR("x")},
                                          {"words", "words.txt", {list, strlen(list)}}};
    return frequencies_create(out, alloc, lists, 2, error);
}

static void listed_words_have_their_number(void **state)
{
    struct frequencies *frequencies;
    (void)state;
    assert_int_equal(make(&frequencies, &alloc_system, "# head\nthe\t46000\nwarn\t50\nthe\t1\n", NULL), TOCSIN_OK);
    assert_true(frequency_of_word(frequencies, STR("the")) == 46000);
    assert_true(frequency_of_word(frequencies, STR("warn")) == 50);
    assert_true(frequency_of_word(frequencies, STR("zzz")) <= 50);
    assert_true(frequency_of_word(frequencies, STR("consequence")) < frequency_of_word(frequencies, STR("zzzzzz")));
    const struct word_key lemma = {.text = STR("warn"), .kind = WORD_LEMMA};
    assert_true(frequency_of_key(frequencies, &lemma) > 50);
    frequencies_free(frequencies);
}

static void without_a_list_long_words_are_rarer(void **state)
{
    (void)state;
    assert_true(frequency_of_word(NULL, STR("of")) > frequency_of_word(NULL, STR("that")));
    assert_true(frequency_of_word(NULL, STR("that")) > frequency_of_word(NULL, STR("government")));
}

static void a_malformed_line_is_an_error(void **state)
{
    static const char *const bad[] = {"the\t5\nof", "the\tmany", "the\t5\t6", "of\t", "of\t99999999999"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct frequencies *frequencies = NULL;
        tocsin_error error = TOCSIN_ERROR_INIT;
        assert_int_equal(make(&frequencies, &alloc_system, bad[i], &error), TOCSIN_ERROR_BUNDLE);
        assert_null(frequencies);
        assert_string_equal(error.file, "words.txt");
        assert_int_equal(error.line, i == 0 ? 2 : 1);
    }
}

static bool make_all(const tocsin_allocator *alloc, void *user)
{
    struct frequencies *frequencies = NULL;
    (void)user;
    tocsin_status status = make(&frequencies, alloc, "the\t5\nof\t4\n", NULL);
    frequencies_free(frequencies);
    return !status;
}

static void failed_allocations_are_told(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(make_all, NULL) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(listed_words_have_their_number),
        cmocka_unit_test(without_a_list_long_words_are_rarer),
        cmocka_unit_test(a_malformed_line_is_an_error),
        cmocka_unit_test(failed_allocations_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
