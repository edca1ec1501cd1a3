/* bytes.h: bytes that grow at the end. */
#ifndef TOCSIN_CLI_BYTES_H
#define TOCSIN_CLI_BYTES_H

#include <stdbool.h>
#include <stddef.h>

struct bytes {
    char *data;
    size_t length, capacity;
};

/* False, and nothing added, when memory is out. Shaped as a tocsin_sink: `user` is a struct bytes. */
bool bytes_add(void *user, const char *data, size_t length);

/* Forgets what it holds; gives memory back where it is more than `keep`. */
void bytes_clear(struct bytes *bytes, size_t keep);

#endif
