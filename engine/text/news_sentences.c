#include "text/news_char.h"
#include "text/segment_news.h"

/* The sentence breaks under way. */
struct breaker {
    struct news *news;
    const struct token *tokens;
    uint32_t count;
    uint32_t first;      /* token that begins the sentence */
    uint32_t mark_end;   /* tokens before this one belong to the mark of a list item */
    uint32_t mark_value; /* of the last list item; 0: none */
    uint32_t mark_style;
    uint32_t line_start; /* offset */
    uint32_t block_end;  /* offset of the blank line that ends the block whose width is known */
    uint32_t block_width;
    bool failed;
};

static char token_byte(const struct breaker *breaker, uint32_t token)
{
    return breaker->news->text[breaker->tokens[token].start];
}

static enum news_char token_kind(const struct breaker *breaker, uint32_t token)
{
    uint32_t next;
    return news_char_at(breaker->news->text, breaker->tokens[token].start, &next);
}

static struct str token_text(const struct breaker *breaker, uint32_t token)
{
    return news_str(breaker->news, breaker->tokens[token].start, breaker->tokens[token].end);
}

static uint32_t token_flags(const struct breaker *breaker, uint32_t token)
{
    return language_flags(breaker->news->language, token_text(breaker, token));
}

/* Whether nothing stands between a token and the one before it. */
static bool token_glued(const struct breaker *breaker, uint32_t token)
{
    return breaker->tokens[token].start == breaker->tokens[token - 1].end;
}

static void end_sentence(struct breaker *breaker, uint32_t behind)
{
    struct segmentation *out = breaker->news->out;
    if (behind <= breaker->first)
        return;
    struct sentence sentence = {breaker->tokens[breaker->first].start, breaker->tokens[behind - 1].end,
                                breaker->first, behind - breaker->first};
    if (!array_push(out->alloc, &out->sentences, sentence))
        breaker->failed = true;
    breaker->first = behind;
}

static void end_paragraph(struct breaker *breaker, uint32_t behind)
{
    struct segmentation *out = breaker->news->out;
    end_sentence(breaker, behind);
    const struct paragraph *last = out->paragraphs.count ? &out->paragraphs.items[out->paragraphs.count - 1] : NULL;
    uint32_t first = last ? last->first_sentence + last->sentence_count : 0;
    uint32_t count = (uint32_t)out->sentences.count - first;
    if (count == 0)
        return;
    struct paragraph paragraph = {out->sentences.items[first].start, out->sentences.items[first + count - 1].end,
                                  first, count};
    if (!array_push(out->alloc, &out->paragraphs, paragraph))
        breaker->failed = true;
    breaker->mark_value = 0;
}

/* ---- Full stops and their like ------------------------------------------------------------------------------- */

static bool text_in(struct str text, const struct str *set, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(text, set[i]))
            return true;
    return false;
}

static bool token_closes(const struct breaker *breaker, uint32_t token)
{
    static const struct str marks[] = {{"\"", 1},           {"'", 1},  {")", 1}, {"]", 1}, {"''", 2},
                                       {"\xe2\x80\x9d", 3}, {"\xe2\x80\x99", 3}, {"\xc2\xbb", 2}, {">>", 2}};
    return text_in(token_text(breaker, token), marks, sizeof marks / sizeof *marks);
}

static bool token_opens(const struct breaker *breaker, uint32_t token)
{
    static const struct str marks[] = {{"\"", 1}, {"'", 1}, {"(", 1}, {"[", 1}, {"``", 2}, {"`", 1},
                                       {"\xe2\x80\x9c", 3}, {"\xe2\x80\x98", 3}, {"\xc2\xab", 2}, {"<<", 2}};
    return text_in(token_text(breaker, token), marks, sizeof marks / sizeof *marks);
}

/* [13] or [13,14] from the bracket on: the token behind it, or `token`. */
static uint32_t note_end(const struct breaker *breaker, uint32_t token)
{
    enum { LONGEST = 16 };
    uint32_t at = token + 1;
    while (at < breaker->count && at < token + LONGEST &&
           (token_kind(breaker, at) == NEWS_DIGIT || (at > token + 1 && token_byte(breaker, at) == ',')))
        at++;
    return at > token + 1 && at < breaker->count && token_byte(breaker, at) == ']' ? at + 1 : token;
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

/* The token behind what still belongs to a sentence behind its stop: quotation marks, brackets, note numbers, faces. */
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

/* Full stops with spaces between them behind `token`: how many. */
static uint32_t spaced_stops(const struct breaker *breaker, uint32_t token)
{
    uint32_t at = token + 1;
    while (at < breaker->count && token_byte(breaker, at) == '.' &&
           breaker->tokens[at].end == breaker->tokens[at].start + 1 &&
           breaker->tokens[at].start == breaker->tokens[at - 1].end + 1)
        at++;
    return at - token - 1;
}

/* Whether the sentence begins with a small letter, as all do where people write without capitals. */
static bool starts_small(const struct breaker *breaker)
{
    return token_kind(breaker, breaker->first) == NEWS_LOWER;
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
        return next == stop + 1 && word_before &&
               (kind == NEWS_UPPER || (kind == NEWS_LOWER && starts_small(breaker)));
    return kind != NEWS_LOWER || (next == stop + 1 && (word_before || !after_word));
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
        return token_byte(breaker, next) != '(' && token_byte(breaker, next) != '[';
    if (token_kind(breaker, next) != NEWS_UPPER)
        return false;
    if (flags & LANGUAGE_CLOSE)
        return !(token_flags(breaker, next) & LANGUAGE_CALENDAR);
    return token_flags(breaker, next) & LANGUAGE_STARTER;
}

static void take_stop(struct breaker *breaker, const struct segmentation_stop *stop)
{
    if (stop->kind == NEWS_STOP_RULE && stop->token > 0 && !token_glued(breaker, stop->token))
        end_sentence(breaker, stop->token);
    if (stop->token < breaker->mark_end)
        return;
    uint32_t next = closers_end(breaker, stop->token);
    if (next >= breaker->count)
        return;
    bool ends = false;
    switch ((enum news_stop)stop->kind) {
    case NEWS_STOP_FULL: ends = full_stop_ends(breaker, stop->token, next); break;
    case NEWS_STOP_STRONG: ends = strong_stop_ends(breaker, stop->token, next); break;
    case NEWS_STOP_ELLIPSIS: ends = ellipsis_ends(breaker, stop->token, next); break;
    case NEWS_STOP_ABBREVIATION: ends = abbreviation_ends(breaker, stop->token, next, stop->flags); break;
    case NEWS_STOP_RULE: ends = !token_glued(breaker, next); break;
    case NEWS_STOP_MARK:
    case NEWS_STOP_LABEL: break;
    }
    if (ends)
        end_sentence(breaker, spaced_stops(breaker, stop->token) ? stop->token + 1 : next);
}

/* ---- List items ------------------------------------------------------------------------------------------------ */

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

static void take_mark(struct breaker *breaker, uint32_t token)
{
    uint32_t style, value = mark_value(breaker, token, &style);
    if (style == MARK_BULLET) {
        end_sentence(breaker, token);
        breaker->mark_end = token + 1;
        return;
    }
    bool first = token == breaker->first || token == breaker->mark_end;
    if (!first && !(breaker->mark_value && value == breaker->mark_value + 1 && style == breaker->mark_style))
        return;
    if (token != breaker->mark_end)
        end_sentence(breaker, token);
    breaker->mark_value = value;
    breaker->mark_style = style;
    breaker->mark_end = token + 1;
    while (breaker->mark_end < breaker->count && token_glued(breaker, breaker->mark_end))
        breaker->mark_end++;
}

/* ---- Line ends ------------------------------------------------------------------------------------------------ */

/* Measures the longest line of the block of lines that holds `at`. */
static void measure_block(struct breaker *breaker, size_t line)
{
    const struct segmentation *out = breaker->news->out;
    uint32_t start = breaker->line_start, width = 0;
    for (; line < out->line_ends.count; line++) {
        uint32_t end = out->line_ends.items[line];
        if (end > start && end - start > width)
            width = end - start;
        if (end == start && width > 0 && breaker->news->text[end - 1] != '\r')
            break;
        start = end + 1;
    }
    breaker->block_end = start;
    breaker->block_width = width;
}

/* Whether a line that ends at `end` was ended on purpose, not because it was full. */
static bool line_is_short(struct breaker *breaker, size_t line, uint32_t end, uint32_t next)
{
    enum { NARROW = 50, WIDE = 140, SLACK = 3 };
    if (end >= breaker->block_end)
        measure_block(breaker, line);
    uint32_t width = breaker->block_width;
    if (width < NARROW || width > WIDE)
        return true;
    uint32_t word = breaker->tokens[next].end - breaker->tokens[next].start;
    return end - breaker->line_start + 1 + word + SLACK < width;
}

/* The line ends between two tokens, from `line` on; `next` is the token behind them. Returns the first line end
 * behind `next`. */
static size_t take_lines(struct breaker *breaker, size_t line, uint32_t next)
{
    const struct segmentation *out = breaker->news->out;
    const char *text = breaker->news->text;
    uint32_t limit = breaker->tokens[next].start, breaks = 0, first = out->line_ends.items[line], last = first;
    size_t from = line;
    for (; line < out->line_ends.count && out->line_ends.items[line] < limit; line++) {
        uint32_t end = out->line_ends.items[line];
        if (text[end] == '\n' && end > 0 && text[end - 1] == '\r')
            ;
        else if (text[end] == '\f' || text[end] == '\v')
            breaks += 2;
        else
            breaks++;
        last = end;
    }
    bool indented = limit - last > 2;
    if (breaks > 1 || indented || line_is_short(breaker, from, first, next))
        end_paragraph(breaker, next);
    breaker->line_start = last + 1;
    return line;
}

bool news_sentences(struct news *news)
{
    const struct segmentation *out = news->out;
    struct breaker breaker = {.news = news, .tokens = out->tokens.items, .count = (uint32_t)out->tokens.count};
    size_t line = 0, stop = 0;
    uint32_t next = 0;
    while (!breaker.failed && (line < out->line_ends.count || stop < out->stops.count)) {
        uint32_t at = stop < out->stops.count ? out->stops.items[stop].token : breaker.count;
        if (line < out->line_ends.count)
            while (next <= at && next < breaker.count && breaker.tokens[next].start < out->line_ends.items[line])
                next++;
        if (line < out->line_ends.count && (next <= at && next < breaker.count)) {
            line = take_lines(&breaker, line, next);
        } else if (stop < out->stops.count) {
            if (out->stops.items[stop].kind == NEWS_STOP_MARK)
                take_mark(&breaker, at);
            else if (out->stops.items[stop].kind == NEWS_STOP_LABEL)
                end_sentence(&breaker, at);
            else
                take_stop(&breaker, &out->stops.items[stop]);
            stop++;
        } else {
            break;
        }
    }
    end_paragraph(&breaker, breaker.count);
    return !breaker.failed;
}
