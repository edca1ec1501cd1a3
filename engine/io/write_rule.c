/* write_rule.c: what is known of a rule without running it. */
#include "io/json_writer.h"
#include "io/terminal_text.h"
#include "io/writer.h"

static size_t count_examples(const tocsin_rule *rule, bool accepts)
{
    size_t count = 0;
    for (size_t i = 0; i < rule->example_count; i++)
        count += rule->examples[i].accepts == accepts;
    return count;
}

static void write_text_rule(struct buffer *out, const tocsin_rule *rule)
{
    terminal_text(out, rule->name, strlen(rule->name));
    json_raw(out, "  ");
    terminal_text(out, rule->file, strlen(rule->file));
    buffer_format(out, ":%u  accepts %zu, rejects %zu\n", (unsigned)rule->line, count_examples(rule, true),
                  count_examples(rule, false));
}

static void write_json_rule(struct buffer *out, const tocsin_rule *rule)
{
    json_raw(out, "{\"type\":\"rule\",\"rule\":");
    json_text(out, rule->name);
    json_raw(out, ",\"file\":");
    json_text(out, rule->file);
    json_raw(out, ",\"line\":");
    json_unsigned(out, rule->line);
    if (rule->about) {
        json_raw(out, ",\"about\":");
        json_text(out, rule->about);
    }
    json_raw(out, ",\"types\":[");
    for (size_t i = 0; i < rule->type_count; i++) {
        if (i)
            buffer_char(out, ',');
        json_text(out, rule->types[i]);
    }
    json_raw(out, "],\"accepts\":");
    json_unsigned(out, count_examples(rule, true));
    json_raw(out, ",\"rejects\":");
    json_unsigned(out, count_examples(rule, false));
    json_raw(out, "}\n");
}

tocsin_status tocsin_write_rule(const tocsin_rule *rule, const tocsin_write_options *options, tocsin_sink *sink,
                                void *user, tocsin_error *error)
{
    if (!rule || !sink)
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_write_rule needs a rule and a sink");
    struct writer writer;
    writer_open(&writer, options, sink, user);
    if (writer.options.format == TOCSIN_FORMAT_TEXT)
        write_text_rule(&writer.buffer, rule);
    else
        write_json_rule(&writer.buffer, rule);
    return writer_close(&writer, error);
}
