#include "text/news_chunk.h"

static uint32_t two_digits(const struct news *news, uint32_t at)
{
    return (uint32_t)(news->text[at] - '0') * 10 + (uint32_t)(news->text[at + 1] - '0');
}

/* 9/11, 05/25/2001; but 1/2 and 3/4 are three words each. */
static uint32_t date_end(const struct news *news, uint32_t start, uint32_t first, uint32_t end)
{
    uint32_t second = chunk_digits_end(news, first + 1, end);
    uint32_t length = first - start, next = second - first - 1;
    if (next == 0 || next > 2 || length > 2)
        return first;
    if (chunk_byte(news, second, end) == '/') {
        uint32_t third = chunk_digits_end(news, second + 1, end);
        if (third > second + 1 && third - second <= 5)
            return third;
    }
    uint32_t day = next == 2 ? two_digits(news, first + 1) : (uint32_t)(news->text[first + 1] - '0');
    uint32_t month = length == 2 ? two_digits(news, start) : (uint32_t)(news->text[start] - '0');
    bool fraction = length == 1 && next == 1;
    return !fraction && month >= 1 && month <= 12 && day >= 1 && day <= 31 ? second : first;
}

/* 713-853-3989, 345-9945, 11-20-2000; but 10-15 and 2003-2007 are ranges. */
static uint32_t phone_end(const struct news *news, uint32_t start, uint32_t first, uint32_t end)
{
    uint32_t groups = 1, last = first;
    while ((chunk_byte(news, last, end) == '-' || chunk_byte(news, last, end) == '/') &&
           chunk_digits_end(news, last + 1, end) > last + 1) {
        uint32_t next = chunk_digits_end(news, last + 1, end);
        if (groups == 1 && next - last - 1 == 4 &&
            (first - start == 1 || first - start == 3 || first - start == 5) && chunk_byte(news, next, end) != '-')
            return next;
        last = next;
        groups++;
    }
    return groups >= 3 ? last : first;
}

uint32_t chunk_number_end(const struct news *news, uint32_t start, uint32_t end)
{
    uint32_t at = chunk_digits_end(news, start, end);
    bool plain = true;
    for (;;) {
        char mark = chunk_byte(news, at, end);
        uint32_t next = at + 1 < end ? chunk_digits_end(news, at + 1, end) : at + 1;
        uint32_t digits = next - at - 1;
        if (digits == 0 || !(mark == '.' || mark == ':' || (mark == ',' && digits == 3)))
            break;
        plain = false;
        at = next;
    }
    if (plain && chunk_byte(news, at, end) == '/') {
        uint32_t date = date_end(news, start, at, end);
        if (date > at)
            return date;
    }
    if (plain && (chunk_byte(news, at, end) == '-' || chunk_byte(news, at, end) == '/'))
        return phone_end(news, start, at, end);
    return at;
}
