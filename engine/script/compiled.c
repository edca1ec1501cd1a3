#include "script/compiled.h"

#include <lua.h>

static int append(lua_State *L, const void *bytes, size_t size, void *code)
{
    struct buffer *buffer = code;
    (void)L;
    buffer_append(buffer, bytes, size);
    return buffer->failed;
}

static void file_finish(struct compiled_file *file, const tocsin_allocator *alloc)
{
    if (file->name)
        alloc_free(alloc, file->name, strlen(file->name) + 1);
    buffer_finish(&file->code);
}

bool compiled_add(struct compiled_files *files, const tocsin_allocator *alloc, const char *name, lua_State *L)
{
    struct compiled_file file = {.name = alloc_text(alloc, name, strlen(name))};
    buffer_init(&file.code, alloc);
    bool kept = file.name && lua_dump(L, append, &file.code, 0) == 0 && array_push(alloc, &files->items, file);
    if (!kept)
        file_finish(&file, alloc);
    return kept;
}

bool compiled_find(struct str *out, const struct compiled_files *files, const char *name)
{
    for (size_t i = 0; i < files->items.count; i++) {
        const struct compiled_file *file = &files->items.items[i];
        if (strcmp(file->name, name) != 0)
            continue;
        *out = (struct str){file->code.data, file->code.length};
        return true;
    }
    return false;
}

void compiled_finish(struct compiled_files *files, const tocsin_allocator *alloc)
{
    for (size_t i = 0; i < files->items.count; i++)
        file_finish(&files->items.items[i], alloc);
    array_finish(alloc, &files->items);
}
