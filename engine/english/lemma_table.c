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

tocsin_status lemma_table_open(struct lemma_table *table, struct str data, const tocsin_allocator *alloc,
                               tocsin_error *error)
{
    size_t lines = count_lines(data), slots = 16;
    if (table->slots)
        return error_set(error, MESSAGE_ARGUMENT, "a list of lemmas is given twice");
    while (slots < lines + lines / 2)
        slots *= 2;
    *table = (struct lemma_table){.data = data, .slot_count = slots};
    table->slots = data.length < UINT32_MAX ? alloc_zero(alloc, slots * sizeof *table->slots) : NULL;
    return table->slots ? TOCSIN_OK : error_set(error, MESSAGE_MEMORY);
}

void lemma_table_close(struct lemma_table *table, const tocsin_allocator *alloc)
{
    alloc_free(alloc, table->slots, table->slot_count * sizeof *table->slots);
}

/* The slot of a word, or the empty one where it belongs. */
static struct lemma_slot *slot_of(const struct lemma_table *table, struct str word, uint32_t *check)
{
    uint64_t hash = hash_bytes(word.data, word.length);
    size_t mask = table->slot_count - 1, at = hash & mask;
    *check = (uint32_t)(hash >> 32);
    for (;; at = (at + 1) & mask) {
        struct lemma_slot *slot = &table->slots[at];
        if (!slot->offset)
            return slot;
        size_t start = slot->offset - 1, end = start + word.length;
        if (slot->check == *check && end < table->data.length && table->data.data[end] == '\t' &&
            memcmp(table->data.data + start, word.data, word.length) == 0)
            return slot;
    }
}

tocsin_status lemma_table_add(struct lemma_table *table, const struct lemma_line *line, uint32_t value,
                              const char *file, tocsin_error *error)
{
    uint32_t check;
    struct str word = line->columns[0];
    bool again = table->used && str_equal(word, table->last);
    table->last = word;
    if (again)
        return TOCSIN_OK;
    struct lemma_slot *slot = slot_of(table, word, &check);
    if (slot->offset)
        return lemma_line_error(line, file, error);
    *slot = (struct lemma_slot){(uint32_t)(word.data - table->data.data) + 1, check, value};
    table->used++;
    return TOCSIN_OK;
}

uint32_t lemma_table_value(const struct lemma_table *table, struct str word)
{
    uint32_t check;
    return table->slots && word.length ? slot_of(table, word, &check)->value : 0;
}

bool lemma_table_find(const struct lemma_table *table, struct str word, struct lemma_line *out)
{
    uint32_t check;
    if (!table->slots || !word.length)
        return false;
    const struct lemma_slot *slot = slot_of(table, word, &check);
    if (!slot->offset)
        return false;
    size_t start = slot->offset - 1;
    out->rest = (struct str){table->data.data + start, table->data.length - start};
    out->number = 0;
    return lemma_line_next(out);
}

bool lemma_table_next(struct lemma_line *line, struct str word)
{
    return lemma_line_next(line) && str_equal(line->columns[0], word);
}
