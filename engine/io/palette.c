#include "io/palette.h"

#include <stddef.h>
#include <string.h>

const char *palette_code(enum style style)
{
    static const char *const codes[STYLE_COUNT] = {
        [STYLE_PLAIN] = "\x1b[0m",     [STYLE_HEADING] = "\x1b[0;1;4m", [STYLE_TYPE] = "\x1b[0;1m",
        [STYLE_DIM] = "\x1b[0;2m",     [STYLE_ALARM] = "\x1b[0;1;31m",  [STYLE_WHO] = "\x1b[0;1;36m",
        [STYLE_WHOM] = "\x1b[0;1;34m", [STYLE_CUE] = "\x1b[0;1;35m",    [STYLE_WHAT] = "\x1b[0;32m",
        [STYLE_WHY] = "\x1b[0;33m",    [STYLE_HARM] = "\x1b[0;1;31m",   [STYLE_TIME] = "\x1b[0;36m",
    };
    return codes[style];
}

enum style palette_role(const char *name)
{
    static const struct {
        const char *role;
        enum style style;
    } roles[] = {
        {"source", STYLE_WHO}, {"issuer", STYLE_WHO},  {"addressee", STYLE_WHOM}, {"cue", STYLE_CUE},
        {"cause", STYLE_WHY},  {"trigger", STYLE_WHY}, {"effect", STYLE_HARM},    {"harm", STYLE_HARM},
        {"time", STYLE_TIME},
    };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (strcmp(roles[i].role, name) == 0)
            return roles[i].style;
    }
    return STYLE_WHAT;
}
