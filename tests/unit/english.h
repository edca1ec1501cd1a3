/* english.h: the word lists that ship, for tests. */
#ifndef TOCSIN_UNIT_ENGLISH_H
#define TOCSIN_UNIT_ENGLISH_H

#include "core/builtin.h"
#include "english/lemma.h"
#include "english/parse_model.h"
#include "text/language.h"

enum { ENGLISH_LISTS = 64 };

/* The files below a built-in folder ("en/") as lists. */
static inline size_t english_lists(struct language_list lists[ENGLISH_LISTS], const char *folder)
{
    size_t prefix = strlen(folder);
    struct program_sources files = builtin_folder(folder);
    for (size_t i = 0; i < files.count; i++)
        lists[i] = (struct language_list){files.items[i].name.data + prefix, files.items[i].name.data,
                                          files.items[i].data};
    return files.count;
}

/* The language of scripts/english. Errors: those of language_create. */
static inline tocsin_status english_create(struct language **out, const tocsin_allocator *alloc,
                                           tocsin_error *error)
{
    struct language_list lists[ENGLISH_LISTS];
    size_t count = english_lists(lists, "en/");
    return language_create(out, alloc, lists, count, error);
}

/* The lemmas of scripts/english. Errors: those of lemmas_create. */
static inline tocsin_status english_lemmas(struct lemmas **out, const tocsin_allocator *alloc, tocsin_error *error)
{
    struct language_list lists[ENGLISH_LISTS];
    size_t count = english_lists(lists, "en.lemmas/");
    return lemmas_create(out, alloc, lists, count, error);
}

/* The tagger's model of scripts/english, looked at as a file would be. */
static inline tocsin_status english_tags(struct tag_model *out, tocsin_error *error)
{
    struct program_sources models = builtin_folder("en.models/");
    const struct program_source *model = program_sources_find(&models, STR("en.models/tagger.model"));
    return tag_model_borrow(out, model->data, model->name.data, error);
}

/* The parser's model of scripts/english, to go with english_tags. */
static inline tocsin_status english_parser(struct parse_model *out, const struct tag_model *tags,
                                           tocsin_error *error)
{
    struct program_sources models = builtin_folder("en.models/");
    const struct program_source *model = program_sources_find(&models, STR("en.models/parser.model"));
    return parse_model_borrow(out, model->data, tags, model->name.data, error);
}

#endif
