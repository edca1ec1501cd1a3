#include "cli/bytes.h"

#include <stdlib.h>
#include <string.h>

bool bytes_add(void *user, const char *data, size_t length)
{
    struct bytes *bytes = user;
    if (length > bytes->capacity - bytes->length) {
        size_t need = bytes->length + length, capacity = bytes->capacity * 2 > need ? bytes->capacity * 2 : need;
        char *larger = realloc(bytes->data, capacity);
        if (!larger)
            return false;
        bytes->data = larger;
        bytes->capacity = capacity;
    }
    if (length)
        memcpy(bytes->data + bytes->length, data, length);
    bytes->length += length;
    return true;
}

void bytes_clear(struct bytes *bytes, size_t keep)
{
    bytes->length = 0;
    if (bytes->capacity <= keep)
        return;
    free(bytes->data);
    *bytes = (struct bytes){0};
}
