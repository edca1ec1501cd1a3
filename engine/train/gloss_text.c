#include "train/gloss_text.h"

#include <stdio.h>

#include "base/cpu.h"
#include "base/file.h"
#include "text/segmentation.h"
#include "text/utf8.h"

enum { LONGEST_PATH = 4096, FILE_LIMIT = 1 << 26 };

/* One explanation or example. */
static tocsin_status add_part(cluster_text *out, struct segmentation *segmentation, struct vocabulary *vocabulary,
                              struct str part, tocsin_error *error)
{
    unsigned marks = 0;
    part.length = utf8_valid(part, cpu_simd(), &marks);
    segmentation_clear(segmentation);
    tocsin_status status = segmentation_run(segmentation, part, TOCSIN_BREAKS_UAX29, NULL, vocabulary, error);
    if (status)
        return status;
    if (!array_reserve(segmentation->alloc, out, segmentation->forms.count + 1))
        return error_set(error, MESSAGE_MEMORY);
    for (size_t i = 0; i < segmentation->forms.count; i++)
        out->items[out->count++] = vocabulary_form(vocabulary, segmentation->forms.items[i])->fold;
    out->items[out->count++] = FORM_NONE;
    return TOCSIN_OK;
}

/* What stands behind the bar of a line, parted by semicolons. */
static tocsin_status add_line(cluster_text *out, struct segmentation *segmentation, struct vocabulary *vocabulary,
                              struct str line, tocsin_error *error)
{
    const char *bar = line.length && line.data[0] != ' ' ? memchr(line.data, '|', line.length) : NULL;
    const char *end = line.data + line.length;
    tocsin_status status = TOCSIN_OK;
    for (const char *at = bar; at && at < end && !status;) {
        const char *start = at + 1, *stop = memchr(start, ';', (size_t)(end - start));
        stop = stop ? stop : end;
        status = add_part(out, segmentation, vocabulary, (struct str){start, (size_t)(stop - start)}, error);
        at = stop;
    }
    return status;
}

static tocsin_status add_file(cluster_text *out, struct segmentation *segmentation, struct vocabulary *vocabulary,
                              const char *path, tocsin_error *error)
{
    struct buffer data;
    buffer_init(&data, segmentation->alloc);
    tocsin_status status = file_read(&data, path, FILE_LIMIT, error);
    for (size_t at = 0; at < data.length && !status;) {
        const char *start = data.data + at, *end = memchr(start, '\n', data.length - at);
        size_t length = end ? (size_t)(end - start) : data.length - at;
        status = add_line(out, segmentation, vocabulary, (struct str){start, length}, error);
        at += length + 1;
    }
    buffer_finish(&data);
    return status;
}

tocsin_status gloss_text_read(cluster_text *out, const tocsin_allocator *alloc, struct vocabulary *vocabulary,
                              const char *folder, tocsin_error *error)
{
    static const char *const names[] = {"adj", "adv", "noun", "verb"};
    struct segmentation segmentation;
    tocsin_status status = TOCSIN_OK;
    segmentation_init(&segmentation, alloc);
    for (size_t i = 0; i < sizeof names / sizeof *names && !status; i++) {
        char path[LONGEST_PATH];
        if (snprintf(path, sizeof path, "%s/data.%s", folder, names[i]) >= (int)sizeof path)
            status = error_set(error, MESSAGE_ARGUMENT, "the name of a folder is too long");
        else
            status = add_file(out, &segmentation, vocabulary, path, error);
    }
    segmentation_finish(&segmentation);
    return status;
}
