/* json_scan.h: the members of one JSON object as slices of its text. */
#ifndef TOCSIN_IO_JSON_SCAN_H
#define TOCSIN_IO_JSON_SCAN_H

#include "base/array.h"
#include "base/error.h"
#include "base/str.h"

/* `"key":value` of the outermost object. */
struct json_member {
    struct str whole;    /* from the key's quote to the value's end */
    struct str value;
    size_t key_length;   /* bytes of the key once its escapes are read */
    size_t value_length; /* the same of the value where it is a string */
};

typedef ARRAY(struct json_member) json_members;

/* Appends the members of the object `line` in their order. A JSON parser must have found the line's structure good;
 * what parsers are lax about is refused here: control characters, \u without four hex digits, numbers such as 01 or
 * 1. — libcjson takes them all. Errors: INPUT with column, MEMORY. */
tocsin_status json_scan(json_members *out, const tocsin_allocator *alloc, struct str line, tocsin_error *error);

/* Behind the number that begins at `start`, or `start` where JSON has no such number. */
size_t json_number_end(struct str text, size_t start);

#endif
