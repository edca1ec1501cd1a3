#include "io/character.h"

#include <utf8proc.h>

#include "text/utf8.h"

struct character character_at(const char *at, size_t left)
{
    struct character character = {.valid = true};
    size_t next = 0;
    character.length = (unsigned)utf8_measure((struct str){at, left}, 0, &character.valid);
    character.code = character.valid ? utf8_next(at, &next) : UTF8_REPLACEMENT;
    return character;
}

unsigned character_width(uint32_t code)
{
    if (code >= 0x20 && code < 0x7f)
        return 1;
    int width = utf8proc_charwidth((utf8proc_int32_t)code);
    return width < 0 ? 0 : (unsigned)width;
}

bool character_hidden(uint32_t code)
{
    if (code < 0x80)
        return code < 0x20 || code == 0x7f;
    switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_CC: /* C1 controls: some terminals obey them */
    case UTF8PROC_CATEGORY_CF: /* bidirectional controls, zero-width space and joiners, tags */
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN: return true;
    default: return code == 0x034f || code == 0x115f || code == 0x1160 || code == 0x3164 || code == 0xffa0;
    }
}
