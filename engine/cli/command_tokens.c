#include "cli/commands.h"
#include "cli/session.h"

int command_tokens(const struct options *options)
{
    struct task_settings settings = {.tokens = true};
    return session_run(options, &settings);
}
