/* write_coverage.c: what a rule's examples make use of. */
#include "io/json_writer.h"
#include "io/terminal_text.h"
#include "io/writer.h"

static size_t count_covered(const tocsin_coverage *coverage)
{
    size_t count = 0;
    for (size_t i = 0; i < coverage->element_count; i++)
        count += coverage->elements[i].covered;
    return count;
}

static size_t count_accepts(const tocsin_rule *rule)
{
    size_t count = 0;
    while (count < rule->example_count && rule->examples[count].accepts)
        count++;
    return count;
}

static void write_text_coverage(struct buffer *out, const tocsin_coverage *coverage)
{
    enum { MOST = 60 };
    for (size_t i = 0; i < coverage->element_count; i++) {
        const tocsin_element *element = &coverage->elements[i];
        size_t length = strlen(element->text), shown = length < MOST ? length : MOST;
        if (element->covered)
            continue;
        while (shown < length && shown && ((unsigned char)element->text[shown] & 0xc0) == 0x80)
            shown--;
        json_raw(out, "  not covered: ");
        terminal_text(out, coverage->rule->name, strlen(coverage->rule->name));
        json_raw(out, "  ");
        terminal_text(out, element->text, shown);
        buffer_text(out, shown < length ? "…  " : "  ");
        terminal_text(out, element->file, strlen(element->file));
        buffer_format(out, element->column ? ":%u:%u\n" : ":%u\n", (unsigned)element->line, (unsigned)element->column);
    }
}

static void write_number(struct buffer *out, const char *name, uint64_t number)
{
    buffer_char(out, ',');
    json_text(out, name);
    buffer_char(out, ':');
    json_unsigned(out, number);
}

static void write_json_coverage(struct buffer *out, const tocsin_coverage *coverage)
{
    size_t accepts = count_accepts(coverage->rule);
    bool first = true;
    json_raw(out, "{\"type\":\"coverage\",\"rule\":");
    json_text(out, coverage->rule->name);
    write_number(out, "accepts", accepts);
    write_number(out, "rejects", coverage->rule->example_count - accepts);
    write_number(out, "elements", coverage->element_count);
    write_number(out, "covered", count_covered(coverage));
    json_raw(out, ",\"uncovered\":[");
    for (size_t i = 0; i < coverage->element_count; i++) {
        const tocsin_element *element = &coverage->elements[i];
        if (element->covered)
            continue;
        buffer_text(out, first ? "{\"element\":" : ",{\"element\":");
        json_text(out, element->text);
        json_raw(out, ",\"file\":");
        json_text(out, element->file);
        write_number(out, "line", element->line);
        if (element->column)
            write_number(out, "column", element->column);
        buffer_char(out, '}');
        first = false;
    }
    json_raw(out, "]}\n");
}

tocsin_status tocsin_write_coverage(const tocsin_coverage *coverage, const tocsin_write_options *options,
                                    tocsin_sink *sink, void *user, tocsin_error *error)
{
    if (!coverage || !sink)
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_write_coverage needs a coverage and a sink");
    struct writer writer;
    writer_open(&writer, options, sink, user);
    if (writer.options.format == TOCSIN_FORMAT_TEXT)
        write_text_coverage(&writer.buffer, coverage);
    else
        write_json_coverage(&writer.buffer, coverage);
    return writer_close(&writer, error);
}
