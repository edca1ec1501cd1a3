/* english.h: the word lists that ship, for tests. */
#ifndef TOCSIN_UNIT_ENGLISH_H
#define TOCSIN_UNIT_ENGLISH_H

#include "core/builtin.h"
#include "text/language.h"

/* The language of scripts/english. Errors: those of language_create. */
static inline tocsin_status english_create(struct language **out, const tocsin_allocator *alloc,
                                           tocsin_error *error)
{
    enum { MOST_LISTS = 64, PREFIX = 3 }; /* "en/" */
    struct language_list lists[MOST_LISTS];
    struct program_sources files = builtin_folder("en/");
    for (size_t i = 0; i < files.count; i++)
        lists[i] = (struct language_list){files.items[i].name.data + PREFIX, files.items[i].name.data,
                                          files.items[i].data};
    return language_create(out, alloc, lists, files.count, error);
}

#endif
