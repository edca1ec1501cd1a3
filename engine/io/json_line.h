/* json_line.h: one line of JSON Lines as a document. */
#ifndef TOCSIN_IO_JSON_LINE_H
#define TOCSIN_IO_JSON_LINE_H

#include "base/buffer.h"
#include "io/json_scan.h"

struct cJSON;

struct json_line {
    const tocsin_allocator *alloc;
    struct cJSON *root;
    json_members members;
    struct buffer id_buffer, text_buffer, meta_buffer;
    /* what the last line gave; valid until the next */
    struct str id;   /* ended by NUL; data NULL: the line has none */
    struct str text; /* may hold NUL and bytes that are not UTF-8; may be a part of the line itself */
    struct str meta; /* a JSON object of all other members, their values as they are written; data NULL: none */
};

void json_line_init(struct json_line *line, const tocsin_allocator *alloc);
void json_line_finish(struct json_line *line);

/* Reads a line without its end, which must live as long as what it gave. Errors: INPUT with a column where one is
 * known, MEMORY.
 * libcjson allocates by malloc, not by `alloc`, and does not tell missing memory from bad syntax. */
tocsin_status json_line_read(struct json_line *line, struct str source, tocsin_error *error);

#endif
