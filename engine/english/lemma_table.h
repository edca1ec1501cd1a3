/* lemma_table.h: a list of words, tab-separated, looked up where it lies: nothing of it is copied. */
#ifndef TOCSIN_ENGLISH_LEMMA_TABLE_H
#define TOCSIN_ENGLISH_LEMMA_TABLE_H

#include "base/error.h"
#include "base/str.h"

enum { LEMMA_COLUMNS = 5 };

/* A line of a list; set `rest` to the list and go on by lemma_line_next. */
struct lemma_line {
    struct str rest; /* what follows the line */
    struct str columns[LEMMA_COLUMNS];
    size_t count;    /* columns, also those over LEMMA_COLUMNS */
    uint32_t number; /* from 1 */
};

/* The next line that is neither empty nor a comment; false at the end. */
bool lemma_line_next(struct lemma_line *line);

/* That the line is not what its list's lines are. */
tocsin_status lemma_line_error(const struct lemma_line *line, const char *file, tocsin_error *error);

struct lemma_slot {
    uint32_t offset; /* of the line in the list */
    uint32_t value;
};

struct lemma_table {
    struct str data;
    struct lemma_slot *slots;
    uint8_t *marks; /* of each slot a byte of its word's hash, 0: it is empty. Behind the slots, so near each other
                       that they stay in a cache: most words that are asked for are not there. */
    size_t slot_count; /* a power of two */
    size_t used;
    struct str last; /* key of the line added last */
};

/* An empty table with room for every line of `data`, which must outlive it. */
tocsin_status lemma_table_open(struct lemma_table *table, struct str data, const tocsin_allocator *alloc,
                               tocsin_error *error);
void lemma_table_close(struct lemma_table *table, const tocsin_allocator *alloc);

/* Files a line of the list, and a value, under its first column. Lines of one word must stand together; the first
 * of them counts. */
tocsin_status lemma_table_add(struct lemma_table *table, const struct lemma_line *line, uint32_t value,
                              const char *file, tocsin_error *error);

/* The value of a word; 0: it is not there. */
uint32_t lemma_table_value(const struct lemma_table *table, struct str word);

/* The first line of a word, and the next of the same word; false: there is none (more). */
bool lemma_table_find(const struct lemma_table *table, struct str word, struct lemma_line *out);
bool lemma_table_next(struct lemma_line *line, struct str word);

#endif
