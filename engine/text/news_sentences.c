#include "text/news_breaker.h"

/* The first token that starts behind `offset`, which token `from` or one behind it does (or none). */
static uint32_t token_behind(const struct breaker *breaker, uint32_t from, uint32_t offset)
{
    uint32_t step = 1, low = from, high = from;
    while (high < breaker->count && breaker->tokens[high].start < offset) {
        low = high + 1;
        high += step;
        step *= 2;
    }
    if (high > breaker->count)
        high = breaker->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (breaker->tokens[middle].start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void take_noted(struct breaker *breaker, const struct segmentation_stop *stop)
{
    if (stop->kind == NEWS_STOP_MARK)
        breaker_take_mark(breaker, stop->token);
    else if (stop->kind == NEWS_STOP_LABEL)
        breaker_end_sentence(breaker, stop->token);
    else
        breaker_take_stop(breaker, stop);
}

bool news_sentences(struct news *news)
{
    const struct segmentation *out = news->out;
    struct breaker breaker = {.news = news, .tokens = out->tokens.items, .count = (uint32_t)out->tokens.count};
    const struct segmentation_stop *stop = out->stops.items, *stops_end = stop + out->stops.count;
    size_t line = 0;
    uint32_t next = 0;
    while (!breaker.failed) {
        bool lines_left = line < out->line_ends.count;
        uint32_t line_end = lines_left ? out->line_ends.items[line] : news->length;
        for (; stop < stops_end && breaker.tokens[stop->token].start < line_end; stop++)
            take_noted(&breaker, stop);
        if (!lines_left)
            break;
        next = token_behind(&breaker, next, line_end);
        if (next == breaker.count)
            break;
        line = breaker_take_lines(&breaker, line, next);
    }
    breaker_end_paragraph(&breaker, breaker.count);
    return !breaker.failed;
}
