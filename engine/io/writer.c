#include "io/writer.h"

void writer_open(struct writer *writer, const tocsin_write_options *options, tocsin_sink *sink, void *user)
{
    *writer = (struct writer){.sink = sink, .user = user};
    if (options && options->size) {
        size_t known = options->size < sizeof writer->options ? options->size : sizeof writer->options;
        memcpy(&writer->options, options, known);
    }
    const tocsin_allocator *alloc = writer->options.allocator ? writer->options.allocator : &alloc_system;
    buffer_init(&writer->buffer, alloc);
}

static void hand_on(struct writer *writer)
{
    struct buffer *buffer = &writer->buffer;
    if (buffer->length && !buffer->failed && !writer->stopped)
        writer->stopped = !writer->sink(writer->user, buffer->data, buffer->length);
    buffer->length = 0;
}

void writer_line(struct writer *writer)
{
    enum { ENOUGH = 1 << 16 };
    if (writer->buffer.length >= ENOUGH)
        hand_on(writer);
}

tocsin_status writer_close(struct writer *writer, tocsin_error *error)
{
    hand_on(writer);
    bool failed = writer->buffer.failed;
    buffer_finish(&writer->buffer);
    if (writer->stopped)
        return error_set(error, MESSAGE_SINK_REFUSED);
    return failed ? error_set(error, MESSAGE_MEMORY) : TOCSIN_OK;
}
