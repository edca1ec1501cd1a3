#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static tocsin_status failed(tocsin_error *error, enum message message, const char *path)
{
    char reason[128];
    if (strerror_r(errno, reason, sizeof reason) != 0)
        snprintf(reason, sizeof reason, "error %d", errno);
    tocsin_status status = error_set(error, message, reason);
    error_at(error, path, 0, 0);
    return status;
}

static tocsin_status too_large(tocsin_error *error, const char *path, size_t limit)
{
    tocsin_status status = error_set(error, MESSAGE_FILE_TOO_LARGE, limit);
    error_at(error, path, 0, 0);
    return status;
}

/* Reads to the end, whatever the size that stat promised: a pipe has none, a log may grow meanwhile. */
static tocsin_status read_all(struct buffer *out, int descriptor, const char *path, size_t limit,
                              tocsin_error *error)
{
    enum { STEP = 1 << 16 };
    size_t start = out->length;
    for (;;) {
        if (!buffer_reserve(out, STEP))
            return error_set(error, MESSAGE_MEMORY);
        ssize_t got = read(descriptor, out->data + out->length, out->capacity - out->length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return failed(error, MESSAGE_FILE_READ, path);
        if (got == 0)
            return TOCSIN_OK;
        out->length += (size_t)got;
        if (out->length - start > limit)
            return too_large(error, path, limit);
    }
}

tocsin_status file_read(struct buffer *out, const char *path, size_t limit, tocsin_error *error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return failed(error, MESSAGE_FILE_OPEN, path);
    struct stat facts;
    tocsin_status status = TOCSIN_OK;
    if (fstat(descriptor, &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_size > 0) {
        if ((uint64_t)facts.st_size > limit)
            status = too_large(error, path, limit);
        else if (!buffer_reserve(out, (size_t)facts.st_size + 1))
            status = error_set(error, MESSAGE_MEMORY);
    }
    if (!status)
        status = read_all(out, descriptor, path, limit, error);
    close(descriptor);
    return status;
}

static bool write_all(int descriptor, const char *data, size_t length)
{
    while (length) {
        ssize_t put = write(descriptor, data, length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        data += put;
        length -= (size_t)put;
    }
    return true;
}

tocsin_status file_write(const char *path, const char *data, size_t length, tocsin_error *error)
{
    char temporary[4096];
    int needed = snprintf(temporary, sizeof temporary, "%s.XXXXXX", path);
    if (needed < 0 || (size_t)needed >= sizeof temporary) {
        errno = ENAMETOOLONG;
        return failed(error, MESSAGE_FILE_WRITE, path);
    }
    int descriptor = mkstemp(temporary);
    if (descriptor < 0)
        return failed(error, MESSAGE_FILE_WRITE, path);
    bool written = write_all(descriptor, data, length) && fchmod(descriptor, 0644) == 0;
    if (close(descriptor) != 0)
        written = false;
    if (written && rename(temporary, path) == 0)
        return TOCSIN_OK;
    tocsin_status status = failed(error, MESSAGE_FILE_WRITE, path);
    unlink(temporary);
    return status;
}
