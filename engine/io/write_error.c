#include "io/write_error.h"

#include <stdio.h>

#include "io/json_writer.h"
#include "io/terminal_text.h"
#include "io/writer.h"

void write_error_object(struct buffer *out, const tocsin_error *failure)
{
    json_raw(out, "{\"id\":");
    json_text(out, failure->id);
    json_raw(out, ",\"message\":");
    json_text(out, failure->message);
    if (failure->file[0]) {
        json_raw(out, ",\"file\":");
        json_text(out, failure->file);
    }
    if (failure->line) {
        json_raw(out, ",\"line\":");
        json_unsigned(out, failure->line);
    }
    if (failure->column) {
        json_raw(out, ",\"column\":");
        json_unsigned(out, failure->column);
    }
    if (failure->offset != UINT64_MAX) {
        json_raw(out, ",\"offset\":");
        json_unsigned(out, failure->offset);
    }
    if (failure->traceback[0]) {
        json_raw(out, ",\"traceback\":");
        json_text(out, failure->traceback);
    }
    buffer_char(out, '}');
}

void write_error_line(struct buffer *out, const char *id, const tocsin_error *failure)
{
    char text[sizeof failure->file + sizeof failure->message + 64];
    if (id && !failure->file[0]) {
        terminal_text(out, id, strlen(id));
        json_raw(out, ": ");
    }
    tocsin_error_format(failure, text, sizeof text);
    terminal_text(out, text, strlen(text));
    if (failure->traceback[0]) {
        json_raw(out, " | ");
        terminal_text(out, failure->traceback, strlen(failure->traceback));
    }
    buffer_char(out, '\n');
}

/* Where the document has no name, the place of the failure is the best name for it. */
static void write_id(struct buffer *out, const char *id, const tocsin_error *failure)
{
    char place[sizeof failure->file + 16];
    if (id) {
        json_text(out, id);
    } else if (failure->file[0] && failure->line) {
        snprintf(place, sizeof place, "%s:%lu", failure->file, (unsigned long)failure->line);
        json_text(out, place);
    } else if (failure->file[0]) {
        json_text(out, failure->file);
    } else {
        json_raw(out, "null");
    }
}

tocsin_status tocsin_write_error(const char *id, const tocsin_error *failure, const tocsin_write_options *options,
                                 tocsin_sink *sink, void *user, tocsin_error *error)
{
    if (!failure || !sink)
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_write_error needs a failure and a sink");
    struct writer writer;
    writer_open(&writer, options, sink, user);
    struct buffer *out = &writer.buffer;
    if (writer.options.format == TOCSIN_FORMAT_TEXT) {
        write_error_line(out, id, failure);
    } else {
        json_raw(out, "{\"doc\":");
        write_id(out, id, failure);
        json_raw(out, ",\"type\":\"error\",\"error\":");
        write_error_object(out, failure);
        json_raw(out, "}\n");
    }
    return writer_close(&writer, error);
}
