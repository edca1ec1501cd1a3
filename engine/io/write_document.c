#include "io/write_document.h"

#include "base/array.h"
#include "io/character.h"
#include "io/json_writer.h"

struct type_count {
    const char *type;
    size_t count;
};

typedef ARRAY(struct type_count) type_counts;

static bool blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n' || byte == '\f' || byte == '\v';
}

/* Back to the end of a word, where there is one in reach. */
static size_t cut_at_word(const char *text, size_t start, size_t end)
{
    size_t word = end;
    while (word > start && !blank(text[word]))
        word--;
    while (word > start && blank(text[word - 1]))
        word--;
    return word > start ? word : end;
}

struct str document_title(const tocsin_result *result, bool *cut)
{
    enum { LONGEST = 160 };
    size_t length, start = 0;
    const char *text = tocsin_result_text(result, &length);
    if (tocsin_result_flags(result) & TOCSIN_TEXT_BOM)
        start = 3;
    while (start < length && blank(text[start]))
        start++;
    size_t end = start;
    while (end < length && text[end] != '\n' && text[end] != '\r' && end - start < LONGEST)
        end += character_at(text + end, length - end).length;
    *cut = end < length && text[end] != '\n' && text[end] != '\r';
    if (*cut)
        end = cut_at_word(text, start, end);
    while (end > start && blank(text[end - 1]))
        end--;
    return (struct str){text + start, end - start};
}

static bool count_type(const tocsin_allocator *alloc, type_counts *counts, const char *type)
{
    for (size_t i = 0; i < counts->count; i++) {
        struct type_count *known = &counts->items[i];
        if (known->type == type || strcmp(known->type, type) == 0) {
            known->count++;
            return true;
        }
    }
    return array_push(alloc, counts, (struct type_count){type, 1});
}

/* In the order in which the types appear. */
static void write_record_counts(struct buffer *out, const tocsin_result *result)
{
    type_counts counts = {0};
    size_t total = tocsin_result_record_count(result);
    for (size_t i = 0; i < total && !out->failed; i++)
        out->failed = !count_type(out->alloc, &counts, tocsin_result_record(result, i)->type);
    json_raw(out, ",\"records\":{");
    for (size_t i = 0; i < counts.count; i++) {
        if (i)
            buffer_char(out, ',');
        json_text(out, counts.items[i].type);
        buffer_char(out, ':');
        json_unsigned(out, counts.items[i].count);
    }
    buffer_char(out, '}');
    array_finish(out->alloc, &counts);
}

static void write_flags(struct buffer *out, unsigned flags)
{
    static const struct {
        unsigned flag;
        const char *name;
    } names[] = {
        {TOCSIN_TEXT_REPAIRED, "repaired"}, {TOCSIN_TEXT_BOM, "bom"},
        {TOCSIN_TEXT_NUL, "nul"},           {TOCSIN_TEXT_BIDI, "bidi"},
        {TOCSIN_TEXT_ZERO_WIDTH, "zero_width"},
    };
    bool first = true;
    json_raw(out, ",\"flags\":[");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!(flags & names[i].flag))
            continue;
        if (!first)
            buffer_char(out, ',');
        json_text(out, names[i].name);
        first = false;
    }
    buffer_char(out, ']');
}

void write_document_fields(struct buffer *out, const tocsin_result *result)
{
    const tocsin_span *ignored;
    size_t bytes, meta_length;
    const char *meta = tocsin_result_meta(result, &meta_length);
    bool cut;
    struct str title = document_title(result, &cut);
    size_t diagnostics = 0;
    while (tocsin_result_diagnostic(result, diagnostics))
        diagnostics++;
    tocsin_result_text(result, &bytes);
    json_raw(out, ",\"type\":\"document\",\"meta\":");
    json_copy(out, meta ? meta : "{}", meta ? meta_length : 2);
    json_raw(out, ",\"title\":\"");
    json_escaped(out, title.data, title.length);
    if (cut)
        json_raw(out, "…");
    json_raw(out, "\",\"bytes\":");
    json_unsigned(out, bytes);
    json_raw(out, ",\"paragraphs\":");
    json_unsigned(out, tocsin_result_paragraphs(result, &ignored));
    json_raw(out, ",\"sentences\":");
    json_unsigned(out, tocsin_result_sentences(result, &ignored));
    json_raw(out, ",\"tokens\":");
    json_unsigned(out, tocsin_result_tokens(result, &ignored));
    write_record_counts(out, result);
    write_flags(out, tocsin_result_flags(result));
    json_raw(out, ",\"diagnostics\":");
    json_unsigned(out, diagnostics);
}
