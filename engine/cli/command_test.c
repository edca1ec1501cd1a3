#include <stdio.h>
#include <string.h>

#include "cli/bundles.h"
#include "cli/bytes.h"
#include "cli/commands.h"
#include "cli/sheet.h"

/* Examples as they go, of all bundles. */
struct test_run {
    const struct options *options;
    struct sheet *sheet;
    struct bytes notes; /* of one test, for TAP */
    size_t tests, failed;
};

/* What a test says, as TAP's comments. */
static void write_notes(struct test_run *run, const tocsin_test *test)
{
    bytes_clear(&run->notes, 1 << 16);
    tocsin_write_test(test, &run->sheet->write, bytes_add, &run->notes, NULL);
    const char *at = run->notes.data, *end = run->notes.data + run->notes.length;
    while (at < end) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((line_end ? line_end + 1 : end) - at);
        sheet_write(run->sheet, "# ", 2);
        sheet_write(run->sheet, at, length);
        at += length;
    }
}

static bool tell_test(void *user, const tocsin_test *test)
{
    struct test_run *run = user;
    run->tests++;
    run->failed += !test->passed;
    if (run->options->format == OUTPUT_TAP) {
        sheet_print(run->sheet, "%sok %zu - %s %s, %s:%u\n", test->passed ? "" : "not ", run->tests, test->rule->name,
                    test->example->accepts ? "accepts" : "rejects", test->example->file, (unsigned)test->example->line);
        if (!test->passed)
            write_notes(run, test);
    } else if (!test->passed || run->options->all || run->options->format == OUTPUT_JSONL) {
        tocsin_write_test(test, &run->sheet->write, sheet_write, run->sheet, NULL);
    }
    return run->sheet->output.error == 0;
}

static size_t count_accepts(const tocsin_rule *rule)
{
    size_t count = 0;
    while (count < rule->example_count && rule->examples[count].accepts)
        count++;
    return count;
}

/* Rules that no example speaks of are what a person wants to know; a program gets the figures of each. */
static void write_coverage(const struct test_run *run, const tocsin_bundle *bundle)
{
    const tocsin_rule *rule;
    size_t rules = 0, covered = 0;
    for (; (rule = tocsin_bundle_rule(bundle, rules)); rules++)
        covered += count_accepts(rule) > 0;
    if (run->options->format == OUTPUT_TEXT)
        sheet_print(run->sheet, "%s: %zu of %zu rules have examples that they accept\n", tocsin_bundle_name(bundle),
                    covered, rules);
    for (size_t i = 0; (rule = tocsin_bundle_rule(bundle, i)); i++)
        if (run->options->format == OUTPUT_JSONL || (run->options->format == OUTPUT_TEXT && !count_accepts(rule))) {
            sheet_print(run->sheet, "%s", run->options->format == OUTPUT_TEXT ? "  " : "");
            tocsin_write_rule(rule, &run->sheet->write, sheet_write, run->sheet, NULL);
        }
}

static void write_totals(const struct test_run *run)
{
    struct sheet *sheet = run->sheet;
    if (run->options->format == OUTPUT_TAP)
        sheet_print(sheet, "1..%zu\n", run->tests);
    else if (run->options->format == OUTPUT_JSONL)
        sheet_print(sheet, "{\"type\":\"tests\",\"passed\":%zu,\"failed\":%zu}\n", run->tests - run->failed,
                    run->failed);
    else
        sheet_print(sheet, "%zu passed, %zu failed\n", run->tests - run->failed, run->failed);
}

static bool run_tests(struct test_run *run, const struct bundles *bundles)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    for (size_t i = 0; i < bundles->count; i++) {
        if (tocsin_bundle_test(bundles->items[i], NULL, tell_test, run, &error)) {
            fprintf(stderr, "tocsin: %s\n", error.message);
            return false;
        }
        write_coverage(run, bundles->items[i]);
    }
    write_totals(run);
    return true;
}

int command_test(const struct options *options)
{
    struct bundles bundles;
    struct sheet sheet;
    struct test_run run = {.options = options, .sheet = &sheet};
    int code = EXIT_USAGE;
    if (bundles_open(&bundles, options, &options->inputs, NULL, NULL)) {
        code = EXIT_SOME_FAILED;
        if (sheet_open(&sheet, options)) {
            bool ran = run_tests(&run, &bundles);
            code = sheet_close(&sheet) && ran && !run.failed ? EXIT_WELL : EXIT_SOME_FAILED;
        }
    }
    bytes_clear(&run.notes, 0);
    bundles_close(&bundles);
    return code;
}
