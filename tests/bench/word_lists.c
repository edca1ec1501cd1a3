#include "word_lists.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"

static const char *const names[] = {"abbreviations", "calendar", "clitics", "currencies", "emoticons",
                                    "fused",         "joined",   "labels",  "links",      "ordinals",
                                    "prefixes",      "starters", "units"};

enum { NAMES = sizeof names / sizeof *names, FILE_LIMIT = 1 << 20 };

static void check(tocsin_status status, const tocsin_error *error)
{
    if (!status)
        return;
    char text[1024];
    tocsin_error_format(error, text, sizeof text);
    fprintf(stderr, "%s\n", text);
    exit(1);
}

struct language *word_lists_load(const char *folder)
{
    struct buffer buffers[NAMES];
    char paths[NAMES][512];
    struct language_list lists[NAMES];
    struct language *language = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    for (size_t i = 0; i < NAMES; i++) {
        buffer_init(&buffers[i], &alloc_system);
        snprintf(paths[i], sizeof paths[i], "%s/%s.txt", folder, names[i]);
        check(file_read(&buffers[i], paths[i], FILE_LIMIT, &error), &error);
        lists[i] = (struct language_list){names[i], paths[i], {buffers[i].data, buffers[i].length}};
    }
    check(language_create(&language, &alloc_system, lists, NAMES, &error), &error);
    for (size_t i = 0; i < NAMES; i++)
        buffer_finish(&buffers[i]);
    return language;
}
