#include "text/news_char.h"
#include "text/segment_news.h"

/* A word under way. */
struct word {
    uint32_t start, end; /* of the last run of word characters */
    bool letters, digits;
};

static char byte_at(const struct news *news, uint32_t at, uint32_t end)
{
    return at < end ? news->text[at] : '\0';
}

static enum news_char kind_at(const struct news *news, uint32_t at, uint32_t end)
{
    uint32_t next;
    return at < end ? news_char_at(news->text, at, &next) : NEWS_SPACE;
}

/* Bytes of the apostrophe at `at`: ' ` ’ or U+02BC; 0 where there is none. */
static uint32_t apostrophe_length(const struct news *news, uint32_t at, uint32_t end)
{
    const char *p = news->text + at;
    if (at >= end)
        return 0;
    if (*p == '\'' || *p == '`')
        return 1;
    if (end - at >= 3 && memcmp(p, "\xe2\x80\x99", 3) == 0)
        return 3;
    return end - at >= 2 && memcmp(p, "\xca\xbc", 2) == 0 ? 2 : 0;
}

/* Offset behind the word characters from `at` on. */
static uint32_t run_end(const struct news *news, uint32_t at, uint32_t end, struct word *word)
{
    while (at < end) {
        uint32_t next;
        enum news_char kind = news_char_at(news->text, at, &next);
        if (!news_char_is_word(kind))
            break;
        if (kind == NEWS_DIGIT)
            word->digits = true;
        else if (kind != NEWS_BLANK)
            word->letters = true;
        at = next;
    }
    return at;
}

static uint32_t digits_end(const struct news *news, uint32_t at, uint32_t end)
{
    while (at < end && news->text[at] >= '0' && news->text[at] <= '9')
        at++;
    return at;
}

static void put_stop(struct news *news, enum news_stop kind, uint32_t flags)
{
    struct segmentation_stop stop = {(uint32_t)news->out->tokens.count - 1, kind, flags};
    news->out->stops.items[news->out->stops.count++] = stop;
}

/* ---- Numbers ---------------------------------------------------------------------------------------------- */

static uint32_t two_digits(const struct news *news, uint32_t at)
{
    return (uint32_t)(news->text[at] - '0') * 10 + (uint32_t)(news->text[at + 1] - '0');
}

/* 9/11, 05/25/2001; but 1/2 and 3/4 are three words each. */
static uint32_t date_end(const struct news *news, uint32_t start, uint32_t first, uint32_t end)
{
    uint32_t second = digits_end(news, first + 1, end);
    uint32_t length = first - start, next = second - first - 1;
    if (next == 0 || next > 2 || length > 2)
        return first;
    if (byte_at(news, second, end) == '/') {
        uint32_t third = digits_end(news, second + 1, end);
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
    while ((byte_at(news, last, end) == '-' || byte_at(news, last, end) == '/') &&
           digits_end(news, last + 1, end) > last + 1) {
        uint32_t next = digits_end(news, last + 1, end);
        if (groups == 1 && next - last - 1 == 4 && (first - start == 1 || first - start == 3 || first - start == 5) &&
            byte_at(news, next, end) != '-')
            return next;
        last = next;
        groups++;
    }
    return groups >= 3 ? last : first;
}

/* What goes on a number: 1,200.50 5:30 3.5.1; at the last digit that belongs to it. */
static uint32_t number_end(const struct news *news, uint32_t start, uint32_t end)
{
    uint32_t at = digits_end(news, start, end);
    bool plain = true;
    for (;;) {
        char mark = byte_at(news, at, end);
        uint32_t next = at + 1 < end ? digits_end(news, at + 1, end) : at + 1;
        uint32_t digits = next - at - 1;
        if (digits == 0 || !(mark == '.' || mark == ':' || (mark == ',' && digits == 3)))
            break;
        plain = false;
        at = next;
    }
    if (plain && byte_at(news, at, end) == '/') {
        uint32_t date = date_end(news, start, at, end);
        if (date > at)
            return date;
    }
    if (plain && (byte_at(news, at, end) == '-' || byte_at(news, at, end) == '/'))
        return phone_end(news, start, at, end);
    return at;
}

/* ---- Apostrophes, hyphens, full stops in words --------------------------------------------------------------- */

/* An apostrophe behind the word [start, at): puts the word (and its clitic) and returns the offset behind, or returns
 * `at` where the apostrophe is none of the word's; `*joined` where it is a letter of the word like another. */
static uint32_t word_apostrophe(struct news *news, uint32_t start, uint32_t at, uint32_t end, bool *joined)
{
    uint32_t width = apostrophe_length(news, at, end);
    struct word tail = {0};
    uint32_t behind = run_end(news, at + width, end, &tail);
    *joined = false;
    if (behind == at + width || !tail.letters)
        return at;
    uint32_t flags = news_flags(news, at + width, behind);
    if ((flags & LANGUAGE_ORDINAL) && news->text[at - 1] == '0' && digits_end(news, start, at) == at) {
        news_put(news, start, behind); /* 70's */
        return behind;
    }
    if (flags & LANGUAGE_CLITIC) {
        news_put(news, start, at);
        news_put(news, at, behind);
        return behind;
    }
    if ((flags & LANGUAGE_NEGATION) && at - start > 1 && (news->text[at - 1] | 0x20) == 'n') {
        news_put(news, start, at - 1);
        news_put(news, at - 1, behind);
        return behind;
    }
    *joined = true;
    return at;
}

/* Whether the word stays one with what follows its hyphen. */
static bool hyphen_joins(const struct news *news, uint32_t start, uint32_t at, uint32_t end)
{
    return news_char_is_word(kind_at(news, at + 1, end)) && (news_flags(news, start, at) & LANGUAGE_PREFIX);
}

/* Offset behind "U.S.", "i.e.", "a.k.a": single letters with full stops; `start` where it is no such word. */
static uint32_t dotted_end(const struct news *news, uint32_t start, uint32_t end)
{
    uint32_t at = start, letters = 0;
    while (at + 1 < end && ((news->text[at] | 0x20) >= 'a' && (news->text[at] | 0x20) <= 'z') &&
           news->text[at + 1] == '.') {
        at += 2;
        letters++;
    }
    uint32_t next = at;
    if (letters && at < end && news_char_is_letter(news_char_at(news->text, at, &next)) &&
        !news_char_is_word(kind_at(news, next, end)))
        return byte_at(news, next, end) == '\'' || letters > 1 || !news_char_is_word(kind_at(news, next + 1, end))
                   ? next
                   : start;
    return letters > 1 ? at : start;
}

/* The first character behind `at` that is not white space, and whether a line ended before it. */
static uint32_t peek(const struct news *news, uint32_t at, bool *line_end)
{
    *line_end = false;
    enum { FAR = 16 };
    uint32_t limit = news->length - at < FAR ? news->length : at + FAR;
    for (; at < limit; at++) {
        char byte = news->text[at];
        if (byte == '\n' || byte == '\r')
            *line_end = true;
        else if (byte != ' ' && byte != '\t')
            return at;
    }
    return at < news->length ? at : news->length;
}

/* Whether a capital letter and full stop are an initial, by what follows them. */
static bool initial_follows(const struct news *news, uint32_t behind)
{
    bool line_end;
    uint32_t next = peek(news, behind, &line_end);
    if (next >= news->length || line_end)
        return false;
    if (next == behind)
        return true;
    struct word word = {0};
    uint32_t stop = run_end(news, next, news->length - next < 32 ? news->length : next + 32, &word);
    enum news_char kind = kind_at(news, next, news->length);
    if (kind != NEWS_UPPER)
        return kind == NEWS_LOWER || kind == NEWS_DIGIT;
    return !(news_flags(news, next, stop) & LANGUAGE_STARTER) || news->text[stop] == '.';
}

/* Whether the word [start, at) with the full stop at `at` is an abbreviation here; its classes go to *flags. */
static bool abbreviation_at(const struct news *news, uint32_t start, uint32_t at, uint32_t end, uint32_t *flags)
{
    uint32_t next;
    enum news_char first = news_char_at(news->text, start, &next);
    bool line_end;
    *flags = news_flags(news, start, at);
    if ((*flags & LANGUAGE_ABBREVIATION) && ((*flags & LANGUAGE_SMALL) || first == NEWS_UPPER)) {
        if (!(*flags & LANGUAGE_NUMBER))
            return true;
        uint32_t behind = peek(news, at + 1, &line_end);
        if (kind_at(news, behind, news->length) == NEWS_DIGIT)
            return true;
        if (*flags & (LANGUAGE_FINAL | LANGUAGE_INNER | LANGUAGE_TITLE | LANGUAGE_CLOSE))
            return true;
    }
    bool in_bracket = start > 0 && news->text[start - 1] == '('; /* (b. 1990) */
    if (next == at && ((first == NEWS_UPPER && initial_follows(news, at + 1)) ||
                       (in_bracket && first == NEWS_LOWER && at + 1 == end))) {
        *flags = LANGUAGE_INNER;
        return true;
    }
    return false;
}

/* A full stop behind the word [start, at): puts the word with it and returns the offset behind where it is an
 * abbreviation, else returns `at`. */
static uint32_t word_full_stop(struct news *news, uint32_t start, uint32_t at, uint32_t end)
{
    uint32_t flags, dotted = dotted_end(news, start, end);
    if (dotted > start) {
        flags = news_flags(news, start, dotted - (news->text[dotted - 1] == '.'));
        news_put(news, start, dotted);
        if (news->text[dotted - 1] == '.')
            put_stop(news, NEWS_STOP_ABBREVIATION, flags & LANGUAGE_ABBREVIATION ? flags : LANGUAGE_FINAL);
        return dotted;
    }
    if (byte_at(news, at + 1, end) == '.' && byte_at(news, at + 2, end) == '.')
        return at;
    struct word tail = {0};
    uint32_t behind = run_end(news, at + 1, end, &tail);
    if (behind > at + 1 && behind - start <= LANGUAGE_WORD_LIMIT &&
        (news_flags(news, start, behind) & LANGUAGE_ABBREVIATION)) { /* Ph.D. */
        flags = news_flags(news, start, behind);
        behind += byte_at(news, behind, end) == '.';
        news_put(news, start, behind);
        put_stop(news, NEWS_STOP_ABBREVIATION, flags);
        return behind;
    }
    if (!abbreviation_at(news, start, at, end, &flags))
        return at;
    news_put(news, start, at + 1);
    put_stop(news, NEWS_STOP_ABBREVIATION, flags);
    return at + 1;
}

/* ---- Words ------------------------------------------------------------------------------------------------- */

static bool all_capitals(const struct news *news, uint32_t start, uint32_t end)
{
    for (uint32_t at = start; at < end; at++)
        if (news->text[at] < 'A' || news->text[at] > 'Z')
            return false;
    return end > start;
}

/* AT&T, R&D, Analysis_0712, sh*t, w/o: whether the mark at `at` joins the word before it to the one behind. */
static bool mark_joins(const struct news *news, uint32_t start, uint32_t at, uint32_t end)
{
    if (at + 1 >= end || !news_char_is_word(kind_at(news, at + 1, end)))
        return false;
    struct word tail = {0};
    switch (news->text[at]) {
    case '_':
        return true;
    case '&':
        return at - start <= 3 && all_capitals(news, start, at) && news->text[at + 1] >= 'A' &&
               news->text[at + 1] <= 'Z';
    case '*':
        return news_char_is_letter(kind_at(news, at + 1, end)) && at - start <= 4;
    case '/':
        return at - start <= 2 && (news_flags(news, start, run_end(news, at + 1, end, &tail)) & LANGUAGE_JOINED);
    default:
        return false;
    }
}

/* Yahoo!, w/, US$, N°: bytes of the mark at `at` that belongs to the word before it; 0 where it does not. */
static uint32_t mark_closes(const struct news *news, uint32_t start, uint32_t at, uint32_t end)
{
    char mark = news->text[at];
    if (mark == '!')
        return byte_at(news, at + 1, end) != '!' && (news_flags(news, start, at + 1) & LANGUAGE_JOINED);
    if (mark == '/')
        return news_char_is_letter(kind_at(news, at + 1, end)) && (news_flags(news, start, at + 1) & LANGUAGE_JOINED) &&
               !mark_joins(news, start, at, end);
    if (mark == '$')
        return (news_flags(news, start, at) & LANGUAGE_CURRENCY) != 0;
    return (unsigned char)mark == 0xc2 && end - at >= 3 && (news_flags(news, start, at + 2) & LANGUAGE_NUMBER) ? 2 : 0;
}

/* Parts a run of word characters that begins with a number from the unit behind it; returns the end of the first
 * word. */
static uint32_t number_word(struct news *news, uint32_t start, uint32_t end)
{
    uint32_t number = number_end(news, start, end);
    struct word tail = {0};
    uint32_t behind = run_end(news, number, end, &tail);
    if (behind == number || tail.digits)
        return behind;
    return (news_flags(news, number, behind) & (LANGUAGE_UNIT | LANGUAGE_ORDINAL)) == LANGUAGE_UNIT ? number : behind;
}

/* Puts a word that holds letters and begins at `start`, first run of word characters up to `at`. Returns the offset
 * behind what it put. */
static uint32_t put_word(struct news *news, uint32_t start, uint32_t at, uint32_t end)
{
    for (;;) {
        if (at >= end)
            break;
        char mark = news->text[at];
        bool joined = false;
        if (apostrophe_length(news, at, end)) {
            uint32_t behind = word_apostrophe(news, start, at, end, &joined);
            if (behind > at)
                return behind;
        } else if (mark == '-') {
            joined = hyphen_joins(news, start, at, end);
        } else if (mark == '.') {
            uint32_t behind = word_full_stop(news, start, at, end);
            if (behind > at)
                return behind;
        } else {
            joined = mark_joins(news, start, at, end);
        }
        if (!joined) {
            uint32_t mark_width = mark_closes(news, start, at, end);
            at += mark_width;
            if (mark_width < 2)
                break;
            continue; /* N°. */
        }
        uint32_t width = apostrophe_length(news, at, end);
        at = run_end(news, at + (width ? width : 1), end, &(struct word){0});
    }
    news_put(news, start, at);
    return at;
}

static void put_fused(struct news *news, uint32_t start, uint32_t at)
{
    uint32_t split = (uint32_t)language_fused(news->language, news_str(news, start, at));
    if (split)
        news_put(news, start, start + split);
    news_put(news, start + split, at);
}

static uint32_t chunk_word(struct news *news, uint32_t start, uint32_t end)
{
    uint32_t link = news_link(news, start, end);
    if (link > start) {
        news_put(news, start, link);
        return link;
    }
    if (news_char_ascii[news->text[start] & 0x7f] == NEWS_DIGIT && !(news->text[start] & 0x80)) {
        uint32_t at = number_word(news, start, end);
        if (apostrophe_length(news, at, end))
            return put_word(news, start, at, end);
        news_put(news, start, at);
        return at;
    }
    struct word word = {0};
    uint32_t at = run_end(news, start, end, &word);
    if (word.digits) {
        uint32_t letters = start;
        while (letters < at && (news->text[letters] < '0' || news->text[letters] > '9'))
            letters++;
        if (letters - start > 1 && (news_flags(news, start, letters) & LANGUAGE_CURRENCY))
            at = letters;
    } else if (byte_at(news, at, end) == ':' && news_char_ascii[news->text[start] & 0x7f] == NEWS_UPPER &&
               (news_flags(news, start, at) & LANGUAGE_LABEL)) {
        news_put(news, start, at);
        put_stop(news, NEWS_STOP_LABEL, 0);
        return at;
    } else if (at == end || (news->text[at] != '.' && !apostrophe_length(news, at, end) && news->text[at] != '-')) {
        char mark = byte_at(news, at, end);
        if (mark != '$' && mark != '_' && mark != '&' && mark != '*' && mark != '/' && mark != '!' && mark != '\xc2') {
            put_fused(news, start, at);
            return at;
        }
    }
    return put_word(news, start, at, end);
}

/* ---- Punctuation ------------------------------------------------------------------------------------------- */

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
        put_stop(news, NEWS_STOP_WIDE, 0);
        return start + 3;
    }
    if (news->text[start] == '.' || ellipsis_at(news, start, end)) {
        while (at < end && (news->text[at] == '.' || ellipsis_at(news, at, end)))
            at += news->text[at] == '.' ? 1 : 3;
        if (byte_at(news, at, end) != '!' && byte_at(news, at, end) != '?') {
            news_put(news, start, at);
            put_stop(news, at - start > 1 ? NEWS_STOP_ELLIPSIS : NEWS_STOP_FULL, 0);
            return at;
        }
    }
    while (at < end && (news->text[at] == '!' || news->text[at] == '?'))
        at++;
    if (byte_at(news, at, end) == '.' && byte_at(news, at + 1, end) != '.')
        at++;
    news_put(news, start, at);
    put_stop(news, NEWS_STOP_STRONG, 0);
    return at;
}

/* 's at the chunk's start or behind punctuation, '90s, 'em: the word's end, or `start`. */
static uint32_t leading_apostrophe(const struct news *news, uint32_t start, uint32_t end)
{
    uint32_t width = apostrophe_length(news, start, end);
    struct word word = {0};
    uint32_t at = run_end(news, start + width, end, &word);
    if (at == start + width)
        return start;
    if (word.digits && digits_end(news, start + width, end) == start + width + 2)
        return at;
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
        uint32_t width = apostrophe_length(news, at, end);
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
    if (news_char_is_letter(kind_at(news, at, end)) || byte_at(news, at, end) == '_') {
        while (at < end && (news_char_is_word(kind_at(news, at, end)) || news->text[at] == '_')) {
            at = run_end(news, at, end, &(struct word){0});
            at += byte_at(news, at, end) == '_';
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

static uint32_t put_ascii(struct news *news, uint32_t start, uint32_t end)
{
    enum { RULE = 5, LOW_RULE = 16 }; /* as many marks are a line across the page; a shorter ____ is a gap to fill in */
    uint32_t at = start + 1;
    switch (news->text[start]) {
    case '-':
    case '=':
        at = same_end(news, start, end);
        if (byte_at(news, at, end) == '>')
            at++;
        break;
    case '[':
        if (end - start >= 5 && memcmp(news->text + start, "[...]", 5) == 0)
            at = start + 5;
        news_put(news, start, at);
        if (at > start + 1)
            put_stop(news, NEWS_STOP_ELLIPSIS, 0);
        return at;
    case '$':
    case '*':
    case '_':
    case '~':
    case '+':
    case '<':
    case '>':
        at = same_end(news, start, end);
        break;
    default:
        break;
    }
    news_put(news, start, at);
    if (at - start >= (news->text[start] == '_' ? LOW_RULE : RULE))
        put_stop(news, NEWS_STOP_RULE, 0);
    return at;
}

static uint32_t chunk_mark(struct news *news, uint32_t start, uint32_t end)
{
    if (end - start <= 5 && end - start > 1 && (news_flags(news, start, end) & LANGUAGE_EMOTICON)) {
        news_put(news, start, end);
        put_stop(news, NEWS_STOP_ELLIPSIS, 0);
        return end;
    }
    if (apostrophe_length(news, start, end))
        return put_quote(news, start, end);
    switch (news->text[start]) {
    case '.':
        if (byte_at(news, start + 1, end) >= '0' && byte_at(news, start + 1, end) <= '9') {
            uint32_t at = number_end(news, start + 1, end);
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

/* ---- Chunks ------------------------------------------------------------------------------------------------ */

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
    uint32_t behind = digits_end(news, at, end);
    if (behind == at && news_char_is_letter(news_char_ascii[news->text[at] & 0x7f]))
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
            (news->text[at + 1] == '/' || news_char_is_letter(news_char_ascii[news->text[at + 1] & 0x7f])))
            return true;
    }
    return false;
}

bool news_chunk(struct news *news, uint32_t start, uint32_t end)
{
    struct segmentation *out = news->out;
    if (!array_reserve(out->alloc, &out->tokens, end - start) || !array_reserve(out->alloc, &out->stops, end - start + 2))
        return false;
    if (number_end(news, start, end) == end) {
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
            start = chunk_word(news, start, end);
        else
            start = chunk_mark(news, start, end);
    }
    return true;
}
