#include "io/json_line.h"

#include <cjson/cJSON.h>

void json_line_init(struct json_line *line, const tocsin_allocator *alloc)
{
    *line = (struct json_line){.alloc = alloc};
    buffer_init(&line->id_buffer, alloc);
    buffer_init(&line->meta_buffer, alloc);
}

static void forget(struct json_line *line)
{
    cJSON_Delete(line->root);
    line->root = NULL;
    array_clear(&line->members);
    buffer_clear(&line->id_buffer);
    buffer_clear(&line->meta_buffer);
    line->id = line->text = line->meta = (struct str){NULL, 0};
}

void json_line_finish(struct json_line *line)
{
    forget(line);
    array_finish(line->alloc, &line->members);
    buffer_finish(&line->id_buffer);
    buffer_finish(&line->meta_buffer);
}

static tocsin_status refuse(size_t at, tocsin_error *error)
{
    tocsin_status status = error_set(error, MESSAGE_JSON_SYNTAX, "no JSON from here on");
    error_at(error, NULL, 0, (uint32_t)(at < UINT32_MAX ? at + 1 : UINT32_MAX));
    return status;
}

static tocsin_status parse(struct json_line *line, struct str source, tocsin_error *error)
{
    const char *end = source.data;
    line->root = cJSON_ParseWithLengthOpts(source.data, source.length, &end, false);
    size_t at = (size_t)(end - source.data);
    if (!line->root)
        return refuse(at, error);
    while (at < source.length && (source.data[at] == ' ' || source.data[at] == '\t' || source.data[at] == '\r'))
        at++;
    if (at < source.length)
        return refuse(at, error);
    return cJSON_IsObject(line->root) ? TOCSIN_OK : error_set(error, MESSAGE_JSON_NOT_OBJECT);
}

static bool key_is(const struct json_member *member, const cJSON *item, struct str name)
{
    return str_equal((struct str){item->string, member->key_length}, name);
}

static tocsin_status take_id(struct json_line *line, const struct json_member *member, const cJSON *item,
                             tocsin_error *error)
{
    if (cJSON_IsString(item) && strlen(item->valuestring) == member->value_length) {
        line->id = (struct str){item->valuestring, member->value_length};
        return TOCSIN_OK;
    }
    if (cJSON_IsNull(item))
        return TOCSIN_OK;
    if (!cJSON_IsNumber(item))
        return error_set(error, MESSAGE_JSON_ID);
    buffer_clear(&line->id_buffer);
    buffer_append(&line->id_buffer, member->value.data, member->value.length);
    buffer_char(&line->id_buffer, '\0');
    if (line->id_buffer.failed)
        return error_set(error, MESSAGE_MEMORY);
    line->id = (struct str){line->id_buffer.data, member->value.length};
    return TOCSIN_OK;
}

static void take_meta(struct json_line *line, const struct json_member *member)
{
    struct buffer *meta = &line->meta_buffer;
    buffer_char(meta, meta->length ? ',' : '{');
    buffer_append(meta, member->whole.data, member->whole.length);
}

/* The members of the slices and those of the tree are the same ones in the same order. The tree knows kinds and what
 * escapes mean; the slices know lengths, which count where a string holds NUL, and how a value was written. */
static tocsin_status take_members(struct json_line *line, tocsin_error *error)
{
    const cJSON *item = line->root->child;
    const cJSON *text = NULL;
    tocsin_status status = TOCSIN_OK;
    for (size_t i = 0; i < line->members.count && item && !status; i++, item = item->next) {
        const struct json_member *member = &line->members.items[i];
        if (key_is(member, item, STR("text"))) {
            text = item;
            line->text = (struct str){item->valuestring, member->value_length};
        } else if (key_is(member, item, STR("id"))) {
            status = take_id(line, member, item, error);
        } else {
            take_meta(line, member);
        }
    }
    if (!status && !cJSON_IsString(text))
        status = error_set(error, MESSAGE_JSON_NO_TEXT);
    return status;
}

tocsin_status json_line_read(struct json_line *line, struct str source, tocsin_error *error)
{
    forget(line);
    tocsin_status status = parse(line, source, error);
    if (!status)
        status = json_scan(&line->members, line->alloc, source, error);
    if (!status)
        status = take_members(line, error);
    if (status)
        return status;
    if (line->meta_buffer.length) {
        buffer_char(&line->meta_buffer, '}');
        line->meta = (struct str){line->meta_buffer.data, line->meta_buffer.length};
    }
    return line->meta_buffer.failed ? error_set(error, MESSAGE_MEMORY) : TOCSIN_OK;
}
