/* lemma_files.h: the lists of scripts/LANGUAGE/lemmas read from their folder, for the programs that train. */
#ifndef TOCSIN_TRAIN_LEMMA_FILES_H
#define TOCSIN_TRAIN_LEMMA_FILES_H

#include "base/buffer.h"
#include "english/lemma.h"

enum { LEMMA_FILES = 4 };

struct lemma_files {
    struct buffer data[LEMMA_FILES]; /* what the lemmas point into */
    struct lemmas *lemmas;
};

/* Finish it in any case. Errors: IO, BUNDLE, MEMORY. */
tocsin_status lemma_files_read(struct lemma_files *out, const tocsin_allocator *alloc, const char *folder,
                               tocsin_error *error);
void lemma_files_finish(struct lemma_files *files);

#endif
