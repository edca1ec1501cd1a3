/* write_text.h: a result for people. */
#ifndef TOCSIN_IO_WRITE_TEXT_H
#define TOCSIN_IO_WRITE_TEXT_H

#include "io/writer.h"

/* A heading, each sentence that holds records, with its roles in colours, and under it a line a record. */
void write_text(struct writer *writer, const tocsin_result *result);

/* A sentence a line, its words parted by blanks. */
void write_text_tokens(struct writer *writer, const tocsin_result *result);

#endif
