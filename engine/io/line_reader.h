/* line_reader.h: lines out of a file descriptor, in big reads, with no copy but at the edges of the buffer. */
#ifndef TOCSIN_IO_LINE_READER_H
#define TOCSIN_IO_LINE_READER_H

#include "base/buffer.h"
#include "base/error.h"

struct line_reader {
    int descriptor;
    struct buffer buffer;
    size_t start;    /* first byte of the buffer that is not given out yet */
    size_t limit;    /* bytes of the longest line */
    uint64_t number; /* of the last line given out, from 1 */
    bool ended;      /* nothing is left behind the buffer */
    bool skipping;   /* inside a line that cannot be given out */
};

/* Borrows the descriptor. */
void line_reader_init(struct line_reader *out, const tocsin_allocator *alloc, int descriptor, size_t limit);
void line_reader_finish(struct line_reader *reader);

/* The next line without its end (LF or CRLF), valid until the next call; data NULL at the end of the file. A line that
 * is too long, or too long for memory, is an error, and the next call goes on behind it. Errors: IO (which then comes
 * again and again), LIMIT, MEMORY. */
tocsin_status line_reader_next(struct line_reader *reader, struct str *out, tocsin_error *error);

/* All that is left, as one piece that must keep within the limit. Valid until the next call. */
tocsin_status line_reader_rest(struct line_reader *reader, struct str *out, tocsin_error *error);

/* At least `count` of the next bytes without taking them, fewer only at the end of the file. */
tocsin_status line_reader_peek(struct line_reader *reader, size_t count, struct str *out, tocsin_error *error);

/* Drops bytes that line_reader_peek has shown. */
void line_reader_skip(struct line_reader *reader, size_t count);

/* Makes room for `size` bytes to come, so that reading does not have to grow step by step. Memory that is missing is
 * reported by the reading. */
void line_reader_expect(struct line_reader *reader, size_t size);

#endif
