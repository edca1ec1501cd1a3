#include "cli/input.h"

#include <stdio.h>
#include <string.h>

void input_open(struct input *out, const struct options *options)
{
    *out = (struct input){.kind = (tocsin_input)options->input};
    paths_open(&out->paths, &options->inputs);
}

static void close_file(struct input *input)
{
    tocsin_reader_free(input->reader);
    input->reader = NULL;
}

void input_close(struct input *input)
{
    close_file(input);
    paths_close(&input->paths);
}

static void folder_error(struct input_item *item, const char *path, int reason)
{
    item->error = (tocsin_error)TOCSIN_ERROR_INIT;
    item->error.status = TOCSIN_ERROR_IO;
    snprintf(item->error.id, sizeof item->error.id, "folder-read");
    snprintf(item->error.file, sizeof item->error.file, "%s", path);
    snprintf(item->error.message, sizeof item->error.message, "cannot read the folder: %s", strerror(reason));
}

/* Opens the next file. False at the end of all; true with item->error.status set where it cannot be opened. */
static bool open_next(struct input *input, struct input_item *item)
{
    int failed;
    input->path = paths_next(&input->paths, &failed);
    if (!input->path)
        return false;
    if (failed)
        folder_error(item, input->path, failed);
    else
        tocsin_reader_open(&input->reader, input->path, input->kind, NULL, &item->error);
    return true;
}

bool input_next(struct input *input, struct input_item *out)
{
    out->error.status = TOCSIN_OK;
    out->document = NULL;
    for (;;) {
        if (!input->reader && !open_next(input, out))
            return false;
        if (out->error.status)
            return true;
        if (tocsin_reader_next(input->reader, &out->document, &out->error))
            return true;
        if (out->document)
            return true;
        close_file(input);
    }
}
