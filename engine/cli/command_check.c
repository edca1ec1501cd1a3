#include <stdio.h>

#include "cli/bundles.h"
#include "cli/commands.h"
#include "cli/sheet.h"

/* What was found in one bundle. */
struct check {
    struct sheet *sheet;
    size_t errors, warnings;
};

static void tell_finding(void *user, const tocsin_error *finding, bool is_warning)
{
    struct check *check = user;
    check->errors += !is_warning;
    check->warnings += is_warning;
    tocsin_write_finding(finding, is_warning, &check->sheet->write, sheet_write, check->sheet, NULL);
}

static void print_count(struct sheet *sheet, size_t count, const char *noun)
{
    sheet_print(sheet, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

static void print_totals(const struct check *check, const char *name, const tocsin_bundle *bundle)
{
    struct sheet *sheet = check->sheet;
    size_t rules = 0;
    while (bundle && tocsin_bundle_rule(bundle, rules))
        rules++;
    sheet_print(sheet, "%s: ", name);
    print_count(sheet, check->errors, "error");
    sheet_print(sheet, ", ");
    print_count(sheet, check->warnings, "warning");
    if (bundle) {
        sheet_print(sheet, ", ");
        print_count(sheet, rules, "rule");
    }
    sheet_print(sheet, "\n");
}

static bool check_bundle(const struct options *options, struct sheet *sheet, const struct option_list *names)
{
    struct bundles bundles;
    struct check check = {sheet, 0, 0};
    bool good = bundles_open(&bundles, options, names, tell_finding, &check);
    if (options->format == OUTPUT_TEXT)
        print_totals(&check, names->count ? names->items[0] : "news", good ? bundles.items[0] : NULL);
    bundles_close(&bundles);
    return good;
}

int command_check(const struct options *options)
{
    struct sheet sheet;
    bool good = true;
    if (!sheet_open(&sheet, options))
        return EXIT_SOME_FAILED;
    for (size_t i = 0; i < options->inputs.count || i == 0; i++) {
        struct option_list one = {options->inputs.items + i, options->inputs.count ? 1 : 0};
        good = check_bundle(options, &sheet, &one) && good;
    }
    return !sheet_close(&sheet) ? EXIT_SOME_FAILED : good ? EXIT_WELL : EXIT_USAGE;
}
