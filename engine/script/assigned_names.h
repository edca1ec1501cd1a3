/* assigned_names.h: which names a Lua text assigns to behind their declaration. */
#ifndef TOCSIN_SCRIPT_ASSIGNED_NAMES_H
#define TOCSIN_SCRIPT_ASSIGNED_NAMES_H

#include <stdbool.h>

#include "base/str.h"

/* A reader of a text that compiles; at = 0 at first. */
struct assigned_names {
    struct str text;
    size_t at;
    int before;           /* the token before */
    bool local_function;  /* whether that is a `function` behind `local` */
    struct str name;      /* the last name */
    bool declares;        /* whether it stands in a list behind `local` or `for` */
    bool may_be_assigned; /* whether it is the token before, and does not */
};

#define ASSIGNED_NAMES_IN(source)                                                                                  \
    {                                                                                                              \
        .text = (source)                                                                                           \
    }

/* The next name that may be assigned to; false at the end. By the names and marks alone, so some may be given that
 * are not (a key of a table constructor, an argument before a comma), and again and again; none is left out. */
bool assigned_names_next(struct assigned_names *names, struct str *out);

#endif
