/* json_flat.h: the lines that nearly all are, read fast: one object whose members are strings, numbers, true, false
 * and null.
 *
 * Nothing here tells what is wrong: whatever is not quite plain is left to the parser, which knows all of JSON. */
#ifndef TOCSIN_IO_JSON_FLAT_H
#define TOCSIN_IO_JSON_FLAT_H

#include "base/buffer.h"

enum json_flat_kind { JSON_FLAT_STRING, JSON_FLAT_NUMBER, JSON_FLAT_NULL, JSON_FLAT_BOOLEAN };

struct json_flat_member {
    struct str whole; /* from the key's quote to the value's end */
    struct str key;   /* between its quotes; no escapes in it */
    struct str value; /* as it is written; of a string, what stands between the quotes */
    enum json_flat_kind kind;
    bool escaped; /* a string with escapes in it */
};

struct json_flat {
    struct str line;
    size_t at;
};

enum json_flat_step { JSON_FLAT_MEMBER, JSON_FLAT_END, JSON_FLAT_OTHER };

/* The next member of the line, or its end, or that it is not plain. Begins with `at` 0. */
enum json_flat_step json_flat_next(struct json_flat *flat, struct json_flat_member *out);

/* Appends what a string with escapes stands for. False where an escape is not plain: surrogates, NUL, errors. */
bool json_flat_decode(struct buffer *out, struct str value);

/* Whether it would be decoded. */
bool json_flat_valid(struct str value);

#endif
