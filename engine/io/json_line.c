#include "io/json_line.h"

#include <cjson/cJSON.h>

#include "io/json_flat.h"

void json_line_init(struct json_line *line, const tocsin_allocator *alloc)
{
    *line = (struct json_line){.alloc = alloc};
    buffer_init(&line->id_buffer, alloc);
    buffer_init(&line->text_buffer, alloc);
    buffer_init(&line->meta_buffer, alloc);
}

static void forget(struct json_line *line)
{
    cJSON_Delete(line->root);
    line->root = NULL;
    array_clear(&line->members);
    buffer_clear(&line->id_buffer);
    buffer_clear(&line->text_buffer);
    buffer_clear(&line->meta_buffer);
    line->id = line->text = line->meta = (struct str){NULL, 0};
}

void json_line_finish(struct json_line *line)
{
    forget(line);
    array_finish(line->alloc, &line->members);
    buffer_finish(&line->id_buffer);
    buffer_finish(&line->text_buffer);
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

static void keep_id(struct json_line *line, struct str id)
{
    buffer_clear(&line->id_buffer);
    buffer_append(&line->id_buffer, id.data, id.length);
    buffer_char(&line->id_buffer, '\0');
    line->id = (struct str){line->id_buffer.data, id.length};
}

static void take_meta(struct json_line *line, struct str whole)
{
    struct buffer *meta = &line->meta_buffer;
    buffer_char(meta, meta->length ? ',' : '{');
    buffer_append(meta, whole.data, whole.length);
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
    keep_id(line, member->value);
    return line->id_buffer.failed ? error_set(error, MESSAGE_MEMORY) : TOCSIN_OK;
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
            take_meta(line, member->whole);
        }
    }
    if (!status && !cJSON_IsString(text))
        status = error_set(error, MESSAGE_JSON_NO_TEXT);
    return status;
}

/* ---- Plain lines ---------------------------------------------------------------------------------------- */

static bool take_flat_text(struct json_line *line, const struct json_flat_member *member)
{
    if (member->kind != JSON_FLAT_STRING)
        return false;
    line->text = member->value;
    if (!member->escaped)
        return true;
    buffer_clear(&line->text_buffer);
    bool plain = json_flat_decode(&line->text_buffer, member->value);
    line->text = (struct str){line->text_buffer.data, line->text_buffer.length};
    return plain;
}

static bool take_flat(struct json_line *line, const struct json_flat_member *member)
{
    if (str_equal(member->key, STR("text")))
        return take_flat_text(line, member);
    if (!str_equal(member->key, STR("id"))) {
        take_meta(line, member->whole);
        return !member->escaped || json_flat_valid(member->value);
    }
    if (member->kind == JSON_FLAT_STRING || member->kind == JSON_FLAT_NUMBER)
        keep_id(line, member->value);
    return member->kind != JSON_FLAT_BOOLEAN && !member->escaped;
}

/* Whether the line was plain and is a document. */
static bool read_flat(struct json_line *line, struct str source)
{
    struct json_flat flat = {source, 0};
    struct json_flat_member member;
    enum json_flat_step step;
    while ((step = json_flat_next(&flat, &member)) == JSON_FLAT_MEMBER && take_flat(line, &member))
        ;
    return step == JSON_FLAT_END && line->text.data;
}

/* ---- All lines ------------------------------------------------------------------------------------------ */

static tocsin_status read_parsed(struct json_line *line, struct str source, tocsin_error *error)
{
    tocsin_status status = parse(line, source, error);
    if (!status)
        status = json_scan(&line->members, line->alloc, source, error);
    return status ? status : take_members(line, error);
}

tocsin_status json_line_read(struct json_line *line, struct str source, tocsin_error *error)
{
    forget(line);
    if (!read_flat(line, source)) {
        forget(line);
        tocsin_status status = read_parsed(line, source, error);
        if (status)
            return status;
    }
    if (line->meta_buffer.length) {
        buffer_char(&line->meta_buffer, '}');
        line->meta = (struct str){line->meta_buffer.data, line->meta_buffer.length};
    }
    return line->id_buffer.failed || line->text_buffer.failed || line->meta_buffer.failed ? error_set(error, MESSAGE_MEMORY) : TOCSIN_OK;
}
