#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/fold.h"
#include "text/unicode_tables.h"
#include "text/utf8.h"

static void expect_fold(const char *word, const char *folded)
{
    char out[256];
    size_t length = fold_word(str_of(word), out, sizeof out);
    assert_int_equal(length, strlen(folded));
    assert_memory_equal(out, folded, length);
}

static void test_ascii(void **state)
{
    (void)state;
    expect_fold("", "");
    expect_fold("NATO", "nato");
    expect_fold("@AZ[`az{", "@az[`az{");
    expect_fold("A-Very-Long-WORD-of-More-Than-16-Bytes", "a-very-long-word-of-more-than-16-bytes");
    expect_fold("ABCDEFGH\xc3\x89IJ", "abcdefgh\xc3\xa9ij");
}

static void test_every_ascii_byte_folds_alone_as_in_eight(void **state)
{
    (void)state;
    for (int byte = 0; byte < 0x80; byte++) {
        char eight[8], out[8], want = (char)(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
        memset(eight, byte, sizeof eight);
        assert_int_equal(fold_word((struct str){eight, 8}, out, 8), 8);
        for (int i = 0; i < 8; i++)
            assert_int_equal(out[i], want);
        assert_int_equal(fold_word((struct str){eight, 1}, out, 8), 1);
        assert_int_equal(out[0], want);
    }
}

static void test_full_folding(void **state)
{
    (void)state;
    expect_fold("Stra\xc3\x9f" "e", "strasse");
    expect_fold("STRA\xe1\xba\x9e" "E", "strasse");
    expect_fold("\xef\xac\x83" "ce", "ffice"); /* the ligature ffi */
    expect_fold("\xce\xa3\xce\x8a\xcf\x82", "\xcf\x83\xce\xaf\xcf\x83"); /* both sigmas */
    expect_fold("\xc4\xb0", "i\xcc\x87"); /* dotted capital I keeps its dot; no Turkic folding */
    expect_fold("\xea\xad\xb0", "\xe1\x8e\xa0"); /* Cherokee folds to upper case */
    expect_fold("\xf0\x90\x90\x80", "\xf0\x90\x90\xa8");
}

static void test_apostrophes(void **state)
{
    (void)state;
    expect_fold("Don\xe2\x80\x99T", "don't");
    expect_fold("O\xca\xbcNeill", "o'neill");
    expect_fold("\xc5\x89", "'n"); /* the folding of U+0149 holds U+02BC */
}

static void test_small_buffer(void **state)
{
    (void)state;
    char out[8];
    memset(out, '#', sizeof out);
    assert_int_equal(fold_word(STR("WORLD"), out, 3), 5);
    assert_memory_equal(out + 3, "#####", 5);
    assert_int_equal(fold_word(STR("\xce\x90"), out, 5), 6);
    assert_memory_equal(out + 5, "###", 3);
    assert_int_equal(fold_word(STR("A"), NULL, 0), 1);
}

static void test_all_code_points(void **state)
{
    (void)state;
    for (uint32_t point = 0; point < UNICODE_END; point++) {
        if (point >= 0xd800 && point < 0xe000)
            continue;
        char bytes[UTF8_MAX], once[16], twice[64];
        size_t length = utf8_put(bytes, point);
        size_t folded = fold_word((struct str){bytes, length}, once, sizeof once);
        assert_true(folded <= FOLD_GROWTH * length);
        assert_int_equal(fold_word((struct str){once, folded}, twice, sizeof twice), folded);
        assert_memory_equal(once, twice, folded);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ascii),
        cmocka_unit_test(test_every_ascii_byte_folds_alone_as_in_eight),
        cmocka_unit_test(test_full_folding),
        cmocka_unit_test(test_apostrophes),
        cmocka_unit_test(test_small_buffer),
        cmocka_unit_test(test_all_code_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
