#include "core/bundle_files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"

enum { DEEPEST_FOLDER = 16, LONGEST_PATH = 4096 };

void bundle_files_init(struct bundle_files *files, const tocsin_allocator *alloc)
{
    *files = (struct bundle_files){.bytes = 0};
    arena_init(&files->arena, alloc);
}

void bundle_files_finish(struct bundle_files *files)
{
    array_finish(files->arena.alloc, &files->files);
    arena_finish(&files->arena);
}

/* Relative, with "/" between parts, and no part that is empty, "." or "..". */
static bool name_is_inside(struct str name)
{
    size_t start = 0;
    for (size_t i = 0; i <= name.length; i++) {
        if (i < name.length && name.data[i] != '/')
            continue;
        struct str part = {name.data + start, i - start};
        if (part.length == 0 || str_equal(part, STR(".")) || str_equal(part, STR("..")))
            return false;
        start = i + 1;
    }
    return true;
}

tocsin_status bundle_files_add(struct bundle_files *files, struct str name, struct str data, tocsin_error *error)
{
    struct program_sources known = {files->files.items, files->files.count};
    if (!name_is_inside(name) || program_sources_find(&known, name))
        return error_set(error, MESSAGE_BUNDLE_FILE_NAME, (int)name.length, name.data);
    files->bytes += data.length;
    if (files->files.count >= BUNDLE_FILES_LIMIT || files->bytes > BUNDLE_BYTES_LIMIT)
        return error_set(error, MESSAGE_BUNDLE_TOO_LARGE, BUNDLE_FILES_LIMIT, BUNDLE_BYTES_LIMIT);
    struct program_source file = {
        .name = {arena_text(&files->arena, name.data, name.length), name.length},
        .data = {arena_text(&files->arena, data.data, data.length), data.length},
    };
    if (!file.name.data || !file.data.data || !array_push(files->arena.alloc, &files->files, file))
        return error_set(error, MESSAGE_MEMORY);
    return TOCSIN_OK;
}

static tocsin_status read_one(struct bundle_files *files, const char *path, const char *name, tocsin_error *error)
{
    struct buffer data;
    buffer_init(&data, files->arena.alloc);
    tocsin_status status = file_read(&data, path, BUNDLE_BYTES_LIMIT, error);
    if (!status)
        status = bundle_files_add(files, str_of(name), (struct str){data.data, data.length}, error);
    buffer_finish(&data);
    return status;
}

static tocsin_status read_folder(struct bundle_files *files, const char *path, const char *prefix, int depth,
                                 tocsin_error *error);

static tocsin_status read_entry(struct bundle_files *files, const char *folder, const char *prefix, const char *entry,
                                int depth, tocsin_error *error)
{
    char path[LONGEST_PATH], name[LONGEST_PATH];
    struct stat facts;
    int path_length = snprintf(path, sizeof path, "%s/%s", folder, entry);
    int name_length = snprintf(name, sizeof name, "%s%s", prefix, entry);
    if (path_length >= (int)sizeof path || name_length + 1 >= (int)sizeof name)
        return error_set(error, MESSAGE_BUNDLE_FILE_NAME, name_length, name);
    if (stat(path, &facts) != 0)
        return TOCSIN_OK; /* a link to nowhere is no file of the bundle */
    if (S_ISREG(facts.st_mode))
        return read_one(files, path, name, error);
    if (!S_ISDIR(facts.st_mode))
        return TOCSIN_OK;
    name[name_length] = '/';
    name[name_length + 1] = '\0';
    return read_folder(files, path, name, depth + 1, error);
}

static tocsin_status read_folder(struct bundle_files *files, const char *path, const char *prefix, int depth,
                                 tocsin_error *error)
{
    tocsin_status status = TOCSIN_OK;
    if (depth > DEEPEST_FOLDER)
        return error_set(error, MESSAGE_BUNDLE_TOO_LARGE, BUNDLE_FILES_LIMIT, BUNDLE_BYTES_LIMIT);
    DIR *folder = opendir(path);
    if (!folder) {
        status = error_set(error, MESSAGE_FILE_OPEN, "not a folder that can be read");
        error_at(error, path, 0, 0);
        return status;
    }
    for (struct dirent *entry; !status && (entry = readdir(folder));)
        if (entry->d_name[0] != '.')
            status = read_entry(files, path, prefix, entry->d_name, depth, error);
    closedir(folder);
    return status;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), wanted = strlen(end);
    return length >= wanted && strcmp(text + length - wanted, end) == 0;
}

/* A rule file alone is a bundle: named for the file, with nothing declared. */
static tocsin_status read_rule_file(struct bundle_files *files, const char *path, tocsin_error *error)
{
    struct buffer manifest;
    const char *name = base_name(path);
    int stem = (int)strlen(name) - 4;
    buffer_init(&manifest, files->arena.alloc);
    buffer_format(&manifest, "return { name = [==[%.*s]==], version = '0', rules = { [==[%s]==] } }\n", stem, name, name);
    tocsin_status status = manifest.failed ? error_set(error, MESSAGE_MEMORY) : read_one(files, path, name, error);
    if (!status && strcmp(name, "bundle.lua") != 0)
        status = bundle_files_add(files, STR("bundle.lua"), (struct str){manifest.data, manifest.length}, error);
    buffer_finish(&manifest);
    return status;
}

tocsin_status bundle_files_read(struct bundle_files *files, const char *path, tocsin_error *error)
{
    struct stat facts;
    if (stat(path, &facts) == 0 && S_ISREG(facts.st_mode) && ends_with(path, ".lua"))
        return read_rule_file(files, path, error);
    return read_folder(files, path, "", 0, error);
}

static int by_name(const void *a, const void *b)
{
    return str_compare(((const struct program_source *)a)->name, ((const struct program_source *)b)->name);
}

struct program_sources bundle_files_sources(struct bundle_files *files)
{
    if (files->files.count)
        qsort(files->files.items, files->files.count, sizeof *files->files.items, by_name);
    return (struct program_sources){files->files.items, files->files.count};
}
