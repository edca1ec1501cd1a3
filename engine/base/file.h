/* file.h: whole files in, whole files out. */
#ifndef TOCSIN_BASE_FILE_H
#define TOCSIN_BASE_FILE_H

#include "base/buffer.h"
#include "base/error.h"

/* Appends all of `path` to the buffer (behind what it holds); on failure the buffer's bytes are as before.
 * Errors, each with the file's name: IO, LIMIT (over `limit` bytes), MEMORY (without a name). */
tocsin_status file_read(struct buffer *out, const char *path, size_t limit, tocsin_error *error);

/* Replaces `path` in one step: readers see the old file or the new, never a part, and the old one's mode stays.
 * What is no regular file (a device, a pipe) is written to in place. Errors, with the file's name: IO. */
tocsin_status file_write(const char *path, const char *data, size_t length, tocsin_error *error);

/* Errors about a file: `message` with what `errno` says, and that it is over `limit` bytes. */
tocsin_status file_failed(tocsin_error *error, enum message message, const char *path);
tocsin_status file_too_large(tocsin_error *error, const char *path, size_t limit);

#endif
