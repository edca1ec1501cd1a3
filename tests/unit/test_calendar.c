#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/document_date.h"
#include "english/calendar.h"

static void assert_day(struct calendar_day day, int32_t year, int32_t month, int32_t of_month)
{
    assert_int_equal(day.year, year);
    assert_int_equal(day.month, month);
    assert_int_equal(day.day, of_month);
}

static void test_numbers(void **state)
{
    (void)state;
    assert_int_equal(calendar_number((struct calendar_day){1970, 1, 1}), 0);
    assert_int_equal(calendar_number((struct calendar_day){2000, 3, 1}), 11017);
    assert_int_equal(calendar_number((struct calendar_day){1969, 12, 31}), -1);
}

/* Day by day over leap years, centuries and the year 0. */
static void test_every_day(void **state)
{
    struct calendar_day expected = {-401, 12, 30};
    int32_t number = calendar_number(expected), weekday = calendar_weekday(number);
    (void)state;
    for (; expected.year < 2401; number++) {
        struct calendar_day day = calendar_day_of(number);
        if (day.year != expected.year || day.month != expected.month || day.day != expected.day ||
            calendar_number(day) != number || calendar_weekday(number) != weekday)
            fail_msg("day %d", number);
        weekday = weekday % 7 + 1;
        if (++expected.day <= calendar_month_days(expected.year, expected.month))
            continue;
        expected.day = 1;
        expected.month = expected.month % 12 + 1;
        expected.year += expected.month == 1;
    }
}

static void test_weeks(void **state)
{
    static const struct {
        struct calendar_day day;
        int32_t year, week;
    } cases[] = {
        {{2005, 1, 1}, 2004, 53},   {{2005, 1, 3}, 2005, 1},  {{2007, 12, 31}, 2008, 1},
        {{2008, 12, 28}, 2008, 52}, {{2010, 1, 3}, 2009, 53}, {{2022, 2, 24}, 2022, 8},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int32_t year, week;
        calendar_week(calendar_number(cases[i].day), &year, &week);
        assert_int_equal(year, cases[i].year);
        assert_int_equal(week, cases[i].week);
    }
}

static void test_months(void **state)
{
    int32_t last = calendar_number((struct calendar_day){2020, 1, 31});
    (void)state;
    assert_day(calendar_day_of(calendar_add_months(last, 1)), 2020, 2, 29);
    assert_day(calendar_day_of(calendar_add_months(last, 13)), 2021, 2, 28);
    assert_day(calendar_day_of(calendar_add_months(last, -1)), 2019, 12, 31);
    assert_day(calendar_day_of(calendar_add_months(last, -12 * 2021)), -1, 1, 31);
}

static void test_parse(void **state)
{
    static const char *const refused[] = {"",           "2022",        "2022-02",    "2022-02-30",
                                          "2022-13-01", "2022-02-24x", "2022/02/24", "20220224Z1",
                                          "2022-0224",  "x022-02-24",  "2022-02-"};
    struct calendar_day day = {0, 0, 0};
    (void)state;
    assert_true(calendar_parse(&day, STR("2022-02-24")));
    assert_day(day, 2022, 2, 24);
    assert_true(calendar_parse(&day, STR("20240229T10:00")));
    assert_day(day, 2024, 2, 29);
    assert_true(calendar_parse(&day, STR("1999-12-31 23:59")));
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_false(calendar_parse(&day, str_of(refused[i])));
    assert_day(day, 1999, 12, 31);
}

static void test_document(void **state)
{
    static const char *const without[] = {"",
                                          "{}",
                                          "{\"a\":{\"date\":\"2022-02-24\"}}",
                                          "{\"a\":\"date\",\"b\":\"2022-02-24\"}",
                                          "{\"date\":20220224}",
                                          "{\"date\":\"soon\"}",
                                          "{\"date\"",
                                          "{\"date\":",
                                          "{\"date\":\"",
                                          "{\"date\":\"2022-02-24",
                                          "{\"a\\\"date\":\"2022-02-24\"}",
                                          "\"",
                                          "{\"x\":\"\\",
                                          "[\"date\",\"2022-02-24\"]"};
    struct calendar_day day = {0, 0, 0};
    (void)state;
    assert_true(
        document_date(&day, STR("{\"a\":[{\"date\":\"2001-01-01\"}], \"date\" : \"2022-02-24T10:00:00Z\"}")));
    assert_day(day, 2022, 2, 24);
    assert_true(document_date(&day, STR("{\"a\":\"}\\\"{\",\"published\":\"2021-05-06\"}")));
    assert_day(day, 2021, 5, 6);
    for (size_t i = 0; i < sizeof without / sizeof *without; i++)
        assert_false(document_date(&day, str_of(without[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_every_day), cmocka_unit_test(test_weeks),
        cmocka_unit_test(test_months),  cmocka_unit_test(test_parse),     cmocka_unit_test(test_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
