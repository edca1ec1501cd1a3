#include "bundle_kit.h"

#include "base/stopwatch.h"

static const char RULES[] = "rule 'said' { regex = [[(?<who>\\w+) said]], emit = { type = 'claim', 'who' } }\n"
                            "rule 'denied' { regex = 'denied', when = function(m, doc) return m.start > 0 end,"
                            " emit = function(m, doc) return { { type = 'a', m = m }, { type = 'b', m = m } } end }\n"
                            "rule 'never' { regex = 'zebra', emit = { type = 'z' } }\n"
                            "on.document(function(doc) for i = 1, 1000 do end end)";

static const tocsin_rule_profile *find(const tocsin_rule_profile *rows, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    fail_msg("no row %s", name);
    return NULL;
}

static void what_rules_cost_is_counted(void **state)
{
    (void)state;
    const tocsin_rule_profile *rows = NULL;
    size_t count = 0;
    tocsin_worker_options options = TOCSIN_WORKER_OPTIONS_INIT;
    options.profile = true;
    struct kit kit = kit_open_with(RULES, &options);
    for (int i = 0; i < 3; i++)
        tocsin_result_free(kit_run(&kit, "denied. Ann said it. Bob said no and denied it. Nobody spoke."));
    assert_int_equal(tocsin_worker_profile(kit.worker, &rows, &count, NULL), TOCSIN_OK);
    assert_int_equal(count, 4);
    const tocsin_rule_profile *said = find(rows, count, "rules/said"), *denied = find(rows, count, "rules/denied");
    const tocsin_rule_profile *never = find(rows, count, "rules/never");
    const tocsin_rule_profile *handler = find(rows, count, "rules.lua on.document");
    assert_int_equal(said->triggers, 6);
    assert_int_equal(said->matches, 6);
    assert_int_equal(said->records, 6);
    assert_ptr_equal(said->rule, tocsin_bundle_rule(kit.bundle, 0));
    assert_string_equal(said->bundle, "kit");
    assert_true(said->candidates >= 6 && said->match_nanoseconds > 0);
    assert_int_equal(denied->matches, 6);
    assert_int_equal(denied->records, 6); /* the guard refuses one of two, the other gives two records */
    assert_true(denied->lua_nanoseconds > 0);
    assert_true(never->triggers == 0 && never->matches == 0 && never->match_nanoseconds == 0);
    assert_true(!handler->rule && handler->lua_nanoseconds > 0);
    kit_close(&kit);
}

static void nothing_is_counted_unasked(void **state)
{
    (void)state;
    const tocsin_rule_profile *rows = NULL;
    size_t count = 0;
    struct kit kit = kit_open(RULES);
    assert_int_equal(tocsin_worker_profile(kit.worker, &rows, &count, NULL), TOCSIN_ERROR_ARGUMENT);
    kit_close(&kit);
}

static void samples_stand_for_all(void **state)
{
    (void)state;
    struct stopwatch watch = {0};
    assert_int_equal(stopwatch_total(&watch), 0);
    for (int i = 0; i < STOPWATCH_ALL + 10 * STOPWATCH_EVERY; i++) {
        stopwatch_start(&watch);
        stopwatch_stop(&watch);
    }
    assert_int_equal(watch.count, STOPWATCH_ALL + 10 * STOPWATCH_EVERY);
    assert_int_equal(watch.samples, STOPWATCH_ALL + 10);
    watch = (struct stopwatch){.count = 100, .samples = 10, .nanoseconds = 50};
    assert_int_equal(stopwatch_total(&watch), 500);
}

static bool scenario(const tocsin_allocator *alloc, void *user)
{
    const tocsin_rule_profile *rows;
    size_t count;
    tocsin_worker *worker = NULL;
    tocsin_worker_options options = TOCSIN_WORKER_OPTIONS_INIT;
    options.profile = true;
    options.allocator = alloc;
    if (tocsin_worker_create(&worker, user, 1, &options, NULL))
        return false;
    bool good = tocsin_worker_profile(worker, &rows, &count, NULL) == TOCSIN_OK;
    tocsin_worker_free(worker);
    return good;
}

static void memory_may_run_out(void **state)
{
    (void)state;
    struct kit kit = kit_open(RULES);
    assert_true(failing_alloc_every(scenario, &kit.bundle) > 0);
    kit_close(&kit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_rules_cost_is_counted),
        cmocka_unit_test(nothing_is_counted_unasked),
        cmocka_unit_test(samples_stand_for_all),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
