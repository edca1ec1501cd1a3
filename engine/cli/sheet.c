#include "cli/sheet.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/terminal.h"

bool sheet_open(struct sheet *out, const struct options *options)
{
    signal(SIGPIPE, SIG_IGN);
    out->write = (tocsin_write_options)TOCSIN_WRITE_OPTIONS_INIT;
    out->write.format = options->format == OUTPUT_JSONL ? TOCSIN_FORMAT_JSONL : TOCSIN_FORMAT_TEXT;
    out->write.color =
        options->format == OUTPUT_TEXT && terminal_color(STDOUT_FILENO, (enum color_choice)options->color);
    out->write.width = terminal_width(STDOUT_FILENO);
    if (output_open(&out->output, STDOUT_FILENO))
        return true;
    fputs("tocsin: out of memory\n", stderr);
    return false;
}

bool sheet_close(struct sheet *sheet)
{
    output_close(&sheet->output);
    if (!sheet->output.error || sheet->output.error == EPIPE)
        return true;
    fprintf(stderr, "tocsin: standard output: cannot write: %s\n", strerror(sheet->output.error));
    return false;
}

bool sheet_write(void *user, const char *data, size_t length)
{
    struct sheet *sheet = user;
    return length == 0 || output_write(&sheet->output, data, length);
}

void sheet_print(struct sheet *sheet, const char *format, ...)
{
    char text[2048];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length > 0)
        output_write(&sheet->output, text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
}
