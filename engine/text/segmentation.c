#include "text/segmentation.h"

#include "text/segment_news.h"
#include "text/segment_uax29.h"
#include "text/vocabulary_batch.h"

void segmentation_init(struct segmentation *segmentation, const tocsin_allocator *alloc)
{
    *segmentation = (struct segmentation){.alloc = alloc};
}

void segmentation_finish(struct segmentation *segmentation)
{
    const tocsin_allocator *alloc = segmentation->alloc;
    array_finish(alloc, &segmentation->tokens);
    array_finish(alloc, &segmentation->forms);
    array_finish(alloc, &segmentation->watched);
    array_finish(alloc, &segmentation->sentences);
    array_finish(alloc, &segmentation->paragraphs);
    array_finish(alloc, &segmentation->stops);
    array_finish(alloc, &segmentation->line_ends);
}

void segmentation_clear(struct segmentation *segmentation)
{
    array_clear(&segmentation->tokens);
    array_clear(&segmentation->forms);
    array_clear(&segmentation->watched);
    segmentation->watchers = 0;
    array_clear(&segmentation->sentences);
    array_clear(&segmentation->paragraphs);
    array_clear(&segmentation->stops);
    array_clear(&segmentation->line_ends);
}

tocsin_status segmentation_intern(struct segmentation *segmentation, struct str text, struct vocabulary *vocabulary,
                                  tocsin_error *error)
{
    const tocsin_allocator *alloc = segmentation->alloc;
    size_t count = segmentation->tokens.count;
    if (!array_reserve(alloc, &segmentation->forms, count) ||
        !array_reserve(alloc, &segmentation->watched, count + 1))
        return error_set(error, MESSAGE_MEMORY);
    struct token_forms made = {segmentation->forms.items, segmentation->watched.items, 0};
    if (!vocabulary_intern_tokens(vocabulary, text, segmentation->tokens.items, count, &made))
        return error_set(error, MESSAGE_MEMORY);
    segmentation->forms.count = count;
    segmentation->watched.count = made.watched_count;
    segmentation->watchers = vocabulary_watchers(vocabulary);
    return TOCSIN_OK;
}

tocsin_status segmentation_run(struct segmentation *segmentation, struct str text, tocsin_breaks breaks,
                               const struct language *language, struct vocabulary *vocabulary, tocsin_error *error)
{
    segmentation_clear(segmentation);
    if (text.length > SEGMENTATION_LIMIT)
        return error_set(error, MESSAGE_TEXT_TOO_LARGE, text.length, SEGMENTATION_LIMIT);
    tocsin_status status = breaks == TOCSIN_BREAKS_UAX29
                               ? segment_uax29(segmentation, text, error)
                               : segment_news(segmentation, text, language, cpu_simd(), error);
    if (status || !vocabulary)
        return status;
    return segmentation_intern(segmentation, text, vocabulary, error);
}

size_t segmentation_sentence_at(const struct segmentation *segmentation, size_t offset)
{
    size_t low = 0, high = segmentation->sentences.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (segmentation->sentences.items[middle].start <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t segmentation_sentence_of(const struct segmentation *segmentation, uint32_t token)
{
    return segmentation_sentence_at(segmentation, segmentation->tokens.items[token].start);
}
