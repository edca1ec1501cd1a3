#include "base/budget.h"

#include "failing_alloc.h"

static void fuel_runs_out_at_its_last_unit(void **state)
{
    (void)state;
    struct budget budget;
    tocsin_error error;
    budget_start(&budget, 10, 0, NULL);
    assert_true(budget_charge(&budget, 4));
    assert_true(budget_charge(&budget, 6));
    assert_true(budget_charge(&budget, 0));
    assert_int_equal(budget_error(&budget, &error), TOCSIN_OK);
    assert_false(budget_charge(&budget, 1));
    assert_int_equal(budget.stop, BUDGET_FUEL);
    assert_int_equal(budget_error(&budget, &error), TOCSIN_ERROR_LIMIT);
    assert_string_equal(error.id, "limit-fuel");
    assert_non_null(strstr(error.message, " 10 units"));
}

/* An overdraft takes all that is left: else a caller that tries ever smaller costs would go on for long. */
static void an_overdraft_ends_the_work(void **state)
{
    (void)state;
    struct budget budget;
    budget_start(&budget, 10, 0, NULL);
    assert_false(budget_charge(&budget, UINT64_MAX));
    assert_false(budget_charge(&budget, 0));
    assert_false(budget_check(&budget));
    assert_int_equal(budget.fuel, 0);
}

static void time_runs_out(void **state)
{
    (void)state;
    struct budget budget;
    tocsin_error error;
    budget_start(&budget, 10, 2000000, NULL);
    uint64_t end = clock_nanoseconds() + 3000000;
    while (clock_nanoseconds() < end)
        continue;
    assert_true(budget_charge(&budget, 1)); /* does not look at the clock */
    assert_false(budget_check(&budget));
    assert_false(budget_charge(&budget, 1)); /* but the stop sticks */
    assert_int_equal(budget_error(&budget, &error), TOCSIN_ERROR_LIMIT);
    assert_string_equal(error.id, "limit-time");
    assert_non_null(strstr(error.message, " 2 ms"));
}

static void no_deadline_and_a_far_one_go_on(void **state)
{
    (void)state;
    const uint64_t times[] = {0, UINT64_MAX, UINT64_MAX - 1, UINT64_MAX / 2};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        struct budget budget;
        budget_start(&budget, 10, times[i], NULL);
        assert_true(budget_check(&budget));
    }
}

static void cancelling_sticks(void **state)
{
    (void)state;
    struct budget budget;
    tocsin_error error;
    atomic_bool cancelled;
    atomic_init(&cancelled, false);
    budget_start(&budget, 10, 0, &cancelled);
    assert_true(budget_check(&budget));
    atomic_store(&cancelled, true);
    assert_false(budget_check(&budget));
    atomic_store(&cancelled, false);
    assert_false(budget_check(&budget));
    assert_int_equal(budget_error(&budget, &error), TOCSIN_ERROR_CANCELLED);
    budget_start(&budget, 10, 0, &cancelled);
    assert_true(budget_check(&budget));
}

static void the_first_reason_stays(void **state)
{
    (void)state;
    struct budget budget;
    tocsin_error error;
    atomic_bool cancelled;
    atomic_init(&cancelled, true);
    budget_start(&budget, 0, 1, &cancelled);
    budget.stop = BUDGET_MEMORY;
    assert_false(budget_charge(&budget, 1));
    assert_false(budget_check(&budget));
    assert_int_equal(budget_error(&budget, &error), TOCSIN_ERROR_LIMIT);
    assert_string_equal(error.id, "limit-memory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fuel_runs_out_at_its_last_unit), cmocka_unit_test(an_overdraft_ends_the_work),
        cmocka_unit_test(time_runs_out),                  cmocka_unit_test(no_deadline_and_a_far_one_go_on),
        cmocka_unit_test(cancelling_sticks),              cmocka_unit_test(the_first_reason_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
