#include <stdio.h>

#include "cli/commands.h"

int command_version(const struct options *options)
{
    (void)options;
    tocsin_version_info version = tocsin_version();
    printf("tocsin %s\n", version.engine);
    printf("Lua %s\n", version.lua);
    printf("PCRE2 %s (Unicode %s)\n", version.pcre2, version.pcre2_unicode);
    printf("utf8proc %s\n", version.utf8proc);
    printf("Unicode %s for words, sentences, graphemes\n", version.unicode);
    printf("SIMD %s\n", version.simd);
    return fflush(stdout) == 0 ? EXIT_WELL : EXIT_SOME_FAILED;
}
