/* write_run.c: the record that a run's output begins with, so that its results can be made again. */
#include "io/json_writer.h"
#include "io/writer.h"

static void write_field(struct buffer *out, const char *name, const char *value)
{
    buffer_char(out, ',');
    json_text(out, name);
    buffer_char(out, ':');
    json_text(out, value);
}

/* What has a say in the results. The instruction set has none: it only decides how fast they come. */
static void write_versions(struct buffer *out)
{
    tocsin_version_info version = tocsin_version();
    write_field(out, "engine", version.engine);
    write_field(out, "lua", version.lua);
    write_field(out, "pcre2", version.pcre2);
    write_field(out, "pcre2_unicode", version.pcre2_unicode);
    write_field(out, "utf8proc", version.utf8proc);
    write_field(out, "unicode", version.unicode);
}

static void write_bundle(struct buffer *out, const tocsin_bundle *bundle)
{
    tocsin_param param;
    json_raw(out, "{\"name\":");
    json_text(out, tocsin_bundle_name(bundle));
    write_field(out, "version", tocsin_bundle_version(bundle));
    write_field(out, "hash", tocsin_bundle_hash(bundle));
    json_raw(out, ",\"params\":{");
    for (size_t i = 0; tocsin_bundle_param(bundle, i, &param); i++) {
        if (i)
            buffer_char(out, ',');
        json_text(out, param.name);
        buffer_char(out, ':');
        json_text(out, param.value);
    }
    json_raw(out, "}}");
}

tocsin_status tocsin_write_run(tocsin_bundle *const *bundles, size_t bundle_count,
                               const tocsin_write_options *options, tocsin_sink *sink, void *user,
                               tocsin_error *error)
{
    if (!sink || (!bundles && bundle_count))
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_write_run needs its bundles and a sink");
    struct writer writer;
    writer_open(&writer, options, sink, user);
    struct buffer *out = &writer.buffer;
    if (writer.options.format == TOCSIN_FORMAT_JSONL) {
        json_raw(out, "{\"type\":\"run\"");
        write_versions(out);
        json_raw(out, ",\"bundles\":[");
        for (size_t i = 0; i < bundle_count; i++) {
            if (i)
                buffer_char(out, ',');
            write_bundle(out, bundles[i]);
        }
        json_raw(out, "]}\n");
    }
    return writer_close(&writer, error);
}
