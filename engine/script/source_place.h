/* source_place.h: where in a Lua file a string stands that a declaration was given, so that an error in the string can
 * point into the file. Looked for only when there is something to tell. */
#ifndef TOCSIN_SCRIPT_SOURCE_PLACE_H
#define TOCSIN_SCRIPT_SOURCE_PLACE_H

#include "base/error.h"
#include "base/str.h"

struct source_place {
    const char *file; /* as errors name it */
    struct str data;  /* the file; data NULL: not at hand */
    uint32_t line;    /* of the declaration, from 1; 0: not known */
    const char *key;  /* the field that holds the string, such as "pattern"; NULL: it is an argument */
};

/* Adds file, line, column and excerpt to an error about bytes [start, end) of `text`. Where the string is not written
 * as it is (put together by Lua), the declaration's line stands for it and the excerpt is of the string. */
void source_place_error(const struct source_place *place, struct str text, size_t start, size_t end,
                        tocsin_error *error);

/* A line's beginning, remembered: asking for line after line of a file then costs one walk through it. */
struct source_cursor {
    const char *data;
    uint32_t line;
    size_t at;
};

/* The line on which the string begins; that of the declaration where it is not written near it as it is. `cursor` is
 * zero at first. */
uint32_t source_place_line(const struct source_place *place, struct str text, struct source_cursor *cursor);

/* The same for the words of a list, asked for in their order: each is looked for behind the one before. Once one
 * was not found, the declaration's line stands for it and all that follow. */
uint32_t source_place_next(const struct source_place *place, struct str text, struct source_cursor *cursor);

#endif
