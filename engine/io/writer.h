/* writer.h: what all writing functions share: options, a buffer, and the sink behind it. */
#ifndef TOCSIN_IO_WRITER_H
#define TOCSIN_IO_WRITER_H

#include "base/buffer.h"
#include "base/error.h"

struct writer {
    struct buffer buffer;
    tocsin_write_options options;
    tocsin_sink *sink;
    void *user;
    bool stopped; /* the sink refused */
};

/* Takes a copy of the options; NULL and missing fields mean defaults. */
void writer_open(struct writer *writer, const tocsin_write_options *options, tocsin_sink *sink, void *user);

/* Between lines: hands on what is held once it is enough to be worth a call. */
void writer_line(struct writer *writer);

/* Hands on the rest and releases the buffer. Errors: IO when the sink refused, MEMORY. */
tocsin_status writer_close(struct writer *writer, tocsin_error *error);

#endif
