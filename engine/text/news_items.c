#include "text/news_breaker.h"

enum { MARK_BULLET, MARK_NUMBER, MARK_LETTER, MARK_CAPITAL };

/* The number of an item's mark: 1 to 999, a to z; 0 for a bullet. */
static uint32_t mark_value(const struct breaker *breaker, uint32_t token, uint32_t *style)
{
    struct str text = token_text(breaker, token);
    *style = MARK_BULLET;
    if (token_kind(breaker, token) == NEWS_DIGIT) {
        uint32_t value = 0;
        *style = MARK_NUMBER;
        for (size_t i = 0; i < text.length && text.data[i] != '.'; i++)
            value = value * 10 + (uint32_t)(text.data[i] - '0');
        return value;
    }
    if ((unsigned char)text.data[0] >= 0x80)
        return 0;
    *style = token_kind(breaker, token) == NEWS_UPPER ? MARK_CAPITAL : MARK_LETTER;
    return (uint32_t)(text.data[0] | 0x20) - 'a' + 1;
}

void breaker_take_mark(struct breaker *breaker, uint32_t token)
{
    uint32_t style, value = mark_value(breaker, token, &style);
    if (style == MARK_BULLET) {
        breaker_end_sentence(breaker, token);
        breaker->mark_end = token + 1;
        return;
    }
    bool first = token == breaker->first || token == breaker->mark_end;
    if (!first && !(breaker->mark_value && value == breaker->mark_value + 1 && style == breaker->mark_style))
        return;
    if (token != breaker->mark_end)
        breaker_end_sentence(breaker, token);
    breaker->mark_value = value;
    breaker->mark_style = style;
    breaker->mark_end = token + 1;
    while (breaker->mark_end < breaker->count && token_glued(breaker, breaker->mark_end))
        breaker->mark_end++;
}
