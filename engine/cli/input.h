/* input.h: the documents of all files, one after the other, and what went wrong between them. */
#ifndef TOCSIN_CLI_INPUT_H
#define TOCSIN_CLI_INPUT_H

#include "cli/paths.h"

struct input {
    struct paths paths;
    tocsin_input kind;
    tocsin_reader *reader; /* NULL between files */
    const char *path;      /* of the file that is read */
};

/* A document, or an error that stands in its place. */
struct input_item {
    const tocsin_document *document; /* NULL: `error` says why */
    tocsin_error error;
};

void input_open(struct input *out, const struct options *options);
void input_close(struct input *input);

/* The next item, its document valid until the next call; false at the end. */
bool input_next(struct input *input, struct input_item *out);

#endif
