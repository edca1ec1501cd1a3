#include "pattern/pattern_parse.h"
#include "pattern/pattern_reader.h"

static bool read_parameters(struct pattern_reader *reader, struct pattern_values *parameters)
{
    do {
        pattern_reader_space(reader);
        struct str name = pattern_reader_name(reader);
        for (uint32_t i = 0; i < parameters->count; i++)
            if (str_equal(parameters->items[i], name))
                return pattern_reader_fail(
                    reader, reader->at - (uint32_t)name.length,
                    error_set(reader->error, MESSAGE_PATTERN_PARAMETER_TWICE, PATTERN_SHOWN(name)));
        if (name.length == 0 || !pattern_values_push(reader, parameters, name))
            return false;
        pattern_reader_space(reader);
    } while (pattern_reader_accept(reader, ","));
    return pattern_reader_accept(reader, ")");
}

static bool read_head(struct pattern_reader *reader, struct str *name, struct pattern_values *parameters)
{
    pattern_reader_space(reader);
    *name = pattern_reader_name(reader);
    pattern_reader_space(reader);
    if (name->length == 0 || (pattern_reader_accept(reader, "(") && !read_parameters(reader, parameters)))
        return false;
    pattern_reader_space(reader);
    return pattern_reader_ended(reader);
}

tocsin_status pattern_parse_head(struct pattern_named *out, struct arena *arena, struct str head,
                                 tocsin_error *error)
{
    struct pattern_reader reader;
    struct pattern_values parameters = {NULL, 0, 0};
    struct str name;
    if (!pattern_reader_open(&reader, arena, head, 0, error))
        return reader.status;
    if (!read_head(&reader, &name, &parameters)) {
        struct str shown = {head.data, head.length < 80 ? head.length : 80};
        if (reader.status == TOCSIN_OK)
            pattern_reader_fail(&reader, reader.at, error_set(error, MESSAGE_PATTERN_HEAD, PATTERN_SHOWN(shown)));
        return reader.status;
    }
    *out = (struct pattern_named){name, parameters.items, parameters.count, NULL};
    return TOCSIN_OK;
}
