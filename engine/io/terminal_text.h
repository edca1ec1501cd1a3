/* terminal_text.h: text of strangers made safe to look at. */
#ifndef TOCSIN_IO_TERMINAL_TEXT_H
#define TOCSIN_IO_TERMINAL_TEXT_H

#include "base/buffer.h"

/* Appends the text as valid UTF-8 in which nothing can steer a terminal or hide: controls, bidirectional controls
 * and zero-width characters appear as \u{200b}. Returns the columns that it takes. */
size_t terminal_text(struct buffer *out, const char *data, size_t length);

/* The columns that terminal_text would take. */
size_t terminal_columns(const char *data, size_t length);

#endif
