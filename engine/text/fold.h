/* fold.h: full case folding (Unicode 15.0, CaseFolding.txt, status C and F). */
#ifndef TOCSIN_TEXT_FOLD_H
#define TOCSIN_TEXT_FOLD_H

#include "base/str.h"

/* A folded word has at most FOLD_GROWTH times the bytes of the word (U+0390: 2 bytes become 6). */
#define FOLD_GROWTH 3

/* Writes the folding of `word`, which is valid UTF-8, and returns its length. Beside case it folds the apostrophes
 * U+2019 and U+02BC to '. Folding what is folded changes nothing.
 *
 * Never writes over `capacity` bytes. A return value over `capacity` is the length that it needs, and `out` then
 * holds nothing of use; with FOLD_GROWTH * word.length bytes that cannot happen. `out` may be word.data only when
 * the word is ASCII. Any thread. */
size_t fold_word(struct str word, char *out, size_t capacity);

#endif
