#include "train/model_writer.h"

#include <stdio.h>

#include "base/file.h"

static void put(struct buffer *out, uint64_t number, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        buffer_char(out, (char)(unsigned char)(number >> 8 * i & 0xff));
}

void model_put_u16(struct buffer *out, uint16_t number)
{
    put(out, number, 2);
}

void model_put_u32(struct buffer *out, uint32_t number)
{
    put(out, number, 4);
}

void model_put_u64(struct buffer *out, uint64_t number)
{
    put(out, number, 8);
}

static void put_name(struct buffer *out, const char *name)
{
    char filled[MODEL_NAME] = {0};
    size_t length = strlen(name);
    memcpy(filled, name, length < MODEL_NAME ? length : MODEL_NAME);
    buffer_append(out, filled, MODEL_NAME);
}

static size_t aligned(size_t at)
{
    return (at + MODEL_ALIGNMENT - 1) / MODEL_ALIGNMENT * MODEL_ALIGNMENT;
}

static void fill(struct buffer *out, size_t length)
{
    while (out->length < length && !out->failed)
        buffer_char(out, '\0');
}

static void put_head(struct buffer *out, const struct model_kind *kind, size_t size, size_t sections)
{
    buffer_append(out, MODEL_MAGIC, 8);
    model_put_u32(out, MODEL_VERSION);
    model_put_u32(out, kind->version);
    put_name(out, kind->name);
    model_put_u64(out, size);
    model_put_u64(out, 0);
    model_put_u32(out, (uint32_t)sections);
    fill(out, MODEL_HEAD);
}

void model_write(struct buffer *out, const struct model_kind *kind, const struct model_section *sections,
                 size_t count)
{
    size_t first = aligned(MODEL_HEAD + count * MODEL_ENTRY), size = first;
    for (size_t i = 0; i < count; i++)
        size = aligned(size) + sections[i].data.length;
    put_head(out, kind, size, count);
    for (size_t i = 0, at = first; i < count; at = aligned(at + sections[i++].data.length)) {
        put_name(out, sections[i].name);
        model_put_u64(out, at);
        model_put_u64(out, sections[i].data.length);
    }
    for (size_t i = 0; i < count; i++) {
        fill(out, aligned(out->length));
        buffer_append(out, sections[i].data.data, sections[i].data.length);
    }
    if (out->failed)
        return;
    uint64_t sum = model_file_sum((struct str){out->data, out->length});
    for (unsigned i = 0; i < 8; i++)
        out->data[MODEL_SUM_AT + i] = (char)(unsigned char)(sum >> 8 * i & 0xff);
}

tocsin_status model_write_file(const char *path, const struct buffer *model, bool well, tocsin_error *error)
{
    if (!well)
        return error_set(error, MESSAGE_MEMORY);
    tocsin_status status = file_write(path, model->data, model->length, error);
    if (!status)
        fprintf(stderr, "train: %s: %zu bytes\n", path, model->length);
    return status;
}
