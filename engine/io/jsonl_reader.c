#include "io/jsonl_reader.h"

void jsonl_reader_init(struct jsonl_reader *out, const tocsin_allocator *alloc, struct line_reader *lines,
                       const char *name)
{
    *out = (struct jsonl_reader){.lines = lines, .name = name};
    json_line_init(&out->line, alloc);
    buffer_init(&out->place, alloc);
}

void jsonl_reader_finish(struct jsonl_reader *reader)
{
    json_line_finish(&reader->line);
    buffer_finish(&reader->place);
}

static bool is_blank(struct str line)
{
    for (size_t i = 0; i < line.length; i++) {
        if (line.data[i] != ' ' && line.data[i] != '\t' && line.data[i] != '\r')
            return false;
    }
    return true;
}

static const char *name_place(struct jsonl_reader *reader)
{
    buffer_clear(&reader->place);
    buffer_text(&reader->place, reader->name);
    buffer_char(&reader->place, ':');
    buffer_unsigned(&reader->place, reader->lines->number);
    buffer_char(&reader->place, '\0');
    return reader->place.failed ? NULL : reader->place.data;
}

static tocsin_status read_document(struct jsonl_reader *reader, struct str source, tocsin_document *out,
                                   tocsin_error *error)
{
    struct json_line *line = &reader->line;
    tocsin_status status = json_line_read(line, source, error);
    if (status)
        return status;
    const char *id = line->id.data ? line->id.data : name_place(reader);
    if (!id)
        return error_set(error, MESSAGE_MEMORY);
    *out = (tocsin_document){sizeof *out, id, line->text.data, line->text.length, line->meta.data, line->meta.length};
    return TOCSIN_OK;
}

tocsin_status jsonl_reader_next(struct jsonl_reader *reader, tocsin_document *out, bool *found,
                                tocsin_error *error)
{
    struct str source;
    tocsin_status status;
    do {
        status = line_reader_next(reader->lines, &source, error);
    } while (!status && source.data && is_blank(source));
    if (!status && source.data)
        status = read_document(reader, source, out, error);
    if (status) {
        uint64_t number = status == TOCSIN_ERROR_IO ? 0 : reader->lines->number;
        uint32_t column = error ? error->column : 0;
        error_at(error, reader->name, (uint32_t)(number < UINT32_MAX ? number : UINT32_MAX), column);
        return status;
    }
    *found = source.data;
    return TOCSIN_OK;
}
