#include <stdio.h>

#include "cli/commands.h"
#include "cli/options_table.h"

int main(int argc, char **argv)
{
    struct options options;
    int code = EXIT_USAGE;
    if (options_read(&options, argc, argv)) {
        if (options.version)
            code = command_version(&options);
        else if (options.help || !options.command)
            code = command_help(&options);
        else
            code = options.command->run(&options);
    }
    options_finish(&options);
    return code;
}
