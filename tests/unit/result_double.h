/* result_double.h: the accessors of tocsin_result over a result written by hand, so that writers are tested without
 * the engine. Include it in one file of a program: it defines the public functions. */
#ifndef TOCSIN_TEST_RESULT_DOUBLE_H
#define TOCSIN_TEST_RESULT_DOUBLE_H

#include <string.h>

#include "base/buffer.h"
#include "tocsin/tocsin.h"

struct tocsin_result {
    const char *id;
    const char *text;
    size_t length;
    const char *meta;
    unsigned flags;
    const tocsin_record *records;
    size_t record_count;
    const tocsin_span *tokens, *sentences, *paragraphs;
    size_t token_count, sentence_count, paragraph_count;
    const tocsin_tag *tags;
    size_t tag_count;
    const tocsin_error *diagnostics;
    size_t diagnostic_count;
};

const char *tocsin_result_id(const tocsin_result *result)
{
    return result->id;
}

const char *tocsin_result_text(const tocsin_result *result, size_t *length)
{
    *length = result->length;
    return result->text;
}

const char *tocsin_result_meta(const tocsin_result *result, size_t *length)
{
    *length = result->meta ? strlen(result->meta) : 0;
    return result->meta;
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

size_t tocsin_result_tokens(const tocsin_result *result, const tocsin_span **out)
{
    *out = result->tokens;
    return result->token_count;
}

size_t tocsin_result_tags(const tocsin_result *result, const tocsin_tag **out)
{
    *out = result->tags;
    return result->tag_count;
}

size_t tocsin_result_sentences(const tocsin_result *result, const tocsin_span **out)
{
    *out = result->sentences;
    return result->sentence_count;
}

size_t tocsin_result_paragraphs(const tocsin_result *result, const tocsin_span **out)
{
    *out = result->paragraphs;
    return result->paragraph_count;
}

const tocsin_error *tocsin_result_diagnostic(const tocsin_result *result, size_t index)
{
    return index < result->diagnostic_count ? &result->diagnostics[index] : NULL;
}

/* The span of the `nth` (from 0) place where `words` stand in the text. */
static inline tocsin_span span_of(const char *text, const char *words, unsigned nth)
{
    const char *at = strstr(text, words);
    while (nth--)
        at = strstr(at + 1, words);
    uint32_t start = (uint32_t)(at - text);
    return (tocsin_span){start, start + (uint32_t)strlen(words)};
}

/* A sink that keeps all it is given; `user` is a struct buffer. */
static inline bool keep_output(void *user, const char *data, size_t length)
{
    buffer_append(user, data, length);
    return true;
}

#endif
