/* break_grapheme.h: extended grapheme clusters by Unicode Standard Annex 29, Unicode 15.0. */
#ifndef TOCSIN_TEXT_BREAK_GRAPHEME_H
#define TOCSIN_TEXT_BREAK_GRAPHEME_H

#include "base/str.h"

/* The first boundary behind `at`, which is a boundary (0 is one) below text.length. The text is valid UTF-8.
 * Going over a whole text takes time linear in its length. Any thread. */
size_t grapheme_break_next(struct str text, size_t at);

#endif
