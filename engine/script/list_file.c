/* Lists in files of their own. */
#include "script/list_adder.h"

enum { COLUMNS_LIMIT = 64 };

/* Takes the next line off the front, without its end. */
static struct str take_line(struct str *rest)
{
    const char *end = memchr(rest->data, '\n', rest->length);
    size_t length = end ? (size_t)(end - rest->data) : rest->length;
    struct str line = {rest->data, length};
    rest->data += length + (end != NULL);
    rest->length -= length + (end != NULL);
    if (line.length && line.data[line.length - 1] == '\r')
        line.length--;
    return line;
}

static bool is_entry(struct str line)
{
    return line.length && line.data[0] != '#';
}

struct str list_file_head(struct str data, struct str *rest, uint32_t *line)
{
    struct str none = {NULL, 0};
    static const char mark[] = "\xEF\xBB\xBF";
    if (data.length >= 3 && memcmp(data.data, mark, 3) == 0)
        data = (struct str){data.data + 3, data.length - 3};
    *rest = data;
    *line = 1;
    while (rest->length) {
        struct str before = *rest, head = take_line(rest);
        if (is_entry(head) && memchr(head.data, '\t', head.length)) {
            ++*line;
            return head;
        }
        if (is_entry(head)) {
            *rest = before;
            return none;
        }
        ++*line;
    }
    return none;
}

struct str list_file_field(struct str *line)
{
    const char *end = line->length ? memchr(line->data, '\t', line->length) : NULL;
    size_t length = end ? (size_t)(end - line->data) : line->length;
    struct str field = {line->data, length};
    line->data += length + (end != NULL);
    line->length -= length + (end != NULL);
    return field;
}

tocsin_status list_file_put(struct list_adder *adder, struct str rest, uint32_t line, tocsin_error *error)
{
    struct str values[COLUMNS_LIMIT];
    tocsin_status status = TOCSIN_OK;
    for (; rest.length && !status; line++) {
        struct str fields = take_line(&rest);
        if (!is_entry(fields))
            continue;
        size_t tabs = 0;
        for (size_t i = 0; i < fields.length && tabs < adder->columns; i++)
            tabs += fields.data[i] == '\t';
        struct str word = list_file_field(&fields);
        if (tabs < adder->columns && adder->lacking_count++ == 0)
            adder->lacking = (struct list_place){word, line};
        for (size_t i = 0; i < adder->columns; i++)
            values[i] = list_file_field(&fields);
        if (fields.length) {
            adder->at_fault = (struct list_place){word, line};
            return error_set(error, MESSAGE_LIST_FIELDS, adder->columns + 1);
        }
        status = list_adder_put(adder, word, values, line, error);
    }
    return status ? status : list_adder_flush(adder, error);
}
