/* What patterns are found to need. That no need is wrong is test_regex_set's matter; here: that they are sharp. */
#include "failing_alloc.h"

#include "base/alloc.h"
#include "regex/regex_set.h"

struct expected {
    const char *pattern;
    const char *needs; /* as regex_set_describe tells it; pieces in the order in which they are met */
};

static const struct expected anchored[] = {
    /* words at the start, expanded */
    {"\\bwarn(?:ed|s|ing)?\\b", "needs: warning, warns, warned, warn as word 1"},
    {"\\bpoll[a-b]x?\\b", "needs: pollax, polla, pollbx, pollb as word 1"},
    {"\\bwarn", "needs: warn- as word 1"},
    {"\\bwarn\\w*\\b", "needs: warn-, warn as word 1"},
    {"\\b(?:19|20)\\d\\d\\b", "needs: 20-, 19- as word 1"},
    {"\\bS\xc3\xa3o\\b", "needs: s\xc3\xa3o as word 1"},
    {"\\b\\x{212a}ing\\b", "needs: king as word 1"},
    {"\\bstra\303\237e\\b", "needs: strasse as word 1"},
    {"(?i)\\bKING\\b", "needs: king as word 1"},
    {"(?x) \\b king \\b # the king", "needs: king as word 1"},
    {"^king\\b", "needs: king as word 1"},
    {"\\bking$", "needs: king as word 1"},
    {"(?<name>\\bking\\b)", "needs: king as word 1"},
    {"\\b(?=k)king\\b(?! of)", "needs: king as word 1"},
    {"\\bstatistically\\s+significantly", "needs: statistically as word 1; and: significantly- as word 2"},
    /* the rarer of two words, and the other beside it */
    {"\\bprime\\s+minister\\b", "needs: minister as word 2; and: prime as word 1"},
    {"\\bprime[ -]ministers?\\b", "needs: ministers, minister as word 2; and: prime as word 1"},
    {"\\bprime\\s+(?:\\w+\\s+)?minister\\b", "needs: minister as word 2 or 3; and: prime as word 1"},
    {"\\b\\w+\\s+and\\s+\\w+\\s+agreed\\b", "needs: agreed as word 4; and: and as word 2"},
    {"\\bdon't\\b", "needs: don as word 1; and: t as word 2"},
    {"\\bU\\.S\\.", "needs: u as word 1; and: s as word 2"},
    {"\\b\\d{1,2}\\s+January\\b", "needs: january as word 2; and: a number as word 1"},
    {"\\b(?:he|she)\\s+(?:is)?\\s*king\\b", "needs: king, isking as word 2 or 3; and: she, he as word 1"},
    {"\\bif\\b[^.]{1,90}\\bwill\\b", "needs: if as word 1; and: will"},
    /* a match that begins elsewhere than at a word, or at no known one */
    {"warn", "needs: -warn-"},
    {"warn\\b", "needs: -warn"},
    {"\\w+tional\\b", "needs: -tional"},
    {"[$\xe2\x82\xac]\\s?\\d+", "needs: $, \xe2\x82\xac; and: a number"},
    {"(?:king|queen)s", "needs: -queens-, -kings-"},
    {"\\s+king\\b", "needs: king"},
    {"(a)\\1 king\\b", "needs: king"},
    {"\\Qking+\\E", "needs: +; and: -king"},
};

static const char *const unanchored[] = {
    "",
    "\\w+",
    "\\s+$",
    "x*",
    "king|",
    "(?:king)?",
    "(?=king)",
    "\\bking\\b|\\w+",
    "[a-z]+",
    "king|a(*ACCEPT)b",
    "(?(?=a)king|king)",
    "\\p{Lu}\\w+",
    "(?:king){0}",
    ".*",
    "\\X",
    "[^k]",
    "\\W+",
    "(?x: [\xc2\x85]# \r\n)king",
};

static void describe(const char *pattern, char *out, size_t capacity, bool *everywhere)
{
    struct regex *regex;
    struct regex_set *set;
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (regex_compile(&regex, &alloc_system, str_of(pattern), REGEX_CASELESS, &error))
        fail_msg("%s: %s", pattern, error.message);
    struct regex_set_entry entry = {regex, REGEX_SENTENCE};
    assert_int_equal(regex_set_create(&set, &alloc_system, &entry, 1, NULL), TOCSIN_OK);
    regex_set_describe(set, 0, out, capacity);
    *everywhere = regex_set_unanchored(set, 0);
    regex_set_free(set);
    regex_free(regex);
}

static void patterns_need_what_is_rare_in_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof anchored / sizeof *anchored; i++) {
        char needs[300];
        bool everywhere;
        describe(anchored[i].pattern, needs, sizeof needs, &everywhere);
        if (everywhere || strcmp(needs, anchored[i].needs) != 0)
            fail_msg("%s: %s", anchored[i].pattern, needs);
    }
}

static void what_can_match_anything_needs_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof unanchored / sizeof *unanchored; i++) {
        char needs[300];
        bool everywhere;
        describe(unanchored[i], needs, sizeof needs, &everywhere);
        if (!everywhere)
            fail_msg("%s: %s", unanchored[i], needs);
    }
}

/* Too many words to list: their beginnings do. */
static void many_words_are_told_by_their_beginnings(void **state)
{
    (void)state;
    char needs[300];
    bool everywhere;
    describe("\\b[abcd][abcd][abcd][abcd][abcd][abcd][abcd][abcd]\\b", needs, sizeof needs, &everywhere);
    assert_false(everywhere);
    assert_non_null(strstr(needs, "abcd-"));
}

/* Reading a pattern has its limits too; over them nothing is promised. */
static void a_pattern_too_large_to_read_needs_nothing(void **state)
{
    (void)state;
    char needs[300];
    bool everywhere;
    describe("(?:(?:(?:(?:(?:a|b|c|d|e|f){1,4}\\s){1,4}x){1,4}y){1,4}z){1,4}\\b", needs, sizeof needs, &everywhere);
    assert_true(everywhere);
}

static void a_short_buffer_is_not_overrun(void **state)
{
    (void)state;
    char needs[8] = "#######";
    bool everywhere;
    describe("\\bking\\b", needs, 6, &everywhere);
    assert_string_equal(needs, "needs");
    assert_int_equal(needs[6], '#');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_need_what_is_rare_in_them),
        cmocka_unit_test(what_can_match_anything_needs_nothing),
        cmocka_unit_test(many_words_are_told_by_their_beginnings),
        cmocka_unit_test(a_pattern_too_large_to_read_needs_nothing),
        cmocka_unit_test(a_short_buffer_is_not_overrun),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
