#include "text/news_chunk.h"

/* U+2022 • U+2043 ⁃ U+25AA ▪ U+25CF ● and others that begin list items. */
static bool bullet_at(const struct news *news, uint32_t at, uint32_t end)
{
    static const char bullets[][4] = {"\xe2\x80\xa2", "\xe2\x81\x83", "\xe2\x80\xa3", "\xe2\x96\xaa",
                                      "\xe2\x97\x8f", "\xe2\x97\xa6", "\xe2\x96\xba"};
    for (size_t i = 0; end - at >= 3 && i < sizeof bullets / sizeof *bullets; i++)
        if (memcmp(news->text + at, bullets[i], 3) == 0)
            return true;
    return false;
}

/* Whether the chunk from `at` on is the mark of a list item: 1. 12) 3.) a. */
static bool mark_at(const struct news *news, uint32_t at, uint32_t end)
{
    uint32_t behind = chunk_digits_end(news, at, end);
    if (behind == at && news_char_is_letter(news_char_byte(news->text[at])))
        behind++;
    if (behind == at || behind - at > 3 || behind == end)
        return false;
    return (end - behind == 1 && (news->text[behind] == '.' || news->text[behind] == ')')) ||
           (end - behind == 2 && news->text[behind] == '.' && news->text[behind + 1] == ')');
}

static void note_mark(struct news *news, uint32_t start, uint32_t end)
{
    struct segmentation_stop stop = {(uint32_t)news->out->tokens.count, NEWS_STOP_MARK, 0};
    char last = news->text[end - 1];
    if (last != '.' && last != ')' && !(news->text[start] & 0x80))
        return;
    if (bullet_at(news, start, end)) {
        news->out->stops.items[news->out->stops.count++] = stop;
        start += 3;
        stop.token++;
    }
    if (start < end && mark_at(news, start, end))
        news->out->stops.items[news->out->stops.count++] = stop;
}

/* Whether an address or a file name may be in the chunk: it has an @, or a dot or colon before more of it. */
static bool link_possible(const struct news *news, uint32_t start, uint32_t end)
{
    for (uint32_t at = start + 1; at + 1 < end; at++) {
        char byte = news->text[at];
        if (byte == '@')
            return true;
        if ((byte == '.' || byte == ':') &&
            (news->text[at + 1] == '/' || news_char_is_letter(news_char_byte(news->text[at + 1]))))
            return true;
    }
    return false;
}

bool news_chunk(struct news *news, uint32_t start, uint32_t end)
{
    struct segmentation *out = news->out;
    if (!array_reserve(out->alloc, &out->tokens, end - start) ||
        !array_reserve(out->alloc, &out->stops, end - start + 2))
        return false;
    if (news_char_byte(news->text[start]) == NEWS_DIGIT && chunk_number_end(news, start, end) == end) {
        news_put(news, start, end);
        return true;
    }
    note_mark(news, start, end);
    if (!link_possible(news, start, end))
        news->no_link = end;
    while (start < end) {
        uint32_t next;
        enum news_char kind = news_char_at(news->text, start, &next);
        if (kind == NEWS_SPACE)
            start = next;
        else if (news_char_is_word(kind))
            start = chunk_put_word(news, start, end);
        else
            start = chunk_put_mark(news, start, end);
    }
    return true;
}
