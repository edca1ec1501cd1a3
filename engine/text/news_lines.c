#include "text/news_breaker.h"

/* Measures the longest line of the block of lines that goes on at `line_start`, up to a blank line. */
static void measure_block(struct breaker *breaker, size_t line)
{
    const struct segmentation *out = breaker->news->out;
    uint32_t start = breaker->line_start, width = 0;
    for (; line < out->line_ends.count; line++) {
        uint32_t end = out->line_ends.items[line].end;
        if (end > start && end - start > width)
            width = end - start;
        if (end == start && width > 0 && breaker->news->text[end - 1] != '\r')
            break;
        start = end + 1;
    }
    if (line == out->line_ends.count &&
        breaker->news->length - start > width) /* the last line ends with the text */
        width = breaker->news->length - start;
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

size_t breaker_take_lines(struct breaker *breaker, size_t line, uint32_t next)
{
    const struct segmentation *out = breaker->news->out;
    const char *text = breaker->news->text;
    uint32_t limit = breaker->tokens[next].start, breaks = 0, first = out->line_ends.items[line].end, last = first;
    size_t from = line;
    for (; line < out->line_ends.count && out->line_ends.items[line].end < limit; line++) {
        uint32_t end = out->line_ends.items[line].end;
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
        breaker_end_paragraph(breaker, next);
    breaker->line_start = last + 1;
    return line;
}
