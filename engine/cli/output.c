#include "cli/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool output_open(struct output *out, int descriptor)
{
    *out = (struct output){.descriptor = descriptor, .data = malloc(OUTPUT_SIZE)};
    return out->data;
}

static bool write_through(struct output *output, const char *data, size_t length)
{
    while (length && !output->error) {
        ssize_t put = write(output->descriptor, data, length);
        if (put >= 0) {
            data += put;
            length -= (size_t)put;
        } else if (errno != EINTR) {
            output->error = errno;
        }
    }
    return !output->error;
}

bool output_flush(struct output *output)
{
    bool written = write_through(output, output->data, output->length);
    output->length = 0;
    return written;
}

bool output_write(void *user, const char *data, size_t length)
{
    struct output *output = user;
    if (length > OUTPUT_SIZE - output->length && !output_flush(output))
        return false;
    if (length >= OUTPUT_SIZE)
        return write_through(output, data, length);
    if (length)
        memcpy(output->data + output->length, data, length);
    output->length += length;
    return !output->error;
}

bool output_close(struct output *output)
{
    bool written = output->data && output_flush(output);
    free(output->data);
    output->data = NULL;
    return written;
}
