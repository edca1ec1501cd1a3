#include "script/word_breaker.h"

#include "text/fold.h"

void word_breaker_init(struct word_breaker *breaker, const struct language *language, const tocsin_allocator *alloc)
{
    *breaker = (struct word_breaker){.language = language};
    segmentation_init(&breaker->segmentation, alloc);
    buffer_init(&breaker->text, alloc);
    buffer_init(&breaker->folded, alloc);
}

void word_breaker_finish(struct word_breaker *breaker)
{
    const tocsin_allocator *alloc = breaker->text.alloc;
    segmentation_finish(&breaker->segmentation);
    buffer_finish(&breaker->text);
    buffer_finish(&breaker->folded);
    array_finish(alloc, &breaker->phrases);
}

void word_breaker_clear(struct word_breaker *breaker)
{
    buffer_clear(&breaker->text);
    array_clear(&breaker->phrases);
}

/* A blank line ends whatever a phrase may have begun: its neighbours are nothing to it. */
bool word_breaker_put(struct word_breaker *breaker, struct str phrase)
{
    if (!array_push(breaker->text.alloc, &breaker->phrases, (uint32_t)breaker->text.length))
        return false;
    buffer_append(&breaker->text, phrase.data, phrase.length);
    buffer_text(&breaker->text, "\n\n");
    return !breaker->text.failed;
}

tocsin_status word_breaker_run(struct word_breaker *breaker, tocsin_error *error)
{
    struct str text = {breaker->text.data, breaker->text.length};
    return segmentation_run(&breaker->segmentation, text, TOCSIN_BREAKS_NEWS, breaker->language, NULL, error);
}

size_t word_breaker_take(const struct word_breaker *breaker, size_t number, size_t *token, struct str *out,
                         size_t capacity)
{
    const struct segmentation *segmentation = &breaker->segmentation;
    bool last = number + 1 == breaker->phrases.count;
    size_t end = last ? breaker->text.length : breaker->phrases.items[number + 1], count = 0;
    for (; *token < segmentation->tokens.count && segmentation->tokens.items[*token].start < end; ++*token) {
        struct token found = segmentation->tokens.items[*token];
        if (count < capacity)
            out[count] = (struct str){breaker->text.data + found.start, found.end - found.start};
        count++;
    }
    return count;
}

size_t word_breaker_break(void *user, struct str words, struct str *out, size_t capacity)
{
    struct word_breaker *breaker = user;
    size_t token = 0;
    word_breaker_clear(breaker);
    if (!word_breaker_put(breaker, words) || word_breaker_run(breaker, NULL))
        return 0;
    size_t count = word_breaker_take(breaker, 0, &token, out, capacity);
    size_t kept = count < capacity ? count : capacity;
    for (size_t i = 0; i < kept; i++)
        out[i].data = words.data + (out[i].data - breaker->text.data);
    return count;
}

bool word_breaker_fold(struct word_breaker *breaker, struct str *words, size_t count)
{
    size_t room = 0;
    for (size_t i = 0; i < count; i++)
        room += words[i].length * FOLD_GROWTH;
    buffer_clear(&breaker->folded);
    if (!buffer_reserve(&breaker->folded, room))
        return false;
    for (size_t i = 0; i < count; i++) {
        char *at = breaker->folded.data + breaker->folded.length;
        words[i].length = fold_word(words[i], at, breaker->folded.capacity - breaker->folded.length);
        words[i].data = at;
        breaker->folded.length += words[i].length;
    }
    return true;
}
