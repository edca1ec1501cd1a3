#include "text/news_breaker.h"

/* The first token that starts behind the line end, or the number of tokens. */
static uint32_t token_behind(const struct breaker *breaker, struct segmentation_line line)
{
    uint32_t token = line.token;
    while (token < breaker->count && breaker->tokens[token].start < line.end)
        token++;
    return token;
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
    while (!breaker.failed) {
        bool lines_left = line < out->line_ends.count;
        uint32_t line_end = lines_left ? out->line_ends.items[line].end : news->length;
        for (; stop < stops_end && breaker.tokens[stop->token].start < line_end; stop++)
            take_noted(&breaker, stop);
        if (!lines_left)
            break;
        uint32_t next = token_behind(&breaker, out->line_ends.items[line]);
        if (next == breaker.count)
            break;
        line = breaker_take_lines(&breaker, line, next);
    }
    breaker_end_paragraph(&breaker, breaker.count);
    return !breaker.failed;
}
