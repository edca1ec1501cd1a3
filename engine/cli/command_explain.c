#include "cli/bundles.h"
#include "cli/commands.h"
#include "cli/session.h"

int command_explain(const struct options *options)
{
    struct bundles bundles;
    int code = EXIT_USAGE;
    if (bundles_open(&bundles, options, &options->bundles, NULL, NULL)) {
        tocsin_explain_options asked = TOCSIN_EXPLAIN_OPTIONS_INIT;
        asked.rule = options->rule;
        asked.sentence = (size_t)options->sentence;
        struct task_settings settings = {
            .bundles = bundles.items, .bundle_count = bundles.count, .explain = &asked};
        code = session_run(options, &settings);
    }
    bundles_close(&bundles);
    return code;
}
