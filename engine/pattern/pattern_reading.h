/* pattern_reading.h: what the parser's files ask of each other. A function that reads something returns NULL (or
 * false) once it was wrong. */
#ifndef TOCSIN_PATTERN_PATTERN_READING_H
#define TOCSIN_PATTERN_PATTERN_READING_H

#include "pattern/pattern_reader.h"

/* Alternatives, up to what ends them: the end, ")", "}", or "," where that separates. */
struct pattern_node *pattern_read_choice(struct pattern_reader *reader);

/* An element with its captures, without its repetition. */
struct pattern_node *pattern_read_unit(struct pattern_reader *reader);

/* An element that holds no other but as its argument or barrier: a word, <lemma>, /regex/, [test], @list, %Type,
 * $name, an edge, a gap. */
struct pattern_node *pattern_read_element(struct pattern_reader *reader);

/* Parts between commas, up to `closer`, appended to `parent`; the place is behind the opener at `start`. Returns
 * their number, 0 when something was wrong. */
uint32_t pattern_read_parts(struct pattern_reader *reader, struct pattern_node *parent, uint32_t start, char closer,
                            const char *what);

/* [ … ]; the place is at the bracket. */
const struct pattern_test *pattern_read_test(struct pattern_reader *reader);

/* `opener` at `start` has no `closer`. */
bool pattern_read_unclosed(struct pattern_reader *reader, uint32_t start, char closer);

/* Why a node cannot be repeated; NULL: it can. */
const char *pattern_unrepeatable(const struct pattern_node *node);

#endif
