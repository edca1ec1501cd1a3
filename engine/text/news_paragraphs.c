#include "text/news_breaker.h"

static bool token_capitals(const struct breaker *breaker, uint32_t token)
{
    struct str text = token_text(breaker, token);
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] < 'A' || text.data[i] > 'Z')
            return false;
    return text.length > 1;
}

/* The dateline that a paragraph begins with, "LONDON, Feb 26 (Reuters) - ": the token behind its dash, or the
 * sentence's first where there is none. The sentence ends before `behind`. */
static uint32_t dateline_end(const struct breaker *breaker, uint32_t behind)
{
    enum { LONGEST = 14, LETTERS = 5 };
    uint32_t at = breaker->first, letters = 0;
    while (at < behind && token_capitals(breaker, at)) {
        letters += breaker->tokens[at].end - breaker->tokens[at].start;
        at++;
    }
    if (letters < LETTERS)
        return breaker->first;
    while (at < behind && at < breaker->first + LONGEST && !token_dash(breaker, at) &&
           token_kind(breaker, at) != NEWS_LOWER)
        at++;
    if (at + 1 >= behind || !token_dash(breaker, at) || token_glued(breaker, at) || token_glued(breaker, at + 1) ||
        token_kind(breaker, at + 1) == NEWS_LOWER)
        return breaker->first;
    return at + 1;
}

/* The date that ends a heading, "Friday, July 21, 2017": its first token, or `behind`. */
static uint32_t closing_date(const struct breaker *breaker, uint32_t behind)
{
    enum { DATE = 6 };
    uint32_t first = behind - DATE;
    if (behind < breaker->first + DATE + 1 || behind == breaker->count ||
        breaker->tokens[behind - 1].end - breaker->tokens[behind - 1].start != 4 ||
        token_kind(breaker, behind - 1) != NEWS_DIGIT || token_byte(breaker, behind - 2) != ',' ||
        token_kind(breaker, behind - 3) != NEWS_DIGIT || !(token_flags(breaker, behind - 4) & LANGUAGE_CALENDAR) ||
        token_byte(breaker, behind - 5) != ',' || !(token_flags(breaker, first) & LANGUAGE_CALENDAR))
        return behind;
    struct str before = token_text(breaker, first - 1);
    return before.length > 2 && before.data[before.length - 1] != ',' ? first : behind;
}

static void put_sentence(struct breaker *breaker, uint32_t behind)
{
    struct segmentation *out = breaker->news->out;
    struct sentence sentence = {breaker->tokens[breaker->first].start, breaker->tokens[behind - 1].end,
                                breaker->first, behind - breaker->first};
    if (!array_push(out->alloc, &out->sentences, sentence))
        breaker->failed = true;
    breaker->first = behind;
}

void breaker_end_sentence(struct breaker *breaker, uint32_t behind)
{
    if (behind <= breaker->first)
        return;
    const struct segmentation *out = breaker->news->out;
    if (breaker->first == breaker->paragraph_first) {
        uint32_t line = dateline_end(breaker, behind);
        if (line > breaker->first)
            put_sentence(breaker, line);
    }
    uint32_t date = out->sentences.count == 0 ? closing_date(breaker, behind) : behind;
    if (date < behind && date > breaker->first)
        put_sentence(breaker, date);
    put_sentence(breaker, behind);
}

/* Whether the paragraph up to `behind` is a quotation set apart with its source behind it and no full stop after
 * that: "It was late. We left." - The Times */
static bool quotation_set_apart(const struct breaker *breaker, uint32_t behind)
{
    enum { LONGEST_SOURCE = 16 };
    uint32_t first = breaker->paragraph_first;
    uint32_t limit = behind - first > LONGEST_SOURCE ? behind - LONGEST_SOURCE : first + 1;
    if (behind - first < 3 || !token_is_mark(breaker, first, "\"", "\x9c"))
        return false;
    for (uint32_t at = behind; at > limit; at--) {
        char byte = token_byte(breaker, at - 1);
        if (byte != '.' && byte != '!' && byte != '?')
            continue;
        return at + 1 < behind && token_glued(breaker, at) && token_is_mark(breaker, at, "\"", "\x9d");
    }
    return false;
}

void breaker_end_paragraph(struct breaker *breaker, uint32_t behind)
{
    struct segmentation *out = breaker->news->out;
    breaker_end_sentence(breaker, behind);
    const struct paragraph *last = out->paragraphs.count ? &out->paragraphs.items[out->paragraphs.count - 1] : NULL;
    uint32_t first = last ? last->first_sentence + last->sentence_count : 0;
    uint32_t count = (uint32_t)out->sentences.count - first;
    if (count == 0)
        return;
    if (count > 1 && quotation_set_apart(breaker, behind)) {
        struct sentence *whole = &out->sentences.items[first];
        whole->end = out->sentences.items[first + count - 1].end;
        whole->token_count = behind - whole->first_token;
        out->sentences.count = first + 1;
        count = 1;
    }
    struct paragraph paragraph = {out->sentences.items[first].start, out->sentences.items[first + count - 1].end,
                                  first, count};
    if (!array_push(out->alloc, &out->paragraphs, paragraph))
        breaker->failed = true;
    breaker->mark_value = 0;
    breaker->paragraph_first = behind;
}
