/* word_vectors.h: the words that a parser has vectors of: those of a file of vectors that were made from much text
 * (scripts/english/vectors), and those that a corpus has often enough. */
#ifndef TOCSIN_TRAIN_WORD_VECTORS_H
#define TOCSIN_TRAIN_WORD_VECTORS_H

#include "base/array.h"
#include "base/error.h"
#include "base/hash.h"
#include "english/parse_form.h"

#define WORD_NONE UINT32_MAX

struct word_vectors {
    const tocsin_allocator *alloc;
    struct hash_map rows;   /* by hash */
    ARRAY(uint32_t) hashes; /* by row */
    ARRAY(float) numbers;   /* PARSE_VECTOR of each row that the file has; they come first */
};

void word_vectors_init(struct word_vectors *vectors, const tocsin_allocator *alloc);
void word_vectors_finish(struct word_vectors *vectors);

/* Reads a file: lines of a word, a tab, and two hexadecimal digits for each of PARSE_VECTOR bytes; "#" begins a
 * comment line. Errors: IO, BUNDLE (a line that is none of that, with file and line), MEMORY. */
tocsin_status word_vectors_read(struct word_vectors *vectors, const char *path, tocsin_error *error);

/* Gives a word a row, if it has none. False: out of memory. */
bool word_vectors_add(struct word_vectors *vectors, uint32_t hash);

/* The row of a word by its hash; WORD_NONE: it has none. */
uint32_t word_vectors_find(const struct word_vectors *vectors, uint32_t hash);

/* What the file says of a row; NULL: nothing. */
const float *word_vectors_of(const struct word_vectors *vectors, uint32_t row);

#endif
