#include "io/write_text.h"

#include <stdlib.h>

#include "base/array.h"
#include "io/json_writer.h"
#include "io/line_fold.h"
#include "io/terminal_text.h"
#include "io/write_document.h"
#include "io/write_error.h"
#include "io/write_record.h"

enum { DEFAULT_WIDTH = 100, LEAST_WIDTH = 40 };

/* One document on its way out. */
struct sheet {
    struct writer *writer;
    struct line_fold fold;
    const tocsin_result *result;
    struct str text;
    unsigned char *styles; /* one for each byte of the sentence in hand */
    size_t styles_size;
};

static void write_heading(struct sheet *sheet)
{
    const char *id = tocsin_result_id(sheet->result);
    bool cut;
    struct str title = document_title(sheet->result, &cut);
    line_fold_begin(&sheet->fold, 0, 2);
    line_fold_text(&sheet->fold, id, strlen(id), STYLE_HEADING);
    line_fold_gap(&sheet->fold, 2);
    line_fold_text(&sheet->fold, title.data, title.length, STYLE_TYPE);
    if (cut)
        line_fold_text(&sheet->fold, "…", strlen("…"), STYLE_TYPE);
    line_fold_end(&sheet->fold);
}

static void write_diagnostics(struct sheet *sheet)
{
    const tocsin_error *diagnostic;
    for (size_t i = 0; (diagnostic = tocsin_result_diagnostic(sheet->result, i)); i++) {
        json_raw(sheet->fold.out, "  diagnostic: ");
        write_error_line(sheet->fold.out, NULL, diagnostic);
    }
}

static void paint_span(struct sheet *sheet, tocsin_span sentence, const tocsin_role *role)
{
    size_t start = role->span.start > sentence.start ? role->span.start : sentence.start;
    size_t end = role->span.end < sentence.end ? role->span.end : sentence.end;
    if (start < end)
        memset(sheet->styles + (start - sentence.start), (int)palette_role(role->name), end - start);
}

static int longest_first(const void *left, const void *right)
{
    const tocsin_role *a = *(const tocsin_role *const *)left, *b = *(const tocsin_role *const *)right;
    size_t a_length = a->span.end - a->span.start, b_length = b->span.end - b->span.start;
    if (a_length != b_length)
        return a_length < b_length ? 1 : -1;
    return palette_role(a->name) < palette_role(b->name) ? 1 : -1;
}

/* A record inside another shows through it: longer spans are painted first. */
static bool paint_sentence(struct sheet *sheet, tocsin_span sentence, size_t first, size_t end)
{
    const tocsin_allocator *alloc = sheet->fold.out->alloc;
    ARRAY(const tocsin_role *) roles = {0};
    bool painted = true;
    for (size_t i = first; i < end && painted; i++) {
        const tocsin_record *record = tocsin_result_record(sheet->result, i);
        for (size_t r = 0; r < record->role_count && painted; r++)
            painted = array_push(alloc, &roles, &record->roles[r]);
    }
    if (roles.count)
        qsort(roles.items, roles.count, sizeof *roles.items, longest_first);
    memset(sheet->styles, STYLE_PLAIN, sentence.end - sentence.start);
    for (size_t i = 0; i < roles.count; i++)
        paint_span(sheet, sentence, roles.items[i]);
    array_finish(alloc, &roles);
    return painted;
}

static bool make_styles(struct sheet *sheet, size_t size)
{
    if (size <= sheet->styles_size)
        return true;
    void *larger = alloc_resize(sheet->fold.out->alloc, sheet->styles, sheet->styles_size, size);
    if (!larger)
        return false;
    sheet->styles = larger;
    sheet->styles_size = size;
    return true;
}

static void write_sentence(struct sheet *sheet, tocsin_span sentence, size_t first, size_t end)
{
    struct buffer *out = sheet->fold.out;
    size_t length = sentence.end - sentence.start;
    buffer_char(out, '\n');
    line_fold_begin(&sheet->fold, 0, 0);
    if (make_styles(sheet, length) && paint_sentence(sheet, sentence, first, end))
        line_fold_styled(&sheet->fold, sheet->text.data + sentence.start, length, sheet->styles);
    else
        out->failed = true;
    line_fold_end(&sheet->fold);
}

static size_t widest_type(const tocsin_result *result)
{
    enum { WIDEST = 16 };
    size_t widest = 0, count = tocsin_result_record_count(result);
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(tocsin_result_record(result, i)->type);
        if (length > widest)
            widest = length;
    }
    return widest < WIDEST ? widest : WIDEST;
}

static void write_records(struct sheet *sheet)
{
    const tocsin_span *sentences;
    size_t sentence_count = tocsin_result_sentences(sheet->result, &sentences);
    size_t count = tocsin_result_record_count(sheet->result), type_width = widest_type(sheet->result);
    for (size_t i = 0; i < count && !sheet->writer->stopped;) {
        size_t sentence = tocsin_result_record(sheet->result, i)->sentence, end = i;
        while (end < count && tocsin_result_record(sheet->result, end)->sentence == sentence)
            end++;
        if (sentence < sentence_count)
            write_sentence(sheet, sentences[sentence], i, end);
        for (; i < end; i++)
            write_record(&sheet->fold, sheet->result, i, type_width);
        writer_line(sheet->writer);
    }
    if (!count)
        json_raw(sheet->fold.out, "  no records\n");
}

void write_text(struct writer *writer, const tocsin_result *result)
{
    struct sheet sheet = {.writer = writer, .result = result};
    unsigned width = writer->options.width ? writer->options.width : DEFAULT_WIDTH;
    sheet.fold.out = &writer->buffer;
    sheet.fold.color = writer->options.color;
    sheet.fold.width = width < LEAST_WIDTH ? LEAST_WIDTH : width;
    sheet.text.data = tocsin_result_text(result, &sheet.text.length);
    write_heading(&sheet);
    write_diagnostics(&sheet);
    write_records(&sheet);
    buffer_char(&writer->buffer, '\n');
    alloc_free(writer->buffer.alloc, sheet.styles, sheet.styles_size);
}

void write_text_tokens(struct writer *writer, const tocsin_result *result)
{
    const tocsin_span *tokens, *sentences;
    const tocsin_tag *tags;
    size_t length, token = 0, token_count = tocsin_result_tokens(result, &tokens);
    size_t tag_count = tocsin_result_tags(result, &tags);
    size_t sentence_count = tocsin_result_sentences(result, &sentences);
    const char *text = tocsin_result_text(result, &length);
    for (size_t i = 0; i < sentence_count && !writer->stopped; i++) {
        bool first = true;
        for (; token < token_count && tokens[token].start < sentences[i].end; token++) {
            if (!first)
                buffer_char(&writer->buffer, ' ');
            terminal_text(&writer->buffer, text + tokens[token].start, tokens[token].end - tokens[token].start);
            if (token < tag_count)
                buffer_format(&writer->buffer, "/%s", tags[token].tag);
            first = false;
        }
        buffer_char(&writer->buffer, '\n');
        writer_line(writer);
    }
}
