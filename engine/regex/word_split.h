/* word_split.h: a text's word runs, the longest runs of what \w matches and \b stands beside.
 *
 * Tokens are another matter ("don't" is two tokens and has the runs "don" and "t"; "U.S." is one and has two), so
 * what a pattern needs is said in runs. PCRE2 itself tells which characters outside of ASCII are \w: its Unicode
 * version and its rules then are the ones that the matching goes by. */
#ifndef TOCSIN_REGEX_WORD_SPLIT_H
#define TOCSIN_REGEX_WORD_SPLIT_H

#include "regex/regex.h"

/* One thread at a time. */
struct word_splitter {
    const tocsin_allocator *alloc;
    struct regex *word;
    struct regex_matcher *matcher;
    bool failed; /* memory ran out in a split, which then was cut short */
};

tocsin_status word_splitter_init(struct word_splitter *splitter, const tocsin_allocator *alloc,
                                 tocsin_error *error);
void word_splitter_finish(struct word_splitter *splitter);

static inline bool word_ascii(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '_';
}

/* The first run at or behind `from`; false: there is none. `text` is valid UTF-8 of at most REGEX_SEGMENT_LIMIT. */
bool word_next(struct word_splitter *splitter, struct str text, size_t from, size_t *start, size_t *end);

/* Bytes of the character that begins at `p`. */
static inline size_t character_length(unsigned char first)
{
    return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

#endif
