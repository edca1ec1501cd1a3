/* write_document.h: what is known of a document as a whole. */
#ifndef TOCSIN_IO_WRITE_DOCUMENT_H
#define TOCSIN_IO_WRITE_DOCUMENT_H

#include "io/writer.h"

/* The fields of the document record behind "doc". Holds no time: the same input gives the same bytes. */
void write_document_fields(struct buffer *out, const tocsin_result *result);

/* The first line with anything on it, without white space around it; `*cut` says that it goes on. */
struct str document_title(const tocsin_result *result, bool *cut);

#endif
