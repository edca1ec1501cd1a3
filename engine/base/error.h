/* error.h: filling in the caller's tocsin_error. Every function here accepts a NULL error. */
#ifndef TOCSIN_BASE_ERROR_H
#define TOCSIN_BASE_ERROR_H

#include "base/message.h"
#include "base/str.h"

/* Sets status, id and message from the registry, clears file, position and traceback. Returns the status, so
 * that `return error_set(error, MESSAGE_X, …)` ends a function. */
tocsin_status error_set(tocsin_error *error, enum message message, ...);

/* Adds where it happened; `file` may be NULL to leave it. */
void error_at(tocsin_error *error, const char *file, uint32_t line, uint32_t column);

/* Adds a byte offset. */
void error_offset(tocsin_error *error, uint64_t offset);

/* Adds a call stack. */
void error_traceback(tocsin_error *error, const char *traceback);

/* Adds the line that the place (its bytes [start, end)) stands in: a line too long for the field is cut around the
 * place, at characters. */
void error_excerpt(tocsin_error *error, struct str line, size_t start, size_t end);

/* Copies at most capacity - 1 bytes and ends with NUL; a longer text ends in "..." at a character border. */
void error_copy_text(char *out, size_t capacity, const char *text);

#endif
