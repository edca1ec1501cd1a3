/* Anything as a line of JSON Lines: it gives a document or an error with a place inside the line; what is kept of it
 * can be read again and gives the same; and what is written of it is JSON. */
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "io/json_line.h"
#include "io/json_writer.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void check_error(tocsin_status status, const tocsin_error *error, size_t size)
{
    check(status == TOCSIN_ERROR_INPUT && error->id[0] && error->message[0]);
    check(error->column <= size + 1);
}

/* A string that went through the writer and the reader comes back as it was, when it is UTF-8. */
static void check_text(struct str text)
{
    struct json_line again;
    struct buffer line;
    json_line_init(&again, &alloc_system);
    buffer_init(&line, &alloc_system);
    json_raw(&line, "{\"text\":");
    json_string(&line, text.data, text.length);
    buffer_char(&line, '}');
    check(!line.failed);
    check(json_line_read(&again, (struct str){line.data, line.length}, NULL) == TOCSIN_OK);
    unsigned found = 0;
    bool valid = utf8_valid(text, cpu_simd(), &found) == text.length;
    check(!valid || str_equal(again.text, text));
    check(utf8_valid(again.text, cpu_simd(), &found) == again.text.length);
    json_line_finish(&again);
    buffer_finish(&line);
}

static void check_meta(struct str meta)
{
    const char *end;
    cJSON *tree = cJSON_ParseWithLengthOpts(meta.data, meta.length, &end, false);
    check(cJSON_IsObject(tree) && end == meta.data + meta.length);
    cJSON_Delete(tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct json_line line;
    tocsin_error error = TOCSIN_ERROR_INIT;
    json_line_init(&line, &alloc_system);
    tocsin_status status = json_line_read(&line, (struct str){(const char *)data, size}, &error);
    if (status) {
        check_error(status, &error, size);
    } else {
        check_text(line.text);
        if (line.meta.data)
            check_meta(line.meta);
        if (line.id.data)
            check(line.id.data[line.id.length] == '\0' && strlen(line.id.data) == line.id.length);
    }
    json_line_finish(&line);
    return 0;
}
