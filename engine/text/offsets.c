#include "text/offsets.h"

#include "text/utf8.h"

static bool bytes_are_ascii(struct str bytes)
{
    unsigned char all = 0;
    for (size_t i = 0; i < bytes.length; i++)
        all |= (unsigned char)bytes.data[i];
    return all < 0x80;
}

/* Moves over valid UTF-8 by counting bytes that begin a character, which compilers turn into vector code. */
static void mark_move_valid(struct offsets_mark *mark, struct str bytes, size_t offset)
{
    const unsigned char *data = (const unsigned char *)bytes.data;
    while (offset < bytes.length && (data[offset] & 0xc0) == 0x80)
        offset--;
    uint32_t begun = 0, pairs = 0; /* no more than a stride and a character */
    for (size_t i = mark->byte; i < offset; i++) {
        begun += (data[i] & 0xc0) != 0x80;
        pairs += data[i] >= 0xf0;
    }
    mark->byte = offset;
    mark->code_points += begun;
    mark->utf16 += begun + pairs;
}

static void mark_move_any(struct offsets_mark *mark, struct str bytes, size_t offset)
{
    while (mark->byte < offset) {
        bool valid;
        size_t length = utf8_measure(bytes, mark->byte, &valid);
        if (mark->byte + length > offset)
            break;
        mark->byte += length;
        mark->code_points++;
        mark->utf16 += valid && length == UTF8_MAX ? 2 : 1;
    }
}

/* Moves to the last border at or before `offset`, which is not before the mark. */
static void mark_move(struct offsets_mark *mark, const struct offsets *offsets, size_t offset)
{
    if (offsets->valid)
        mark_move_valid(mark, offsets->bytes, offset);
    else
        mark_move_any(mark, offsets->bytes, offset);
}

tocsin_status offsets_open(struct offsets *out, const tocsin_allocator *alloc, struct str bytes,
                           tocsin_error *error)
{
    unsigned found = 0;
    struct offsets offsets = {.alloc = alloc, .bytes = bytes, .valid = true};
    if (!bytes_are_ascii(bytes)) {
        struct offsets_mark mark = {0};
        offsets.valid = utf8_valid(bytes, cpu_simd(), &found) == bytes.length;
        for (size_t at = 0; at <= bytes.length; at += OFFSETS_STRIDE) {
            mark_move(&mark, &offsets, at);
            if (array_push(alloc, &offsets.marks, mark))
                continue;
            array_finish(alloc, &offsets.marks);
            return error_set(error, MESSAGE_MEMORY);
        }
    }
    *out = offsets;
    return TOCSIN_OK;
}

void offsets_close(struct offsets *offsets)
{
    array_finish(offsets->alloc, &offsets->marks);
}

size_t offsets_convert(const struct offsets *offsets, size_t offset, tocsin_offsets unit)
{
    if (unit == TOCSIN_OFFSETS_BYTES || !offsets->marks.count)
        return offset;
    struct offsets_mark mark = offsets->marks.items[offset / OFFSETS_STRIDE];
    mark_move(&mark, offsets, offset);
    return unit == TOCSIN_OFFSETS_CODEPOINTS ? mark.code_points : mark.utf16;
}
