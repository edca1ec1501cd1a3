/* json_writer.h: JSON text into a buffer. What comes out is valid UTF-8, whatever goes in. */
#ifndef TOCSIN_IO_JSON_WRITER_H
#define TOCSIN_IO_JSON_WRITER_H

#include "base/buffer.h"

/* Appends a literal: its length is known when compiling. */
#define json_raw(out, literal) buffer_append((out), "" literal, sizeof(literal) - 1)

/* A string in quotes. Invalid bytes become U+FFFD, one for each maximal subpart; controls are escaped. */
void json_string(struct buffer *out, const char *data, size_t length);

/* What goes between the quotes of json_string. */
void json_escaped(struct buffer *out, const char *data, size_t length);

/* json_string for a text that ends with NUL. */
void json_text(struct buffer *out, const char *text);

/* JSON that is valid but for its UTF-8: copied, with invalid bytes made U+FFFD and ends of lines made blanks. */
void json_copy(struct buffer *out, const char *json, size_t length);

void json_unsigned(struct buffer *out, uint64_t number);
void json_integer(struct buffer *out, int64_t number);

/* The shortest decimal that reads back as the same double; `null` for infinities and NaN. */
void json_number(struct buffer *out, double number);

void json_boolean(struct buffer *out, bool value);

/* `[[start,end],…]` */
void json_pairs(struct buffer *out, const tocsin_span *spans, size_t count);

#endif
