/* scan_words.h: the words of one segment, with what each is good for. */
#ifndef TOCSIN_REGEX_SCAN_WORDS_H
#define TOCSIN_REGEX_SCAN_WORDS_H

#include "regex/form_triggers.h"
#include "text/segmentation.h"

struct scan_segment {
    size_t start, end;              /* of the text; at most REGEX_SEGMENT_LIMIT bytes */
    size_t first_token, last_token; /* tokens that are in it in whole or in part: [first, last) */
};

struct scan_word {
    uint32_t start; /* in the text */
    form_mark mark;
};

struct scan_words {
    struct form_triggers triggers;
    ARRAY(struct scan_word) words; /* word runs, in order */
    ARRAY(uint32_t) wakers;        /* which of them wake patterns at their word */
    ARRAY(form_mark) notes;        /* what has to be noted for the segment, with repetitions */
};

void scan_words_finish(struct scan_words *words);

/* Fills words, wakers and notes of a segment. Tokens that leave out or cut through something do no harm: the text then
 * is read without them. False: out of memory. */
bool scan_words_fill(struct scan_words *words, struct str text, const struct segmentation *segmentation,
                     const struct vocabulary *vocabulary, const struct scan_segment *segment);

#endif
