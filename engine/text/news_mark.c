#include "text/news_chunk.h"

/* Offset behind the run of bytes equal to the one at `start`. */
static uint32_t same_end(const struct news *news, uint32_t start, uint32_t end)
{
    uint32_t at = start + 1;
    while (at < end && news->text[at] == news->text[start])
        at++;
    return at;
}

static bool ellipsis_at(const struct news *news, uint32_t at, uint32_t end)
{
    return end - at >= 3 && memcmp(news->text + at, "\xe2\x80\xa6", 3) == 0;
}

/* U+3002 。 U+FF01 ！ U+FF0E ． U+FF1F ？ */
static bool wide_stop_at(const struct news *news, uint32_t at, uint32_t end)
{
    const char *p = news->text + at;
    return end - at >= 3 && (memcmp(p, "\xe3\x80\x82", 3) == 0 || memcmp(p, "\xef\xbc\x81", 3) == 0 ||
                             memcmp(p, "\xef\xbc\x8e", 3) == 0 || memcmp(p, "\xef\xbc\x9f", 3) == 0);
}

/* A run of full stops, or of exclamation and question marks. */
static uint32_t put_terminator(struct news *news, uint32_t start, uint32_t end)
{
    uint32_t at = start;
    if (wide_stop_at(news, start, end)) {
        news_put(news, start, start + 3);
        chunk_put_stop(news, NEWS_STOP_WIDE, 0);
        return start + 3;
    }
    if (news->text[start] == '.' || ellipsis_at(news, start, end)) {
        while (at < end && (news->text[at] == '.' || ellipsis_at(news, at, end)))
            at += news->text[at] == '.' ? 1 : 3;
        bool mixed = chunk_byte(news, at, end) == '!' || chunk_byte(news, at, end) == '?'; /* .? ..! */
        if (!mixed || at - start > 2) {
            news_put(news, start, at);
            chunk_put_stop(news, at - start > 1 ? NEWS_STOP_ELLIPSIS : NEWS_STOP_FULL, 0);
            return at;
        }
    }
    while (at < end && (news->text[at] == '!' || news->text[at] == '?'))
        at++;
    if (chunk_byte(news, at, end) == '.' && chunk_byte(news, at + 1, end) != '.')
        at++;
    news_put(news, start, at);
    chunk_put_stop(news, NEWS_STOP_STRONG, 0);
    return at;
}

/* 's at the chunk's start or behind punctuation, '90s, 'em: the word's end, or `start`. */
static uint32_t leading_apostrophe(const struct news *news, uint32_t start, uint32_t end)
{
    uint32_t width = chunk_apostrophe(news, start, end);
    struct chunk_run word = {0};
    uint32_t at = chunk_run_end(news, start + width, end, &word);
    if (at == start + width)
        return start;
    if (word.digits && chunk_digits_end(news, start + width, end) == start + width + 2)
        return at;
    uint32_t closing = chunk_apostrophe(news, at, end); /* 'n' */
    if (closing && (news_flags(news, start, at + closing) & LANGUAGE_JOINED))
        return at + closing;
    if (news_flags(news, start, at) & LANGUAGE_JOINED)
        return at;
    return news_flags(news, start + width, at) & LANGUAGE_CLITIC ? at : start;
}

static uint32_t put_quote(struct news *news, uint32_t start, uint32_t end)
{
    uint32_t at = leading_apostrophe(news, start, end);
    if (at == start) {
        size_t next = start;
        utf8_next(news->text, &next);
        at = (uint32_t)next;
        uint32_t width = chunk_apostrophe(news, at, end);
        if (width && width == at - start) /* '' and `` are one mark */
            at += width;
    }
    news_put(news, start, at);
    return at;
}

/* #tag and @name, but # 1. */
static uint32_t put_sigil(struct news *news, uint32_t start, uint32_t end)
{
    uint32_t at = start + 1;
    if (news_char_is_letter(chunk_kind(news, at, end)) || chunk_byte(news, at, end) == '_') {
        while (at < end && (news_char_is_word(chunk_kind(news, at, end)) || news->text[at] == '_')) {
            at = chunk_run_end(news, at, end, &(struct chunk_run){0});
            at += chunk_byte(news, at, end) == '_';
        }
        uint32_t link = news_link(news, start + 1, end);
        if (link > at)
            at = link;
    } else {
        at = same_end(news, start, end);
    }
    news_put(news, start, at);
    return at;
}

/* A character over ASCII that is no word: with the marks, joiners and characters joined that follow it. */
static uint32_t put_symbol(struct news *news, uint32_t start, uint32_t end)
{
    size_t at = start, next;
    uint32_t point = utf8_next(news->text, &at);
    while (at < end) {
        next = at;
        uint32_t other = utf8_next(news->text, &next);
        bool repeats = other == point && (point == 0x2014 || point == 0x2013 || point == 0x2015);
        if (other == 0x200d && next < end)
            utf8_next(news->text, &next);
        else if (!repeats && (other < 0x80 || char_class_of(other) != CHAR_MARK))
            break;
        at = next;
    }
    news_put(news, start, (uint32_t)at);
    return (uint32_t)at;
}

/* +44 and +0.5 at the start of a chunk; else a run of the mark. */
static uint32_t plus_end(const struct news *news, uint32_t start, uint32_t end)
{
    uint32_t number = chunk_number_end(news, start + 1, end);
    bool first = start == 0 || news_char_byte(news->text[start - 1]) == NEWS_SPACE;
    return first && number > start + 1 ? number : same_end(news, start, end);
}

static uint32_t ascii_end(const struct news *news, uint32_t start, uint32_t end)
{
    uint32_t at;
    switch (news->text[start]) {
    case '-':
    case '=':
        at = same_end(news, start, end);
        return at + (chunk_byte(news, at, end) == '>');
    case '+':
        return plus_end(news, start, end);
    case '$':
    case '*':
    case '_':
    case '~':
    case '<':
    case '>':
        return same_end(news, start, end);
    default:
        return start + 1;
    }
}

/* Whether the mark [start, at) is a line across the page: a short ____ is a gap to fill in. */
static bool draws_line(const struct news *news, uint32_t start, uint32_t at)
{
    enum { LINE = 5, LOW_LINE = 16 };
    return at - start >= (news->text[start] == '_' ? LOW_LINE : LINE) && news->text[at - 1] == news->text[start];
}

static uint32_t put_ascii(struct news *news, uint32_t start, uint32_t end)
{
    if (end - start >= 5 && memcmp(news->text + start, "[...]", 5) == 0) {
        news_put(news, start, start + 5);
        chunk_put_stop(news, NEWS_STOP_ELLIPSIS, 0);
        return start + 5;
    }
    uint32_t at = ascii_end(news, start, end);
    news_put(news, start, at);
    if (draws_line(news, start, at))
        chunk_put_stop(news, NEWS_STOP_RULE, 0);
    return at;
}

/* The face that begins at `start` and ends the chunk but for a mark or two: its end, or `start`. */
static uint32_t face_end(const struct news *news, uint32_t start, uint32_t end)
{
    enum { LONGEST = 5 };
    for (uint32_t at = end; at > start + 1 && end - at <= 2; at--) {
        if (at - start <= LONGEST && (news_flags(news, start, at) & LANGUAGE_EMOTICON))
            return at;
        if (!strchr(".,!?)", news->text[at - 1]))
            break;
    }
    return start;
}

/* What else begins with a full stop: .5 and .doc; the end, or `start`. */
static uint32_t stop_begins(const struct news *news, uint32_t start, uint32_t end)
{
    uint32_t number = chunk_number_end(news, start + 1, end);
    if (number > start + 1)
        return number;
    uint32_t name = chunk_run_end(news, start + 1, end, &(struct chunk_run){0});
    bool file = name > start + 1 && (news_flags(news, start + 1, name) & LANGUAGE_FILE);
    bool first = start == 0 || news->text[start - 1] == ')' || news_char_byte(news->text[start - 1]) == NEWS_SPACE;
    return file && first ? name : start;
}

uint32_t chunk_put_mark(struct news *news, uint32_t start, uint32_t end)
{
    uint32_t at = face_end(news, start, end);
    if (at > start) {
        news_put(news, start, at);
        chunk_put_stop(news, NEWS_STOP_ELLIPSIS, 0);
        return at;
    }
    if (chunk_apostrophe(news, start, end))
        return put_quote(news, start, end);
    switch (news->text[start]) {
    case '.':
        at = stop_begins(news, start, end);
        if (at > start) {
            news_put(news, start, at);
            return at;
        }
        return put_terminator(news, start, end);
    case '!':
    case '?':
        return put_terminator(news, start, end);
    case '#':
    case '@':
        return put_sigil(news, start, end);
    default:
        break;
    }
    if (ellipsis_at(news, start, end) || wide_stop_at(news, start, end))
        return put_terminator(news, start, end);
    return (unsigned char)news->text[start] >= 0x80 ? put_symbol(news, start, end) : put_ascii(news, start, end);
}
