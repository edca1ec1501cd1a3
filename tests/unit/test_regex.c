/* A single regex: flags, groups, errors, and that nothing it meets can run away. */
#include "slowness.h"
#include "failing_alloc.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "regex/regex.h"
#include "regex/regex_limits.h"

#define MILLISECOND UINT64_C(1000000)

static struct regex *compile(const char *pattern, unsigned flags)
{
    struct regex *regex = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (regex_compile(&regex, &alloc_system, str_of(pattern), flags, &error))
        fail_msg("%s: %s", pattern, error.message);
    return regex;
}

static struct regex_matcher *matcher_new(void)
{
    struct regex_matcher *matcher = NULL;
    assert_int_equal(regex_matcher_create(&matcher, &alloc_system, NULL), TOCSIN_OK);
    return matcher;
}

/* Where a search from `from` finds the pattern: start and end; SIZE_MAX twice for nowhere. */
static struct regex_span find(const char *pattern, unsigned flags, const char *text, size_t from, bool anchored)
{
    struct regex *regex = compile(pattern, flags);
    struct regex_matcher *matcher = matcher_new();
    struct budget budget;
    budget_start(&budget, 1000000, 0, NULL);
    struct regex_match match;
    assert_int_equal(regex_match(&match, matcher, regex, str_of(text), from, anchored, &budget, NULL), TOCSIN_OK);
    struct regex_span span = match.count ? match.groups[0] : (struct regex_span){SIZE_MAX, SIZE_MAX};
    regex_matcher_free(matcher);
    regex_free(regex);
    return span;
}

#define assert_found(span_, start_, end_)                                                                          \
    do {                                                                                                           \
        struct regex_span found_ = (span_);                                                                        \
        assert_int_equal(found_.start, start_);                                                                    \
        assert_int_equal(found_.end, end_);                                                                        \
    } while (0)

static void flags_change_what_matches(void **state)
{
    (void)state;
    assert_found(find("warn", 0, "WARN warn", 0, false), 5, 9);
    assert_found(find("warn", REGEX_CASELESS, "WARN warn", 0, false), 0, 4);
    assert_found(find("w a r n # a comment", REGEX_EXTENDED, "warn", 0, false), 0, 4);
    assert_found(find("^b", 0, "a\nb", 0, false), SIZE_MAX, SIZE_MAX);
    assert_found(find("^b", REGEX_MULTILINE, "a\nb", 0, false), 2, 3);
    assert_found(find("a.b", 0, "a\nb", 0, false), SIZE_MAX, SIZE_MAX);
    assert_found(find("a.b", REGEX_DOTALL, "a\nb", 0, false), 0, 3);
}

static void unicode_is_on(void **state)
{
    (void)state;
    assert_found(find("\\w+", 0, "\xc3\x89t\xc3\xa9", 0, false), 0, 5);
    assert_found(find("\xc3\xa9t\xc3\x89", REGEX_CASELESS, "\xc3\x89t\xc3\xa9", 0, false), 0, 5);
    assert_found(find("x\\bx", 0, "x\xcc\x81x", 0, false), SIZE_MAX, SIZE_MAX);
}

static void anchored_matches_only_there(void **state)
{
    (void)state;
    assert_found(find("war", 0, "a war", 0, true), SIZE_MAX, SIZE_MAX);
    assert_found(find("war", 0, "a war", 2, true), 2, 5);
    assert_found(find("(?<=a )war|a", 0, "a war", 2, true), 2, 5);
    assert_found(find("", 0, "", 0, true), 0, 0);
}

/* A look at the first byte spares most anchored tries; it hides no match that a search from there finds. */
static void anchored_finds_what_searching_finds(void **state)
{
    (void)state;
    static const char *const patterns[] = {"kelvin",    "[k-m]elvin", "straw", "[st]+raw", "\xc3\xa9t", "x?y",   "(?=a)a|b",
                                           "(?<=a)war", "\\bwar",     "",      "(19|20)\\d\\d", "[^a]", "\\d*w", ".w"};
    static const char text[] = "Kelvin \xe2\x84\xaa" "elvin \xc5\xbftraw Straw \xc3\x89t\xc3\xa9 awar xy Y 1999 2x WAR b";
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        for (unsigned flags = 0; flags <= REGEX_CASELESS; flags += REGEX_CASELESS) {
            for (size_t from = 0; from < sizeof text; from++) {
                if (((unsigned char)text[from] & 0xc0) == 0x80)
                    continue;
                struct regex_span found = find(patterns[i], flags, text, from, false);
                if (found.start != from)
                    found = (struct regex_span){SIZE_MAX, SIZE_MAX};
                assert_found(find(patterns[i], flags, text, from, true), found.start, found.end);
            }
        }
    }
}

/* The callout must stand before every alternative, and whatever the pattern leaves open must not swallow it. */
static void patterns_stay_whole_inside_the_charge(void **state)
{
    (void)state;
    assert_found(find("x|war", 0, "a war", 0, false), 2, 5);
    assert_found(find("\\Qa+", 0, "aa+", 0, false), 1, 3);
    assert_found(find("(?x) w a r # comment", 0, "a war", 0, false), 2, 5);
    assert_found(find("(?x) w a r # comment \\Q", 0, "a war", 0, false), 2, 5);
    assert_found(find("(a)(?1)\\1", 0, "xaaa", 0, false), 1, 4);
    assert_found(find("a(?R)?b", 0, "aabb", 0, false), 0, 4);
}

static void groups_have_names_and_may_be_unset(void **state)
{
    (void)state;
    struct regex *regex = compile("(?<who>\\w+) (said)(?: (?<what>that))?", 0);
    struct regex_matcher *matcher = matcher_new();
    struct budget budget;
    budget_start(&budget, 1000, 0, NULL);
    assert_int_equal(regex_capture_count(regex), 3);
    assert_string_equal(regex_capture_name(regex, 1), "who");
    assert_null(regex_capture_name(regex, 2));
    assert_null(regex_capture_name(regex, 0));
    assert_null(regex_capture_name(regex, 4));
    assert_int_equal(regex_capture_index(regex, STR("what")), 3);
    assert_int_equal(regex_capture_index(regex, STR("wha")), 0);
    struct regex_match match;
    assert_int_equal(regex_match(&match, matcher, regex, STR("he said no"), 0, false, &budget, NULL), TOCSIN_OK);
    assert_int_equal(match.count, 4);
    assert_found(match.groups[1], 0, 2);
    assert_found(match.groups[2], 3, 7);
    assert_found(match.groups[3], SIZE_MAX, SIZE_MAX);
    assert_true(str_equal(regex_pattern(regex), str_of("(?<who>\\w+) (said)(?: (?<what>that))?")));
    regex_matcher_free(matcher);
    regex_free(regex);
}

static void refused(const char *pattern, const char *id, uint64_t offset)
{
    struct regex *regex = (struct regex *)&regex;
    struct regex *before = regex;
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_status status = regex_compile(&regex, &alloc_system, str_of(pattern), 0, &error);
    assert_int_equal(status, TOCSIN_ERROR_BUNDLE);
    assert_ptr_equal(regex, before);
    assert_string_equal(error.id, id);
    assert_int_equal(error.offset, offset);
}

static void bad_patterns_are_refused_with_their_offset(void **state)
{
    (void)state;
    refused("ab(c", "regex-syntax", 4);
    refused("a[z-a]", "regex-syntax", 4);
    refused("\\C", "regex-syntax", 2);
    refused("(*UTF)a", "regex-verb", 0);
    refused("(*LIMIT_MATCH=9)a", "regex-verb", 0);
    refused("ab(?C)c", "regex-callout", 2);
    refused("[]](?C1)", "regex-callout", 3);
    refused("a)(b", "regex-syntax", 1);
}

static void what_only_looks_like_a_callout_is_allowed(void **state)
{
    (void)state;
    assert_found(find("[(?C]+", 0, "x(?C", 0, false), 1, 4);
    assert_found(find("\\Q(?C\\E", 0, "x(?C", 0, false), 1, 4);
    assert_found(find("\\(?C", 0, "x(C", 0, false), 1, 3);
}

static void sizes_are_limited(void **state)
{
    (void)state;
    char pattern[4096] = "";
    for (int i = 0; i <= REGEX_CAPTURES; i++)
        strcat(pattern, "(a)");
    refused(pattern, "regex-captures", UINT64_MAX);
    pattern[3 * REGEX_CAPTURES] = '\0';
    struct regex *most = compile(pattern, 0);
    assert_int_equal(regex_capture_count(most), REGEX_CAPTURES);
    regex_free(most);
    tocsin_error error = TOCSIN_ERROR_INIT;
    struct regex *regex;
    assert_int_equal(regex_compile(&regex, &alloc_system, STR("(?:(?:ab|cd){80}){80}"), 0, &error),
                     TOCSIN_ERROR_BUNDLE);
    char *longest = calloc(1, REGEX_PATTERN_BYTES + 1);
    memset(longest, 'a', REGEX_PATTERN_BYTES + 1);
    assert_int_equal(
        regex_compile(&regex, &alloc_system, (struct str){longest, REGEX_PATTERN_BYTES + 1}, 0, &error),
        TOCSIN_ERROR_BUNDLE);
    assert_string_equal(error.id, "regex-length");
    free(longest);
}

struct runaway {
    const char *pattern;
    const char *unit; /* repeated to fill the subject */
    const char *end;
};

static void runaway_ends(const struct runaway *runaway, uint64_t time)
{
    static char text[REGEX_SEGMENT_LIMIT];
    size_t unit = strlen(runaway->unit), end = strlen(runaway->end);
    for (size_t i = 0; i < sizeof text - end; i++)
        text[i] = runaway->unit[i % unit];
    memcpy(text + sizeof text - end, runaway->end, end);
    struct regex *regex = compile(runaway->pattern, 0);
    struct regex_matcher *matcher = matcher_new();
    struct budget budget;
    budget_start(&budget, UINT64_MAX, time, NULL);
    struct regex_match match = {NULL, 0};
    tocsin_error error = TOCSIN_ERROR_INIT;
    uint64_t begin = clock_nanoseconds();
    tocsin_status status =
        regex_match(&match, matcher, regex, (struct str){text, sizeof text}, 0, false, &budget, &error);
    uint64_t took = clock_nanoseconds() - begin;
    if (status != TOCSIN_ERROR_LIMIT)
        fail_msg("%s: status %d, %u groups", runaway->pattern, (int)status, (unsigned)match.count);
    assert_null(match.groups);
    /* Generous: sanitizers and busy machines; without the limits these run for minutes. */
    assert_true(took < time + 500 * MILLISECOND * slowness());
    regex_matcher_free(matcher);
    regex_free(regex);
}

static void runaways_end_with_an_error(void **state)
{
    (void)state;
    static const struct runaway cases[] = {
        {"\\s+$", " ", "x"},        {"(a+)+$", "a", "!"},
        {"(?:a|aa)+$", "a", "!"},   {"(?:(?:a?){20}){20}b", "a", "!b"},
        {"(a|b|ab)*c", "ab", "!c"}, {"\\w+\\s*\\w+\\s*\\w+\\s*=", "a", "!="},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        runaway_ends(&cases[i], 5 * MILLISECOND);
}

static void fuel_runs_out_at_the_same_point(void **state)
{
    (void)state;
    struct regex *regex = compile("\\w+x\\d", 0);
    struct regex_matcher *matcher = matcher_new();
    static char text[4000];
    memset(text, 'a', sizeof text);
    struct regex_match match = {NULL, 0};
    struct budget budget;
    tocsin_error error = TOCSIN_ERROR_INIT;
    memcpy(text + sizeof text - 2, "xb", 2);
    budget_start(&budget, 1000, 0, NULL);
    assert_int_equal(
        regex_match(&match, matcher, regex, (struct str){text, sizeof text}, 0, false, &budget, &error),
        TOCSIN_ERROR_LIMIT);
    assert_string_equal(error.id, "limit-fuel");
    assert_int_equal(budget.fuel, 0);
    budget_start(&budget, 10000, 0, NULL);
    assert_int_equal(
        regex_match(&match, matcher, regex, (struct str){text, sizeof text}, 0, false, &budget, &error), TOCSIN_OK);
    assert_int_equal(match.count, 0);
    uint64_t left = budget.fuel;
    assert_true(left < 10000 - 1000);
    budget_start(&budget, 10000, 0, NULL);
    regex_match(&match, matcher, regex, (struct str){text, sizeof text}, 0, false, &budget, &error);
    assert_int_equal(budget.fuel, left);
    regex_matcher_free(matcher);
    regex_free(regex);
}

static void cancelling_ends_a_match(void **state)
{
    (void)state;
    struct regex *regex = compile("\\w+x\\d", 0);
    struct regex_matcher *matcher = matcher_new();
    static char text[4000];
    memset(text, 'x', sizeof text);
    atomic_bool cancelled = true;
    struct budget budget;
    budget_start(&budget, UINT64_MAX, 0, &cancelled);
    struct regex_match match;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(
        regex_match(&match, matcher, regex, (struct str){text, sizeof text}, 0, false, &budget, &error),
        TOCSIN_ERROR_CANCELLED);
    regex_matcher_free(matcher);
    regex_free(regex);
}

/* JIT's stack is too small for this; the interpreter's heap is not. */
static void a_full_jit_stack_is_not_no_match(void **state)
{
    (void)state;
    struct regex *regex = compile("^(?:(?:ab|cd)\\d?)*x", 0);
    struct regex_matcher *matcher = matcher_new();
    static char text[REGEX_SEGMENT_LIMIT];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = "ab1cd2"[i % 6];
    text[sizeof text - 2] = 'x';
    struct budget budget;
    budget_start(&budget, UINT64_MAX, 0, NULL);
    struct regex_match match = {NULL, 0};
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_status status =
        regex_match(&match, matcher, regex, (struct str){text, sizeof text}, 0, false, &budget, &error);
    if (status)
        assert_int_equal(status, TOCSIN_ERROR_LIMIT);
    else
        assert_int_equal(match.groups[0].end, sizeof text - 1);
    regex_matcher_free(matcher);
    regex_free(regex);
}

static void a_subject_over_the_limit_is_an_error(void **state)
{
    (void)state;
    struct regex *regex = compile("a", 0);
    struct regex_matcher *matcher = matcher_new();
    static char text[REGEX_SEGMENT_LIMIT + 1];
    memset(text, 'a', sizeof text);
    struct budget budget;
    budget_start(&budget, 100, 0, NULL);
    struct regex_match match;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(
        regex_match(&match, matcher, regex, (struct str){text, sizeof text}, 0, false, &budget, &error),
        TOCSIN_ERROR_LIMIT);
    assert_string_equal(error.id, "regex-subject");
    regex_matcher_free(matcher);
    regex_free(regex);
}

static bool compile_and_match(const tocsin_allocator *alloc, void *user)
{
    (void)user;
    struct regex *regex = NULL;
    struct regex_matcher *matcher = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    struct budget budget;
    budget_start(&budget, 1000, 0, NULL);
    struct regex_match match;
    tocsin_status status =
        regex_compile(&regex, alloc, STR("(?<verb>warn(ed|s)?)\\s+\\Qthat"), REGEX_CASELESS, &error);
    if (!status)
        status = regex_matcher_create(&matcher, alloc, &error);
    if (!status)
        status = regex_match(&match, matcher, regex, STR("he warned that"), 0, false, &budget, &error);
    if (!status)
        assert_int_equal(match.count, 3);
    else
        assert_int_equal(status, TOCSIN_ERROR_MEMORY);
    regex_matcher_free(matcher);
    regex_free(regex);
    return status == TOCSIN_OK;
}

static void running_out_of_memory_is_reported(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(compile_and_match, NULL) > 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flags_change_what_matches),
        cmocka_unit_test(unicode_is_on),
        cmocka_unit_test(anchored_matches_only_there),
        cmocka_unit_test(anchored_finds_what_searching_finds),
        cmocka_unit_test(patterns_stay_whole_inside_the_charge),
        cmocka_unit_test(groups_have_names_and_may_be_unset),
        cmocka_unit_test(bad_patterns_are_refused_with_their_offset),
        cmocka_unit_test(what_only_looks_like_a_callout_is_allowed),
        cmocka_unit_test(sizes_are_limited),
        cmocka_unit_test(runaways_end_with_an_error),
        cmocka_unit_test(fuel_runs_out_at_the_same_point),
        cmocka_unit_test(cancelling_ends_a_match),
        cmocka_unit_test(a_full_jit_stack_is_not_no_match),
        cmocka_unit_test(a_subject_over_the_limit_is_an_error),
        cmocka_unit_test(running_out_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
