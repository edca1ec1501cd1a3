/* write_result.c: the public writing functions of a result, by format. */
#include "io/write_jsonl.h"
#include "io/write_text.h"

typedef void write_function(struct writer *writer, const tocsin_result *result);

static tocsin_status write_with(write_function *const functions[2], const tocsin_result *result,
                                const tocsin_write_options *options, tocsin_sink *sink, void *user,
                                tocsin_error *error)
{
    if (!result || !sink)
        return error_set(error, MESSAGE_ARGUMENT, "writing needs a result and a sink");
    struct writer writer;
    writer_open(&writer, options, sink, user);
    functions[writer.options.format == TOCSIN_FORMAT_TEXT](&writer, result);
    return writer_close(&writer, error);
}

tocsin_status tocsin_write_result(const tocsin_result *result, const tocsin_write_options *options,
                                  tocsin_sink *sink, void *user, tocsin_error *error)
{
    static write_function *const functions[] = {write_jsonl, write_text};
    return write_with(functions, result, options, sink, user, error);
}

tocsin_status tocsin_write_tokens(const tocsin_result *result, const tocsin_write_options *options,
                                  tocsin_sink *sink, void *user, tocsin_error *error)
{
    static write_function *const functions[] = {write_jsonl_tokens, write_text_tokens};
    return write_with(functions, result, options, sink, user, error);
}
