#include "text/news_breaker.h"

bool token_is_mark(const struct breaker *breaker, uint32_t token, const char *marks, const char *quotes)
{
    struct str text = token_text(breaker, token);
    if ((unsigned char)text.data[0] < 0x80) {
        bool doubled = text.length == 2 && text.data[0] == text.data[1]; /* '' `` << >> */
        return (text.length == 1 || doubled) && text.data[0] && strchr(marks, text.data[0]);
    }
    if (text.length == 3)
        return memcmp(text.data, "\xe2\x80", 2) == 0 && strchr(quotes, text.data[2]);
    return text.length == 2 && text.data[0] == '\xc2' && strchr(quotes, text.data[1]);
}

bool token_closes(const struct breaker *breaker, uint32_t token)
{
    return token_is_mark(breaker, token, "\"')]>", "\x99\x9d\xbb"); /* ’ ” » */
}

bool token_opens(const struct breaker *breaker, uint32_t token)
{
    return token_is_mark(breaker, token, "\"'([`<", "\x98\x9c\xab"); /* ‘ “ « */
}

bool token_dash(const struct breaker *breaker, uint32_t token)
{
    struct str text = token_text(breaker, token);
    return str_equal(text, STR("-")) || str_equal(text, STR("--")) || str_equal(text, STR("\xe2\x80\x93")) ||
           str_equal(text, STR("\xe2\x80\x94"));
}
