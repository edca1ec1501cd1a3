/* break_word.h: word boundaries by Unicode Standard Annex 29, Unicode 15.0, without tailoring. */
#ifndef TOCSIN_TEXT_BREAK_WORD_H
#define TOCSIN_TEXT_BREAK_WORD_H

#include "base/str.h"

/* The first boundary behind `at`, which is a boundary (0 is one) below text.length. The text is valid UTF-8.
 * Going over a whole text takes time linear in its length, whatever it holds. Any thread. */
size_t word_break_next(struct str text, size_t at);

#endif
