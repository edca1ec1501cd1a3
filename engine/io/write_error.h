/* write_error.h: an error as JSON, for error records and diagnostics. */
#ifndef TOCSIN_IO_WRITE_ERROR_H
#define TOCSIN_IO_WRITE_ERROR_H

#include "base/buffer.h"

/* `{"id":…,"message":…}` and of file, line, column, offset and traceback what is known. */
void write_error_object(struct buffer *out, const tocsin_error *failure);

/* A line "file:line:column: message" ("ID: message" where there is no file), safe for a terminal. */
void write_error_line(struct buffer *out, const char *id, const tocsin_error *failure);

#endif
