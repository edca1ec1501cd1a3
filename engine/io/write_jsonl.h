/* write_jsonl.h: a result as JSON Lines. */
#ifndef TOCSIN_IO_WRITE_JSONL_H
#define TOCSIN_IO_WRITE_JSONL_H

#include "io/writer.h"

/* Diagnostics, the document record where asked for, then the records. */
void write_jsonl(struct writer *writer, const tocsin_result *result);

/* One record as an object, within a line. */
void write_jsonl_record(struct writer *writer, const tocsin_result *result, size_t index);

/* `{"doc":ID,"tokens":[[start,end],…],"sentences":[[start,end],…]}` */
void write_jsonl_tokens(struct writer *writer, const tocsin_result *result);

#endif
