/* What one pattern takes of another. Random pairs: tests/pattern/compare_covers.c. */
#include "failing_alloc.h"
#include "pattern_kit.h"

#include "pattern/pattern_compare.h"

/* "w" it has one that holds its first word and begins no later, "m" of the same words, "c" with the same capture x,
 * "a" with all the same. */
struct row {
    const char *earlier, *later, *taken;
};

static const struct row rows[] = {
    {"a b", "a b", "wmca"},
    {"x:a b", "x:a b", "wmca"},
    {"y:a b", "a b", "wmc"},
    {"x:a b", "a b", "wm"},
    {"x:(a|b) c", "x:a c", "wmc"},
    {"x:a c", "x:(a|b) c", ""},
    {"very? good", "very good", "wmc"},
    {"very? good", "good", "w"},
    {"a b?", "a", "w"},
    {"a (b|c)?", "a b", "w"},
    {"[lower in @org] a", "imf a", "wmc"},
    {"[lower=a|b|c] z", "[lower=a|b] z", "wmc"},
    {"[lower=a] z | [lower=b] z", "[lower=a|b] z", "wmc"},
    {"@org x", "imf x", "w"},
    {"@org x", "'IMF' x", "w"},
    {"@code x", "'US' x", "wmc"},
    {"@code x", "us x", ""},
    {"@org x", "united nations x", ""},
    {"@org a", "@org[sense=big] a", "w"},
    {"%Part a", "%Part[kind=x] a", "w"},
    {"%Part a", "%Other a", ""},
    {"x:([cap]+) <warn> that", "x:([cap]+) warn that", "w"}, /* "Bank Warn That warn that" */
    {"x:([cap]+) [lowercase]", "x:([cap]+) [lowercase & lower=warn]", "wmc"},
    {".. a", ".. a", "wmca"},
    {"a .. b", "a c b", "w"},
    {"a .. b", "a .. c", ""},
    {"a ..!(c) b", "a d b", "w"},
    {"a . (?= z)", "a b (?= z)", "w"},
    {"a . (?= z)", "a b", ""},
    {"a .", "a b (?= z)", "w"},
    {"a . $", "a b $", "w"}, /* "a a b" */
    {"a b|c $", "a b $", "wmc"},
    {"^ a b", "a b", ""},
    {". good", "good good", "w"},
    {"[cap]+", "[cap]", "w"},
    {"[cap & !first] x", "[!first & shape=title & cap] x", "w"},
    {"[length>2] x", "[length>4] x", "w"},
    {"x:(a|b) =x", "x:a =x", ""},
    {"{ a , b }", "b a", "w"},
    {"{ a , b? , c }", "c a", "w"},
};

static bool is_candidate(struct pattern_compare *compare, pattern_id earlier, pattern_id later)
{
    const pattern_id *candidates;
    size_t count;
    assert_int_equal(pattern_candidates(&candidates, &count, compare, later, NULL), TOCSIN_OK);
    for (size_t i = 0; i < count; i++)
        if (candidates[i] == earlier)
            return true;
    return false;
}

static void compare(struct pattern_kit *kit, const char *earlier, const char *later, char out[8])
{
    static const struct str names[] = {{"x", 1}};
    struct pattern_compare *compare;
    struct pattern_taken taken;
    pattern_id first = (pattern_id)pattern_set_count(kit->set);
    if (!kit_add(kit, earlier, PATTERN_IN_SENTENCE) || !kit_add(kit, later, PATTERN_IN_SENTENCE))
        fail_msg("%s, %s: %s", earlier, later, kit->error.message);
    assert_int_equal(pattern_compare_create(&compare, kit->set, NULL), TOCSIN_OK);
    assert_int_equal(pattern_takes(&taken, compare, first, first + 1, names, 1, NULL), TOCSIN_OK);
    if (taken.words)
        assert_true(is_candidate(compare, first, first + 1));
    pattern_compare_free(compare);
    snprintf(out, 8, "%s%s%s%s", taken.words ? "w" : "", taken.match ? "m" : "", taken.captures ? "c" : "",
             taken.all ? "a" : "");
}

static void what_is_taken_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pattern_kit kit;
        char taken[8];
        assert_true(kit_open(&kit, &alloc_system));
        compare(&kit, rows[i].earlier, rows[i].later, taken);
        if (strcmp(taken, rows[i].taken) != 0)
            fail_msg("%s takes of %s \"%s\", not \"%s\"", rows[i].earlier, rows[i].later, taken, rows[i].taken);
        kit_close(&kit);
    }
}

static void scopes_are_apart(void **state)
{
    struct pattern_kit kit;
    struct pattern_compare *compare;
    struct pattern_taken taken;
    (void)state;
    assert_true(kit_open(&kit, &alloc_system));
    assert_true(kit_add(&kit, "a b", PATTERN_IN_SENTENCE) && kit_add(&kit, "a b", PATTERN_IN_DOCUMENT));
    assert_int_equal(pattern_compare_create(&compare, kit.set, NULL), TOCSIN_OK);
    assert_false(is_candidate(compare, 0, 1));
    assert_int_equal(pattern_takes(&taken, compare, 0, 1, NULL, 0, NULL), TOCSIN_OK);
    assert_false(taken.words || taken.match);
    pattern_compare_free(compare);
    kit_close(&kit);
}

static void what_is_too_large_is_not_told(void **state)
{
    struct pattern_kit kit;
    char taken[8];
    (void)state;
    assert_true(kit_open(&kit, &alloc_system));
    compare(&kit, ".{0,40} b c", ".{0,40} b c (?= z)", taken);
    assert_string_equal(taken, "w");
    compare(&kit, ".{0,250} b c", ".{0,250} b c (?= z)", taken);
    assert_string_equal(taken, "");
    compare(&kit, "(a|[length>1]){0,60} b .{0,60} b c", "(a|[length>2]){0,60} b .{0,60} b c (?= z)", taken);
    assert_string_equal(taken, "");
    kit_close(&kit);
}

static bool scenario(const tocsin_allocator *alloc, void *user)
{
    struct pattern_kit kit;
    struct pattern_compare *compare = NULL;
    struct pattern_taken taken;
    const pattern_id *candidates;
    size_t count;
    (void)user;
    bool well = kit_open(&kit, alloc) && kit_add(&kit, "x:([cap]+) (a|b|@org[sense=big]) c", PATTERN_IN_SENTENCE) &&
                kit_add(&kit, "x:([cap]+) (b|a|@org[sense=big]) c?", PATTERN_IN_SENTENCE) &&
                !pattern_compare_create(&compare, kit.set, NULL) &&
                !pattern_candidates(&candidates, &count, compare, 1, NULL) &&
                !pattern_takes(&taken, compare, 1, 0, NULL, 0, NULL);
    pattern_compare_free(compare);
    kit_close(&kit);
    return well;
}

static void memory_may_run_out(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(scenario, NULL) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_taken_is_told),
        cmocka_unit_test(scopes_are_apart),
        cmocka_unit_test(what_is_too_large_is_not_told),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
