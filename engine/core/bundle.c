#include "core/bundle.h"

#include <sha2.h>
#include <stdio.h>

#include "core/bundle_files.h"
#include "core/builtin.h"

static tocsin_bundle_options fill_options(const tocsin_bundle_options *given)
{
    tocsin_bundle_options options = TOCSIN_BUNDLE_OPTIONS_INIT;
    if (given)
        memcpy(&options, given, given->size < sizeof options ? given->size : sizeof options);
    if (!options.allocator)
        options.allocator = &alloc_system;
    return options;
}

/* An error that the program, which tells its own, has no part in. */
static tocsin_status tell(const tocsin_bundle_options *options, const tocsin_error *failure, tocsin_error *error)
{
    if (options->told)
        options->told(options->told_user, failure, false);
    if (error)
        *error = *failure;
    return failure->status;
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

/* `files` hold all of the bundle, and are finished; `failure` says why they do not where it has a status. */
static tocsin_status open_files(tocsin_bundle **out, const char *name, struct bundle_files *files,
                                const tocsin_bundle_options *options, const tocsin_error *failure,
                                tocsin_error *error)
{
    tocsin_bundle *bundle = NULL;
    struct program_options chosen = {options->params,    options->param_count, options->warnings_as_errors,
                                     builtin_folder,     options->told,        options->told_user};
    struct program_sources sources = bundle_files_sources(files);
    tocsin_status status = failure->status ? tell(options, failure, error) : TOCSIN_OK;
    if (!status && !(bundle = alloc_zero(options->allocator, sizeof *bundle)))
        status = error_set(error, MESSAGE_MEMORY);
    if (!status) {
        bundle->alloc = options->allocator;
        atomic_init(&bundle->owners, 1);
        bundle_rules_init(&bundle->rules, bundle->alloc);
        hash_files(bundle->hash, &sources);
        status = program_create(&bundle->program, bundle->alloc, name, sources, &chosen, error);
    }
    if (!status)
        status = bundle_rules_fill(&bundle->rules, bundle->program, error);
    bundle_files_finish(files);
    if (status)
        tocsin_bundle_free(bundle);
    else
        *out = bundle;
    return status;
}

tocsin_status tocsin_bundle_open(tocsin_bundle **out, const char *path, const tocsin_bundle_options *options,
                                 tocsin_error *error)
{
    struct bundle_files files;
    tocsin_error failure = TOCSIN_ERROR_INIT;
    tocsin_bundle_options filled = fill_options(options);
    if (!out || !path)
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_bundle_open: out and path are needed");
    bundle_files_init(&files, filled.allocator);
    bundle_files_read(&files, path, &failure);
    return open_files(out, path, &files, &filled, &failure, error);
}

tocsin_status tocsin_bundle_open_memory(tocsin_bundle **out, const char *name, const tocsin_file *files,
                                        size_t file_count, const tocsin_bundle_options *options,
                                        tocsin_error *error)
{
    struct bundle_files copies;
    tocsin_error failure = TOCSIN_ERROR_INIT;
    tocsin_bundle_options filled = fill_options(options);
    if (!out || !name || (!files && file_count))
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_bundle_open_memory: out, name and files are needed");
    bundle_files_init(&copies, filled.allocator);
    for (size_t i = 0; i < file_count && !failure.status; i++)
        bundle_files_add(&copies, str_of(files[i].name), (struct str){files[i].data, files[i].length}, &failure);
    return open_files(out, name, &copies, &filled, &failure, error);
}

tocsin_status tocsin_bundle_open_builtin(tocsin_bundle **out, const char *name, const tocsin_bundle_options *options,
                                         tocsin_error *error)
{
    char folder[64] = "", manifest[sizeof folder + sizeof "bundle.lua"];
    struct bundle_files files;
    tocsin_error failure = TOCSIN_ERROR_INIT;
    tocsin_bundle_options filled = fill_options(options);
    if (!out || !name)
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_bundle_open_builtin: out and name are needed");
    int length = snprintf(folder, sizeof folder, "%s/", name);
    struct program_sources found = {NULL, 0};
    if (length > 0 && (size_t)length < sizeof folder)
        found = builtin_folder(folder);
    bundle_files_init(&files, filled.allocator);
    snprintf(manifest, sizeof manifest, "%sbundle.lua", folder);
    if (!program_sources_find(&found, str_of(manifest)))
        error_set(&failure, MESSAGE_BUNDLE_UNKNOWN, name);
    for (size_t i = 0; i < found.count && !failure.status; i++) {
        struct str inside = {found.items[i].name.data + length, found.items[i].name.length - (size_t)length};
        bundle_files_add(&files, inside, found.items[i].data, &failure);
    }
    return open_files(out, name, &files, &filled, &failure, error);
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
    bundle_rules_finish(&bundle->rules);
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

const tocsin_rule *tocsin_bundle_rule(const tocsin_bundle *bundle, size_t index)
{
    return index < bundle->rules.count ? &bundle->rules.items[index] : NULL;
}
