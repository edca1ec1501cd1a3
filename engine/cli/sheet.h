/* sheet.h: standard output of a command that reports: lines of its own and what the library writes. */
#ifndef TOCSIN_CLI_SHEET_H
#define TOCSIN_CLI_SHEET_H

#include "cli/options.h"
#include "cli/output.h"

struct sheet {
    struct output output;
    tocsin_write_options write; /* format and colours as the options ask */
};

/* False, and told, when memory is out. */
bool sheet_open(struct sheet *out, const struct options *options);

/* False, and told, where not all could be written (a reader that left is no failure). */
bool sheet_close(struct sheet *sheet);

/* A tocsin_sink; `user` is the sheet. */
bool sheet_write(void *user, const char *data, size_t length);

void sheet_print(struct sheet *sheet, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

#endif
