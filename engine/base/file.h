/* file.h: whole files in, whole files out. */
#ifndef TOCSIN_BASE_FILE_H
#define TOCSIN_BASE_FILE_H

#include "base/buffer.h"
#include "base/error.h"

/* Appends all of `path` to the buffer (behind what it holds). A file over `limit` bytes is an error. */
tocsin_status file_read(struct buffer *out, const char *path, size_t limit, tocsin_error *error);

/* Replaces `path` in one step: readers see the old file or the new, never a part. */
tocsin_status file_write(const char *path, const char *data, size_t length, tocsin_error *error);

#endif
