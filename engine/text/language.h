/* language.h: what the news word and sentence breaks know of a language. All of it comes from word lists; the
 * engine holds none of its own. Immutable after creation, shared by all threads. */
#ifndef TOCSIN_TEXT_LANGUAGE_H
#define TOCSIN_TEXT_LANGUAGE_H

#include "base/error.h"
#include "base/str.h"

/* One word list file: UTF-8, an entry a line, tab-separated columns, "#" begins a comment. */
struct language_list {
    const char *name; /* "abbreviations", "clitics", … (see scripts/english/README.md) */
    const char *file; /* for errors */
    struct str data;
};

struct language;

/* An unknown list name, a malformed line: BUNDLE with file:line:column. */
tocsin_status language_create(struct language **out, const tocsin_allocator *alloc,
                              const struct language_list *lists, size_t count, tocsin_error *error);
void language_free(struct language *language);

#endif
