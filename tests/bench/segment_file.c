/* segment_file LISTS FILE.jsonl: words and sentences of each document {"id", "text"} of a file, in the form that
 * `tocsin tokens --format jsonl` prints. */
#include <stdio.h>
#include <stdlib.h>

#include <cjson/cJSON.h>

#include "base/file.h"
#include "text/segmentation.h"
#include "word_lists.h"

enum { FILE_LIMIT = 1 << 30 };

static void print_spans(const char *name, const struct segmentation *segmentation, bool sentences)
{
    size_t count = sentences ? segmentation->sentences.count : segmentation->tokens.count;
    printf(",\"%s\":[", name);
    for (size_t i = 0; i < count; i++) {
        uint32_t start = sentences ? segmentation->sentences.items[i].start : segmentation->tokens.items[i].start;
        uint32_t end = sentences ? segmentation->sentences.items[i].end : segmentation->tokens.items[i].end;
        printf("%s[%u,%u]", i ? "," : "", (unsigned)start, (unsigned)end);
    }
    printf("]");
}

static void segment_line(struct segmentation *segmentation, const struct language *language, const char *line,
                         size_t length)
{
    cJSON *document = cJSON_ParseWithLength(line, length);
    const char *id = cJSON_GetStringValue(cJSON_GetObjectItem(document, "id"));
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(document, "text"));
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (!id || !text || segmentation_run(segmentation, str_of(text), TOCSIN_BREAKS_NEWS, language, NULL, &error)) {
        fprintf(stderr, "segment_file: %s\n", id && text ? error.message : "a line is no document");
        exit(1);
    }
    printf("{\"doc\":\"%s\"", id);
    print_spans("tokens", segmentation, false);
    print_spans("sentences", segmentation, true);
    printf("}\n");
    cJSON_Delete(document);
}

int main(int count, char **arguments)
{
    struct buffer file;
    struct segmentation segmentation;
    if (count != 3) {
        fprintf(stderr, "usage: segment_file LISTS FILE.jsonl\n");
        return 2;
    }
    struct language *language = word_lists_load(arguments[1]);
    buffer_init(&file, &alloc_system);
    segmentation_init(&segmentation, &alloc_system);
    if (file_read(&file, arguments[2], FILE_LIMIT, NULL)) {
        fprintf(stderr, "segment_file: cannot read %s\n", arguments[2]);
        return 1;
    }
    for (size_t at = 0; at < file.length;) {
        const char *end = memchr(file.data + at, '\n', file.length - at);
        size_t length = end ? (size_t)(end - file.data) - at : file.length - at;
        if (length > 0)
            segment_line(&segmentation, language, file.data + at, length);
        at += length + 1;
    }
    segmentation_finish(&segmentation);
    language_free(language);
    buffer_finish(&file);
    return 0;
}
