#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "script/assigned_names.h"

/* All that are given, a blank behind each. */
static const char *assigned(const char *text)
{
    static char list[400];
    struct assigned_names names = ASSIGNED_NAMES_IN(str_of(text));
    struct str name;
    size_t length = 0;
    list[0] = '\0';
    while (assigned_names_next(&names, &name))
        length += (size_t)snprintf(list + length, sizeof list - length, "%.*s ", (int)name.length, name.data);
    return list;
}

static void test_assignments(void **state)
{
    (void)state;
    assert_string_equal(assigned("a = 1"), "a ");
    assert_string_equal(assigned("a, b.c, d[e] , f = 1, 2, 3, 4"), "a f ");
    assert_string_equal(assigned("d[e], a = 1, 2"), "a ");
    assert_string_equal(assigned("function a() end function b.c() end"), "a b ");
    assert_string_equal(assigned("local x a = 1"), "a ");
    assert_string_equal(assigned("local x\na, b = 1, 2"), "a b ");
    assert_string_equal(assigned("local x <const>\na = 1"), "a ");
    assert_string_equal(assigned("local function x() a = 1 end"), "a ");
    assert_string_equal(assigned("for i = 1, 2 do a = i end"), "a ");
    assert_string_equal(assigned("if x then a = 1 else b = 2 end repeat c = 3 until x"), "a b c ");
    assert_string_equal(assigned("goto l ::l:: a = 1;b=2"), "a b ");
    assert_string_equal(assigned("local x = 3. a = 4 local y = ... b = 5 local z = 0x1p-2c = 6"), "a b ");
}

static void test_no_assignments(void **state)
{
    (void)state;
    assert_string_equal(assigned("local a, b, c = 1, 2"), "");
    assert_string_equal(assigned("local a <const> = 1 local function b() return a end"), "");
    assert_string_equal(assigned("for k, v in pairs(a) do print(k == v) end"), "");
    assert_string_equal(assigned("x.a = 1 x[a] = 2 return a == b or a <= b or a >= b or a ~= b"), "");
    assert_string_equal(assigned("local f = function(a) return a end"), "");
    assert_string_equal(assigned(""), "");
}

/* What stands in strings and comments is no name, and what parts a name from its "=" may be a comment. */
static void test_strings_and_comments(void **state)
{
    (void)state;
    assert_string_equal(assigned("f 'a = 1' f \"b = '\\\" c = \" d = 1"), "d ");
    assert_string_equal(assigned("f [[a = 1]] f [==[b = ]] ]=] c = ]==] d = 1"), "d ");
    assert_string_equal(assigned("-- a = 1\n--[[ b = 1 ]] c = 1 --[=[ d = ]] ]=] e --x\n --[[y]] = 1"), "c e ");
    assert_string_equal(assigned("a --[==[ ]] ]==], b --\n= 1, 2"), "a b ");
    assert_string_equal(assigned("x[ [[k]] ] = 1 a = 2"), "a ");
}

/* Texts that end in the middle of something do not compile, but are read to their end all the same. */
static void test_cut_texts(void **state)
{
    (void)state;
    const char text[] =
        "local x <const> = 'a\\'' --[==[ ]] ]==] function y() a, b = [[ ]], 0x1p3 end ::l:: c = ...";
    for (size_t length = 0; length < sizeof text; length++) {
        struct assigned_names names = ASSIGNED_NAMES_IN(((struct str){text, length}));
        struct str name;
        unsigned count = 0;
        while (assigned_names_next(&names, &name))
            count++;
        assert_in_range(count, 0, 4);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_assignments),
        cmocka_unit_test(test_no_assignments),
        cmocka_unit_test(test_strings_and_comments),
        cmocka_unit_test(test_cut_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
