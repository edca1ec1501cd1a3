#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/char_class.h"

static void test_classes(void **state)
{
    (void)state;
    static const struct {
        uint32_t point;
        enum char_class class;
    } cases[] = {
        {'a', CHAR_LOWER},        {'Z', CHAR_UPPER},          {'7', CHAR_DIGIT},       {' ', CHAR_SPACE},
        {'\n', CHAR_CONTROL},     {'.', CHAR_PUNCTUATION},    {'$', CHAR_SYMBOL},      {0xdf, CHAR_LOWER},
        {0x1c5, CHAR_TITLE},      {0x2bc, CHAR_LETTER},       {0x301, CHAR_MARK},      {0x661, CHAR_DIGIT},
        {0xbd, CHAR_NUMBER},      {0x2160, CHAR_NUMBER},      {0x2019, CHAR_PUNCTUATION}, {0x20ac, CHAR_SYMBOL},
        {0xa0, CHAR_SPACE},       {0x2028, CHAR_SPACE},       {0x200b, CHAR_CONTROL},  {0x4e00, CHAR_LETTER},
        {0x1f600, CHAR_SYMBOL},   {0xe000, CHAR_UNASSIGNED},  {0x378, CHAR_UNASSIGNED}, {0x10ffff, CHAR_UNASSIGNED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(char_class_of(cases[i].point), cases[i].class);
}

static void test_letters(void **state)
{
    (void)state;
    assert_true(char_class_is_letter(CHAR_LOWER));
    assert_true(char_class_is_letter(CHAR_UPPER));
    assert_true(char_class_is_letter(CHAR_TITLE));
    assert_true(char_class_is_letter(CHAR_LETTER));
    assert_false(char_class_is_letter(CHAR_MARK));
    assert_false(char_class_is_letter(CHAR_CONTROL));
    assert_false(char_class_is_letter(CHAR_DIGIT));
}

static void test_spaces(void **state)
{
    (void)state;
    static const uint32_t spaces[] = {'\t',   '\n',   '\v',   '\f',   '\r',   ' ',    0x85,   0xa0,
                                      0x1680, 0x2003, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        assert_true(char_is_space(spaces[i]));
    static const uint32_t others[] = {0, 8, 14, 'a', 0x7f, 0x84, 0x200b, 0x2060, 0xfeff};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(char_is_space(others[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_spaces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
