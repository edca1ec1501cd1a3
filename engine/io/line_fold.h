/* line_fold.h: words folded into lines of a width, each character in a style. */
#ifndef TOCSIN_IO_LINE_FOLD_H
#define TOCSIN_IO_LINE_FOLD_H

#include "base/buffer.h"
#include "io/palette.h"

struct line_fold {
    struct buffer *out;
    bool color;
    size_t width;  /* columns of a line */
    size_t indent; /* of lines after the first */
    size_t column;
    size_t gap;    /* blanks due before the next word, unless it begins a line */
    enum style style;
};

/* Begins a line, `first` columns in; the lines after it begin `indent` columns in. */
void line_fold_begin(struct line_fold *fold, size_t first, size_t indent);

/* Ends the line. */
void line_fold_end(struct line_fold *fold);

/* The next word stands at least `gap` blanks behind the last. */
void line_fold_gap(struct line_fold *fold, size_t gap);

/* Words parted by white space of any kind, made safe as terminal_text does. A text that does not begin with a blank
 * is glued to what stands before it. `styles` holds an enum style for each byte of the text. */
void line_fold_styled(struct line_fold *fold, const char *text, size_t length, const unsigned char *styles);

/* The same in one style. */
void line_fold_text(struct line_fold *fold, const char *text, size_t length, enum style style);

#endif
