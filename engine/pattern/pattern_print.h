/* pattern_print.h: a pattern's tree as text again, in one canonical form: what is parsed from it is the same tree,
 * but for its offsets. */
#ifndef TOCSIN_PATTERN_PATTERN_PRINT_H
#define TOCSIN_PATTERN_PATTERN_PRINT_H

#include "base/buffer.h"
#include "pattern/pattern_ast.h"

/* Appends the pattern, or one of its elements; out->failed tells when memory was out. */
void pattern_print(struct buffer *out, const struct pattern_node *pattern);

/* Appends a test, without its brackets. */
void pattern_print_test(struct buffer *out, const struct pattern_test *test);

#endif
