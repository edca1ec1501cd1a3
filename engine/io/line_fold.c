#include "io/line_fold.h"

#include "io/character.h"
#include "io/terminal_text.h"

static void set_style(struct line_fold *fold, enum style style)
{
    if (style == fold->style)
        return;
    fold->style = style;
    if (fold->color)
        buffer_text(fold->out, palette_code(style));
}

static void put_blanks(struct line_fold *fold, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_char(fold->out, ' ');
    fold->column += count;
}

void line_fold_begin(struct line_fold *fold, size_t first, size_t indent)
{
    fold->indent = indent;
    fold->column = fold->gap = 0;
    fold->style = STYLE_PLAIN;
    put_blanks(fold, first);
}

void line_fold_end(struct line_fold *fold)
{
    set_style(fold, STYLE_PLAIN);
    buffer_char(fold->out, '\n');
    fold->column = fold->gap = 0;
}

void line_fold_gap(struct line_fold *fold, size_t gap)
{
    if (gap > fold->gap)
        fold->gap = gap;
}

/* Makes the place for a word: behind the gap, or on a new line where the word would not fit. */
static void make_place(struct line_fold *fold, size_t columns, enum style style)
{
    bool fits = fold->column + fold->gap + columns <= fold->width;
    if (fold->gap && !fits && fold->column > fold->indent) {
        line_fold_end(fold);
        put_blanks(fold, fold->indent);
    } else {
        if (style != fold->style)
            set_style(fold, STYLE_PLAIN);
        put_blanks(fold, fold->gap);
    }
    fold->gap = 0;
}

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* The first byte behind `at` whose style is another; `end` where all are alike. */
static size_t style_run(const unsigned char *styles, size_t at, size_t end)
{
    size_t run = at + 1;
    while (run < end && styles[run] == styles[at])
        run++;
    return run;
}

/* `styles` may be NULL: then all is in `style`. */
static void put_words(struct line_fold *fold, const char *text, size_t length, const unsigned char *styles,
                      enum style style)
{
    for (size_t i = 0; i < length;) {
        size_t blanks = i;
        while (i < length && is_blank(text[i]))
            i++;
        line_fold_gap(fold, i > blanks);
        size_t end = i;
        while (end < length && !is_blank(text[end]))
            end++;
        if (end == i)
            break;
        make_place(fold, terminal_columns(text + i, end - i), styles ? styles[i] : style);
        while (i < end) {
            size_t run = styles ? style_run(styles, i, end) : end;
            set_style(fold, styles ? styles[i] : style);
            fold->column += terminal_text(fold->out, text + i, run - i);
            i = run;
        }
    }
}

void line_fold_styled(struct line_fold *fold, const char *text, size_t length, const unsigned char *styles)
{
    put_words(fold, text, length, styles, STYLE_PLAIN);
}

void line_fold_text(struct line_fold *fold, const char *text, size_t length, enum style style)
{
    put_words(fold, text, length, NULL, style);
}
