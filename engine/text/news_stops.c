#include "text/news_breaker.h"

/* [13], [13,14] or [citation needed] from the bracket on: the token behind it, or `token` where it is no note. */
static uint32_t note_end(const struct breaker *breaker, uint32_t token)
{
    enum { LONGEST = 16 };
    uint32_t at = token + 1;
    if (at >= breaker->count)
        return token;
    enum news_char first = token_kind(breaker, at);
    while (at < breaker->count && at < token + LONGEST &&
           (token_kind(breaker, at) == first || (at > token + 1 && token_byte(breaker, at) == ',')))
        at++;
    if (at == token + 1 || at >= breaker->count || token_byte(breaker, at) != ']')
        return token;
    bool words_end = at + 1 >= breaker->count || token_kind(breaker, at + 1) != NEWS_LOWER;
    return first == NEWS_DIGIT || (first == NEWS_LOWER && words_end) ? at + 1 : token;
}

/* Whether a quotation mark with spaces around it closes: an odd number of them comes before it. */
static bool lone_quote_closes(const struct breaker *breaker, uint32_t token)
{
    enum { FAR = 200 };
    struct str mark = token_text(breaker, token);
    uint32_t limit = token > FAR ? token - FAR : 0, count = 0;
    if (mark.length != 1 || (mark.data[0] != '"' && mark.data[0] != '\'') ||
        (token + 1 < breaker->count && token_glued(breaker, token + 1)))
        return false;
    for (uint32_t at = token; at > limit; at--)
        count += str_equal(token_text(breaker, at - 1), mark);
    return count % 2 == 1;
}

/* The token behind what still belongs to a sentence behind its stop: quotation marks, brackets, note numbers,
 * faces. */
static uint32_t closers_end(const struct breaker *breaker, uint32_t token)
{
    uint32_t at = token + 1;
    while (at < breaker->count) {
        char byte = token_byte(breaker, at);
        uint32_t note = byte == '[' ? note_end(breaker, at) : at;
        if (note > at)
            at = note;
        else if (token_glued(breaker, at) ? token_closes(breaker, at)
                                          : byte == ')' || byte == ']' || lone_quote_closes(breaker, at))
            at++;
        else if (token_kind(breaker, at) == NEWS_OTHER && breaker->tokens[at].end - breaker->tokens[at].start > 1 &&
                 token_flags(breaker, at) & LANGUAGE_EMOTICON)
            at++;
        else
            break;
    }
    return at;
}

/* Full stops with spaces between them behind `token`: how many, up to a few. */
static uint32_t spaced_stops(const struct breaker *breaker, uint32_t token)
{
    enum { FEW = 5 };
    uint32_t at = token + 1;
    while (at < breaker->count && at <= token + FEW && token_byte(breaker, at) == '.' &&
           breaker->tokens[at].end == breaker->tokens[at].start + 1 &&
           breaker->tokens[at].start == breaker->tokens[at - 1].end + 1)
        at++;
    return at - token - 1;
}

static bool is_quote(const struct breaker *breaker, uint32_t token)
{
    return token_is_mark(breaker, token, "\"'", "\x9d");
}

/* Whether the sentence begins with a small letter, as all do where people write without capitals. */
static bool starts_small(const struct breaker *breaker)
{
    enum { MARKS = 2 };
    uint32_t at = breaker->first;
    while (at + 1 < breaker->count && at < breaker->first + MARKS && is_quote(breaker, at))
        at++;
    return token_kind(breaker, at) == NEWS_LOWER;
}

/* "It was late." - The Times: a dash behind a closed quotation goes on with who said it. */
static bool names_speaker(const struct breaker *breaker, uint32_t stop, uint32_t next)
{
    return token_dash(breaker, next) && next > stop + 1 && token_is_mark(breaker, next - 1, "\"'", "\x99\x9d\xbb");
}

/* <PLY.L>: a share's symbol. */
static bool in_symbol(const struct breaker *breaker, uint32_t stop)
{
    return stop > breaker->first + 1 && token_byte(breaker, stop - 2) == '<';
}

/* The same where people write without capitals: "it was march 9. we left", "he said "no". we left", "he said "go."
 * we left". */
static bool small_ends(const struct breaker *breaker, uint32_t stop, uint32_t next)
{
    if (next == stop + 1)
        return token_kind(breaker, stop - 1) == NEWS_DIGIT || is_quote(breaker, stop - 1);
    return is_quote(breaker, stop + 1) && breaker->tokens[stop - 1].end - breaker->tokens[stop - 1].start > 1;
}

static bool full_stop_ends(const struct breaker *breaker, uint32_t stop, uint32_t next)
{
    uint32_t dots = spaced_stops(breaker, stop);
    bool after_word = stop > 0 && token_glued(breaker, stop);
    if (dots > 0)
        return dots == 3 && after_word && stop + 4 < breaker->count && token_kind(breaker, stop + 4) == NEWS_UPPER;
    if (!after_word && stop >= breaker->first + 2 && token_byte(breaker, stop - 1) == '.' &&
        (stop < breaker->first + 3 || token_byte(breaker, stop - 3) != '.')) /* . . . */
        return false;
    enum news_char kind = token_kind(breaker, next);
    bool word_before = after_word && breaker->tokens[stop - 1].end - breaker->tokens[stop - 1].start > 1;
    if (token_glued(breaker, next))
        return next == stop + 1 && word_before && !in_symbol(breaker, stop) &&
               (kind == NEWS_UPPER || (kind == NEWS_LOWER && starts_small(breaker)));
    if (kind == NEWS_LOWER && next == stop + 1 && (word_before || !after_word))
        return true;
    if (kind == NEWS_LOWER)
        return after_word && starts_small(breaker) && small_ends(breaker, stop, next);
    return !names_speaker(breaker, stop, next);
}

static bool strong_stop_ends(const struct breaker *breaker, uint32_t stop, uint32_t next)
{
    enum news_char kind = token_kind(breaker, next);
    if (token_glued(breaker, next))
        return next == stop + 1 && stop > 0 && token_glued(breaker, stop) &&
               ((kind == NEWS_UPPER && breaker->tokens[next].end - breaker->tokens[next].start > 1) ||
                (kind == NEWS_LOWER && starts_small(breaker)));
    if (kind == NEWS_LOWER)
        return next == stop + 1;
    return kind != NEWS_OTHER || token_opens(breaker, next);
}

static bool ellipsis_ends(const struct breaker *breaker, uint32_t stop, uint32_t next)
{
    return stop > breaker->first && (token_kind(breaker, next) == NEWS_UPPER || token_byte(breaker, next) == '"') &&
           !(token_glued(breaker, next) && next != stop + 1);
}

static bool abbreviation_ends(const struct breaker *breaker, uint32_t stop, uint32_t next, uint32_t flags)
{
    enum { FEW = 3 }; /* a sentence does not end before it has a verb: "At 5 a.m. Mr. Smith left." */
    if (!(flags & (LANGUAGE_FINAL | LANGUAGE_CLOSE)) || stop - breaker->first < FEW || token_glued(breaker, next))
        return false;
    if (token_opens(breaker, next))
        return token_byte(breaker, next) != '(' && token_byte(breaker, next) != '[' &&
               token_byte(breaker, next) != '<';
    if (token_kind(breaker, next) != NEWS_UPPER)
        return false;
    if (flags & LANGUAGE_CLOSE)
        return !(token_flags(breaker, next) & LANGUAGE_CALENDAR);
    return token_flags(breaker, next) & LANGUAGE_STARTER;
}

void breaker_take_stop(struct breaker *breaker, const struct segmentation_stop *stop)
{
    if (stop->kind == NEWS_STOP_RULE && stop->token > 0 && !token_glued(breaker, stop->token))
        breaker_end_sentence(breaker, stop->token);
    if (stop->token < breaker->mark_end)
        return;
    uint32_t next = closers_end(breaker, stop->token);
    if (next >= breaker->count)
        return;
    bool ends = false;
    switch ((enum news_stop)stop->kind) {
    case NEWS_STOP_FULL:
        ends = full_stop_ends(breaker, stop->token, next);
        break;
    case NEWS_STOP_STRONG:
        ends = strong_stop_ends(breaker, stop->token, next);
        break;
    case NEWS_STOP_ELLIPSIS:
        ends = ellipsis_ends(breaker, stop->token, next);
        break;
    case NEWS_STOP_ABBREVIATION:
        ends = abbreviation_ends(breaker, stop->token, next, stop->flags);
        break;
    case NEWS_STOP_WIDE:
        ends = true;
        break;
    case NEWS_STOP_RULE:
        ends = !token_glued(breaker, next);
        break;
    case NEWS_STOP_MARK:
    case NEWS_STOP_LABEL:
        break;
    }
    if (ends)
        breaker_end_sentence(breaker, spaced_stops(breaker, stop->token) ? stop->token + 1 : next);
}
