/* write_profile.c: what rules cost. */
#include <stdlib.h>

#include "base/array.h"
#include "io/json_writer.h"
#include "io/terminal_text.h"
#include "io/writer.h"

static uint64_t total_nanoseconds(const tocsin_rule_profile *row)
{
    return row->match_nanoseconds + row->lua_nanoseconds;
}

static int dearest_first(const void *left, const void *right)
{
    const tocsin_rule_profile *a = *(const tocsin_rule_profile *const *)left;
    const tocsin_rule_profile *b = *(const tocsin_rule_profile *const *)right;
    uint64_t a_time = total_nanoseconds(a), b_time = total_nanoseconds(b);
    if (a_time != b_time)
        return a_time < b_time ? 1 : -1;
    return (a > b) - (a < b);
}

static void put_count(struct buffer *out, uint64_t number)
{
    buffer_format(out, " %10llu", (unsigned long long)number);
}

static void put_time(struct buffer *out, uint64_t nanoseconds)
{
    buffer_format(out, " %10.3f", (double)nanoseconds / 1e6);
}

static void put_row(struct buffer *out, const tocsin_rule_profile *row)
{
    put_time(out, total_nanoseconds(row));
    put_time(out, row->match_nanoseconds);
    put_time(out, row->lua_nanoseconds);
    put_count(out, row->triggers);
    put_count(out, row->candidates);
    put_count(out, row->matches);
    put_count(out, row->records);
    json_raw(out, "  ");
    terminal_text(out, row->name, strlen(row->name));
    buffer_char(out, '\n');
}

static void add_row(tocsin_rule_profile *sum, const tocsin_rule_profile *row)
{
    sum->triggers += row->triggers;
    sum->candidates += row->candidates;
    sum->matches += row->matches;
    sum->records += row->records;
    sum->match_nanoseconds += row->match_nanoseconds;
    sum->lua_nanoseconds += row->lua_nanoseconds;
}

static void write_table(struct buffer *out, const tocsin_rule_profile *rows, size_t count)
{
    ARRAY(const tocsin_rule_profile *) busy = {0};
    tocsin_rule_profile sum = {.name = "all"};
    if (!array_reserve(out->alloc, &busy, count)) {
        out->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        add_row(&sum, &rows[i]);
        if (rows[i].triggers || total_nanoseconds(&rows[i]))
            busy.items[busy.count++] = &rows[i];
    }
    if (busy.count)
        qsort(busy.items, busy.count, sizeof *busy.items, dearest_first);
    buffer_format(out, " %10s %10s %10s %10s %10s %10s %10s  %s\n", "ms", "matching", "lua", "triggers", "candidates",
                  "matches", "records", "rule");
    for (size_t i = 0; i < busy.count; i++)
        put_row(out, busy.items[i]);
    put_row(out, &sum);
    if (busy.count < count)
        buffer_format(out, "%zu rules were never woken\n", count - busy.count);
    array_finish(out->alloc, &busy);
}

static void put_field(struct buffer *out, const char *name, uint64_t number)
{
    buffer_char(out, ',');
    json_text(out, name);
    buffer_char(out, ':');
    json_unsigned(out, number);
}

static void write_row(struct buffer *out, const tocsin_rule_profile *row)
{
    json_raw(out, "{\"type\":\"profile\",\"bundle\":");
    json_text(out, row->bundle);
    buffer_text(out, row->rule ? ",\"rule\":" : ",\"handler\":");
    json_text(out, row->name);
    put_field(out, "triggers", row->triggers);
    put_field(out, "candidates", row->candidates);
    put_field(out, "matches", row->matches);
    put_field(out, "records", row->records);
    put_field(out, "match_ns", row->match_nanoseconds);
    put_field(out, "lua_ns", row->lua_nanoseconds);
    json_raw(out, "}\n");
}

tocsin_status tocsin_write_profile(const tocsin_rule_profile *profile, size_t count,
                                   const tocsin_write_options *options, tocsin_sink *sink, void *user,
                                   tocsin_error *error)
{
    if (!sink || (count && !profile))
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_write_profile needs a profile and a sink");
    struct writer writer;
    writer_open(&writer, options, sink, user);
    if (writer.options.format == TOCSIN_FORMAT_TEXT)
        write_table(&writer.buffer, profile, count);
    for (size_t i = 0; i < count && writer.options.format == TOCSIN_FORMAT_JSONL; i++) {
        write_row(&writer.buffer, &profile[i]);
        writer_line(&writer);
    }
    return writer_close(&writer, error);
}
