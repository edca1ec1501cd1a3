#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <utf8proc.h>

#include "text/utf8.h"
#include "text/utf8_kernel.h"

/* How much of the bytes is valid, by another library; each variant is held against it. */
static size_t valid_by_utf8proc(struct str bytes)
{
    size_t at = 0;
    while (at < bytes.length) {
        utf8proc_int32_t point;
        utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)bytes.data + at,
                                                   (utf8proc_ssize_t)(bytes.length - at), &point);
        if (length <= 0)
            break;
        at += (size_t)length;
    }
    return at;
}

static unsigned marks_of(struct str valid)
{
    unsigned found = 0;
    for (size_t at = 0; at < valid.length;)
        found |= utf8_mark(utf8_next(valid.data, &at));
    return found;
}

static void expect_same(struct str bytes)
{
    size_t valid = valid_by_utf8proc(bytes);
    unsigned marks = marks_of((struct str){bytes.data, valid});
    for (enum cpu_simd simd = 0; simd < CPU_SIMD_COUNT; simd++) {
        unsigned found = 0;
        if (!cpu_has(simd))
            continue;
        assert_int_equal(utf8_valid(bytes, simd, &found), valid);
        assert_int_equal(found, marks);
    }
}

/* `sequence` in the middle of a text of several blocks, the rest `filler`, at each place in a block. */
static void expect_same_everywhere(struct str sequence, struct str filler)
{
    char text[256];
    for (size_t at = 60; at < 130; at++) {
        for (size_t i = 0; i + filler.length <= sizeof text; i += filler.length)
            memcpy(text + i, filler.data, filler.length);
        size_t place = at - at % filler.length, whole = sizeof text - sizeof text % filler.length;
        memcpy(text + place, sequence.data, sequence.length);
        memset(text + place + sequence.length, '.', filler.length);
        expect_same((struct str){text, whole});
        expect_same((struct str){text, place + sequence.length});
    }
}

/* All of two bytes and then a third, but for pairs of ASCII; over the border between two blocks. */
static void test_every_triple(void **state)
{
    (void)state;
    char text[80];
    memset(text, 'x', sizeof text);
    for (unsigned pair = 0x7e00; pair < 0x10000; pair++) {
        if ((pair & 0xff) > 0x02 && (pair & 0xff) < 0x7e)
            continue;
        text[63] = (char)(pair >> 8);
        text[64] = (char)pair;
        for (unsigned third = 0x7f; third < 0x100; third += third < 0xc2 ? 1 : 10) {
            text[65] = (char)third;
            expect_same((struct str){text, sizeof text});
        }
    }
}

static void test_every_start_of_four(void **state)
{
    (void)state;
    static const unsigned char ends[] = {0x00, 0x7f, 0x80, 0xbf, 0xc0, 0xe2, 0xf0};
    char text[80];
    memset(text, 'x', sizeof text);
    for (unsigned start = 0xe000; start < 0x10000; start++) {
        for (size_t i = 0; i < sizeof ends * sizeof ends; i++) {
            text[62] = (char)(start >> 8);
            text[63] = (char)start;
            text[64] = (char)ends[i / sizeof ends];
            text[65] = (char)ends[i % sizeof ends];
            expect_same((struct str){text, sizeof text});
        }
    }
}

static void test_sequences_at_every_place(void **state)
{
    (void)state;
    static const struct str sequences[] = {
        {"\0", 1},           {"\xc3\xa9", 2},         {"\xe2\x80\x99", 3},     {"\xf0\x9f\x98\x80", 4},
        {"\xc2", 1},         {"\xe2\x80", 2},         {"\xf0\x9f\x98", 3},     {"\x80", 1},
        {"\xc0\xaf", 2},     {"\xe0\x9f\xbf", 3},     {"\xed\xa0\x80", 3},     {"\xf0\x8f\xbf\xbf", 4},
        {"\xf4\x90\x80\x80", 4}, {"\xf5\x80\x80\x80", 4}, {"\xff", 1},         {"\xe2\x80\x8b", 3},
        {"\xe2\x80\xae", 3}, {"\xe2\x81\xa6", 3},     {"\xef\xbb\xbf", 3},     {"\xc2\xad", 2},
        {"\xd8\x9c", 2},     {"\xe2\x80\xa6", 3},     {"\xe3\x80\x8b", 3},     {"\xe4\xbb\xbf", 3},
    };
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
        expect_same_everywhere(sequences[i], STR("a"));
        expect_same_everywhere(sequences[i], STR("\xd0\xb6"));
        expect_same_everywhere(sequences[i], STR("\xe4\xb8\xad"));
        expect_same_everywhere(sequences[i], STR("\xf0\x9f\x98\x80"));
    }
}

static void test_short_texts(void **state)
{
    (void)state;
    expect_same(STR(""));
    expect_same(STR("a"));
    expect_same(STR("\xe2"));
    expect_same(STR("\xe2\x80"));
    expect_same(STR("\xe2\x80\x8b"));
    expect_same(STR("ab\xf0\x9f\x98\x80"));
    expect_same(STR("ab\xf0\x9f\x98"));
}

static void test_every_mark_in_a_long_text(void **state)
{
    (void)state;
    char text[200];
    for (uint32_t point = 0; point < 0x110000; point = point == 0xd7ff ? 0xe000 : point + 1) {
        memset(text, 'x', sizeof text);
        size_t length = utf8_put(text + 126, point);
        unsigned found = 0;
        struct str bytes = {text, sizeof text};
        assert_int_equal(utf8_valid(bytes, cpu_simd(), &found), sizeof text);
        assert_int_equal(found, utf8_mark(point));
        size_t at = 126;
        assert_int_equal(utf8_next(text, &at), point);
        assert_int_equal(at, 126 + length);
        assert_int_equal(utf8_previous(text, &at), point);
        assert_int_equal(at, 126);
    }
}

static void test_marks(void **state)
{
    (void)state;
    static const uint32_t bidi[] = {0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c,
                                    0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069};
    static const uint32_t zero_width[] = {0xad,   0x200b, 0x200c, 0x200d, 0x2060,
                                          0x2061, 0x2062, 0x2063, 0x2064, 0xfeff};
    size_t marked = 0;
    for (size_t i = 0; i < sizeof bidi / sizeof *bidi; i++)
        assert_int_equal(utf8_mark(bidi[i]), UTF8_BIDI);
    for (size_t i = 0; i < sizeof zero_width / sizeof *zero_width; i++)
        assert_int_equal(utf8_mark(zero_width[i]), UTF8_ZERO_WIDTH);
    for (uint32_t point = 0; point < 0x110000; point++)
        marked += utf8_mark(point) != 0;
    assert_int_equal(marked, 1 + sizeof bidi / sizeof *bidi + sizeof zero_width / sizeof *zero_width);
}

/* A kernel that stops early gives right results all the same, as scalar code takes over; but slowly. */
static void expect_kernel_to_reach_the_end(utf8_kernel *kernel)
{
    static const struct str units[] = {
        {"plain", 5}, {"\xc3\xa9", 2}, {"\xe4\xb8\xad", 3}, {"\xf0\x9f\x98\x80", 4},
        {"caf\xc3\xa9 \xe2\x80\x9c" "0\xe2\x80\x9d\xf0\x9f\x98\x80"
         "\xed\x9f\xbf\xf4\x8f\xbf\xbf\xe0\xa0\x80\x7f", 28},
    };
    char text[20 * UTF8_KERNEL_BLOCK];
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t length = 0, start = 0;
        while (length + units[i].length <= sizeof text) {
            memcpy(text + length, units[i].data, units[i].length);
            length += units[i].length;
        }
        while (start < UTF8_KERNEL_BEHIND)
            utf8_next(text, &start);
        unsigned found = 0;
        size_t end = kernel((const unsigned char *)text, length, start, &found);
        assert_true(length - end < UTF8_KERNEL_BLOCK + UTF8_MAX);
        assert_int_equal(found, 0);
    }
}

static void test_kernels_reach_the_end(void **state)
{
    (void)state;
    expect_kernel_to_reach_the_end(utf8_kernel_scalar);
#if defined(__x86_64__)
    expect_kernel_to_reach_the_end(utf8_kernel_sse2);
    if (cpu_has(CPU_AVX2))
        expect_kernel_to_reach_the_end(utf8_kernel_avx2);
#elif defined(__aarch64__)
    expect_kernel_to_reach_the_end(utf8_kernel_neon);
#endif
}

static void expect_subpart(struct str bytes, size_t length)
{
    bool valid = true;
    assert_int_equal(utf8_measure(bytes, 0, &valid), length);
    assert_false(valid);
}

static void test_maximal_subparts(void **state)
{
    (void)state;
    expect_subpart(STR("\x80\x80"), 1);
    expect_subpart(STR("\xc2"), 1);
    expect_subpart(STR("\xc0\x80"), 1);
    expect_subpart(STR("\xe0\x80\x80"), 1);
    expect_subpart(STR("\xe1\x80"), 2);
    expect_subpart(STR("\xe1\x80" "A"), 2);
    expect_subpart(STR("\xed\xa0\x80"), 1);
    expect_subpart(STR("\xf0\x9f\x98"), 3);
    expect_subpart(STR("\xf0\x80\x80\x80"), 1);
    expect_subpart(STR("\xf4\x91\x92\x93"), 1);
    expect_subpart(STR("\xf8\x88\x80\x80"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_triple),
        cmocka_unit_test(test_every_start_of_four),
        cmocka_unit_test(test_sequences_at_every_place),
        cmocka_unit_test(test_short_texts),
        cmocka_unit_test(test_kernels_reach_the_end),
        cmocka_unit_test(test_every_mark_in_a_long_text),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_maximal_subparts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
