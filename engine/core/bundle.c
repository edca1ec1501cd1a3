#include "core/bundle.h"

#include <sha2.h>
#include <stdio.h>

#include "core/bundle_files.h"
#include "core/builtin.h"

static const tocsin_allocator *allocator_of(const tocsin_bundle_options *options)
{
    return options && options->allocator ? options->allocator : &alloc_system;
}

/* Each name and content goes in with its length before it, so that no two bundles can give the same stream. */
static void hash_part(SHA2_CTX *context, struct str part)
{
    uint8_t length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (uint8_t)((uint64_t)part.length >> 8 * i);
    SHA256Update(context, length, sizeof length);
    SHA256Update(context, (const uint8_t *)part.data, part.length);
}

static void hash_files(char out[65], const struct program_sources *sources)
{
    SHA2_CTX context;
    uint8_t digest[SHA256_DIGEST_LENGTH];
    static const char digits[] = "0123456789abcdef";
    SHA256Init(&context);
    for (size_t i = 0; i < sources->count; i++) {
        hash_part(&context, sources->items[i].name);
        hash_part(&context, sources->items[i].data);
    }
    SHA256Final(digest, &context);
    for (size_t i = 0; i < sizeof digest; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[64] = '\0';
}

/* `sources` are sorted by name. */
static tocsin_status open_sources(tocsin_bundle **out, const char *name, struct program_sources sources,
                                  const tocsin_bundle_options *options, tocsin_error *error)
{
    const tocsin_allocator *alloc = allocator_of(options);
    struct program_options chosen = {NULL, 0, false};
    if (options)
        chosen = (struct program_options){options->params, options->param_count, options->warnings_as_errors};
    tocsin_bundle *bundle = alloc_zero(alloc, sizeof *bundle);
    if (!bundle)
        return error_set(error, MESSAGE_MEMORY);
    bundle->alloc = alloc;
    atomic_init(&bundle->owners, 1);
    tocsin_status status =
        program_create(&bundle->program, alloc, name, sources, builtin_folder("lib/"), &chosen, error);
    if (status) {
        alloc_free(alloc, bundle, sizeof *bundle);
        return status;
    }
    hash_files(bundle->hash, &sources);
    *out = bundle;
    return TOCSIN_OK;
}

tocsin_status tocsin_bundle_open(tocsin_bundle **out, const char *path, const tocsin_bundle_options *options,
                                 tocsin_error *error)
{
    struct bundle_files files;
    if (!out || !path)
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_bundle_open: out and path are needed");
    bundle_files_init(&files, allocator_of(options));
    tocsin_status status = bundle_files_read(&files, path, error);
    if (!status)
        status = open_sources(out, path, bundle_files_sources(&files), options, error);
    bundle_files_finish(&files);
    return status;
}

tocsin_status tocsin_bundle_open_memory(tocsin_bundle **out, const char *name, const tocsin_file *files,
                                        size_t file_count, const tocsin_bundle_options *options,
                                        tocsin_error *error)
{
    struct bundle_files copies;
    tocsin_status status = TOCSIN_OK;
    if (!out || !name || (!files && file_count))
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_bundle_open_memory: out, name and files are needed");
    bundle_files_init(&copies, allocator_of(options));
    for (size_t i = 0; i < file_count && !status; i++)
        status = bundle_files_add(&copies, str_of(files[i].name), (struct str){files[i].data, files[i].length}, error);
    if (!status)
        status = open_sources(out, name, bundle_files_sources(&copies), options, error);
    bundle_files_finish(&copies);
    return status;
}

tocsin_status tocsin_bundle_open_builtin(tocsin_bundle **out, const char *name, const tocsin_bundle_options *options,
                                         tocsin_error *error)
{
    char folder[64];
    if (!out || !name)
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_bundle_open_builtin: out and name are needed");
    struct bundle_files files;
    int length = snprintf(folder, sizeof folder, "%s/", name);
    struct program_sources found = {NULL, 0};
    if (length > 0 && (size_t)length < sizeof folder)
        found = builtin_folder(folder);
    if (!found.count || !strstr(found.items[0].name.data, "bundle.lua"))
        return error_set(error, MESSAGE_BUNDLE_UNKNOWN, name);
    bundle_files_init(&files, allocator_of(options));
    tocsin_status status = TOCSIN_OK;
    for (size_t i = 0; i < found.count && !status; i++) {
        struct str inside = {found.items[i].name.data + length, found.items[i].name.length - (size_t)length};
        status = bundle_files_add(&files, inside, found.items[i].data, error);
    }
    if (!status)
        status = open_sources(out, name, bundle_files_sources(&files), options, error);
    bundle_files_finish(&files);
    return status;
}

tocsin_bundle *tocsin_bundle_retain(tocsin_bundle *bundle)
{
    atomic_fetch_add_explicit(&bundle->owners, 1, memory_order_relaxed);
    return bundle;
}

void tocsin_bundle_free(tocsin_bundle *bundle)
{
    if (!bundle || atomic_fetch_sub_explicit(&bundle->owners, 1, memory_order_acq_rel) != 1)
        return;
    program_free(bundle->program);
    alloc_free(bundle->alloc, bundle, sizeof *bundle);
}

const char *tocsin_bundle_name(const tocsin_bundle *bundle)
{
    return bundle->program->name;
}

const char *tocsin_bundle_version(const tocsin_bundle *bundle)
{
    return bundle->program->version;
}

const char *tocsin_bundle_hash(const tocsin_bundle *bundle)
{
    return bundle->hash;
}

const tocsin_error *tocsin_bundle_warning(const tocsin_bundle *bundle, size_t index)
{
    return index < bundle->program->warnings.count ? &bundle->program->warnings.items[index] : NULL;
}

bool tocsin_bundle_param(const tocsin_bundle *bundle, size_t index, tocsin_param *out)
{
    if (index >= bundle->program->params.count)
        return false;
    const struct program_param *param = &bundle->program->params.items[index];
    *out = (tocsin_param){param->name, param->text};
    return true;
}
