#include <stdio.h>
#include <stdlib.h>

#include "cli/bundles.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/sheet.h"

/* The rows of all workers, which have the same rules, added up. */
struct profile_sum {
    tocsin_rule_profile *rows;
    size_t count;
    bool failed; /* memory is out */
};

static void add_row(tocsin_rule_profile *sum, const tocsin_rule_profile *row)
{
    sum->triggers += row->triggers;
    sum->candidates += row->candidates;
    sum->matches += row->matches;
    sum->records += row->records;
    sum->match_nanoseconds += row->match_nanoseconds;
    sum->lua_nanoseconds += row->lua_nanoseconds;
}

static void add_worker(void *user, tocsin_worker *worker)
{
    struct profile_sum *sum = user;
    const tocsin_rule_profile *rows;
    size_t count;
    if (sum->failed || tocsin_worker_profile(worker, &rows, &count, NULL)) {
        sum->failed = true;
        return;
    }
    if (!sum->rows) {
        sum->rows = calloc(count + 1, sizeof *sum->rows);
        sum->failed = !sum->rows;
        for (size_t i = 0; i < count && !sum->failed; i++)
            sum->rows[i] = (tocsin_rule_profile){
                .bundle = rows[i].bundle, .name = rows[i].name, .rule = rows[i].rule};
        sum->count = count;
    }
    for (size_t i = 0; i < count && !sum->failed; i++)
        add_row(&sum->rows[i], &rows[i]);
}

static int write_sum(const struct options *options, const struct profile_sum *sum, int code)
{
    struct sheet sheet;
    if (sum->failed)
        fputs("tocsin: out of memory\n", stderr);
    if (sum->failed || !sheet_open(&sheet, options))
        return EXIT_SOME_FAILED;
    tocsin_write_profile(sum->rows, sum->count, &sheet.write, sheet_write, &sheet, NULL);
    return sheet_close(&sheet) ? code : EXIT_SOME_FAILED;
}

int command_profile(const struct options *options)
{
    struct bundles bundles;
    struct profile_sum sum = {NULL, 0, false};
    int code = EXIT_USAGE;
    if (bundles_open(&bundles, options, &options->bundles, NULL, NULL)) {
        struct task_settings settings = {
            .bundles = bundles.items,
            .bundle_count = bundles.count,
            .profile = true,
            .silent = true,
            .worker_done = add_worker,
            .done_user = &sum,
        };
        code = session_run(options, &settings);
        if (code != EXIT_USAGE)
            code = write_sum(options, &sum, code);
    }
    free(sum.rows);
    bundles_close(&bundles);
    return code;
}
