#include "core/result.h"

/* Room for what an article of usual length comes to (its text, its columns, a few records) in one allocation; of a
 * long one, only for its text. */
static bool reserve(struct arena *arena, size_t length)
{
    enum { USUAL = 1 << 16, SHARE = 3, MORE = 1024 };
    return arena_reserve(arena, length <= USUAL ? SHARE * length + MORE : length + MORE);
}

tocsin_status result_create(tocsin_result **out, const tocsin_allocator *alloc, const tocsin_document *document,
                            tocsin_error *error)
{
    const char *id = document->id ? document->id : "document";
    tocsin_result *result = alloc_zero(alloc, sizeof *result);
    if (!result)
        return error_set(error, MESSAGE_MEMORY);
    result->alloc = alloc;
    arena_init(&result->arena, alloc);
    if (!reserve(&result->arena, document->length)) {
        tocsin_result_free(result);
        return error_set(error, MESSAGE_MEMORY);
    }
    result->id = arena_text(&result->arena, id, strlen(id));
    result->text = (struct str){arena_text(&result->arena, document->text, document->length), document->length};
    if (document->meta)
        result->meta = (struct str){arena_text(&result->arena, document->meta, document->meta_length),
                                    document->meta_length};
    if (!result->id || !result->text.data || (document->meta && !result->meta.data)) {
        tocsin_result_free(result);
        return error_set(error, MESSAGE_MEMORY);
    }
    *out = result;
    return TOCSIN_OK;
}

void tocsin_result_free(tocsin_result *result)
{
    if (!result)
        return;
    array_finish(result->alloc, &result->diagnostics);
    arena_finish(&result->arena);
    alloc_free(result->alloc, result, sizeof *result);
}

static tocsin_span original(const struct source *source, uint32_t start, uint32_t end)
{
    return (tocsin_span){(uint32_t)source_original_start(source, start), (uint32_t)source_original_end(source, end)};
}

static bool column_new(tocsin_result *result, struct span_column *column, size_t count)
{
    column->items = arena_new(&result->arena, count * sizeof *column->items);
    column->count = column->items ? count : 0;
    return column->items != NULL;
}

/* Whether text offsets are those of the caller's bytes. */
static bool same_offsets(const struct source *source)
{
    return !source->repaired && source_original_start(source, 0) == 0;
}

static bool take_tokens(tocsin_result *result, const struct segmentation *segmentation, const struct source *source)
{
    size_t count = segmentation->tokens.count;
    if (!column_new(result, &result->tokens, count))
        return false;
    bool same = same_offsets(source);
    _Static_assert(sizeof(struct token) == sizeof(tocsin_span), "tokens are copied as spans");
    if (same && count)
        memcpy(result->tokens.items, segmentation->tokens.items, count * sizeof(tocsin_span));
    for (size_t i = 0; !same && i < count; i++) {
        const struct token *token = &segmentation->tokens.items[i];
        result->tokens.items[i] = original(source, token->start, token->end);
    }
    return true;
}

tocsin_status result_take_columns(tocsin_result *result, const struct segmentation *segmentation,
                                  const struct source *source, tocsin_error *error)
{
    if (!take_tokens(result, segmentation, source) ||
        !column_new(result, &result->sentences, segmentation->sentences.count) ||
        !column_new(result, &result->paragraphs, segmentation->paragraphs.count))
        return error_set(error, MESSAGE_MEMORY);
    bool same = same_offsets(source);
    for (size_t i = 0; i < result->sentences.count; i++) {
        const struct sentence *sentence = &segmentation->sentences.items[i];
        result->sentences.items[i] = same ? (tocsin_span){sentence->start, sentence->end}
                                          : original(source, sentence->start, sentence->end);
    }
    for (size_t i = 0; i < result->paragraphs.count; i++) {
        const struct paragraph *paragraph = &segmentation->paragraphs.items[i];
        result->paragraphs.items[i] = same ? (tocsin_span){paragraph->start, paragraph->end}
                                           : original(source, paragraph->start, paragraph->end);
    }
    return TOCSIN_OK;
}

const char *tocsin_result_id(const tocsin_result *result)
{
    return result->id;
}

const char *tocsin_result_text(const tocsin_result *result, size_t *length)
{
    if (length)
        *length = result->text.length;
    return result->text.data;
}

const char *tocsin_result_meta(const tocsin_result *result, size_t *length)
{
    if (length)
        *length = result->meta.length;
    return result->meta.data;
}

unsigned tocsin_result_flags(const tocsin_result *result)
{
    return result->flags;
}

size_t tocsin_result_record_count(const tocsin_result *result)
{
    return result->record_count;
}

const tocsin_record *tocsin_result_record(const tocsin_result *result, size_t index)
{
    return index < result->record_count ? &result->records[index] : NULL;
}

static size_t column_out(const struct span_column *column, const tocsin_span **out)
{
    if (out)
        *out = column->items;
    return column->count;
}

size_t tocsin_result_tokens(const tocsin_result *result, const tocsin_span **out)
{
    return column_out(&result->tokens, out);
}

size_t tocsin_result_tags(const tocsin_result *result, const tocsin_tag **out)
{
    if (out)
        *out = result->tags;
    return result->tag_count;
}

size_t tocsin_result_sentences(const tocsin_result *result, const tocsin_span **out)
{
    return column_out(&result->sentences, out);
}

size_t tocsin_result_paragraphs(const tocsin_result *result, const tocsin_span **out)
{
    return column_out(&result->paragraphs, out);
}

const tocsin_error *tocsin_result_diagnostic(const tocsin_result *result, size_t index)
{
    return index < result->diagnostics.count ? &result->diagnostics.items[index] : NULL;
}
