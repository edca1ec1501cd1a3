#include "base/file_map.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static tocsin_status map(struct file_map *out, int descriptor, const char *path, size_t limit, tocsin_error *error)
{
    struct stat facts;
    if (fstat(descriptor, &facts) != 0)
        return file_failed(error, MESSAGE_FILE_READ, path);
    if (!S_ISREG(facts.st_mode)) {
        errno = EINVAL;
        return file_failed(error, MESSAGE_FILE_READ, path);
    }
    if ((uint64_t)facts.st_size > limit)
        return file_too_large(error, path, limit);
    if (facts.st_size == 0) { /* nothing can be mapped */
        *out = (struct file_map){{NULL, 0}};
        return TOCSIN_OK;
    }
    void *data = mmap(NULL, (size_t)facts.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (data == MAP_FAILED)
        return file_failed(error, MESSAGE_FILE_READ, path);
    *out = (struct file_map){{data, (size_t)facts.st_size}};
    return TOCSIN_OK;
}

tocsin_status file_map_open(struct file_map *out, const char *path, size_t limit, tocsin_error *error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return file_failed(error, MESSAGE_FILE_OPEN, path);
    tocsin_status status = map(out, descriptor, path, limit, error);
    close(descriptor);
    return status;
}

void file_map_close(struct file_map *map)
{
    if (map->data.length)
        munmap((void *)(uintptr_t)map->data.data, map->data.length);
    *map = (struct file_map){{NULL, 0}};
}
