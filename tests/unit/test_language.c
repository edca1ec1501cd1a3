#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "english.h"
#include "failing_alloc.h"
#include "text/language_word.h"

static tocsin_status create(struct language **out, const char *name, const char *data, tocsin_error *error)
{
    struct language_list list = {name, "lists/x.txt", str_of(data)};
    return language_create(out, &alloc_system, &list, 1, error);
}

static void expect_error(const char *name, const char *data, const char *id, uint32_t line, uint32_t column)
{
    struct language *language = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(create(&language, name, data, &error), TOCSIN_ERROR_BUNDLE);
    assert_null(language);
    assert_string_equal(error.id, id);
    assert_string_equal(error.file, "lists/x.txt");
    assert_int_equal(error.line, line);
    assert_int_equal(error.column, column);
}

static void test_malformed_lists(void **state)
{
    (void)state;
    expect_error("nouns", "a\n", "list-unknown", 1, 1);
    expect_error("abbreviations", "# head\n\nMr\ttitle\nDr\tdoctor\n", "list-columns", 4, 4);
    expect_error("abbreviations", "Mr\n", "list-columns", 1, 1);
    expect_error("abbreviations", "Mr\ttitle\tsmall\n", "list-columns", 1, 10);
    expect_error("abbreviations", "Mr\ttitle\tcapital\tx\n", "list-columns", 1, 10);
    expect_error("starters", "the\tx\n", "list-columns", 1, 5);
    expect_error("fused", "cannot\n", "list-columns", 1, 1);
    expect_error("starters", "the\nabcdefghijklmnopqrstuvwxyzabcdef\n", "list-word", 2, 1);
    expect_error("abbreviations", "\ttitle\n", "list-word", 1, 1);
}

static void test_lines(void **state)
{
    (void)state;
    struct language *language = NULL;
    assert_int_equal(create(&language, "abbreviations", "# c\r\nMr\ttitle\tcapital\r\n\nno\tnumber", NULL),
                     TOCSIN_OK);
    assert_int_equal(language_flags(language, STR("Mr")), LANGUAGE_TITLE);
    assert_int_equal(language_flags(language, STR("mR")), LANGUAGE_TITLE);
    assert_int_equal(language_flags(language, STR("No")), LANGUAGE_NUMBER | LANGUAGE_SMALL);
    assert_int_equal(language_flags(language, STR("Mrs")), 0);
    assert_int_equal(language_flags(language, STR("# c")), 0);
    assert_int_equal(language_flags(language, STR("a word that is longer than any that a list may hold, by far")),
                     0);
    language_free(language);
    language_free(NULL);
}

static void test_a_word_in_several_lists(void **state)
{
    (void)state;
    struct language *language = NULL;
    struct language_list lists[] = {{"starters", "a", STR("may\n")}, {"calendar", "b", STR("May\n")}};
    assert_int_equal(language_create(&language, &alloc_system, lists, 2, NULL), TOCSIN_OK);
    assert_int_equal(language_flags(language, STR("MAY")), LANGUAGE_STARTER | LANGUAGE_CALENDAR);
    language_free(language);
}

static void test_fused_forms(void **state)
{
    (void)state;
    struct language *language = NULL;
    char bytes[8] = "Cannot";
    assert_int_equal(create(&language, "fused", "can\tnot\nI\tm\n", NULL), TOCSIN_OK);
    assert_int_equal(language_fused(language, STR("Cannot")), 3);
    assert_int_equal(language_fused(language, STR("im")), 1);
    assert_int_equal(language_fused(language, STR("can")), 0);
    assert_true(language_filter_has(&language_filters(language)->fused, language_bytes(bytes, 6)));
    assert_true(language_filter_has(&language_filters(language)->words, language_bytes(bytes, 6)));
    assert_false(language_filter_has(&language_filters(language)->fused, language_bytes(bytes, 3)));
    language_free(language);
}

/* The filters may say yes to a word that is in no list, but never no to one that is. */
static void test_filters_hold_every_word(void **state)
{
    (void)state;
    struct language *language = NULL;
    assert_int_equal(english_create(&language, &alloc_system, NULL), TOCSIN_OK);
    static const char *const words[] = {"Mr\0      ", "corp\0    ", "NOV\0     ", "the\0     ", "km\0      ",
                                        "everythi",   "gonna\0   ", "https://",   "ex\0      ", "Image\0   "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strnlen(words[i], 8);
        assert_true(language_filter_has(&language_filters(language)->words, language_bytes(words[i], length)));
    }
    size_t hits = 0;
    for (uint64_t word = 0; word < 10000; word++)
        hits += language_filter_has(&language_filters(language)->words,
                                    (word * HASH_STEP) & UINT64_C(0x7f7f7f7f7f7f7f7f));
    assert_true(hits < 1000);
    language_free(language);
}

static void test_english_loads(void **state)
{
    (void)state;
    struct language *language = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(english_create(&language, &alloc_system, &error), TOCSIN_OK);
    assert_true(language_flags(language, STR("Mr")) & LANGUAGE_TITLE);
    assert_true(language_flags(language, STR("p.m")) & LANGUAGE_CLOSE);
    assert_true(language_flags(language, STR("Ph.D")) & LANGUAGE_FINAL);
    assert_true(language_flags(language, STR("no")) & LANGUAGE_NUMBER);
    assert_true(language_flags(language, STR("don\xe2\x80\x99t")) & LANGUAGE_STARTER);
    assert_int_equal(language_fused(language, STR("cannot")), 3);
    language_free(language);
}

static bool create_scenario(const tocsin_allocator *alloc, void *user)
{
    struct language_list lists[] = {{"starters", "a", STR("the\na\nan\nhe\nshe\nit\nwe\nthey\nyou\nI\n")},
                                    {"fused", "b", STR("can\tnot\n")}};
    struct language *language = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_status status = language_create(&language, alloc, lists, 2, &error);
    (void)user;
    if (status) {
        assert_int_equal(status, TOCSIN_ERROR_MEMORY);
        assert_null(language);
    }
    language_free(language);
    return !status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(create_scenario, NULL) > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_malformed_lists),         cmocka_unit_test(test_lines),
        cmocka_unit_test(test_a_word_in_several_lists), cmocka_unit_test(test_fused_forms),
        cmocka_unit_test(test_filters_hold_every_word), cmocka_unit_test(test_english_loads),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
