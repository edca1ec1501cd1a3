#include "train/lemma_files.h"

#include <stdio.h>

#include "base/file.h"
#include "text/language.h"

enum { LONGEST_PATH = 4096 };

#define LIST_LIMIT ((size_t)1 << 26)

tocsin_status lemma_files_read(struct lemma_files *out, const tocsin_allocator *alloc, const char *folder,
                               tocsin_error *error)
{
    static const char *const names[LEMMA_FILES] = {"closed", "endings", "exceptions", "words"};
    struct language_list lists[LEMMA_FILES];
    tocsin_status status = TOCSIN_OK;
    out->lemmas = NULL;
    for (size_t i = 0; i < LEMMA_FILES; i++)
        buffer_init(&out->data[i], alloc);
    for (size_t i = 0; i < LEMMA_FILES && !status; i++) {
        char path[LONGEST_PATH];
        if (snprintf(path, sizeof path, "%s/%s.txt", folder, names[i]) >= (int)sizeof path)
            return error_set(error, MESSAGE_ARGUMENT, "the name of a folder is too long");
        status = file_read(&out->data[i], path, LIST_LIMIT, error);
        lists[i] = (struct language_list){names[i], names[i], {out->data[i].data, out->data[i].length}};
    }
    return status ? status : lemmas_create(&out->lemmas, alloc, lists, LEMMA_FILES, error);
}

void lemma_files_finish(struct lemma_files *files)
{
    lemmas_free(files->lemmas);
    for (size_t i = 0; i < LEMMA_FILES; i++)
        buffer_finish(&files->data[i]);
}
