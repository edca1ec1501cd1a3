/* word_breaker.h: written words broken into tokens as the words of a text are, for patterns and lists. */
#ifndef TOCSIN_SCRIPT_WORD_BREAKER_H
#define TOCSIN_SCRIPT_WORD_BREAKER_H

#include "base/buffer.h"
#include "text/segmentation.h"

struct word_breaker {
    const struct language *language; /* must outlive it */
    struct segmentation segmentation;
    struct buffer text;        /* phrases under way, parted by blank lines */
    ARRAY(uint32_t) phrases;   /* where each begins in the text */
    struct buffer folded;      /* of the words of one phrase */
};

void word_breaker_init(struct word_breaker *breaker, const struct language *language, const tocsin_allocator *alloc);
void word_breaker_finish(struct word_breaker *breaker);

/* A pattern_break (`user` is the breaker). Memory that is out gives 0 words. */
size_t word_breaker_break(void *user, struct str words, struct str *out, size_t capacity);

/* Many phrases in one go: put each in, then break them and take them out by number. What comes out points into the
 * breaker and lives until the next word_breaker_clear. */
void word_breaker_clear(struct word_breaker *breaker);
bool word_breaker_put(struct word_breaker *breaker, struct str phrase);
tocsin_status word_breaker_run(struct word_breaker *breaker, tocsin_error *error);

/* The words of phrase `number`, asked for in rising order with one `*token` that begins as 0. Returns how many there
 * are; at most `capacity` are written. */
size_t word_breaker_take(const struct word_breaker *breaker, size_t number, size_t *token, struct str *out,
                         size_t capacity);

/* Folds words in place of what they point at; valid until the next fold. False: memory is out. */
bool word_breaker_fold(struct word_breaker *breaker, struct str *words, size_t count);

#endif
