/* Time is linear in the text, whatever the pattern: the states asked are counted, so that a busy machine changes
 * nothing. */
#include "failing_alloc.h"
#include "pattern_kit.h"

enum { SMALL = 1000, GROWTH = 10 };

static char *repeated(const char *words, size_t times, const char *end)
{
    size_t length = strlen(words);
    char *text = malloc(length * times + strlen(end) + 1);
    assert_non_null(text);
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * length, words, length);
    strcpy(text + length * times, end);
    return text;
}

/* States asked for a text of so many repetitions. */
static uint64_t steps_of(const char *pattern, const char *words, size_t times, const char *end)
{
    struct pattern_kit kit;
    char *text = repeated(words, times, end);
    assert_true(kit_open(&kit, &alloc_system));
    if (!kit_add(&kit, pattern, PATTERN_IN_DOCUMENT))
        fail_msg("%s: %s", pattern, kit.error.message);
    assert_true(kit_seal(&kit) && kit_read(&kit, str_of(text)) && kit_run(&kit, 0));
    uint64_t steps = pattern_scan_steps(kit.scan);
    kit_close(&kit);
    free(text);
    return steps;
}

static void assert_linear(const char *pattern, const char *words, size_t times, const char *end)
{
    uint64_t few = steps_of(pattern, words, times, end), many = steps_of(pattern, words, times * GROWTH, end);
    if (many > few * GROWTH * 3 / 2 + 10000)
        fail_msg("%s: %llu steps, %llu for %d times the text", pattern, (unsigned long long)few,
                 (unsigned long long)many, GROWTH);
}

static void blow_ups_of_backtracking_are_linear(void **state)
{
    static const struct {
        const char *pattern, *words, *end;
    } rows[] = {
        {"(a+)+ b", "a ", ""},
        {"((a*)* a*)* b", "a ", ""},
        {"(a|a|a a)* b", "a ", ""},
        {"(a* b?)* c", "a b ", ""},
        {".. x .. x .. x .. y", "x ", ""},
        {"x .. x .. x .. y", "x z ", ""},
        {"x .. y", "x ", ""},
        {"x .. (y | z)", "x w ", "y"},
        {"(a .* b) | a", "a ", ""},
        {"(a .. b) | a", "a c ", ""},
        {"(a? a?)+ a{0,3} b", "a ", ""},
        {"[cap]* <b>", "A ", ""},
        {"a (?= .. b) c", "a c ", ""},
        {"a (?! .. b) c", "a c ", ""},
        {"(?<= b ..) a", "a ", ""},
        {"(a ..!(b .. c) d)+ e", "a d b ", ""},
        {"(?= (?= .. (?= .. b) c) a) a", "a c ", ""},
        {"@org .. @org .. b", "united nations ", ""},
        {"x:a .. =x b", "a c ", ""},
        {"x:. .. =x .", "a b c ", ""},
        {"{ a+ , b* , c } d", "a b ", ""},
        {"a{3,60} b", "a ", ""},
        {"(a|b){1,200} c", "a b ", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_linear(rows[i].pattern, rows[i].words, SMALL, rows[i].end);
}

static void a_hundred_thousand_words_are_linear(void **state)
{
    (void)state;
    assert_linear("x .. x .. x .. y", "x ", SMALL * 10, "");
    assert_linear("((a?)+)+ b", "a ", SMALL * 10, "");
}

/* (a?)^n a^n takes exponential time where ways are tried one after the other. */
static void optional_chains_grow_with_their_length(void **state)
{
    (void)state;
    for (unsigned n = 10; n <= 160; n *= 2) {
        char pattern[64], text[512] = "";
        snprintf(pattern, sizeof pattern, "(a?){%u} a{%u}", n, n);
        for (unsigned i = 0; i < n; i++)
            strcat(text, "a ");
        struct pattern_kit kit;
        assert_true(kit_open(&kit, &alloc_system) && kit_add(&kit, pattern, PATTERN_IN_DOCUMENT));
        assert_true(kit_seal(&kit) && kit_read(&kit, str_of(text)) && kit_run(&kit, 0));
        assert_int_equal(kit.found.length, 2 + 2 * n - 1 + 1); /* "0:", the words, NUL */
        assert_true(pattern_scan_steps(kit.scan) < 100 * (uint64_t)n * n);
        kit_close(&kit);
    }
}

static void cost_is_charged_to_the_budget(void **state)
{
    struct pattern_kit kit;
    struct budget budget;
    char *text = repeated("a b ", SMALL, "");
    (void)state;
    assert_true(kit_open(&kit, &alloc_system) && kit_add(&kit, "(a|b){1,200} c", PATTERN_IN_DOCUMENT));
    assert_true(kit_seal(&kit) && kit_read(&kit, str_of(text)));
    budget_start(&budget, 1000, 0, NULL);
    assert_int_equal(pattern_scan_run(kit.scan, 0, &budget, kit_found, &kit, &kit.error), TOCSIN_ERROR_LIMIT);
    assert_string_equal(kit.error.id, "limit-fuel");
    kit_close(&kit);
    free(text);
}

/* Bytes in use, and the most of them so far. */
struct meter {
    size_t now, peak;
};

static void *metered(void *user, void *memory, size_t old_size, size_t new_size)
{
    struct meter *meter = user;
    void *result = alloc_system.resize(alloc_system.user, memory, old_size, new_size);
    if (result || !new_size)
        meter->now += new_size - old_size;
    meter->peak = meter->now > meter->peak ? meter->now : meter->peak;
    return result;
}

/* What notes of a long scope take, and what they find. */
struct noted {
    size_t peak;
    uint64_t steps;
    char *found;
};

static struct noted note(const char *pattern, const char *text, size_t bytes)
{
    struct pattern_kit kit;
    struct noted noted;
    struct meter meter = {0, 0};
    const tocsin_allocator alloc = {metered, &meter};
    assert_true(kit_open(&kit, &alloc));
    if (!kit_add(&kit, pattern, PATTERN_IN_DOCUMENT))
        fail_msg("%s: %s", pattern, kit.error.message);
    assert_true(kit_seal(&kit) && kit_read(&kit, str_of(text)));
    if (bytes)
        pattern_scan_limit_notes(kit.scan, bytes);
    meter.peak = meter.now;
    noted.peak = meter.now;
    assert_true(kit_run(&kit, 0));
    noted.peak = meter.peak - noted.peak;
    noted.steps = pattern_scan_steps(kit.scan);
    noted.found = strdup(kit.found.data);
    assert_non_null(noted.found);
    kit_close(&kit);
    return noted;
}

static void long_scopes_are_noted_in_little_memory_and_twice_the_time(void **state)
{
    static const char *const patterns[] = {
        "(a|b|z){1,200} c", "(a .{0,9} | @org b?){1,60} c", "a (?= (.{0,90} b){3} ) (b|.{4}){1,30} c",
        "(?<= c (a|b){0,150} ) @org [cap]{0,70} b"};
    (void)state;
    char *text = repeated("a b a united nations b a a b a a a b a b c ", SMALL, "");
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        struct noted whole = note(patterns[i], text, 0), blocks = note(patterns[i], text, 1);
        assert_true(strlen(whole.found) > 1);
        assert_string_equal(whole.found, blocks.found);
        if (blocks.steps > whole.steps * 5 / 2 || blocks.peak > whole.peak * 2 / 3)
            fail_msg("%s: %llu steps, %llu in blocks; %zu bytes, %zu in blocks", patterns[i],
                     (unsigned long long)whole.steps, (unsigned long long)blocks.steps, whole.peak, blocks.peak);
        free(whole.found);
        free(blocks.found);
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blow_ups_of_backtracking_are_linear),
        cmocka_unit_test(a_hundred_thousand_words_are_linear),
        cmocka_unit_test(optional_chains_grow_with_their_length),
        cmocka_unit_test(cost_is_charged_to_the_budget),
        cmocka_unit_test(long_scopes_are_noted_in_little_memory_and_twice_the_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
