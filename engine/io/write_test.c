/* write_test.c: how an example went: what was expected of the rule beside what was found. */
#include "io/json_writer.h"
#include "io/palette.h"
#include "io/terminal_text.h"
#include "io/write_error.h"
#include "io/write_jsonl.h"
#include "io/writer.h"

/* One test on its way out. */
struct report {
    struct writer *writer;
    struct buffer *out;
    const tocsin_test *test;
};

static bool is_of_rule(const tocsin_test *test, size_t record)
{
    return strcmp(tocsin_result_record(test->result, record)->rule, test->rule->name) == 0;
}

static size_t record_count(const tocsin_test *test)
{
    return test->result ? tocsin_result_record_count(test->result) : 0;
}

/* ---- Text ---------------------------------------------------------------------------------------------- */

static void paint(struct report *report, enum style style)
{
    if (report->writer->options.color)
        buffer_text(report->out, palette_code(style));
}

static void put(struct report *report, const char *text)
{
    terminal_text(report->out, text, strlen(text));
}

static void put_quoted(struct report *report, const char *data, size_t length)
{
    buffer_char(report->out, '"');
    terminal_text(report->out, data, length);
    buffer_char(report->out, '"');
}

/* "  + issuer      ", in the sign's colour. */
static void begin_field(struct report *report, char sign, const char *name)
{
    enum { WIDTH = 12 };
    paint(report, sign == '-' ? STYLE_ALARM : sign == '+' ? STYLE_WHAT : STYLE_PLAIN);
    buffer_format(report->out, "  %c ", sign);
    put(report, name);
    for (size_t i = strlen(name); i < WIDTH; i++)
        buffer_char(report->out, ' ');
    buffer_char(report->out, ' ');
}

static void end_field(struct report *report)
{
    paint(report, STYLE_PLAIN);
    buffer_char(report->out, '\n');
}

static void put_expected(struct report *report, const tocsin_expected_field *field)
{
    if (field->kind == TOCSIN_EXPECT_NUMBER)
        json_number(report->out, field->number);
    else if (field->kind == TOCSIN_EXPECT_PRESENT)
        put(report, "something");
    else if (field->kind == TOCSIN_EXPECT_ABSENT)
        put(report, "nothing");
    for (size_t i = 0; i < field->text_count; i++) {
        if (i)
            put(report, ", ");
        put_quoted(report, field->texts[i], strlen(field->texts[i]));
    }
}

static void put_words(struct report *report, tocsin_span span)
{
    put_quoted(report, tocsin_result_text(report->test->result, NULL) + span.start, span.end - span.start);
}

static void put_feature(struct report *report, const tocsin_feature *feature)
{
    switch (feature->kind) {
    case TOCSIN_VALUE_STRING: put_quoted(report, feature->value.string, strlen(feature->value.string)); break;
    case TOCSIN_VALUE_SPAN: put_words(report, feature->value.span); break;
    case TOCSIN_VALUE_INTEGER: json_integer(report->out, feature->value.integer); break;
    case TOCSIN_VALUE_NUMBER: json_number(report->out, feature->value.number); break;
    case TOCSIN_VALUE_BOOLEAN: json_boolean(report->out, feature->value.boolean); break;
    }
}

/* What a record has under a name. */
static void put_found(struct report *report, const tocsin_record *record, const char *name)
{
    size_t before = report->out->length;
    if (strcmp(name, "type") == 0)
        put(report, record->type);
    else if (strcmp(name, "span") == 0)
        put_words(report, record->span);
    for (size_t i = 0; i < record->role_count; i++) {
        if (strcmp(record->roles[i].name, name) != 0)
            continue;
        if (report->out->length != before)
            put(report, ", ");
        put_words(report, record->roles[i].span);
    }
    for (size_t i = 0; i < record->feature_count; i++)
        if (strcmp(record->features[i].name, name) == 0)
            put_feature(report, &record->features[i]);
    if (report->out->length == before)
        put(report, "nothing");
}

/* The record of the rule that meets most of what is expected and that no other expected record has; SIZE_MAX: none. */
static size_t nearest_record(const tocsin_test *test, const tocsin_expected_record *expected)
{
    size_t best = SIZE_MAX, most = 0;
    for (size_t i = 0; i < record_count(test); i++) {
        size_t met = 0;
        bool taken = !is_of_rule(test, i);
        for (size_t k = 0; k < test->example->record_count && !taken; k++)
            taken = test->records[k] == i;
        for (size_t k = 0; k < expected->field_count; k++)
            met += tocsin_expected_field_met(&expected->fields[k], test->result, tocsin_result_record(test->result, i));
        if (taken || (best != SIZE_MAX && met <= most))
            continue;
        best = i;
        most = met;
    }
    return best;
}

static void write_difference(struct report *report, const tocsin_expected_record *expected)
{
    const tocsin_test *test = report->test;
    size_t nearest = nearest_record(test, expected);
    const tocsin_record *record = nearest == SIZE_MAX ? NULL : tocsin_result_record(test->result, nearest);
    for (size_t i = 0; i < expected->field_count; i++) {
        const tocsin_expected_field *field = &expected->fields[i];
        bool met = record && tocsin_expected_field_met(field, test->result, record);
        begin_field(report, met ? ' ' : '-', field->name);
        put_expected(report, field);
        end_field(report);
        if (met || !record)
            continue;
        begin_field(report, '+', field->name);
        put_found(report, record, field->name);
        end_field(report);
    }
    if (record)
        return;
    begin_field(report, '+', "no record");
    end_field(report);
}

/* Type and all roles of a record that should not be. */
static void write_surplus(struct report *report, const tocsin_record *record)
{
    begin_field(report, '+', record->type);
    for (size_t i = 0; i < record->role_count; i++) {
        put(report, i ? ", " : "");
        put(report, record->roles[i].name);
        buffer_char(report->out, ' ');
        put_words(report, record->roles[i].span);
    }
    if (!record->role_count)
        put_words(report, record->span);
    end_field(report);
}

static void write_failure(struct report *report)
{
    const tocsin_test *test = report->test;
    buffer_text(report->out, "  ");
    put_quoted(report, test->example->text, test->example->length);
    buffer_char(report->out, '\n');
    for (size_t i = 0; i < test->example->record_count; i++)
        if (test->records[i] == SIZE_MAX)
            write_difference(report, &test->example->records[i]);
    for (size_t i = 0; i < record_count(test); i++)
        if (!test->example->accepts && is_of_rule(test, i))
            write_surplus(report, tocsin_result_record(test->result, i));
    if (!test->error)
        return;
    buffer_text(report->out, "  ! ");
    write_error_line(report->out, NULL, test->error);
}

static void write_text_test(struct report *report)
{
    const tocsin_test *test = report->test;
    paint(report, test->passed ? STYLE_WHAT : STYLE_ALARM);
    put(report, test->passed ? "passed" : "FAILED");
    paint(report, STYLE_PLAIN);
    buffer_char(report->out, ' ');
    put(report, test->rule->name);
    put(report, test->example->accepts ? " accepts  " : " rejects  ");
    paint(report, STYLE_DIM);
    put(report, test->example->file);
    buffer_format(report->out, ":%u", (unsigned)test->example->line);
    end_field(report);
    if (!test->passed)
        write_failure(report);
}

/* ---- JSON Lines ---------------------------------------------------------------------------------------- */

static void write_field_value(struct buffer *out, const tocsin_expected_field *field)
{
    if (field->kind == TOCSIN_EXPECT_NUMBER)
        json_number(out, field->number);
    else if (field->kind != TOCSIN_EXPECT_TEXTS)
        json_boolean(out, field->kind == TOCSIN_EXPECT_PRESENT);
    else if (field->text_count == 1)
        json_text(out, field->texts[0]);
    if (field->text_count < 2)
        return;
    for (size_t i = 0; i < field->text_count; i++) {
        buffer_char(out, i ? ',' : '[');
        json_text(out, field->texts[i]);
    }
    buffer_char(out, ']');
}

static void write_expected(struct report *report)
{
    const tocsin_example *example = report->test->example;
    struct buffer *out = report->out;
    json_raw(out, ",\"expected\":[");
    for (size_t i = 0; i < example->record_count; i++) {
        const tocsin_expected_record *expected = &example->records[i];
        json_raw(out, "{\"fields\":{");
        for (size_t k = 0; k < expected->field_count; k++) {
            if (k)
                buffer_char(out, ',');
            json_text(out, expected->fields[k].name);
            buffer_char(out, ':');
            write_field_value(out, &expected->fields[k]);
        }
        json_raw(out, "},\"met\":");
        json_boolean(out, report->test->records[i] != SIZE_MAX);
        buffer_text(out, i + 1 < example->record_count ? "}," : "}");
    }
    buffer_char(out, ']');
}

static void write_json_test(struct report *report)
{
    const tocsin_test *test = report->test;
    struct buffer *out = report->out;
    bool first = true;
    json_raw(out, "{\"type\":\"test\",\"rule\":");
    json_text(out, test->rule->name);
    json_raw(out, ",\"example\":");
    json_text(out, test->example->accepts ? "accepts" : "rejects");
    json_raw(out, ",\"file\":");
    json_text(out, test->example->file);
    json_raw(out, ",\"line\":");
    json_unsigned(out, test->example->line);
    json_raw(out, ",\"text\":");
    json_string(out, test->example->text, test->example->length);
    json_raw(out, ",\"passed\":");
    json_boolean(out, test->passed);
    write_expected(report);
    json_raw(out, ",\"found\":[");
    for (size_t i = 0; i < record_count(test); i++) {
        if (!is_of_rule(test, i))
            continue;
        if (!first)
            buffer_char(out, ',');
        write_jsonl_record(report->writer, test->result, i);
        first = false;
    }
    buffer_char(out, ']');
    if (test->error) {
        json_raw(out, ",\"error\":");
        write_error_object(out, test->error);
    }
    json_raw(out, "}\n");
}

tocsin_status tocsin_write_test(const tocsin_test *test, const tocsin_write_options *options, tocsin_sink *sink,
                                void *user, tocsin_error *error)
{
    if (!test || !sink)
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_write_test needs a test and a sink");
    struct writer writer;
    writer_open(&writer, options, sink, user);
    struct report report = {&writer, &writer.buffer, test};
    if (writer.options.format == TOCSIN_FORMAT_TEXT)
        write_text_test(&report);
    else
        write_json_test(&report);
    return writer_close(&writer, error);
}
