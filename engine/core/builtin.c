#include "core/builtin.h"

struct program_sources builtin_folder(const char *folder)
{
    struct program_sources found = {NULL, 0};
    size_t length = strlen(folder);
    for (size_t i = 0; i < builtin_file_count; i++) {
        struct str name = builtin_files[i].name;
        if (name.length <= length || memcmp(name.data, folder, length) != 0)
            continue;
        if (!found.items)
            found.items = &builtin_files[i];
        found.count++;
    }
    return found;
}
