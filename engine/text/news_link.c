#include "text/news_char.h"
#include "text/segment_news.h"

static bool byte_is_name(unsigned char byte)
{
    return byte >= 0x80 ? false : news_char_ascii[byte] >= NEWS_DIGIT && news_char_ascii[byte] <= NEWS_UPPER;
}

/* Offset behind bytes that may stand in an address: no quotation marks, brackets < > or characters over ASCII that
 * are punctuation. */
static uint32_t address_end(const struct news *news, uint32_t at, uint32_t end)
{
    while (at < end) {
        uint32_t next;
        unsigned char byte = (unsigned char)news->text[at];
        if (byte == '"' || byte == '<' || byte == '>' || byte == '{' || byte == '}' || byte == '|')
            break;
        if (news_char_at(news->text, at, &next) <= NEWS_SPACE && byte >= 0x80)
            break;
        at = next;
    }
    return at;
}

/* Takes punctuation that belongs to the sentence off the end of an address. */
static uint32_t address_trim(const struct news *news, uint32_t start, uint32_t end)
{
    while (end > start) {
        char last = news->text[end - 1];
        if (last == ')' && memchr(news->text + start, '(', end - start))
            break;
        if (!last || !strchr(".,;:!?'`)]*", last))
            break;
        end--;
    }
    return end;
}

static bool list_begins(const struct news *news, uint32_t start, uint32_t behind, uint32_t flag)
{
    return news_flags(news, start, behind) & flag;
}

/* http://…, www.… */
static uint32_t scheme_end(const struct news *news, uint32_t start, uint32_t end)
{
    uint32_t at = start;
    while (at < end && at - start < 8 && byte_is_name((unsigned char)news->text[at]))
        at++;
    if (at >= end || at == start)
        return start;
    bool found = false;
    if (news->text[at] == '.')
        found = list_begins(news, start, at + 1, LANGUAGE_HOST);
    else if (news->text[at] == ':')
        found = list_begins(news, start, at + 1, LANGUAGE_SCHEME) ||
                (end - at > 3 && list_begins(news, start, at + 3, LANGUAGE_SCHEME));
    return found ? address_trim(news, start, address_end(news, at, end)) : start;
}

static bool byte_is_local(unsigned char byte)
{
    return byte_is_name(byte) || byte == '.' || byte == '_' || byte == '%' || byte == '+' || byte == '-';
}

/* End of a host's name from `at` on: labels with dots and hyphens between them. */
static uint32_t host_end(const struct news *news, uint32_t at, uint32_t end)
{
    while (at < end && (byte_is_name((unsigned char)news->text[at]) || news->text[at] == '.' ||
                        news->text[at] == '-' || news->text[at] == '_'))
        at++;
    while (!byte_is_name((unsigned char)news->text[at - 1]))
        at--;
    return at;
}

/* local@host: `at` is the offset of the @. */
static uint32_t mail_end(const struct news *news, uint32_t start, uint32_t at, uint32_t end)
{
    if (at + 1 >= end || !byte_is_name((unsigned char)news->text[at + 1]))
        return start;
    return host_end(news, at + 1, end);
}

/* alt.animals.cat: three or more names in small letters. */
static bool names_small(const struct news *news, uint32_t start, uint32_t stop)
{
    uint32_t dots = 0;
    for (uint32_t at = start; at < stop; at++) {
        if (news->text[at] == '.' && at > start + 1 && news->text[at - 1] != '.' && news->text[at - 2] != '.')
            dots++;
        else if (news->text[at] != '-' && news->text[at] != '_' && news_char_byte(news->text[at]) != NEWS_LOWER)
            return false;
    }
    return dots >= 2;
}

/* name.com, name.doc, alt.animals.cat: [start, stop) holds names with dots, `last` is the offset of the last dot.
 */
static uint32_t name_end(const struct news *news, uint32_t start, uint32_t stop, uint32_t last)
{
    uint32_t flags = news_flags(news, last + 1, stop);
    return flags & (LANGUAGE_DOMAIN | LANGUAGE_FILE) || names_small(news, start, stop) ? stop : start;
}

uint32_t news_link(struct news *news, uint32_t start, uint32_t end)
{
    if (start < news->no_link)
        return start;
    uint32_t found = scheme_end(news, start, end);
    if (found > start)
        return found;
    uint32_t at = start, dot = 0;
    while (at < end && byte_is_local((unsigned char)news->text[at])) {
        if (news->text[at] == '.' && at + 1 < end && byte_is_name((unsigned char)news->text[at + 1]))
            dot = at;
        at++;
    }
    if (at < end && news->text[at] == '@') {
        found = mail_end(news, start, at, end);
        if (found > start)
            return found;
    }
    uint32_t stop = at;
    while (stop > start && !byte_is_name((unsigned char)news->text[stop - 1]))
        stop--;
    if (dot > start && dot + 1 < stop) {
        found = name_end(news, start, stop, dot);
        if (found > start) {
            if (found < end && news->text[found] == '/')
                return address_trim(news, start, address_end(news, found, end));
            return found;
        }
    }
    news->no_link = at;
    return start;
}
