#include "io/explanation_json.h"

#include "io/feature_json.h"

/* What is being written. */
struct page {
    struct buffer *out;
    const tocsin_explanation *explanation;
    const char *text;
    const char *id;
};

static void put_name(struct page *page, const char *name, const char *before)
{
    buffer_text(page->out, before);
    json_text(page->out, name);
    buffer_char(page->out, ':');
}

static void put_number(struct page *page, const char *name, uint64_t number)
{
    put_name(page, name, ",");
    json_unsigned(page->out, number);
}

static void put_text(struct page *page, const char *name, const char *text)
{
    put_name(page, name, ",");
    json_text(page->out, text);
}

/* `"start":…,"end":…,"text":…` */
static void put_span(struct page *page, tocsin_span span)
{
    json_raw(page->out, "\"start\":");
    json_unsigned(page->out, span.start);
    put_number(page, "end", span.end);
    put_name(page, "text", ",");
    json_string(page->out, page->text + span.start, span.end - span.start);
}

static void put_record_id(struct page *page, size_t index)
{
    if (index == SIZE_MAX) {
        json_raw(page->out, "null");
        return;
    }
    json_raw(page->out, "\"");
    json_escaped(page->out, page->id, strlen(page->id));
    buffer_format(page->out, "#%zu\"", index + 1);
}

static void put_place(struct page *page, const struct explained_place *place)
{
    put_text(page, "file", place->file);
    put_number(page, "line", place->line);
    if (place->column)
        put_number(page, "column", place->column);
}

static void put_rule(struct page *page, const tocsin_rule *rule, size_t sentence)
{
    json_raw(page->out, "\"rule\":");
    json_text(page->out, rule->name);
    put_text(page, "file", rule->file);
    put_number(page, "line", rule->line);
    put_number(page, "sentence", sentence + 1);
}

/* ---- Matches ------------------------------------------------------------------------------------------- */

static void put_elements(struct page *page, const char *name, const struct explained_element *elements, size_t count)
{
    put_name(page, name, ",");
    buffer_char(page->out, '[');
    for (size_t i = 0; i < count; i++) {
        buffer_text(page->out, i ? ",{\"element\":" : "{\"element\":");
        json_text(page->out, elements[i].text);
        put_place(page, &elements[i].place);
        if (elements[i].span.end > elements[i].span.start) {
            buffer_char(page->out, ',');
            put_span(page, elements[i].span);
        }
        buffer_char(page->out, '}');
    }
    buffer_char(page->out, ']');
}

static void put_captures(struct page *page, const struct explained_match *match)
{
    json_raw(page->out, ",\"captures\":[");
    for (size_t i = 0; i < match->capture_count; i++) {
        const struct explained_capture *capture = &match->captures[i];
        buffer_text(page->out, i ? ",{" : "{");
        json_raw(page->out, "\"name\":");
        json_text(page->out, capture->name);
        buffer_char(page->out, ',');
        put_span(page, capture->span);
        if (capture->list) {
            put_text(page, "list", capture->list);
            put_text(page, "list_file", capture->entry.file);
            put_number(page, "list_line", capture->entry.line);
        }
        if (capture->record != SIZE_MAX) {
            json_raw(page->out, ",\"record\":");
            put_record_id(page, capture->record);
        }
        buffer_char(page->out, '}');
    }
    buffer_char(page->out, ']');
}

static void put_match(struct page *page, const struct explained_match *match)
{
    buffer_char(page->out, '{');
    put_rule(page, match->rule, match->sentence);
    put_number(page, "pattern", match->pattern + 1);
    buffer_char(page->out, ',');
    put_span(page, match->span);
    put_name(page, "guarded", ",");
    json_boolean(page->out, match->guarded);
    put_text(page, "outcome", provenance_outcome(match->outcome, match->record_count));
    put_elements(page, "elements", match->elements, match->element_count);
    put_captures(page, match);
    buffer_char(page->out, '}');
}

/* ---- Records ------------------------------------------------------------------------------------------- */

static void put_value(struct page *page, const tocsin_feature *feature)
{
    if (feature_json(page->out, feature))
        return;
    buffer_char(page->out, '{');
    put_span(page, feature->value.span);
    buffer_char(page->out, '}');
}

static void put_origin(struct page *page, const struct explained_origin *origin)
{
    put_text(page, "from", provenance_name(origin->kind));
    if (origin->by[0])
        put_text(page, "by", origin->by);
    if (origin->place.file[0])
        put_place(page, &origin->place);
    if (origin->kind != FROM_MODIFIER)
        return;
    json_raw(page->out, ",\"cue\":{");
    put_span(page, origin->cue);
    buffer_char(page->out, '}');
}

static void put_features(struct page *page, const struct explained_record *record)
{
    json_raw(page->out, ",\"features\":[");
    for (size_t i = 0; i < record->record->feature_count; i++) {
        buffer_text(page->out, i ? ",{" : "{");
        json_raw(page->out, "\"name\":");
        json_text(page->out, record->record->features[i].name);
        json_raw(page->out, ",\"value\":");
        put_value(page, &record->record->features[i]);
        put_origin(page, &record->features[i]);
        buffer_char(page->out, '}');
    }
    buffer_char(page->out, ']');
}

static void put_links(struct page *page, const struct explained_record *record)
{
    json_raw(page->out, ",\"links\":[");
    for (size_t i = 0; i < record->record->link_count; i++) {
        buffer_text(page->out, i ? ",{" : "{");
        json_raw(page->out, "\"rel\":");
        json_text(page->out, record->record->links[i].relation);
        json_raw(page->out, ",\"to\":");
        put_record_id(page, record->record->links[i].record);
        put_origin(page, &record->links[i]);
        buffer_char(page->out, '}');
    }
    buffer_char(page->out, ']');
}

static void put_roles(struct page *page, const struct explained_record *record)
{
    json_raw(page->out, ",\"roles\":[");
    for (size_t i = 0; i < record->record->role_count; i++) {
        buffer_text(page->out, i ? ",{" : "{");
        json_raw(page->out, "\"name\":");
        json_text(page->out, record->record->roles[i].name);
        buffer_char(page->out, ',');
        put_span(page, record->record->roles[i].span);
        buffer_char(page->out, '}');
    }
    buffer_char(page->out, ']');
}

static void put_record(struct page *page, const struct explained_record *record)
{
    json_raw(page->out, "{\"id\":");
    put_record_id(page, record->index);
    put_text(page, "type", record->record->type);
    put_text(page, "rule", record->record->rule);
    put_number(page, "sentence", record->record->sentence + 1);
    buffer_char(page->out, ',');
    put_span(page, record->record->span);
    json_raw(page->out, ",\"match\":");
    if (record->match == SIZE_MAX)
        json_raw(page->out, "null");
    else
        json_unsigned(page->out, record->match);
    put_roles(page, record);
    put_features(page, record);
    put_links(page, record);
    if (record->index == SIZE_MAX) {
        json_raw(page->out, ",\"lost_to\":");
        put_record_id(page, record->won);
    }
    buffer_char(page->out, '}');
}

/* ---- Misses -------------------------------------------------------------------------------------------- */

static void put_miss(struct page *page, const struct explained_miss *miss)
{
    static const char *const ends[] = {"trigger", "pattern", "scope"};
    buffer_char(page->out, '{');
    put_rule(page, miss->rule, miss->sentence);
    put_text(page, "ended_by", ends[miss->end]);
    put_text(page, "trigger", miss->trigger);
    if (miss->is_pattern) {
        put_elements(page, "elements", miss->elements, miss->element_count);
        put_elements(page, "wanted", miss->wanted, miss->wanted_count);
        json_raw(page->out, ",\"saw\":");
        if (miss->saw.end > miss->saw.start) {
            buffer_char(page->out, '{');
            put_span(page, miss->saw);
            buffer_char(page->out, '}');
        } else {
            json_raw(page->out, "null");
        }
    }
    buffer_char(page->out, '}');
}

void explanation_json(struct writer *writer, const tocsin_explanation *explanation)
{
    const tocsin_result *result = tocsin_explanation_result(explanation);
    struct page page = {&writer->buffer, explanation, tocsin_result_text(result, NULL), tocsin_result_id(result)};
    json_raw(page.out, "{\"doc\":");
    json_text(page.out, page.id);
    json_raw(page.out, ",\"type\":\"explanation\",\"matches\":[");
    for (size_t i = 0; i < explanation->matches.count; i++) {
        buffer_text(page.out, i ? "," : "");
        put_match(&page, &explanation->matches.items[i]);
    }
    json_raw(page.out, "],\"records\":[");
    for (size_t i = 0; i < explanation->records.count; i++) {
        buffer_text(page.out, i ? "," : "");
        put_record(&page, &explanation->records.items[i]);
    }
    json_raw(page.out, "],\"misses\":[");
    for (size_t i = 0; i < explanation->misses.count; i++) {
        buffer_text(page.out, i ? "," : "");
        put_miss(&page, &explanation->misses.items[i]);
    }
    json_raw(page.out, "]}\n");
}
