#include "text/news_chunk.h"

/* An apostrophe behind the word [start, at): puts the word (and its clitic) and returns the offset behind, or
 * returns `at` where the apostrophe is none of the word's; `*joined` where it is a letter of the word like another.
 */
static uint32_t word_apostrophe(struct news *news, uint32_t start, uint32_t at, uint32_t end, bool *joined)
{
    uint32_t width = chunk_apostrophe(news, at, end);
    struct chunk_run tail = {0};
    uint32_t behind = chunk_run_end(news, at + width, end, &tail);
    *joined = false;
    if (behind == at + width || !tail.letters)
        return at;
    uint32_t flags = news_flags(news, at + width, behind);
    if ((flags & LANGUAGE_ORDINAL) && news->text[at - 1] == '0' && chunk_digits_end(news, start, at) == at) {
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
    return news_char_is_word(chunk_kind(news, at + 1, end)) && (news_flags(news, start, at) & LANGUAGE_PREFIX);
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
    bool letter_last = letters && at < end && news_char_is_letter(news_char_at(news->text, at, &next)) &&
                       !news_char_is_word(chunk_kind(news, next, end));
    if (letter_last)
        return next;
    return letters > 1 ? at : start;
}

/* The first character behind `at` that is not white space, and whether a line ended before it. */
static uint32_t peek(const struct news *news, uint32_t at, bool *line_end)
{
    enum { FAR = 16 };
    *line_end = false;
    uint32_t limit = news->length - at < FAR ? news->length : at + FAR;
    for (; at < limit; at++) {
        char byte = news->text[at];
        if (byte == '\n' || byte == '\r')
            *line_end = true;
        else if (byte != ' ' && byte != '\t')
            return at;
    }
    return at;
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
    uint32_t limit = news->length - next > LANGUAGE_WORD_LIMIT ? next + LANGUAGE_WORD_LIMIT : news->length;
    uint32_t stop = chunk_run_end(news, next, limit, &(struct chunk_run){0});
    enum news_char kind = chunk_kind(news, next, news->length);
    if (kind != NEWS_UPPER)
        return kind == NEWS_LOWER || kind == NEWS_DIGIT;
    return !(news_flags(news, next, stop) & LANGUAGE_STARTER) || chunk_byte(news, stop, news->length) == '.';
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
        if (chunk_kind(news, behind, news->length) == NEWS_DIGIT)
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
            chunk_put_stop(news, NEWS_STOP_ABBREVIATION, flags & LANGUAGE_ABBREVIATION ? flags : LANGUAGE_FINAL);
        return dotted;
    }
    if (chunk_byte(news, at + 1, end) == '.' && chunk_byte(news, at + 2, end) == '.')
        return at;
    struct chunk_run tail = {0};
    uint32_t behind = chunk_run_end(news, at + 1, end, &tail);
    if (behind > at + 1 && behind - start <= LANGUAGE_WORD_LIMIT &&
        (news_flags(news, start, behind) & LANGUAGE_ABBREVIATION)) { /* Ph.D. */
        flags = news_flags(news, start, behind);
        behind += chunk_byte(news, behind, end) == '.';
        news_put(news, start, behind);
        chunk_put_stop(news, NEWS_STOP_ABBREVIATION, flags);
        return behind;
    }
    if (!abbreviation_at(news, start, at, end, &flags))
        return at;
    news_put(news, start, at + 1);
    chunk_put_stop(news, NEWS_STOP_ABBREVIATION, flags);
    return at + 1;
}

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
    struct chunk_run tail = {0};
    char mark = news->text[at];
    /* Marks of one byte: behind the first byte of a longer character no character begins. */
    bool joins = mark == '_' || mark == '&' || mark == '*' || mark == '/';
    if (!joins || at + 1 >= end || !news_char_is_word(chunk_kind(news, at + 1, end)))
        return false;
    switch (mark) {
    case '_':
        return true;
    case '&':
        return at - start <= 3 && all_capitals(news, start, at) && news->text[at + 1] >= 'A' &&
               news->text[at + 1] <= 'Z';
    case '*':
        return news_char_is_letter(chunk_kind(news, at + 1, end)) && at - start <= 4;
    case '/':
        return at - start <= 2 &&
               (news_flags(news, start, chunk_run_end(news, at + 1, end, &tail)) & LANGUAGE_JOINED);
    default:
        return false;
    }
}

/* Yahoo!, w/, US$, N°: bytes of the mark at `at` that belongs to the word before it; 0 where it does not. */
static uint32_t mark_closes(const struct news *news, uint32_t start, uint32_t at, uint32_t end)
{
    char mark = news->text[at];
    if (mark == '!')
        return chunk_byte(news, at + 1, end) != '!' && (news_flags(news, start, at + 1) & LANGUAGE_JOINED);
    if (mark == '/')
        return news_char_is_letter(chunk_kind(news, at + 1, end)) &&
               (news_flags(news, start, at + 1) & LANGUAGE_JOINED) && !mark_joins(news, start, at, end);
    if (mark == '$')
        return (news_flags(news, start, at) & LANGUAGE_CURRENCY) != 0;
    bool degree = mark == '\xc2' && end - at >= 3 && (news_flags(news, start, at + 2) & LANGUAGE_NUMBER);
    return degree ? 2 : 0;
}

static void put_fused(struct news *news, uint32_t start, uint32_t at)
{
    uint32_t split = 0;
    if (news_maybe_fused(news, start, at))
        split = (uint32_t)language_fused(news->language, news_str(news, start, at));
    if (split)
        news_put(news, start, start + split);
    news_put(news, start + split, at);
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
        if (chunk_apostrophe(news, at, end)) {
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
        uint32_t width = chunk_apostrophe(news, at, end);
        at = chunk_run_end(news, at + (width ? width : 1), end, &(struct chunk_run){0});
    }
    put_fused(news, start, at);
    return at;
}

/* The end of the number that begins at `start`, before a unit (5km) or with what else goes on it (19th, 4G). */
static uint32_t number_word(const struct news *news, uint32_t start, uint32_t end)
{
    uint32_t number = chunk_number_end(news, start, end);
    struct chunk_run tail = {0};
    uint32_t behind = chunk_run_end(news, number, end, &tail);
    if (behind == number || tail.digits)
        return behind;
    bool unit = (news_flags(news, number, behind) & (LANGUAGE_UNIT | LANGUAGE_ORDINAL)) == LANGUAGE_UNIT;
    return unit ? number : behind;
}

static uint32_t put_number(struct news *news, uint32_t start, uint32_t end)
{
    uint32_t at = number_word(news, start, end);
    if (chunk_apostrophe(news, at, end))
        return put_word(news, start, at, end);
    news_put(news, start, at);
    return at;
}

/* Letters before digits: the end of the currency that they are (Rs1000), or of the whole run (G20). */
static uint32_t currency_end(const struct news *news, uint32_t start, uint32_t end)
{
    uint32_t at = start;
    while (at < end && news_char_byte(news->text[at]) != NEWS_DIGIT)
        at++;
    return at - start > 1 && (news_flags(news, start, at) & LANGUAGE_CURRENCY) ? at : end;
}

/* Whether put_word has rules for a word before this byte: apostrophes, hyphens, full stops, marks that may join. */
static bool byte_has_rules(char byte)
{
    return byte && strchr("'`-.&_*/!$\xc2\xca\xe2", byte);
}

uint32_t chunk_put_word(struct news *news, uint32_t start, uint32_t end)
{
    uint32_t link = news_link(news, start, end);
    if (link > start) {
        news_put(news, start, link);
        return link;
    }
    if (news_char_byte(news->text[start]) == NEWS_DIGIT)
        return put_number(news, start, end);
    struct chunk_run word = {0};
    uint32_t at = chunk_run_end(news, start, end, &word);
    if (word.digits)
        return put_word(news, start, currency_end(news, start, at), end);
    char mark = chunk_byte(news, at, end);
    if (byte_has_rules(mark))
        return put_word(news, start, at, end);
    put_fused(news, start, at);
    if (mark == ':' && news_char_byte(news->text[start]) == NEWS_UPPER &&
        (news_flags(news, start, at) & LANGUAGE_LABEL))
        chunk_put_stop(news, NEWS_STOP_LABEL, 0);
    return at;
}
