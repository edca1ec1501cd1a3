#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

tocsin_status file_failed(tocsin_error *error, enum message message, const char *path)
{
    char reason[128];
    if (strerror_r(errno, reason, sizeof reason) != 0)
        snprintf(reason, sizeof reason, "error %d", errno);
    tocsin_status status = error_set(error, message, reason);
    error_at(error, path, 0, 0);
    return status;
}

tocsin_status file_too_large(tocsin_error *error, const char *path, size_t limit)
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
        if (out->length == out->capacity && !buffer_reserve(out, STEP))
            return error_set(error, MESSAGE_MEMORY);
        ssize_t got = read(descriptor, out->data + out->length, out->capacity - out->length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return file_failed(error, MESSAGE_FILE_READ, path);
        if (got == 0)
            return TOCSIN_OK;
        out->length += (size_t)got;
        if (out->length - start > limit)
            return file_too_large(error, path, limit);
    }
}

tocsin_status file_read(struct buffer *out, const char *path, size_t limit, tocsin_error *error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return file_failed(error, MESSAGE_FILE_OPEN, path);
    struct stat facts;
    size_t start = out->length;
    tocsin_status status = TOCSIN_OK;
    if (fstat(descriptor, &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_size > 0) {
        if ((uint64_t)facts.st_size > limit)
            status = file_too_large(error, path, limit);
        else if (!buffer_reserve(out, (size_t)facts.st_size + 1))
            status = error_set(error, MESSAGE_MEMORY);
    }
    if (!status)
        status = read_all(out, descriptor, path, limit, error);
    close(descriptor);
    if (status)
        out->length = start;
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

/* A new file beside `path`. Not mkstemp, which makes files that only their owner can read: the umask decides. */
static int create_beside(char *name, size_t capacity, const char *path)
{
    enum { ATTEMPTS = 100 };
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        int length = snprintf(name, capacity, "%s.%ld-%d", path, (long)getpid(), attempt);
        if (length < 0 || (size_t)length >= capacity) {
            errno = ENAMETOOLONG;
            return -1;
        }
        int descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0 || errno != EEXIST)
            return descriptor;
    }
    return -1;
}

/* Closes on every path; false with errno set when anything was not written. */
static bool write_and_close(int descriptor, const char *data, size_t length, bool sync)
{
    bool written = write_all(descriptor, data, length) && (!sync || fsync(descriptor) == 0);
    int reason = errno;
    if (close(descriptor) != 0 && written)
        return false;
    errno = reason;
    return written;
}

static bool replace(const char *path, const struct stat *old, const char *data, size_t length)
{
    char temporary[4096];
    int descriptor = create_beside(temporary, sizeof temporary, path);
    if (descriptor < 0)
        return false;
    if (old)
        (void)fchmod(descriptor, old->st_mode & 0777); /* where it can't be kept, the umask's mode will do */
    if (write_and_close(descriptor, data, length, true) && rename(temporary, path) == 0)
        return true;
    int reason = errno;
    unlink(temporary);
    errno = reason;
    return false;
}

tocsin_status file_write(const char *path, const char *data, size_t length, tocsin_error *error)
{
    struct stat old;
    bool exists = stat(path, &old) == 0;
    bool written;
    if (exists && !S_ISREG(old.st_mode)) {
        int descriptor = open(path, O_WRONLY | O_CLOEXEC);
        written = descriptor >= 0 && write_and_close(descriptor, data, length, false);
    } else {
        written = replace(path, exists ? &old : NULL, data, length);
    }
    return written ? TOCSIN_OK : file_failed(error, MESSAGE_FILE_WRITE, path);
}
