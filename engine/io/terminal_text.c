#include "io/terminal_text.h"

#include <stdio.h>

#include "io/character.h"

/* The form that a character is shown in; `form` is used for those that cannot be shown as they are. */
static struct str shown(const char *at, struct character character, char form[16])
{
    if (!character.valid)
        return STR("\xef\xbf\xbd");
    if (!character_hidden(character.code))
        return (struct str){at, character.length};
    int length = snprintf(form, 16, "\\u{%x}", (unsigned)character.code);
    return (struct str){form, (size_t)length};
}

/* How many bytes at `at` are ASCII that can be seen: nearly all of them. */
static size_t plain_run(const char *at, size_t length)
{
    size_t run = 0;
    while (run < length && at[run] >= 0x20 && at[run] < 0x7f)
        run++;
    return run;
}

static size_t walk(struct buffer *out, const char *data, size_t length)
{
    size_t width = 0;
    char form[16];
    for (size_t i = 0; i < length;) {
        size_t run = plain_run(data + i, length - i);
        if (run) {
            if (out)
                buffer_append(out, data + i, run);
            width += run;
            i += run;
            continue;
        }
        struct character character = character_at(data + i, length - i);
        struct str text = shown(data + i, character, form);
        bool escaped = text.data == form;
        width += escaped ? text.length : character_width(character.code);
        if (out)
            buffer_append(out, text.data, text.length);
        i += character.length;
    }
    return width;
}

size_t terminal_text(struct buffer *out, const char *data, size_t length)
{
    return walk(out, data, length);
}

size_t terminal_columns(const char *data, size_t length)
{
    return walk(NULL, data, length);
}
