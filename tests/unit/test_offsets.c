#include "failing_alloc.h"

#include "base/alloc.h"
#include "text/offsets.h"
#include "text/source.h"
#include "text/utf8.h"

static struct offsets open_or_fail(struct str bytes)
{
    struct offsets offsets;
    assert_int_equal(offsets_open(&offsets, &alloc_system, bytes, NULL), TOCSIN_OK);
    return offsets;
}

static void expect_at(const struct offsets *offsets, size_t byte, size_t code_points, size_t utf16)
{
    assert_int_equal(offsets_convert(offsets, byte, TOCSIN_OFFSETS_BYTES), byte);
    assert_int_equal(offsets_convert(offsets, byte, TOCSIN_OFFSETS_CODEPOINTS), code_points);
    assert_int_equal(offsets_convert(offsets, byte, TOCSIN_OFFSETS_UTF16), utf16);
}

static void test_small_text(void **state)
{
    (void)state;
    struct offsets offsets = open_or_fail(STR("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z"));
    static const size_t code_points[] = {0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 5};
    static const size_t utf16[] = {0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 5, 6};
    for (size_t byte = 0; byte < 12; byte++)
        expect_at(&offsets, byte, code_points[byte], utf16[byte]);
    offsets_close(&offsets);
}

static void test_ascii_needs_no_marks(void **state)
{
    (void)state;
    struct offsets offsets = open_or_fail(STR("plain text"));
    assert_int_equal(offsets.marks.count, 0);
    expect_at(&offsets, 0, 0, 0);
    expect_at(&offsets, 10, 10, 10);
    offsets_close(&offsets);
    offsets = open_or_fail(STR(""));
    expect_at(&offsets, 0, 0, 0);
    offsets_close(&offsets);
}

static void test_byte_order_mark_counts(void **state)
{
    (void)state;
    struct offsets offsets = open_or_fail(STR("\xef\xbb\xbfz"));
    expect_at(&offsets, 3, 1, 1);
    expect_at(&offsets, 4, 2, 2);
    offsets_close(&offsets);
}

static void test_maximal_subparts_count_one_each(void **state)
{
    (void)state;
    struct offsets offsets = open_or_fail(STR("\xe2\x80\xf0\x9f\x98z\xff\xff\xf0\x9f\x98\x80"));
    expect_at(&offsets, 0, 0, 0);
    expect_at(&offsets, 1, 0, 0);
    expect_at(&offsets, 2, 1, 1);
    expect_at(&offsets, 5, 2, 2);
    expect_at(&offsets, 6, 3, 3);
    expect_at(&offsets, 7, 4, 4);
    expect_at(&offsets, 8, 5, 5);
    expect_at(&offsets, 11, 5, 5);
    expect_at(&offsets, 12, 6, 7);
    offsets_close(&offsets);
}

/* Every border of a long text, against counting from the start; the text as source.h repairs it. */
static void expect_counted(struct str bytes)
{
    struct source source;
    struct offsets offsets = open_or_fail(bytes);
    assert_int_equal(source_open(&source, &alloc_system, bytes, TOCSIN_INVALID_REPLACE, NULL), TOCSIN_OK);
    size_t code_points = 0, utf16 = 0;
    for (size_t at = 0;;) {
        expect_at(&offsets, source_original_start(&source, at), code_points, utf16);
        if (at == source.text.length)
            break;
        utf16 += utf8_next(source.text.data, &at) > 0xffff ? 2 : 1;
        code_points++;
    }
    source_close(&source);
    offsets_close(&offsets);
}

static void test_long_texts(void **state)
{
    (void)state;
    static const struct str units[] = {
        {"x\xc3\xa9", 3}, {"\xe2\x82\xac", 3}, {"\xf0\x9f\x98\x80", 4}, {"ab\xf0\x9f\x98\x80", 6},
        {"\xff", 1},      {"abc\xe2\x80", 5},  {"\xc3\xa9\xf0\x9f\x98", 5},
    };
    char text[5 * OFFSETS_STRIDE + 7];
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t length = 0;
        while (length + units[i].length <= sizeof text) {
            memcpy(text + length, units[i].data, units[i].length);
            length += units[i].length;
        }
        expect_counted((struct str){text, length});
    }
}

static void test_end_on_a_stride(void **state)
{
    (void)state;
    char text[2 * OFFSETS_STRIDE];
    memset(text, 'x', sizeof text);
    memcpy(text + sizeof text - 2, "\xc3\xa9", 2);
    struct offsets offsets = open_or_fail((struct str){text, sizeof text});
    expect_at(&offsets, sizeof text, sizeof text - 1, sizeof text - 1);
    expect_at(&offsets, OFFSETS_STRIDE, OFFSETS_STRIDE, OFFSETS_STRIDE);
    offsets_close(&offsets);
}

static bool open_offsets(const tocsin_allocator *alloc, void *user)
{
    (void)user;
    struct offsets offsets;
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (offsets_open(&offsets, alloc, STR("\xc3\xa9"), &error)) {
        assert_string_equal(error.id, "memory");
        return false;
    }
    offsets_close(&offsets);
    return true;
}

static void test_memory(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(open_offsets, NULL) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_text),
        cmocka_unit_test(test_ascii_needs_no_marks),
        cmocka_unit_test(test_byte_order_mark_counts),
        cmocka_unit_test(test_maximal_subparts_count_one_each),
        cmocka_unit_test(test_long_texts),
        cmocka_unit_test(test_end_on_a_stride),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
