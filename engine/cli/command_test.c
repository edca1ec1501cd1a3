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
    /* Of the bundle at hand, and what is not covered in it. */
    size_t rules, accepted, elements, covered;
    struct bytes missing;
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

/* Rules and elements that no example speaks of are what a person wants to know; a program gets the figures of each. */
static bool tell_coverage(void *user, const tocsin_coverage *coverage)
{
    struct test_run *run = user;
    const tocsin_rule *rule = coverage->rule;
    bool accepted = rule->example_count && rule->examples[0].accepts;
    run->rules++;
    run->accepted += accepted;
    run->elements += coverage->element_count;
    for (size_t i = 0; i < coverage->element_count; i++)
        run->covered += coverage->elements[i].covered;
    if (run->options->format == OUTPUT_JSONL)
        tocsin_write_coverage(coverage, &run->sheet->write, sheet_write, run->sheet, NULL);
    else if (run->options->format == OUTPUT_TEXT && accepted)
        tocsin_write_coverage(coverage, &run->sheet->write, bytes_add, &run->missing, NULL);
    else if (run->options->format == OUTPUT_TEXT && bytes_add(&run->missing, "  without: ", strlen("  without: ")))
        tocsin_write_rule(rule, &run->sheet->write, bytes_add, &run->missing, NULL);
    return run->sheet->output.error == 0;
}

static void write_coverage(const struct test_run *run, const tocsin_bundle *bundle)
{
    if (run->options->format != OUTPUT_TEXT)
        return;
    sheet_print(run->sheet, "%s: %zu of %zu rules have examples that they accept, which cover %zu of %zu elements\n",
                tocsin_bundle_name(bundle), run->accepted, run->rules, run->covered, run->elements);
    sheet_write(run->sheet, run->missing.data, run->missing.length);
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
        run->rules = run->accepted = run->elements = run->covered = 0;
        bytes_clear(&run->missing, 1 << 16);
        if (tocsin_bundle_test(bundles->items[i], NULL, tell_test, tell_coverage, run, &error)) {
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
    bytes_clear(&run.missing, 0);
    bundles_close(&bundles);
    return code;
}
