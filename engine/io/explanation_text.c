#include "io/explanation_text.h"

#include "io/json_writer.h"
#include "io/palette.h"
#include "io/terminal_text.h"

enum { NAME_WIDTH = 14, WORDS_MOST = 72 };

/* What is being written. */
struct sheet {
    struct writer *writer;
    struct buffer *out;
    const tocsin_explanation *explanation;
    const char *text;
};

static void paint(struct sheet *sheet, enum style style)
{
    if (sheet->writer->options.color)
        buffer_text(sheet->out, palette_code(style));
}

static void put(struct sheet *sheet, const char *text)
{
    terminal_text(sheet->out, text, strlen(text));
}

static bool continues_character(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

/* How much of a long text is shown: whole characters of its beginning. */
static size_t shown_length(const char *text, size_t length)
{
    size_t shown = WORDS_MOST;
    if (length <= WORDS_MOST)
        return length;
    while (shown && continues_character(text[shown]))
        shown--;
    return shown;
}

static void put_cut(struct sheet *sheet, const char *text)
{
    size_t length = strlen(text), shown = shown_length(text, length);
    terminal_text(sheet->out, text, shown);
    buffer_text(sheet->out, shown < length ? "…" : "");
}

/* In quotes; long ones by their beginning. */
static void put_words(struct sheet *sheet, tocsin_span span)
{
    size_t length = span.end - span.start, shown = shown_length(sheet->text + span.start, length);
    buffer_char(sheet->out, '"');
    terminal_text(sheet->out, sheet->text + span.start, shown);
    buffer_text(sheet->out, shown < length ? "…\"" : "\"");
}

static void put_padded(struct sheet *sheet, const char *text, size_t width)
{
    for (size_t columns = terminal_text(sheet->out, text, strlen(text)); columns < width; columns++)
        buffer_char(sheet->out, ' ');
    buffer_char(sheet->out, ' ');
}

static void put_place(struct sheet *sheet, const char *file, uint32_t line, uint32_t column)
{
    paint(sheet, STYLE_DIM);
    buffer_text(sheet->out, "  ");
    put(sheet, file);
    if (line)
        buffer_format(sheet->out, ":%u", (unsigned)line);
    if (column)
        buffer_format(sheet->out, ":%u", (unsigned)column);
    paint(sheet, STYLE_PLAIN);
}

/* ---- Matches ------------------------------------------------------------------------------------------- */

static void put_elements(struct sheet *sheet, const struct explained_element *elements, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buffer_text(sheet->out, "    ");
        put_padded(sheet, elements[i].text, 2 * NAME_WIDTH);
        if (elements[i].span.end > elements[i].span.start)
            put_words(sheet, elements[i].span);
        put_place(sheet, elements[i].place.file, elements[i].place.line, elements[i].place.column);
        buffer_char(sheet->out, '\n');
    }
}

static void put_captures(struct sheet *sheet, const struct explained_match *match)
{
    for (size_t i = 0; i < match->capture_count; i++) {
        const struct explained_capture *capture = &match->captures[i];
        if (!capture->name[0])
            continue;
        buffer_text(sheet->out, "    capture ");
        put_padded(sheet, capture->name, NAME_WIDTH);
        put_words(sheet, capture->span);
        if (capture->list) {
            buffer_text(sheet->out, " of @");
            put(sheet, capture->list);
        }
        if (capture->list)
            put_place(sheet, capture->entry.file, capture->entry.line, 0);
        if (capture->record != SIZE_MAX)
            buffer_format(sheet->out, ", record #%zu", capture->record + 1);
        buffer_char(sheet->out, '\n');
    }
}

static void put_match(struct sheet *sheet, const struct explained_match *match)
{
    buffer_format(sheet->out, "  matched by %s %u: ", match->element_count ? "pattern" : "pattern or regex",
                  (unsigned)match->pattern + 1);
    put_words(sheet, match->span);
    buffer_text(sheet->out, match->guarded && match->outcome == TRACE_EMITTED ? ", passed by `when`\n" : "\n");
    put_elements(sheet, match->elements, match->element_count);
    put_captures(sheet, match);
}

/* ---- Records ------------------------------------------------------------------------------------------- */

static void put_value(struct sheet *sheet, const tocsin_feature *feature)
{
    switch (feature->kind) {
    case TOCSIN_VALUE_STRING: put(sheet, feature->value.string); break;
    case TOCSIN_VALUE_NUMBER: json_number(sheet->out, feature->value.number); break;
    case TOCSIN_VALUE_INTEGER: json_integer(sheet->out, feature->value.integer); break;
    case TOCSIN_VALUE_BOOLEAN: json_boolean(sheet->out, feature->value.boolean); break;
    case TOCSIN_VALUE_SPAN: put_words(sheet, feature->value.span); break;
    }
}

static void put_origin(struct sheet *sheet, const struct explained_origin *origin)
{
    static const char *const origins[] = {
        [FROM_CONSTANT] = "a constant of `emit`",
        [FROM_CAPTURE] = "the words of capture ",
        [FROM_COLUMN] = "column ",
        [FROM_FUNCTION] = "a function of `emit`",
        [FROM_EMIT] = "the `emit` function, or Lua after it",
        [FROM_MODIFIER] = "modifier ",
        [FROM_HANDLER] = "a document handler",
        [FROM_LINK] = "link ",
        [FROM_LUA] = "Lua",
    };
    buffer_text(sheet->out, "  from ");
    buffer_text(sheet->out, origins[origin->kind]);
    put(sheet, origin->by);
    if (origin->kind == FROM_MODIFIER) {
        buffer_text(sheet->out, " for ");
        put_words(sheet, origin->cue);
    }
    if (origin->place.file[0])
        put_place(sheet, origin->place.file, origin->place.line, 0);
}

static void put_links(struct sheet *sheet, const struct explained_record *record)
{
    for (size_t i = 0; i < record->record->link_count; i++) {
        buffer_text(sheet->out, "    link    ");
        put_padded(sheet, record->record->links[i].relation, NAME_WIDTH);
        buffer_format(sheet->out, "#%zu", record->record->links[i].record + 1);
        put_origin(sheet, &record->links[i]);
        buffer_char(sheet->out, '\n');
    }
}

static void put_record_line(struct sheet *sheet, const struct explained_record *record)
{
    if (record->index == SIZE_MAX)
        buffer_text(sheet->out, "lost ");
    else
        buffer_format(sheet->out, "#%zu ", record->index + 1);
    paint(sheet, STYLE_TYPE);
    put(sheet, record->record->type);
    paint(sheet, STYLE_PLAIN);
    buffer_text(sheet->out, "  ");
    put(sheet, record->record->rule);
    if (record->match != SIZE_MAX) {
        const tocsin_rule *rule = sheet->explanation->matches.items[record->match].rule;
        put_place(sheet, rule->file, rule->line, 0);
    }
    buffer_format(sheet->out, "  sentence %zu\n", record->record->sentence + 1);
    if (record->index == SIZE_MAX && record->won != SIZE_MAX)
        buffer_format(sheet->out, "  lost by its type's conflict policy to #%zu\n", record->won + 1);
    else if (record->index == SIZE_MAX)
        buffer_text(sheet->out, "  lost by its type's conflict policy\n");
}

static void put_record(struct sheet *sheet, const struct explained_record *record)
{
    put_record_line(sheet, record);
    if (record->match == SIZE_MAX)
        buffer_text(sheet->out, "  filed by a document handler\n");
    else
        put_match(sheet, &sheet->explanation->matches.items[record->match]);
    for (size_t i = 0; i < record->record->role_count; i++) {
        buffer_text(sheet->out, "    role    ");
        put_padded(sheet, record->record->roles[i].name, NAME_WIDTH);
        paint(sheet, palette_role(record->record->roles[i].name));
        put_words(sheet, record->record->roles[i].span);
        paint(sheet, STYLE_PLAIN);
        buffer_char(sheet->out, '\n');
    }
    for (size_t i = 0; i < record->record->feature_count; i++) {
        buffer_text(sheet->out, "    feature ");
        put_padded(sheet, record->record->features[i].name, NAME_WIDTH);
        put_value(sheet, &record->record->features[i]);
        put_origin(sheet, &record->features[i]);
        buffer_char(sheet->out, '\n');
    }
    put_links(sheet, record);
    buffer_char(sheet->out, '\n');
}

/* A match that came to nothing. */
static void put_fruitless(struct sheet *sheet, const struct explained_match *match)
{
    static const char *const outcomes[] = {
        [TRACE_EMITTED] = "`emit` gave no record",
        [TRACE_REFUSED] = "`when` refused it",
        [TRACE_FAILED] = "its Lua failed",
        [TRACE_LEFT_OUT] = "left out, since the rule had failed before",
    };
    paint(sheet, STYLE_ALARM);
    buffer_text(sheet->out, "no record ");
    paint(sheet, STYLE_PLAIN);
    put(sheet, match->rule->name);
    put_place(sheet, match->rule->file, match->rule->line, 0);
    buffer_format(sheet->out, "  sentence %zu: %s\n", match->sentence + 1, outcomes[match->outcome]);
    put_match(sheet, match);
    buffer_char(sheet->out, '\n');
}

/* ---- Misses -------------------------------------------------------------------------------------------- */

static void put_miss_reason(struct sheet *sheet, const struct explained_miss *miss)
{
    if (miss->end == MISS_SCOPE) {
        buffer_text(sheet->out, "  its pattern matches here, but not within its scope\n");
        return;
    }
    if (miss->end == MISS_TRIGGER || !miss->is_pattern) {
        buffer_text(sheet->out, miss->end == MISS_TRIGGER ? "  what it waits for is not here: "
                                                          : "  the regex does not match, though this is here: ");
        put_cut(sheet, miss->trigger);
        buffer_char(sheet->out, '\n');
    }
    if (!miss->is_pattern)
        return;
    buffer_text(sheet->out, miss->element_count ? "  it got so far:\n" : "  its first element fits nowhere:\n");
    put_elements(sheet, miss->elements, miss->element_count);
    buffer_text(sheet->out, "  then it wanted");
    for (size_t i = 0; i < miss->wanted_count; i++) {
        buffer_text(sheet->out, i ? " or " : " ");
        put(sheet, miss->wanted[i].text);
    }
    if (miss->saw.end > miss->saw.start) {
        buffer_text(sheet->out, " and saw ");
        put_words(sheet, miss->saw);
    } else {
        buffer_text(sheet->out, ", and the sentence was over");
    }
    buffer_char(sheet->out, '\n');
}

static void put_miss(struct sheet *sheet, const struct explained_miss *miss)
{
    paint(sheet, STYLE_ALARM);
    buffer_text(sheet->out, "no match ");
    paint(sheet, STYLE_PLAIN);
    put(sheet, miss->rule->name);
    put_place(sheet, miss->rule->file, miss->rule->line, 0);
    buffer_format(sheet->out, "  sentence %zu\n", miss->sentence + 1);
    put_miss_reason(sheet, miss);
    buffer_char(sheet->out, '\n');
}

void explanation_text(struct writer *writer, const tocsin_explanation *explanation)
{
    struct sheet sheet = {writer, &writer->buffer, explanation,
                          tocsin_result_text(tocsin_explanation_result(explanation), NULL)};
    for (size_t i = 0; i < explanation->records.count; i++)
        put_record(&sheet, &explanation->records.items[i]);
    for (size_t i = 0; i < explanation->matches.count; i++)
        if (explanation->matches.items[i].record_count == 0)
            put_fruitless(&sheet, &explanation->matches.items[i]);
    for (size_t i = 0; i < explanation->misses.count; i++)
        put_miss(&sheet, &explanation->misses.items[i]);
}
