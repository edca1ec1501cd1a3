#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool terminal_is(int descriptor)
{
    return isatty(descriptor);
}

bool terminal_color(int descriptor, enum color_choice choice)
{
    const char *refused = getenv("NO_COLOR"), *kind = getenv("TERM");
    if (choice != COLOR_AUTO)
        return choice == COLOR_ALWAYS;
    if (refused && refused[0])
        return false;
    return terminal_is(descriptor) && (!kind || strcmp(kind, "dumb") != 0);
}

unsigned terminal_width(int descriptor)
{
    struct winsize size;
    if (!terminal_is(descriptor) || ioctl(descriptor, TIOCGWINSZ, &size) != 0)
        return 0;
    return size.ws_col;
}
