#include "io/units.h"

#include "io/character.h"

enum { BLOCK = 1024 };

/* Goes on from `byte`, where a character begins, to `end`. */
static void advance(struct units *units, size_t end)
{
    while (units->byte < end) {
        const char *at = units->text.data + units->byte;
        struct character character = character_at(at, units->text.length - units->byte);
        units->byte += character.length;
        units->unit += units->kind == TOCSIN_OFFSETS_UTF16 && character.code > 0xffff ? 2 : 1;
    }
}

bool units_open(struct units *out, const tocsin_allocator *alloc, struct str text, tocsin_offsets kind)
{
    *out = (struct units){.alloc = alloc, .text = text, .kind = kind};
    if (kind == TOCSIN_OFFSETS_BYTES)
        return true;
    for (size_t start = 0; start < text.length; start += BLOCK) {
        advance(out, start);
        if (!array_push(alloc, &out->marks, (struct units_mark){out->byte, out->unit}))
            return false;
    }
    out->byte = out->unit = 0;
    return true;
}

void units_close(struct units *units)
{
    array_finish(units->alloc, &units->marks);
}

size_t units_at(struct units *units, size_t byte)
{
    if (units->kind == TOCSIN_OFFSETS_BYTES)
        return byte;
    if (byte < units->byte || byte - units->byte > BLOCK) {
        struct units_mark mark = {0, 0};
        size_t block = byte / BLOCK;
        while (block && (block >= units->marks.count || units->marks.items[block].byte > byte))
            block--;
        if (block)
            mark = units->marks.items[block];
        units->byte = mark.byte;
        units->unit = mark.unit;
    }
    advance(units, byte);
    return units->unit;
}
