#include "core/document_date.h"

/* Behind the string whose opening quote is at `at`. */
static size_t string_end(struct str json, size_t at)
{
    for (at++; at < json.length && json.data[at] != '"'; at++)
        at += json.data[at] == '\\';
    return at < json.length ? at + 1 : json.length;
}

static size_t skip_space(struct str json, size_t at)
{
    while (at < json.length &&
           (json.data[at] == ' ' || json.data[at] == '\t' || json.data[at] == '\n' || json.data[at] == '\r'))
        at++;
    return at;
}

/* The string of a member of the outermost object; data NULL: there is none. */
static struct str member_string(struct str json, struct str name)
{
    size_t depth = 0;
    for (size_t at = 0; at < json.length; at++) {
        char byte = json.data[at];
        depth += byte == '{' || byte == '[';
        depth -= depth > 0 && (byte == '}' || byte == ']');
        if (byte != '"')
            continue;
        size_t end = string_end(json, at), value = skip_space(json, end);
        struct str key = {json.data + at + 1, end - at > 1 ? end - at - 2 : 0};
        bool is_key = depth == 1 && value < json.length && json.data[value] == ':';
        value = is_key ? skip_space(json, value + 1) : value;
        if (is_key && str_equal(key, name) && value < json.length && json.data[value] == '"') {
            size_t last = string_end(json, value);
            return (struct str){json.data + value + 1, last - value > 1 ? last - value - 2 : 0};
        }
        at = end - 1;
    }
    return (struct str){NULL, 0};
}

bool document_date(struct calendar_day *out, struct str meta)
{
    struct str text = member_string(meta, STR("date"));
    if (!text.data)
        text = member_string(meta, STR("published"));
    return text.data && calendar_parse(out, text);
}
