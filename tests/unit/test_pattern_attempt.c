/* Why a pattern does not match, and what patterns cost. */
#include "failing_alloc.h"
#include "pattern_kit.h"

struct row {
    const char *pattern, *text;
    bool matches, triggered;
    uint32_t start, reached;
    const char *told; /* what fitted as [element:first-last], then the elements wanted */
};

static const struct row rows[] = {
    {"<announce> that", "He announce of it", false, true, 1, 2, "[0:1-2] 1"},
    {"a b c", "a b x a b", false, true, 0, 2, "[0:0-1][1:1-2] 2"},
    {"a (b|c|d e) f", "x a y", false, true, 1, 2, "[0:1-2] 1 2 3"},
    {"a .. b c", "a x y b z", false, true, 0, 5, "[0:0-1][1:1-5] 2"},
    {"a .. b .. c", "a x b y", false, true, 0, 4, "[0:0-1][1:1-2][2:2-3][3:3-4] 4"},
    {"a b", "c d", false, false, 0, 0, " 0"},
    {"a (?! b) .", "a b", false, true, 0, 1, "[0:0-1] 1"},
    {"@org x", "united nations y", false, true, 0, 2, "[0:0-2] 1"},
    {"x:. =x b", "a a c", false, false, 0, 2, "[0:0-1][1:1-2] 2"},
    {"a{3,100} b", "a a c", false, true, 0, 2, "[0:0-2] 0"},
    {"a b", "a b", true, true, 0, 2, ""},
};

static void tell(struct pattern_kit *kit, const struct pattern_attempt *attempt)
{
    buffer_clear(&kit->found);
    for (uint32_t i = 0; i < attempt->step_count; i++)
        buffer_format(&kit->found, "[%u:%u-%u]", attempt->steps[i].element, attempt->steps[i].first,
                      attempt->steps[i].last);
    for (uint32_t i = 0; i < attempt->wanted_count; i++)
        buffer_format(&kit->found, " %u", attempt->wanted[i]);
    buffer_char(&kit->found, '\0');
}

static void an_attempt_tells_how_far_it_got(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pattern_kit kit;
        struct pattern_attempt attempt;
        const struct row *row = &rows[i];
        assert_true(kit_open(&kit, &alloc_system) && kit_add(&kit, row->pattern, PATTERN_IN_SENTENCE));
        assert_true(kit_seal(&kit) && kit_read(&kit, str_of(row->text)));
        uint32_t count = (uint32_t)kit.segmentation.tokens.count;
        assert_int_equal(pattern_scan_attempt(&attempt, kit.scan, 0, 0, count, NULL, &kit.error), TOCSIN_OK);
        tell(&kit, &attempt);
        if (attempt.matches != row->matches || attempt.triggered != row->triggered)
            fail_msg("%s in \"%s\": matches %d, triggered %d", row->pattern, row->text, attempt.matches,
                     attempt.triggered);
        if (!row->matches && (attempt.start != row->start || attempt.reached != row->reached ||
                              strcmp(kit.found.data, row->told) != 0))
            fail_msg("%s in \"%s\": %u to %u, \"%s\"", row->pattern, row->text, attempt.start, attempt.reached,
                     kit.found.data);
        kit_close(&kit);
    }
}

static void an_attempt_asks_annotations_and_no_words(void **state)
{
    static const struct kit_annotation annotations[] = {{"Part", "", {0, 2, 1}, "big"}};
    struct pattern_kit kit;
    struct pattern_attempt attempt;
    (void)state;
    assert_true(kit_open(&kit, &alloc_system) && kit_add(&kit, "%Part x", PATTERN_IN_SENTENCE));
    kit.annotations = annotations;
    kit.annotation_count = 1;
    assert_true(kit_seal(&kit) && kit_read(&kit, STR("a b c")));
    assert_int_equal(pattern_scan_attempt(&attempt, kit.scan, 0, 0, 3, NULL, &kit.error), TOCSIN_OK);
    assert_true(attempt.triggered);
    assert_int_equal(attempt.reached, 2);
    assert_int_equal(pattern_scan_attempt(&attempt, kit.scan, 0, 2, 3, NULL, &kit.error), TOCSIN_OK);
    assert_false(attempt.triggered);
    assert_int_equal(pattern_scan_attempt(&attempt, kit.scan, 0, 3, 3, NULL, &kit.error), TOCSIN_OK);
    assert_int_equal(attempt.wanted_count, 0);
    kit_close(&kit);
}

static void a_profile_counts_by_pattern(void **state)
{
    struct pattern_kit kit;
    (void)state;
    assert_true(kit_open(&kit, &alloc_system));
    assert_true(kit_add(&kit, "warning (that|of)", PATTERN_IN_SENTENCE));
    assert_true(kit_add(&kit, ". zzz", PATTERN_IN_SENTENCE));
    assert_true(kit_seal(&kit));
    assert_int_equal(pattern_scan_profile_of(kit.scan, 0)->triggers, 0);
    assert_true(pattern_scan_profile(kit.scan, true));
    assert_true(kit_read(&kit, STR("warning that warning x warning of warning")) && kit_run(&kit, 0));
    const struct pattern_profile *profile = pattern_scan_profile_of(kit.scan, 0);
    assert_int_equal(profile->triggers, 4);
    assert_int_equal(profile->candidates, 2);
    assert_int_equal(profile->matches, 2);
    assert_int_equal(pattern_scan_profile_of(kit.scan, 1)->triggers, 0);
    assert_true(pattern_scan_profile(kit.scan, false) && kit_run(&kit, 0));
    assert_int_equal(profile->triggers, 4);
    kit_close(&kit);
}

static bool attempt_all(const tocsin_allocator *alloc, void *user)
{
    struct pattern_kit kit;
    (void)user;
    bool well = kit_open(&kit, alloc) && kit_add(&kit, "a (?= .. z) (b|@org) x", PATTERN_IN_SENTENCE) &&
                kit_seal(&kit) && kit_read(&kit, STR("a united nations z a b"));
    struct pattern_attempt attempt;
    well = well && !pattern_scan_attempt(&attempt, kit.scan, 0, 0, 6, NULL, &kit.error) &&
           pattern_scan_profile(kit.scan, true);
    kit_close(&kit);
    return well;
}

static void failed_allocations_are_told(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(attempt_all, NULL) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_attempt_tells_how_far_it_got),
        cmocka_unit_test(an_attempt_asks_annotations_and_no_words),
        cmocka_unit_test(a_profile_counts_by_pattern),
        cmocka_unit_test(failed_allocations_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
