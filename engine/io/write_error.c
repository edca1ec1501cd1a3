#include "io/write_error.h"

#include <stdio.h>

#include "io/json_writer.h"
#include "io/palette.h"
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
    if (failure->excerpt[0]) {
        json_raw(out, ",\"excerpt\":");
        json_text(out, failure->excerpt);
    }
    if (failure->mark_length) {
        json_raw(out, ",\"mark\":[");
        json_unsigned(out, failure->mark);
        buffer_char(out, ',');
        json_unsigned(out, failure->mark + failure->mark_length);
        buffer_char(out, ']');
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

static void paint(struct writer *writer, enum style style)
{
    if (writer->options.color)
        buffer_text(&writer->buffer, palette_code(style));
}

/* The line that the finding is about, and a mark below the place in it. */
static void write_excerpt(struct writer *writer, const tocsin_error *finding)
{
    struct buffer *out = &writer->buffer;
    const char *excerpt = finding->excerpt;
    if (!excerpt[0])
        return;
    json_raw(out, "    ");
    terminal_text(out, excerpt, strlen(excerpt));
    buffer_char(out, '\n');
    if (!finding->mark_length)
        return;
    size_t before = terminal_columns(excerpt, finding->mark);
    size_t below = terminal_columns(excerpt + finding->mark, finding->mark_length);
    for (size_t i = 0; i < before + 4; i++)
        buffer_char(out, ' ');
    paint(writer, STYLE_ALARM);
    for (size_t i = 0; i < below; i++)
        buffer_char(out, i ? '~' : '^');
    paint(writer, STYLE_PLAIN);
    buffer_char(out, '\n');
}

static void write_finding_text(struct writer *writer, const tocsin_error *finding, bool is_warning)
{
    struct buffer *out = &writer->buffer;
    char place[sizeof finding->file + sizeof finding->message + 64];
    tocsin_error bare = *finding;
    bare.message[0] = '\0';
    tocsin_error_format(&bare, place, sizeof place);
    paint(writer, STYLE_TYPE);
    terminal_text(out, place, strlen(place));
    paint(writer, is_warning ? STYLE_WHY : STYLE_ALARM);
    buffer_text(out, is_warning ? "warning: " : "error: ");
    paint(writer, STYLE_PLAIN);
    terminal_text(out, finding->message, strlen(finding->message));
    buffer_char(out, '\n');
    write_excerpt(writer, finding);
}

tocsin_status tocsin_write_finding(const tocsin_error *finding, bool is_warning, const tocsin_write_options *options,
                                   tocsin_sink *sink, void *user, tocsin_error *error)
{
    if (!finding || !sink)
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_write_finding needs a finding and a sink");
    struct writer writer;
    writer_open(&writer, options, sink, user);
    struct buffer *out = &writer.buffer;
    if (writer.options.format == TOCSIN_FORMAT_TEXT) {
        write_finding_text(&writer, finding, is_warning);
    } else {
        json_raw(out, "{\"type\":\"finding\",\"severity\":");
        json_text(out, is_warning ? "warning" : "error");
        json_raw(out, ",\"error\":");
        write_error_object(out, finding);
        json_raw(out, "}\n");
    }
    return writer_close(&writer, error);
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
