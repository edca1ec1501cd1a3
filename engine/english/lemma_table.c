#include "english/lemma_table.h"

#include "base/alloc.h"
#include "base/hash.h"

static struct str take_line(struct str *rest)
{
    const char *end = rest->length ? memchr(rest->data, '\n', rest->length) : NULL;
    struct str line = {rest->data, end ? (size_t)(end - rest->data) : rest->length};
    size_t taken = line.length + (end != NULL);
    *rest = (struct str){rest->data + taken, rest->length - taken};
    if (line.length && line.data[line.length - 1] == '\r')
        line.length--;
    return line;
}

static void split(struct lemma_line *line, struct str text)
{
    line->count = 0;
    for (;;) {
        const char *tab = text.length ? memchr(text.data, '\t', text.length) : NULL;
        struct str column = {text.data, tab ? (size_t)(tab - text.data) : text.length};
        if (line->count < LEMMA_COLUMNS)
            line->columns[line->count] = column;
        line->count++;
        if (!tab)
            return;
        text = (struct str){tab + 1, text.length - column.length - 1};
    }
}

bool lemma_line_next(struct lemma_line *line)
{
    while (line->rest.length) {
        struct str text = take_line(&line->rest);
        line->number++;
        if (!text.length || text.data[0] == '#')
            continue;
        split(line, text);
        return true;
    }
    return false;
}

tocsin_status lemma_line_error(const struct lemma_line *line, const char *file, tocsin_error *error)
{
    tocsin_status status = error_set(error, MESSAGE_LIST_COLUMNS);
    error_at(error, file, line->number, 1);
    return status;
}

static size_t count_lines(struct str data)
{
    size_t lines = 1;
    for (const char *at = data.data, *end = data.data + data.length;
         at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        lines++;
    return lines;
}

static size_t table_size(const struct lemma_table *table)
{
    return table->slot_count * (sizeof *table->slots + sizeof *table->marks);
}

tocsin_status lemma_table_open(struct lemma_table *table, struct str data, const tocsin_allocator *alloc,
                               tocsin_error *error)
{
    size_t lines = count_lines(data), slots = 16;
    if (table->slots)
        return error_set(error, MESSAGE_ARGUMENT, "a list of lemmas is given twice");
    while (slots < lines + lines / 2)
        slots *= 2;
    *table = (struct lemma_table){.data = data, .slot_count = slots};
    table->slots = data.length < UINT32_MAX ? alloc_new(alloc, table_size(table)) : NULL;
    if (!table->slots)
        return error_set(error, MESSAGE_MEMORY);
    table->marks = (uint8_t *)(table->slots + slots);
    memset(table->marks, 0, slots);
    return TOCSIN_OK;
}

void lemma_table_close(struct lemma_table *table, const tocsin_allocator *alloc)
{
    alloc_free(alloc, table->slots, table_size(table));
}

/* Where a word is, or the empty slot where it belongs. */
struct lemma_place {
    size_t slot;
    uint8_t mark;
};

static struct lemma_place place_of(const struct lemma_table *table, struct str word)
{
    uint64_t hash = hash_bytes(word.data, word.length);
    size_t mask = table->slot_count - 1, at = hash & mask;
    uint8_t mark = (uint8_t)(hash >> 56 | 1);
    for (; table->marks[at]; at = (at + 1) & mask) {
        if (table->marks[at] != mark)
            continue;
        size_t start = table->slots[at].offset, end = start + word.length;
        if (end < table->data.length && table->data.data[end] == '\t' &&
            memcmp(table->data.data + start, word.data, word.length) == 0)
            break;
    }
    return (struct lemma_place){at, mark};
}

tocsin_status lemma_table_add(struct lemma_table *table, const struct lemma_line *line, uint32_t value,
                              const char *file, tocsin_error *error)
{
    struct str word = line->columns[0];
    bool again = table->used && str_equal(word, table->last);
    table->last = word;
    if (again)
        return TOCSIN_OK;
    struct lemma_place place = place_of(table, word);
    if (table->marks[place.slot])
        return lemma_line_error(line, file, error);
    table->slots[place.slot] = (struct lemma_slot){(uint32_t)(word.data - table->data.data), value};
    table->marks[place.slot] = place.mark;
    table->used++;
    return TOCSIN_OK;
}

/* NULL: it is not there. */
static const struct lemma_slot *find_slot(const struct lemma_table *table, struct str word)
{
    if (!table->slots || !word.length)
        return NULL;
    size_t slot = place_of(table, word).slot;
    return table->marks[slot] ? &table->slots[slot] : NULL;
}

uint32_t lemma_table_value(const struct lemma_table *table, struct str word)
{
    const struct lemma_slot *slot = find_slot(table, word);
    return slot ? slot->value : 0;
}

bool lemma_table_find(const struct lemma_table *table, struct str word, struct lemma_line *out)
{
    const struct lemma_slot *slot = find_slot(table, word);
    if (!slot)
        return false;
    out->rest = (struct str){table->data.data + slot->offset, table->data.length - slot->offset};
    out->number = 0;
    return lemma_line_next(out);
}

bool lemma_table_next(struct lemma_line *line, struct str word)
{
    return lemma_line_next(line) && str_equal(line->columns[0], word);
}
