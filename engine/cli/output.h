/* output.h: bytes for a file descriptor, gathered into large writes. */
#ifndef TOCSIN_CLI_OUTPUT_H
#define TOCSIN_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

enum { OUTPUT_SIZE = 1 << 17 };

struct output {
    int descriptor;
    int error;       /* errno of the first write that failed; nothing is written after it */
    size_t length;
    char *data;      /* OUTPUT_SIZE bytes */
};

/* False when memory is out. */
bool output_open(struct output *out, int descriptor);

/* Writes the rest; false when not all could be written. Does not close the descriptor. */
bool output_close(struct output *output);

/* A tocsin_sink; `user` is the output. */
bool output_write(void *user, const char *data, size_t length);

bool output_flush(struct output *output);

#endif
