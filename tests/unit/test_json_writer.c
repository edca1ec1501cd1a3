/* Numbers and strings as JSON has them. */
#include <math.h>

#include "failing_alloc.h"
#include "io/json_writer.h"

static void assert_written(struct buffer *out, const char *expected)
{
    buffer_char(out, '\0');
    assert_false(out->failed);
    assert_string_equal(out->data, expected);
    buffer_finish(out);
}

static void assert_string(const char *data, size_t length, const char *expected)
{
    struct buffer out;
    buffer_init(&out, &alloc_system);
    json_string(&out, data, length);
    assert_written(&out, expected);
}

static void assert_number(double number, const char *expected)
{
    struct buffer out;
    buffer_init(&out, &alloc_system);
    json_number(&out, number);
    assert_written(&out, expected);
}

static void test_escapes(void **state)
{
    (void)state;
    assert_string("", 0, "\"\"");
    assert_string("a\0b", 3, "\"a\\u0000b\"");
    assert_string("\"\\/\b\t\n\f\r\x0b\x1f\x7f", 11, "\"\\\"\\\\/\\b\\t\\n\\f\\r\\u000b\\u001f\x7f\"");
    assert_string("0123456789abcdef\"0123456", 24, "\"0123456789abcdef\\\"0123456\"");
}

/* The specials at each place of the eight bytes that are looked at in one step. */
static void test_escapes_at_every_place(void **state)
{
    (void)state;
    for (size_t at = 0; at < 24; at++) {
        char text[24], expected[28] = "\"xxxxxxxxxxxxxxxxxxxxxxxxx\"";
        memset(text, 'x', sizeof text);
        text[at] = '\n';
        expected[at + 1] = '\\';
        expected[at + 2] = 'n';
        assert_string(text, 24, expected);
    }
}

static void test_invalid_bytes(void **state)
{
    (void)state;
    assert_string("caf\xc3\xa9 \xe2\x80\x9c", 9, "\"caf\xc3\xa9 \xe2\x80\x9c\"");
    assert_string("\xff" "a", 2, "\"\xef\xbf\xbd" "a\"");
    assert_string("\xe2\x80", 2, "\"\xef\xbf\xbd\"");               /* cut short: one for the maximal subpart */
    assert_string("\xed\xa0\x80", 3, "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""); /* a surrogate is three */
    assert_string("\xf0\x9f\x98" "a", 4, "\"\xef\xbf\xbd" "a\"");
    assert_string("\xf4\x90\x80\x80", 4, "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
    assert_string("\xc0\x80", 2, "\"\xef\xbf\xbd\xef\xbf\xbd\"");
}

static void test_numbers(void **state)
{
    (void)state;
    assert_number(0, "0");
    assert_number(1, "1");
    assert_number(0.9, "0.9");
    assert_number(0.1 + 0.2, "0.30000000000000004");
    assert_number(-0.25, "-0.25");
    assert_number(0.0001, "0.0001");
    assert_number(0.00012, "0.00012");
    assert_number(1.0 / 3, "0.3333333333333333");
    assert_number(123456.789012, "123456.789012");
    assert_number(1e15, "1000000000000000");
    assert_number(1e22, "1e22");
    assert_number(1.5e-9, "1.5e-9");
    assert_number(5e-324, "5e-324");
    assert_number(1.7976931348623157e308, "1.7976931348623157e308");
    assert_number(9007199254740993.0, "9007199254740992");
    assert_number(INFINITY, "null");
    assert_number(NAN, "null");
}

/* Every number reads back as itself, whatever its bits. */
static void test_numbers_read_back(void **state)
{
    (void)state;
    uint64_t bits = 88172645463325252u;
    for (int i = 0; i < 20000; i++) {
        bits ^= bits << 13, bits ^= bits >> 7, bits ^= bits << 17;
        double number;
        memcpy(&number, &bits, sizeof number);
        if (i % 2)
            number = (double)(bits % 2000000) / 1000;
        if (!isfinite(number))
            continue;
        struct buffer out;
        buffer_init(&out, &alloc_system);
        json_number(&out, number);
        buffer_char(&out, '\0');
        assert_true(strtod(out.data, NULL) == number);
        buffer_finish(&out);
    }
}

static void test_integers(void **state)
{
    (void)state;
    struct buffer out;
    buffer_init(&out, &alloc_system);
    json_integer(&out, INT64_MIN);
    json_unsigned(&out, UINT64_MAX);
    json_boolean(&out, true);
    json_boolean(&out, false);
    assert_written(&out, "-922337203685477580818446744073709551615truefalse");
}

/* All lengths of numbers, in lists on both sides of the step in which room is made. */
static void test_pairs(void **state)
{
    (void)state;
    static tocsin_span spans[600];
    struct buffer out, expected;
    buffer_init(&out, &alloc_system);
    buffer_init(&expected, &alloc_system);
    uint32_t number = 0;
    for (size_t i = 0; i < 600; i++, number = number * 3 + (uint32_t)i)
        spans[i] = (tocsin_span){number, UINT32_MAX - (uint32_t)i * (uint32_t)i * 11};
    for (size_t count = 0; count <= 600; count += count < 3 || count > 250 ? 1 : 50) {
        buffer_clear(&out);
        buffer_clear(&expected);
        json_pairs(&out, spans, count);
        for (size_t i = 0; i < count; i++)
            buffer_format(&expected, "%s[%u,%u]", i ? "," : "[", (unsigned)spans[i].start, (unsigned)spans[i].end);
        buffer_text(&expected, count ? "]" : "[]");
        assert_int_equal(out.length, expected.length);
        assert_memory_equal(out.data, expected.data, out.length);
    }
    buffer_finish(&out);
    buffer_finish(&expected);
}

static bool write_much(const tocsin_allocator *alloc, void *user)
{
    (void)user;
    struct buffer out;
    buffer_init(&out, alloc);
    for (int i = 0; i < 200; i++) {
        json_string(&out, "a\"\xff\n", 4);
        json_number(&out, i / 7.0);
        json_pairs(&out, &(tocsin_span){1, 2}, 1);
    }
    bool well = !out.failed;
    buffer_finish(&out);
    return well;
}

static void test_memory(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(write_much, NULL) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_escapes),       cmocka_unit_test(test_escapes_at_every_place),
        cmocka_unit_test(test_invalid_bytes), cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_numbers_read_back), cmocka_unit_test(test_integers),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
