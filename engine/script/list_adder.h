/* list_adder.h: entries on their way into a list: gathered, broken into words many at a time, filed. */
#ifndef TOCSIN_SCRIPT_LIST_ADDER_H
#define TOCSIN_SCRIPT_LIST_ADDER_H

#include "base/array.h"
#include "lexicon/lexicon.h"
#include "script/word_breaker.h"

/* An entry's word, and the line it stands on. */
struct list_place {
    struct str word;
    uint32_t line;
};

struct list_adder {
    const tocsin_allocator *alloc;
    struct lexicon *lexicon;
    struct word_breaker *breaker;
    lexicon_list list;
    size_t columns;
    ARRAY(struct list_place) waiting;
    ARRAY(struct str) values;   /* of those that wait, a column after the other */
    struct list_place twice;    /* the first entry that was there already */
    size_t twice_count;
    struct list_place lacking;  /* the first line of a file with fewer fields than the list has columns */
    size_t lacking_count;
    struct list_place at_fault; /* after an error */
};

void list_adder_open(struct list_adder *adder, struct lexicon *lexicon, lexicon_list list, struct word_breaker *breaker,
                     const tocsin_allocator *alloc);
void list_adder_finish(struct list_adder *adder);

/* `word` and `values` (one a column) must stay until the flush. Errors: BUNDLE (at_fault), LIMIT, MEMORY. */
tocsin_status list_adder_put(struct list_adder *adder, struct str word, const struct str *values, uint32_t line,
                             tocsin_error *error);
tocsin_status list_adder_flush(struct list_adder *adder, tocsin_error *error);

/* Reads a file of entries: a line each, columns parted by tabs, "#" begins a comment line. Where the first line has
 * tabs it is the head, which names the columns; `head` gets it (empty: there is none) and the place behind it. */
struct str list_file_head(struct str data, struct str *rest, uint32_t *line);

/* The next field of a line, taken off its front. */
struct str list_file_field(struct str *line);

/* Puts all lines of a file behind its head in. */
tocsin_status list_file_put(struct list_adder *adder, struct str rest, uint32_t line, tocsin_error *error);

#endif
