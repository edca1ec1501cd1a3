#include "io/character.h"

#include <utf8proc.h>

struct lead {
    unsigned char length;    /* bytes of the whole character; 0: no character begins so */
    unsigned char low, high; /* what the second byte may be */
};

static struct lead lead_of(unsigned char byte)
{
    if (byte < 0xc2 || byte > 0xf4)
        return (struct lead){0, 0, 0};
    if (byte < 0xe0)
        return (struct lead){2, 0x80, 0xbf};
    if (byte < 0xf0)
        return (struct lead){3, byte == 0xe0 ? 0xa0 : 0x80, byte == 0xed ? 0x9f : 0xbf};
    return (struct lead){4, byte == 0xf0 ? 0x90 : 0x80, byte == 0xf4 ? 0x8f : 0xbf};
}

struct character character_at(const char *at, size_t left)
{
    const unsigned char *bytes = (const unsigned char *)at;
    if (bytes[0] < 0x80)
        return (struct character){bytes[0], 1, true};
    struct lead lead = lead_of(bytes[0]);
    if (!lead.length)
        return (struct character){0xfffd, 1, false};
    uint32_t code = bytes[0] & (0x7fu >> lead.length);
    for (unsigned i = 1; i < lead.length; i++) {
        unsigned char low = i == 1 ? lead.low : 0x80, high = i == 1 ? lead.high : 0xbf;
        if (i >= left || bytes[i] < low || bytes[i] > high)
            return (struct character){0xfffd, i, false};
        code = code << 6 | (bytes[i] & 0x3f);
    }
    return (struct character){code, lead.length, true};
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
