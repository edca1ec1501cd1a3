/* terminal.h: whether a person is looking, and how wide. */
#ifndef TOCSIN_CLI_TERMINAL_H
#define TOCSIN_CLI_TERMINAL_H

#include "cli/options.h"

bool terminal_is(int descriptor);

/* Whether output there is coloured: as chosen, and under "auto" on a terminal, unless NO_COLOR is set or it is dumb. */
bool terminal_color(int descriptor, enum color_choice choice);

/* Columns of the terminal; 0 where there is none. */
unsigned terminal_width(int descriptor);

#endif
