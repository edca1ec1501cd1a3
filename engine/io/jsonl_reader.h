/* jsonl_reader.h: documents out of JSON Lines. */
#ifndef TOCSIN_IO_JSONL_READER_H
#define TOCSIN_IO_JSONL_READER_H

#include "io/json_line.h"
#include "io/line_reader.h"

struct jsonl_reader {
    struct line_reader *lines; /* borrowed */
    const char *name;          /* of the file, borrowed */
    struct json_line line;
    struct buffer place; /* "FILE:LINE", the id of a line without one */
};

void jsonl_reader_init(struct jsonl_reader *out, const tocsin_allocator *alloc, struct line_reader *lines,
                       const char *name);
void jsonl_reader_finish(struct jsonl_reader *reader);

/* Fills in the next document and sets *found, or clears it at the end of the file. Blank lines are none. Errors with
 * file and line: INPUT, LIMIT, MEMORY, after which the next call goes on with the next line; IO, which stays. */
tocsin_status jsonl_reader_next(struct jsonl_reader *reader, tocsin_document *out, bool *found,
                                tocsin_error *error);

#endif
