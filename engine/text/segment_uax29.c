#include "text/segment_uax29.h"

#include "text/break_sentence.h"
#include "text/break_word.h"
#include "text/char_class.h"
#include "text/utf8.h"

struct range {
    size_t start, end;
};

/* Without the white space at its ends. */
static struct range range_trim(struct str text, struct range range)
{
    while (range.start < range.end) {
        size_t next = range.start;
        if (!char_is_space(utf8_next(text.data, &next)))
            break;
        range.start = next;
    }
    while (range.end > range.start) {
        size_t last = range.end;
        if (!char_is_space(utf8_previous(text.data, &last)))
            break;
        range.end = last;
    }
    return range;
}

static bool is_blank(struct str text, size_t at, size_t end)
{
    while (at < end) {
        if (!char_is_space(utf8_next(text.data, &at)))
            return false;
    }
    return true;
}

static bool fill_tokens(struct segmentation *out, struct str text)
{
    for (size_t at = 0, end; at < text.length; at = end) {
        end = word_break_next(text, at);
        if (is_blank(text, at, end))
            continue;
        struct token token = {(uint32_t)at, (uint32_t)end};
        if (!array_push(out->alloc, &out->tokens, token))
            return false;
    }
    return true;
}

/* Whether what stands between two sentences parts paragraphs: two line ends, or one U+2029. CR LF is one. */
static bool parts_paragraphs(struct str text, size_t at, size_t end)
{
    enum { NEXT_LINE = 0x85, PARAGRAPH_SEPARATOR = 0x2029 };
    unsigned line_ends = 0;
    for (uint32_t before = 0; at < end;) {
        uint32_t point = utf8_next(text.data, &at);
        if (point == PARAGRAPH_SEPARATOR)
            return true;
        if (point == '\r' || point == NEXT_LINE || (point == '\n' && before != '\r'))
            line_ends++;
        before = point;
    }
    return line_ends > 1;
}

static bool add_sentence(struct segmentation *out, struct str text, struct sentence sentence)
{
    size_t index = out->sentences.count;
    bool parted = index == 0 || parts_paragraphs(text, out->sentences.items[index - 1].end, sentence.start);
    if (!array_push(out->alloc, &out->sentences, sentence))
        return false;
    if (parted) {
        struct paragraph paragraph = {sentence.start, sentence.end, (uint32_t)index, 1};
        return array_push(out->alloc, &out->paragraphs, paragraph);
    }
    struct paragraph *paragraph = &out->paragraphs.items[out->paragraphs.count - 1];
    paragraph->end = sentence.end;
    paragraph->sentence_count++;
    return true;
}

static bool fill_sentences(struct segmentation *out, struct str text)
{
    size_t first = 0, token = 0;
    for (size_t at = 0, end; at < text.length; at = end) {
        end = sentence_break_next(text, at);
        struct range range = range_trim(text, (struct range){at, end});
        while (token < out->tokens.count && out->tokens.items[token].start < end)
            token++;
        if (range.start == range.end)
            continue;
        struct sentence sentence = {(uint32_t)range.start, (uint32_t)range.end, (uint32_t)first,
                                    (uint32_t)(token - first)};
        if (!add_sentence(out, text, sentence))
            return false;
        first = token;
    }
    return true;
}

tocsin_status segment_uax29(struct segmentation *out, struct str text, tocsin_error *error)
{
    array_clear(&out->tokens);
    array_clear(&out->sentences);
    array_clear(&out->paragraphs);
    if (!fill_tokens(out, text) || !fill_sentences(out, text))
        return error_set(error, MESSAGE_MEMORY);
    return TOCSIN_OK;
}
