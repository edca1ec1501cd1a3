#include "bundle_kit.h"

#include <stdio.h>

/* What the tests of one bundle came to. */
struct tally {
    size_t passed, failed;
    bool stop;
};

static bool count(void *user, const tocsin_test *test)
{
    struct tally *tally = user;
    tally->passed += test->passed;
    tally->failed += !test->passed;
    return !tally->stop;
}

static const char RULE[] =
    "rule 'said' { about = 'X said', regex = [[(?<who>\\w+) (?<cue>said|denied)]],"
    " emit = function(m, doc) return { type = 'claim', who = { m.who, doc:sentences()[1] }, cue = m.cue, n = 2,"
    " sure = false, act = 'say', features = { words = m.cue }, span = doc:sentences()[1] } end, %s }";

static struct tally try_examples(const char *examples)
{
    char rules[4096];
    struct tally tally = {0, 0, false};
    tocsin_error error = TOCSIN_ERROR_INIT;
    snprintf(rules, sizeof rules, RULE, examples);
    struct kit kit = kit_open(rules);
    assert_int_equal(tocsin_bundle_test(kit.bundle, NULL, count, NULL, &tally, &error), TOCSIN_OK);
    kit_close(&kit);
    return tally;
}

static void assert_tally(const char *examples, size_t passed, size_t failed)
{
    struct tally tally = try_examples(examples);
    if (tally.passed != passed || tally.failed != failed)
        fail_msg("%s: %zu passed, %zu failed", examples, tally.passed, tally.failed);
}

static void fields_are_compared_by_kind(void **state)
{
    (void)state;
    assert_tally("accepts = { 'Ann said no.' }", 1, 0);
    assert_tally("accepts = { 'Ann spoke.' }", 0, 1);
    assert_tally("accepts = { { 'Ann said no.', who = { 'Ann', 'Ann said no.' }, n = 2, act = 'say' } }", 1, 0);
    assert_tally("accepts = { { 'Ann said no.', who = 'Ann' }, { 'Ann said no.', who = { 'Ann said no.', 'Ann' } } }", 0,
                 2);
    assert_tally("accepts = { { 'Ann said no.', n = 3 }, { 'Ann said no.', n = '2' }, { 'Ann said no.', act = 2 } }", 0,
                 3);
    assert_tally("accepts = { { 'Ann said no.', words = 'said', type = 'claim', span = 'Ann said no.' } }", 1, 0);
    assert_tally("accepts = { { 'Ann said no.', type = 'x' }, { 'Ann said no.', span = 'said' } }", 0, 2);
}

static void presence_and_absence_are_told_by_booleans(void **state)
{
    (void)state;
    assert_tally("accepts = { { 'Ann said no.', whom = false, sure = false, cue = true, act = true } }", 1, 0);
    assert_tally("accepts = { { 'Ann said no.', whom = true }, { 'Ann said no.', sure = true } }", 0, 2);
    assert_tally("accepts = { { 'Ann said no.', cue = false }, { 'Ann said no.', act = false } }", 0, 2);
}

static void each_expected_record_needs_one_of_its_own(void **state)
{
    (void)state;
    assert_tally("accepts = { { 'Ann said no, Bob denied it.', cue = 'denied', { cue = 'said' } } }", 1, 0);
    assert_tally("accepts = { { 'Ann said no, Bob denied it.', { cue = 'said' }, { cue = 'said' } } }", 0, 1);
    /* The first may be either record: it leaves the one that the second must have. */
    assert_tally("accepts = { { 'Ann said no, Bob denied it.', { act = 'say' }, { cue = 'said' } } }", 1, 0);
    assert_tally("accepts = { { 'Ann said no.', {}, {} } }", 0, 1);
}

static void rejected_texts_give_no_record(void **state)
{
    (void)state;
    assert_tally("rejects = { 'Ann spoke.' }", 1, 0);
    assert_tally("rejects = { 'Ann said no.' }", 0, 1);
}

static void what_is_no_example_does_not_load(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "accepts = { 1 }", "accepts = { '' }", "accepts = { {} }", "accepts = { 'a', b = 'c' }",
        "accepts = { { 'a', 'b' } }", "accepts = { { 'a', b = print } }", "accepts = { { 'a', b = {} } }",
        "accepts = { { 'a', b = { 1 } } }", "accepts = { { 'a', b = 'x\\0y' } }", "accepts = 'a'", "rejects = { { 'a' } }",
        "rejects = { a = 'b' }", "accepts = { { 'a', [true] = 'b' } }", "accepts = { 'a', nil, 'b' }",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char rules[512];
        tocsin_bundle *bundle = NULL;
        tocsin_error error = TOCSIN_ERROR_INIT;
        snprintf(rules, sizeof rules, "\nrule 'r' { regex = 'said', emit = { type = 't' }, %s }", wrong[i]);
        if (kit_bundle(&bundle, KIT_MANIFEST, rules, &error) != TOCSIN_ERROR_BUNDLE)
            fail_msg("loads: %s", wrong[i]);
        assert_string_equal(error.file, "kit/rules.lua");
        assert_int_equal(error.line, 2);
    }
}

static void a_wrong_example_is_pointed_at(void **state)
{
    (void)state;
    static const struct {
        const char *example;
        uint32_t column;
    } rows[] = {
        {"{ 'It\\'s b', 'b' }", 3},
        {"{ \"It's b\", n = string.find }", 3},
        {"  { [[It's b]], n = {} }", 6},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char rules[512];
        tocsin_bundle *bundle = NULL;
        tocsin_error error = TOCSIN_ERROR_INIT;
        snprintf(rules, sizeof rules, "rule 'r' { regex = 'said', emit = { type = 't' },\naccepts = {\n'fine',\n%s\n} }",
                 rows[i].example);
        assert_int_equal(kit_bundle(&bundle, KIT_MANIFEST, rules, &error), TOCSIN_ERROR_BUNDLE);
        if (error.line != 4 || error.column != rows[i].column + 1)
            fail_msg("%s: %u:%u", rows[i].example, error.line, error.column);
        assert_true(error.mark_length > 0);
    }
}

static void fields_that_cannot_be_do_not_load(void **state)
{
    (void)state;
    static const char manifest[] = "return { name = 'kit', version = '1', types = { t = { roles = { 'who' }, features = "
                                   "{ 'act' } } }, rules = { 'rules.lua' } }";
    tocsin_bundle *bundle = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(kit_bundle(&bundle, manifest,
                                "rule 'r' { regex = '(?<who>I) said', emit = { type = 't', 'who' },"
                                " accepts = { { 'I said', whom = 'I' } } }",
                                &error),
                     TOCSIN_ERROR_BUNDLE);
    assert_non_null(strstr(error.message, "whom"));
    assert_int_equal(kit_bundle(&bundle, manifest,
                                "rule 'r' { regex = '(?<who>I) said', emit = { type = 't', 'who' },"
                                " accepts = { { 'I said', who = 'I', act = false, type = 't', span = 'I said' } } }",
                                &error),
                     TOCSIN_OK);
    tocsin_bundle_free(bundle);
}

static void rules_are_shown(void **state)
{
    (void)state;
    struct kit kit = kit_open("rule 'a' { about = 'A.', regex = 'said', emit = { type = 't' }, rejects = { 'no' },\n"
                              " accepts = { 'I said', { 'I said', { type = 't' } } } }\n"
                              "rule 'b' { regex = 'said', emit = function() end }");
    const tocsin_rule *a = tocsin_bundle_rule(kit.bundle, 0), *b = tocsin_bundle_rule(kit.bundle, 1);
    assert_string_equal(a->name, "rules/a");
    assert_string_equal(a->about, "A.");
    assert_string_equal(a->file, "kit/rules.lua");
    assert_int_equal(a->type_count, 1);
    assert_string_equal(a->types[0], "t");
    assert_int_equal(a->example_count, 3);
    assert_true(a->examples[0].accepts && a->examples[1].accepts && !a->examples[2].accepts);
    assert_int_equal(a->examples[0].record_count, 1);
    assert_int_equal(a->examples[1].records[0].field_count, 1);
    assert_int_equal(a->examples[2].record_count, 0);
    assert_null(b->about);
    assert_int_equal(b->type_count, 0);
    assert_null(tocsin_bundle_rule(kit.bundle, 2));
    kit_close(&kit);
}

/* ---- Coverage ------------------------------------------------------------------------------------------ */

struct covered {
    char uncovered[256]; /* texts with their columns */
    size_t rules, elements, covered;
};

static bool pass(void *user, const tocsin_test *test)
{
    (void)user;
    assert_true(test->passed);
    return true;
}

static bool cover(void *user, const tocsin_coverage *coverage)
{
    struct covered *covered = user;
    size_t length = strlen(covered->uncovered);
    covered->rules++;
    covered->elements += coverage->element_count;
    for (size_t i = 0; i < coverage->element_count; i++) {
        const tocsin_element *element = &coverage->elements[i];
        covered->covered += element->covered;
        if (!element->covered)
            length += (size_t)snprintf(covered->uncovered + length, sizeof covered->uncovered - length, "%s@%u:%u ",
                                       element->text, (unsigned)element->line, (unsigned)element->column);
    }
    return true;
}

static void elements_without_an_example_are_told(void **state)
{
    (void)state;
    struct covered covered = {.rules = 0};
    struct kit kit = kit_open("rule 'a' {\n  pattern = { 'the (bank|board) <warn>', 'an alarm' },\n  emit = { type = 't' },\n"
                              "  accepts = { 'The bank warned.' }, rejects = { 'The board was there.' },\n}\n"
                              "rule 'b' { regex = { 'said', 'told' }, emit = { type = 'u' }, accepts = { 'He told me.' } }");
    assert_int_equal(tocsin_bundle_test(kit.bundle, NULL, pass, cover, &covered, NULL), TOCSIN_OK);
    assert_int_equal(covered.rules, 2);
    assert_int_equal(covered.elements, 8);
    assert_int_equal(covered.covered, 4);
    assert_string_equal(covered.uncovered, "board@2:26 an@2:43 alarm@2:46 said@6:0 ");
    kit_close(&kit);
}

static void examples_know_their_lines(void **state)
{
    (void)state;
    struct kit kit = kit_open("local x = 'c'\nrule 'a' {\n  regex = 'said',\n  emit = { type = 't' },\n  accepts = {\n"
                              "    'I said \"so\"',\n    { [[He\nsaid]] },\n    x .. ' said',\n  },\n"
                              "  rejects = { 'nothing',\n 'none' },\n}\n"
                              "rule 'b' { regex = 'x', emit = { type = 't' }, rejects = { 'none' } }");
    const tocsin_rule *a = tocsin_bundle_rule(kit.bundle, 0), *b = tocsin_bundle_rule(kit.bundle, 1);
    static const uint32_t lines[] = {6, 7, 2, 11, 12};
    assert_int_equal(a->example_count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(a->examples[i].line, lines[i]);
    assert_int_equal(b->examples[0].line, 14);
    kit_close(&kit);
}

static void tests_end_when_told_to(void **state)
{
    (void)state;
    struct tally tally = {.stop = true};
    struct kit kit = kit_open("rule 'a' { regex = 'said', emit = { type = 't' }, rejects = { 'no', 'nor' } }");
    assert_int_equal(tocsin_bundle_test(kit.bundle, NULL, count, NULL, &tally, NULL), TOCSIN_OK);
    assert_int_equal(tally.passed + tally.failed, 1);
    assert_int_equal(tocsin_bundle_test(NULL, NULL, count, NULL, &tally, NULL), TOCSIN_ERROR_ARGUMENT);
    kit_close(&kit);
}

/* ---- Findings ------------------------------------------------------------------------------------------ */

struct findings {
    size_t errors, warnings;
    tocsin_error first;
};

static void find(void *user, const tocsin_error *finding, bool is_warning)
{
    struct findings *findings = user;
    if (!is_warning && !findings->errors)
        findings->first = *finding;
    findings->errors += !is_warning;
    findings->warnings += is_warning;
}

static tocsin_status load(const char *rules, bool strict, struct findings *findings, tocsin_error *error)
{
    tocsin_bundle *bundle = NULL;
    tocsin_bundle_options options = TOCSIN_BUNDLE_OPTIONS_INIT;
    tocsin_file files[] = {
        {"bundle.lua", KIT_MANIFEST, strlen(KIT_MANIFEST)},
        {"rules.lua", rules, strlen(rules)},
    };
    *findings = (struct findings){0};
    options.told = find;
    options.told_user = findings;
    options.warnings_as_errors = strict;
    tocsin_status status = tocsin_bundle_open_memory(&bundle, "kit", files, 2, &options, error);
    tocsin_bundle_free(bundle);
    return status;
}

static void all_findings_are_told_and_the_first_error_returned(void **state)
{
    (void)state;
    struct findings findings;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(load("rule 'a' { regex = '(', emit = { type = 't' } }\nrule 'b' { }\nnosuch()", false, &findings,
                          &error),
                     TOCSIN_ERROR_BUNDLE);
    assert_int_equal(findings.errors, 3);
    assert_int_equal(error.line, 1);
    assert_string_equal(error.message, findings.first.message);
    assert_string_equal(error.excerpt, "rule 'a' { regex = '(', emit = { type = 't' } }");
    assert_int_equal(load("rule 'a' { regex = '\\\\w+ \\\\w+', emit = { type = 't' } }", false, &findings, NULL), TOCSIN_OK);
    assert_true(findings.warnings == 1 && findings.errors == 0);
    assert_int_equal(load("rule 'a' { regex = '\\\\w+ \\\\w+', emit = { type = 't' } }", true, &findings, NULL),
                     TOCSIN_ERROR_BUNDLE);
    assert_true(findings.warnings == 0 && findings.errors == 1);
}

static void errors_outside_of_the_rules_are_told_too(void **state)
{
    (void)state;
    struct findings findings = {0};
    tocsin_bundle *bundle = NULL;
    tocsin_bundle_options options = TOCSIN_BUNDLE_OPTIONS_INIT;
    options.told = find;
    options.told_user = &findings;
    assert_int_equal(tocsin_bundle_open(&bundle, "no/such/folder", &options, NULL), TOCSIN_ERROR_IO);
    assert_int_equal(tocsin_bundle_open_builtin(&bundle, "nosuch", &options, NULL), TOCSIN_ERROR_ARGUMENT);
    assert_int_equal(findings.errors, 2);
}

static bool scenario(const tocsin_allocator *alloc, void *user)
{
    static const char rules[] = "rule 'a' { about = 'A', regex = 'said', emit = { type = 't', n = 1 }, rejects = { 'no' },"
                                "accepts = { { 'I said', n = 1, type = { 't' }, { span = 'said' } }, 'he said' } }\n"
                                "rule 'b' { regex = '\\\\w+ \\\\w+', emit = { type = 't' } }";
    tocsin_bundle *bundle = NULL;
    tocsin_bundle_options options = TOCSIN_BUNDLE_OPTIONS_INIT;
    tocsin_worker_options worker = TOCSIN_WORKER_OPTIONS_INIT;
    tocsin_file files[] = {
        {"bundle.lua", KIT_MANIFEST, strlen(KIT_MANIFEST)},
        {"rules.lua", rules, strlen(rules)},
    };
    struct tally tally = {0, 0, false};
    (void)user;
    options.allocator = worker.allocator = alloc;
    if (tocsin_bundle_open_memory(&bundle, "kit", files, 2, &options, NULL))
        return false;
    bool good = tocsin_bundle_test(bundle, &worker, count, NULL, &tally, NULL) == TOCSIN_OK && tally.passed == 2;
    tocsin_bundle_free(bundle);
    return good;
}

static void memory_may_run_out(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(scenario, NULL) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_compared_by_kind),
        cmocka_unit_test(presence_and_absence_are_told_by_booleans),
        cmocka_unit_test(each_expected_record_needs_one_of_its_own),
        cmocka_unit_test(rejected_texts_give_no_record),
        cmocka_unit_test(what_is_no_example_does_not_load),
        cmocka_unit_test(a_wrong_example_is_pointed_at),
        cmocka_unit_test(fields_that_cannot_be_do_not_load),
        cmocka_unit_test(rules_are_shown),
        cmocka_unit_test(elements_without_an_example_are_told),
        cmocka_unit_test(examples_know_their_lines),
        cmocka_unit_test(tests_end_when_told_to),
        cmocka_unit_test(all_findings_are_told_and_the_first_error_returned),
        cmocka_unit_test(errors_outside_of_the_rules_are_told_too),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
