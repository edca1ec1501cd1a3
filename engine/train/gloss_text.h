/* gloss_text.h: the explanations and examples of WordNet's data.* files as running text, to find clusters in. */
#ifndef TOCSIN_TRAIN_GLOSS_TEXT_H
#define TOCSIN_TRAIN_GLOSS_TEXT_H

#include "base/error.h"
#include "train/clusters.h"

/* Appends the words of all four files of a folder. Errors: IO, MEMORY. */
tocsin_status gloss_text_read(cluster_text *out, const tocsin_allocator *alloc, struct vocabulary *vocabulary,
                              const char *folder, tocsin_error *error);

#endif
