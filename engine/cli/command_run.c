#include "cli/bundles.h"
#include "cli/commands.h"
#include "cli/session.h"

int command_run(const struct options *options)
{
    struct bundles bundles;
    int code = EXIT_USAGE;
    if (bundles_open(&bundles, options, &options->bundles, NULL, NULL)) {
        struct task_settings settings = {.bundles = bundles.items, .bundle_count = bundles.count};
        code = session_run(options, &settings);
    }
    bundles_close(&bundles);
    return code;
}
