/* regex_segment.h: how a text too long for one match is cut. */
#ifndef TOCSIN_REGEX_REGEX_SEGMENT_H
#define TOCSIN_REGEX_REGEX_SEGMENT_H

#include "regex/regex.h"

/* Where the segment that begins at `start` ends: at `end` when that is near enough, else behind the last white
 * space (ASCII) within REGEX_SEGMENT_LIMIT bytes, else, where there is none, between two characters. */
static inline size_t regex_segment_cut(struct str text, size_t start, size_t end)
{
    if (end - start <= REGEX_SEGMENT_LIMIT)
        return end;
    size_t most = start + REGEX_SEGMENT_LIMIT;
    for (size_t at = most; at > start; at--)
        if (text.data[at - 1] == ' ' || (text.data[at - 1] >= '\t' && text.data[at - 1] <= '\r'))
            return at;
    while (most > start + 1 && ((unsigned char)text.data[most] & 0xc0) == 0x80)
        most--;
    return most;
}

#endif
