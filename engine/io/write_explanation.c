/* write_explanation.c: why there are the records that there are, and why no others. */
#include "io/explanation_json.h"
#include "io/explanation_text.h"

tocsin_status tocsin_write_explanation(const tocsin_explanation *explanation, const tocsin_write_options *options,
                                       tocsin_sink *sink, void *user, tocsin_error *error)
{
    if (!explanation || !sink)
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_write_explanation needs an explanation and a sink");
    struct writer writer;
    writer_open(&writer, options, sink, user);
    if (writer.options.format == TOCSIN_FORMAT_TEXT)
        explanation_text(&writer, explanation);
    else
        explanation_json(&writer, explanation);
    return writer_close(&writer, error);
}
