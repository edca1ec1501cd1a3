#include "io/write_jsonl.h"

#include "io/feature_json.h"
#include "io/write_document.h"
#include "io/write_error.h"
#include "text/offsets.h"

/* One result on its way out. */
struct page {
    struct writer *writer;
    struct buffer *out;
    const tocsin_result *result;
    struct buffer id; /* as it goes between quotes */
    struct str text;
    struct offsets offsets; /* open unless bytes are asked for */
};

static size_t offset_of(const struct page *page, size_t byte)
{
    tocsin_offsets unit = page->writer->options.offsets;
    return unit == TOCSIN_OFFSETS_BYTES ? byte : offsets_convert(&page->offsets, byte, unit);
}

/* `"start":…,"end":…` */
static void write_place(struct page *page, tocsin_span span)
{
    json_raw(page->out, "\"start\":");
    json_unsigned(page->out, offset_of(page, span.start));
    json_raw(page->out, ",\"end\":");
    json_unsigned(page->out, offset_of(page, span.end));
}

/* `"start":…,"end":…,"text":…` */
static void write_span(struct page *page, tocsin_span span)
{
    write_place(page, span);
    json_raw(page->out, ",\"text\":");
    json_string(page->out, page->text.data + span.start, span.end - span.start);
}

static void write_role(struct page *page, const tocsin_role *role)
{
    buffer_char(page->out, '{');
    write_span(page, role->span);
    if (role->entity) {
        json_raw(page->out, ",\"entity\":");
        json_text(page->out, role->entity);
    }
    if (role->inferred)
        json_raw(page->out, ",\"inferred\":true");
    buffer_char(page->out, '}');
}

static bool same_role(const tocsin_role *a, const tocsin_role *b)
{
    return a->name == b->name || strcmp(a->name, b->name) == 0;
}

static bool role_seen(const tocsin_record *record, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (same_role(&record->roles[i], &record->roles[index]))
            return true;
    }
    return false;
}

static bool role_again(const tocsin_record *record, size_t index)
{
    for (size_t i = index + 1; i < record->role_count; i++) {
        if (same_role(&record->roles[i], &record->roles[index]))
            return true;
    }
    return false;
}

/* All spans of the role that `index` is the first of. */
static void write_role_spans(struct page *page, const tocsin_record *record, size_t index)
{
    const tocsin_role *roles = record->roles;
    if (!role_again(record, index)) {
        write_role(page, &roles[index]);
        return;
    }
    buffer_char(page->out, '[');
    for (size_t i = index; i < record->role_count; i++) {
        if (!same_role(&roles[i], &roles[index]))
            continue;
        if (i > index)
            buffer_char(page->out, ',');
        write_role(page, &roles[i]);
    }
    buffer_char(page->out, ']');
}

static void write_roles(struct page *page, const tocsin_record *record)
{
    json_raw(page->out, ",\"roles\":{");
    for (size_t i = 0; i < record->role_count; i++) {
        if (role_seen(record, i))
            continue;
        if (i)
            buffer_char(page->out, ',');
        json_text(page->out, record->roles[i].name);
        buffer_char(page->out, ':');
        write_role_spans(page, record, i);
    }
    buffer_char(page->out, '}');
}

static void write_value(struct page *page, const tocsin_feature *feature)
{
    if (feature_json(page->out, feature))
        return;
    buffer_char(page->out, '{');
    write_span(page, feature->value.span);
    buffer_char(page->out, '}');
}

static void write_features(struct page *page, const tocsin_record *record)
{
    json_raw(page->out, ",\"features\":{");
    for (size_t i = 0; i < record->feature_count; i++) {
        if (i)
            buffer_char(page->out, ',');
        json_text(page->out, record->features[i].name);
        buffer_char(page->out, ':');
        write_value(page, &record->features[i]);
    }
    buffer_char(page->out, '}');
}

/* `"DOC#N"`: what a record is called, counted from 1. */
static void write_record_id(struct page *page, size_t index)
{
    buffer_char(page->out, '"');
    buffer_append(page->out, page->id.data, page->id.length);
    buffer_char(page->out, '#');
    json_unsigned(page->out, index + 1);
    buffer_char(page->out, '"');
}

static void write_relations(struct page *page, const tocsin_record *record)
{
    json_raw(page->out, ",\"attributed_to\":[");
    for (size_t i = 0; i < record->attributed_to_count; i++) {
        if (i)
            buffer_char(page->out, ',');
        write_record_id(page, record->attributed_to[i]);
    }
    json_raw(page->out, "],\"links\":[");
    for (size_t i = 0; i < record->link_count; i++) {
        if (i)
            buffer_char(page->out, ',');
        json_raw(page->out, "{\"rel\":");
        json_text(page->out, record->links[i].relation);
        json_raw(page->out, ",\"to\":");
        write_record_id(page, record->links[i].record);
        buffer_char(page->out, '}');
    }
    buffer_char(page->out, ']');
}

/* `{"doc":…` */
static void begin_line(struct page *page)
{
    json_raw(page->out, "{\"doc\":\"");
    buffer_append(page->out, page->id.data, page->id.length);
    buffer_char(page->out, '"');
}

static void end_line(struct page *page)
{
    json_raw(page->out, "}\n");
    writer_line(page->writer);
}

static void write_record_object(struct page *page, const tocsin_record *record, size_t index)
{
    struct buffer *out = page->out;
    begin_line(page);
    json_raw(out, ",\"id\":");
    write_record_id(page, index);
    json_raw(out, ",\"type\":");
    json_text(out, record->type);
    buffer_char(out, ',');
    write_place(page, record->span);
    json_raw(out, ",\"sentence\":");
    json_unsigned(out, record->sentence);
    write_roles(page, record);
    write_features(page, record);
    write_relations(page, record);
    json_raw(out, ",\"rule\":");
    json_text(out, record->rule);
    json_raw(out, ",\"bundle\":");
    json_text(out, record->bundle);
    json_raw(out, ",\"confidence\":");
    json_number(out, record->confidence);
    buffer_char(out, '}');
}

static void write_diagnostics(struct page *page)
{
    const tocsin_error *diagnostic;
    for (size_t i = 0; (diagnostic = tocsin_result_diagnostic(page->result, i)); i++) {
        begin_line(page);
        json_raw(page->out, ",\"type\":\"diagnostic\",\"error\":");
        write_error_object(page->out, diagnostic);
        end_line(page);
    }
}

static void write_document(struct page *page)
{
    begin_line(page);
    write_document_fields(page->out, page->result);
    end_line(page);
}

static void write_pair(struct page *page, tocsin_span span)
{
    buffer_char(page->out, '[');
    json_unsigned(page->out, offset_of(page, span.start));
    buffer_char(page->out, ',');
    json_unsigned(page->out, offset_of(page, span.end));
    buffer_char(page->out, ']');
}

/* Spans in the unit asked for. */
static void write_spans(struct page *page, const tocsin_span *spans, size_t count)
{
    if (page->writer->options.offsets == TOCSIN_OFFSETS_BYTES) {
        json_pairs(page->out, spans, count);
        return;
    }
    buffer_char(page->out, '[');
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_char(page->out, ',');
        write_pair(page, spans[i]);
    }
    buffer_char(page->out, ']');
}

static bool page_open(struct page *page, struct writer *writer, const tocsin_result *result)
{
    *page = (struct page){.writer = writer, .out = &writer->buffer, .result = result};
    const tocsin_allocator *alloc = page->out->alloc;
    const char *id = tocsin_result_id(result);
    buffer_init(&page->id, alloc);
    json_escaped(&page->id, id, strlen(id));
    page->text.data = tocsin_result_text(result, &page->text.length);
    bool bytes = writer->options.offsets == TOCSIN_OFFSETS_BYTES;
    tocsin_status status = bytes ? TOCSIN_OK : offsets_open(&page->offsets, alloc, page->text, NULL);
    page->out->failed |= status || page->id.failed;
    return !page->out->failed;
}

static void page_close(struct page *page)
{
    if (page->offsets.alloc)
        offsets_close(&page->offsets);
    buffer_finish(&page->id);
}

void write_jsonl(struct writer *writer, const tocsin_result *result)
{
    struct page page;
    if (page_open(&page, writer, result)) {
        write_diagnostics(&page);
        if (writer->options.documents)
            write_document(&page);
        size_t count = tocsin_result_record_count(result);
        for (size_t i = 0; i < count && !writer->stopped; i++) {
            write_record_object(&page, tocsin_result_record(result, i), i);
            buffer_char(page.out, '\n');
            writer_line(writer);
        }
    }
    page_close(&page);
}

void write_jsonl_record(struct writer *writer, const tocsin_result *result, size_t index)
{
    struct page page;
    if (page_open(&page, writer, result))
        write_record_object(&page, tocsin_result_record(result, index), index);
    page_close(&page);
}

static void write_tags(struct page *page, const tocsin_tag *tags, size_t count)
{
    static const char *const names[] = {",\"pos\":[", ",\"tags\":[", ",\"lemmas\":["};
    for (size_t column = 0; column < 3; column++) {
        buffer_text(page->out, names[column]);
        for (size_t i = 0; i < count; i++) {
            const char *text = column == 0 ? tags[i].pos : column == 1 ? tags[i].tag : tags[i].lemma;
            buffer_text(page->out, i ? ",\"" : "\"");
            json_escaped(page->out, text, column == 2 ? tags[i].lemma_length : strlen(text));
            buffer_char(page->out, '"');
        }
        buffer_char(page->out, ']');
    }
}

void write_jsonl_tokens(struct writer *writer, const tocsin_result *result)
{
    struct page page;
    if (page_open(&page, writer, result)) {
        const tocsin_span *spans;
        const tocsin_tag *tags;
        size_t count = tocsin_result_tokens(result, &spans);
        begin_line(&page);
        json_raw(page.out, ",\"tokens\":");
        write_spans(&page, spans, count);
        count = tocsin_result_sentences(result, &spans);
        json_raw(page.out, ",\"sentences\":");
        write_spans(&page, spans, count);
        if ((count = tocsin_result_tags(result, &tags)) > 0)
            write_tags(&page, tags, count);
        end_line(&page);
    }
    page_close(&page);
}
