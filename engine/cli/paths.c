#include "cli/paths.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A folder's entries, and how far they are. */
struct folder_level {
    struct dirent **entries;
    int count, next;
    size_t path_length; /* of the folder itself */
};

void paths_open(struct paths *out, const struct option_list *arguments)
{
    *out = (struct paths){.arguments = arguments};
}

static void leave_folder(struct paths *paths)
{
    struct folder_level *level = &paths->levels[--paths->depth];
    for (int i = level->next; i < level->count; i++)
        free(level->entries[i]);
    free(level->entries);
}

void paths_close(struct paths *paths)
{
    while (paths->depth)
        leave_folder(paths);
    free(paths->levels);
    free(paths->path);
}

/* Makes the path end in `name`, behind its first `length` bytes. */
static bool set_path(struct paths *paths, size_t length, const char *name)
{
    bool slash = length && paths->path[length - 1] != '/';
    size_t name_size = strlen(name) + 1, need = length + slash + name_size;
    if (need > paths->path_size) {
        char *larger = realloc(paths->path, need * 2);
        if (!larger)
            return false;
        paths->path = larger;
        paths->path_size = need * 2;
    }
    if (slash)
        paths->path[length++] = '/';
    memcpy(paths->path + length, name, name_size);
    return true;
}

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* By bytes, whatever the locale: the order of the output must not depend on it. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool enter_folder(struct paths *paths)
{
    if (paths->depth == paths->capacity) {
        size_t capacity = paths->capacity ? paths->capacity * 2 : 8;
        struct folder_level *larger = realloc(paths->levels, capacity * sizeof *larger);
        if (!larger)
            return false;
        paths->levels = larger;
        paths->capacity = capacity;
    }
    struct folder_level *level = &paths->levels[paths->depth];
    *level = (struct folder_level){.path_length = strlen(paths->path)};
    level->count = scandir(paths->path, &level->entries, visible, by_name);
    paths->depth += level->count >= 0;
    return level->count >= 0;
}

static bool readable_ending(const char *name)
{
    static const char *const endings[] = {".txt", ".text", ".md", ".jsonl", ".ndjson"};
    const char *ending = strrchr(name, '.');
    for (size_t i = 0; ending && i < sizeof endings / sizeof *endings; i++) {
        if (strcmp(ending, endings[i]) == 0)
            return true;
    }
    return false;
}

enum found { FOUND_NOTHING, FOUND_FILE, FOUND_FOLDER };

/* Links to files are followed, links to folders are not: they may lead in circles. */
static enum found look_at_entry(const char *path, const char *name)
{
    struct stat facts;
    if (lstat(path, &facts) != 0)
        return FOUND_NOTHING;
    if (S_ISDIR(facts.st_mode))
        return FOUND_FOLDER;
    bool regular = stat(path, &facts) == 0 && S_ISREG(facts.st_mode);
    return regular && readable_ending(name) ? FOUND_FILE : FOUND_NOTHING;
}

/* The next entry of the innermost folder, made the path. */
static enum found next_entry(struct paths *paths, int *failed)
{
    struct folder_level *level = &paths->levels[paths->depth - 1];
    struct dirent *entry = level->entries[level->next++];
    bool set = set_path(paths, level->path_length, entry->d_name);
    enum found found = set ? look_at_entry(paths->path, entry->d_name) : FOUND_NOTHING;
    free(entry);
    *failed = set ? 0 : ENOMEM;
    return found;
}

static const char *next_below(struct paths *paths, int *failed)
{
    while (paths->depth) {
        struct folder_level *level = &paths->levels[paths->depth - 1];
        if (level->next == level->count) {
            leave_folder(paths);
            continue;
        }
        enum found found = next_entry(paths, failed);
        if (found == FOUND_FOLDER && !enter_folder(paths))
            *failed = errno;
        if (*failed || found == FOUND_FILE)
            return paths->path;
    }
    return NULL;
}

static bool is_folder(const char *path)
{
    struct stat facts;
    return strcmp(path, "-") != 0 && stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

const char *paths_next(struct paths *paths, int *failed)
{
    *failed = 0;
    for (;;) {
        const char *below = next_below(paths, failed);
        if (below)
            return below;
        if (!paths->arguments->count)
            return paths->next_argument++ ? NULL : "-";
        if (paths->next_argument == paths->arguments->count)
            return NULL;
        const char *argument = paths->arguments->items[paths->next_argument++];
        if (!is_folder(argument))
            return argument;
        if (!set_path(paths, 0, argument) || !enter_folder(paths)) {
            *failed = errno;
            return argument;
        }
    }
}
