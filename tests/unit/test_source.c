#include "failing_alloc.h"

#include "base/alloc.h"
#include "text/source.h"

static struct source open_or_fail(struct str bytes)
{
    struct source source;
    assert_int_equal(source_open(&source, &alloc_system, bytes, TOCSIN_INVALID_REPLACE, NULL), TOCSIN_OK);
    return source;
}

static void expect_text(struct str bytes, struct str text, unsigned flags)
{
    struct source source = open_or_fail(bytes);
    assert_int_equal(source.text.length, text.length);
    if (text.length)
        assert_memory_equal(source.text.data, text.data, text.length);
    assert_int_equal(source.flags, flags);
    source_close(&source);
}

#define BAD "\xef\xbf\xbd"

static void test_valid_text_is_borrowed(void **state)
{
    (void)state;
    struct str bytes = STR("Z\xc3\xbcrich \xe2\x80\x9cwarns\xe2\x80\x9d");
    struct source source = open_or_fail(bytes);
    assert_ptr_equal(source.text.data, bytes.data);
    assert_int_equal(source.text.length, bytes.length);
    assert_null(source.repaired);
    assert_int_equal(source.flags, 0);
    assert_int_equal(source_original_start(&source, 5), 5);
    assert_int_equal(source_original_end(&source, bytes.length), bytes.length);
    source_close(&source);
    expect_text((struct str){NULL, 0}, STR(""), 0);
}

/* The Unicode Standard 15.0, tables 3-8 to 3-11. */
static void test_maximal_subparts(void **state)
{
    (void)state;
    expect_text(STR("\xc0\xaf\xe0\x80\xbf\xf0\x81\x82" "A"), STR(BAD BAD BAD BAD BAD BAD BAD BAD "A"),
                TOCSIN_TEXT_REPAIRED);
    expect_text(STR("\xed\xa0\x80\xed\xbf\xbf\xed\xaf" "A"), STR(BAD BAD BAD BAD BAD BAD BAD BAD "A"),
                TOCSIN_TEXT_REPAIRED);
    expect_text(STR("\xf4\x91\x92\x93\xff" "A\x80\xbf" "B"), STR(BAD BAD BAD BAD BAD "A" BAD BAD "B"),
                TOCSIN_TEXT_REPAIRED);
    expect_text(STR("\xe1\x80\xe2\xf0\x91\x92\xf1\xbf" "A"), STR(BAD BAD BAD BAD "A"), TOCSIN_TEXT_REPAIRED);
    expect_text(STR("end \xf0\x9f\x98"), STR("end " BAD), TOCSIN_TEXT_REPAIRED);
}

static void test_byte_order_mark(void **state)
{
    (void)state;
    struct source source = open_or_fail(STR("\xef\xbb\xbf" "abc"));
    assert_int_equal(source.flags, TOCSIN_TEXT_BOM);
    assert_int_equal(source.text.length, 3);
    assert_int_equal(source_original_start(&source, 0), 3);
    assert_int_equal(source_original_end(&source, 3), 6);
    source_close(&source);
    expect_text(STR("\xef\xbb\xbf"), STR(""), TOCSIN_TEXT_BOM);
    expect_text(STR("\xef\xbb"), STR(BAD), TOCSIN_TEXT_REPAIRED);
    expect_text(STR("\xef\xbb\xbf" "a\xff"), STR("a" BAD), TOCSIN_TEXT_BOM | TOCSIN_TEXT_REPAIRED);
}

static void test_flags(void **state)
{
    (void)state;
    expect_text(STR("a\0b"), STR("a\0b"), TOCSIN_TEXT_NUL);
    expect_text(STR("abc\xe2\x80\xae" "fed"), STR("abc\xe2\x80\xae" "fed"), TOCSIN_TEXT_BIDI);
    expect_text(STR("za\xe2\x80\x8bp"), STR("za\xe2\x80\x8bp"), TOCSIN_TEXT_ZERO_WIDTH);
    expect_text(STR("za\xe2\x80\x8b\xef\xbb\xbfp"), STR("za\xe2\x80\x8b\xef\xbb\xbfp"), TOCSIN_TEXT_ZERO_WIDTH);
    expect_text(STR("so\xc2\xad" "ft"), STR("so\xc2\xad" "ft"), TOCSIN_TEXT_ZERO_WIDTH);
    expect_text(STR("\xff" "a\xe2\x80\x8b" "b\0\xd8\x9c"), STR(BAD "a\xe2\x80\x8b" "b\0\xd8\x9c"),
                TOCSIN_TEXT_REPAIRED | TOCSIN_TEXT_ZERO_WIDTH | TOCSIN_TEXT_NUL | TOCSIN_TEXT_BIDI);
}

static void test_zero_width_between_words_is_no_matter(void **state)
{
    (void)state;
    struct str joined_emoji = STR("\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9");
    expect_text(joined_emoji, joined_emoji, 0);
    expect_text(STR("a\xe2\x80\x8b b"), STR("a\xe2\x80\x8b b"), 0);
    expect_text(STR("a \xe2\x80\x8b" "b"), STR("a \xe2\x80\x8b" "b"), 0);
    expect_text(STR("a\xe2\x80\x8b"), STR("a\xe2\x80\x8b"), 0);
}

static void test_reject(void **state)
{
    (void)state;
    struct source source = {.flags = 99};
    tocsin_error error = TOCSIN_ERROR_INIT;
    struct str bytes = STR("\xef\xbb\xbf" "abc\xe2\x80");
    assert_int_equal(source_open(&source, &alloc_system, bytes, TOCSIN_INVALID_REJECT, &error), TOCSIN_ERROR_INPUT);
    assert_string_equal(error.id, "text-utf8");
    assert_int_equal(error.offset, 6);
    assert_int_equal(source.flags, 99);
    assert_int_equal(source_open(&source, &alloc_system, STR("abc"), TOCSIN_INVALID_REJECT, &error), TOCSIN_OK);
    source_close(&source);
}

static void test_offsets_of_a_repaired_text(void **state)
{
    (void)state;
    struct source source = open_or_fail(STR("caf\xe9 au \xe2\x80 lait"));
    assert_int_equal(source.text.length, 18);
    assert_int_equal(source_original_start(&source, 3), 3);
    assert_int_equal(source_original_start(&source, 4), 3); /* inside U+FFFD */
    assert_int_equal(source_original_end(&source, 4), 4);
    assert_int_equal(source_original_end(&source, 6), 4);
    assert_int_equal(source_original_start(&source, 7), 5);
    assert_int_equal(source_original_start(&source, 10), 8);
    assert_int_equal(source_original_end(&source, 11), 10);
    assert_int_equal(source_original_end(&source, 13), 10);
    assert_int_equal(source_original_end(&source, 18), 15);
    source_close(&source);
}

/* Every border of the text leads to the border that it came from, whatever the distance between errors. */
static void expect_round_trip(struct str bytes)
{
    struct source source = open_or_fail(bytes);
    size_t original = source.flags & TOCSIN_TEXT_BOM ? 3 : 0, text = 0;
    while (original < bytes.length) {
        assert_int_equal(source_original_start(&source, text), original);
        assert_int_equal(source_original_end(&source, text), original);
        bool bad = (unsigned char)bytes.data[original] == 0xff;
        size_t width = bad ? 3 : 1;
        assert_memory_equal(source.text.data + text, bad ? BAD : bytes.data + original, width);
        original++;
        text += width;
    }
    assert_int_equal(text, source.text.length);
    assert_int_equal(source_original_end(&source, text), bytes.length);
    source_close(&source);
}

static void test_edits_far_and_near(void **state)
{
    (void)state;
    enum { SIZE = 3000 };
    char bytes[SIZE];
    for (size_t step = 1; step < 600; step = step * 3 / 2 + 1) {
        for (size_t i = 0; i < SIZE; i++)
            bytes[i] = i % step == step / 2 ? '\xff' : (char)('a' + i % 26);
        expect_round_trip((struct str){bytes, SIZE});
        memcpy(bytes, "\xef\xbb\xbf", 3);
        expect_round_trip((struct str){bytes, SIZE});
    }
}

static void test_edits_stay_few(void **state)
{
    (void)state;
    enum { SIZE = 100000 };
    char *bytes = alloc_new(&alloc_system, SIZE);
    assert_non_null(bytes);
    memset(bytes, 0xff, SIZE);
    struct source source = open_or_fail((struct str){bytes, SIZE});
    assert_int_equal(source.text.length, 3 * SIZE);
    assert_true(source.edits.count <= 3 * SIZE / SOURCE_STRIDE + 1);
    source_close(&source);
    alloc_free(&alloc_system, bytes, SIZE);
}

static void test_every_variant_repairs_alike(void **state)
{
    (void)state;
    enum { SIZE = 2000 };
    char bytes[SIZE];
    uint32_t random = 1;
    for (size_t i = 0; i < SIZE; i++) {
        random = random * 1664525 + 1013904223;
        bytes[i] = (char)(i % 500 < 250 ? 'a' + i % 26 : random >> 24);
    }
    struct source scalar, other;
    struct str text = {bytes, SIZE};
    assert_int_equal(source_open_with(&scalar, &alloc_system, text, 0, CPU_SCALAR, NULL), TOCSIN_OK);
    for (enum cpu_simd simd = 0; simd < CPU_SIMD_COUNT; simd++) {
        if (!cpu_has(simd))
            continue;
        assert_int_equal(source_open_with(&other, &alloc_system, text, 0, simd, NULL), TOCSIN_OK);
        assert_true(str_equal(scalar.text, other.text));
        assert_int_equal(scalar.flags, other.flags);
        assert_int_equal(scalar.edits.count, other.edits.count);
        source_close(&other);
    }
    source_close(&scalar);
}

static bool repair(const tocsin_allocator *alloc, void *user)
{
    struct source source;
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_status status = source_open(&source, alloc, *(struct str *)user, TOCSIN_INVALID_REPLACE, &error);
    if (status) {
        assert_int_equal(status, TOCSIN_ERROR_MEMORY);
        assert_string_equal(error.id, "memory");
        return false;
    }
    source_close(&source);
    return true;
}

static void test_memory(void **state)
{
    (void)state;
    char bytes[4000];
    memset(bytes, 0xff, sizeof bytes);
    struct str text = {bytes, sizeof bytes};
    assert_true(failing_alloc_every(repair, &text) > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid_text_is_borrowed),
        cmocka_unit_test(test_maximal_subparts),
        cmocka_unit_test(test_byte_order_mark),
        cmocka_unit_test(test_flags),
        cmocka_unit_test(test_zero_width_between_words_is_no_matter),
        cmocka_unit_test(test_reject),
        cmocka_unit_test(test_offsets_of_a_repaired_text),
        cmocka_unit_test(test_edits_far_and_near),
        cmocka_unit_test(test_edits_stay_few),
        cmocka_unit_test(test_every_variant_repairs_alike),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
