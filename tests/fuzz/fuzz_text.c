/* fuzz_text.c: any bytes through the Unicode part of the text layer. What must hold of every input:
 * all instruction sets agree with the scalar code; a repaired text is valid UTF-8, and its borders lead back to
 * borders of the input; counted offsets are those of counting one by one; breaks move on and cover the text. */
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "text/break_grapheme.h"
#include "text/break_sentence.h"
#include "text/break_word.h"
#include "text/char_class.h"
#include "text/fold.h"
#include "text/offsets.h"
#include "text/segment_uax29.h"
#include "text/source.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "does not hold: %s\n", what);
    abort();
}

static void check_variants(struct str bytes, const struct source *source)
{
    unsigned found = 0;
    size_t valid = utf8_valid(bytes, CPU_SCALAR, &found);
    for (enum cpu_simd simd = 0; simd < CPU_SIMD_COUNT; simd++) {
        if (!cpu_has(simd))
            continue;
        unsigned other = 0;
        check(utf8_valid(bytes, simd, &other) == valid, "validity does not depend on the instructions");
        check(other == found, "marks do not depend on the instructions");
        struct source repaired;
        if (source_open_with(&repaired, &alloc_system, bytes, TOCSIN_INVALID_REPLACE, simd, NULL))
            continue;
        check(str_equal(repaired.text, source->text), "repair does not depend on the instructions");
        check(repaired.flags == source->flags, "flags do not depend on the instructions");
        source_close(&repaired);
    }
}

/* Walks input and text side by side; of a long input it looks some 100 borders up. */
static void check_map(const struct source *source, const struct offsets *offsets)
{
    struct str bytes = source->original, text = source->text;
    size_t at = 0, original = source->flags & TOCSIN_TEXT_BOM ? 3 : 0, step = 1 + bytes.length / 100;
    size_t code_points = original ? 1 : 0, utf16 = code_points;
    while (original < bytes.length) {
        if (code_points % step == 0) {
            check(source_original_start(source, at) == original, "a border leads back to a border");
            check(source_original_end(source, at) == original, "as an end, too");
            check(offsets_convert(offsets, original, TOCSIN_OFFSETS_CODEPOINTS) == code_points,
                  "code points are counted");
            check(offsets_convert(offsets, original, TOCSIN_OFFSETS_UTF16) == utf16, "UTF-16 units are counted");
        }
        bool valid;
        size_t start = at, length = utf8_measure(bytes, original, &valid);
        check(at < text.length, "the text holds all of the input");
        uint32_t point = utf8_next(text.data, &at);
        check(at <= text.length, "the text ends with a whole character");
        check(valid ? memcmp(text.data + start, bytes.data + original, length) == 0 : point == UTF8_REPLACEMENT,
              "what is valid is kept, what is not is replaced");
        original += length;
        code_points++;
        utf16 += point > 0xffff ? 2 : 1;
    }
    check(at == text.length, "the text holds no more than the input");
}

static void check_breaks(struct str text, size_t (*next)(struct str, size_t))
{
    for (size_t at = 0; at < text.length;) {
        size_t end = next(text, at);
        check(end > at && end <= text.length, "a boundary lies behind the last");
        check(end == text.length || ((unsigned char)text.data[end] & 0xc0) != 0x80, "it is between characters");
        at = end;
    }
}

static bool is_blank(struct str text, size_t at, size_t end)
{
    while (at < end) {
        if (!char_is_space(utf8_next(text.data, &at)))
            return false;
    }
    return true;
}

static void check_segmentation(struct str text)
{
    struct segmentation found = {.alloc = &alloc_system};
    if (segment_uax29(&found, text, NULL) == TOCSIN_OK) {
        size_t at = 0, token = 0, sentence = 0;
        for (size_t i = 0; i < found.tokens.count; at = found.tokens.items[i++].end)
            check(found.tokens.items[i].start >= at && is_blank(text, at, found.tokens.items[i].start),
                  "only white space lies between tokens");
        check(is_blank(text, at, text.length), "and behind the last");
        at = 0;
        for (size_t i = 0; i < found.sentences.count; at = found.sentences.items[i++].end) {
            check(found.sentences.items[i].start >= at && is_blank(text, at, found.sentences.items[i].start),
                  "only white space lies between sentences");
            check(found.sentences.items[i].first_token == token, "sentences hold the tokens one after the other");
            token += found.sentences.items[i].token_count;
        }
        check(token == found.tokens.count, "sentences hold all tokens");
        for (size_t i = 0; i < found.paragraphs.count; i++) {
            check(found.paragraphs.items[i].first_sentence == sentence, "paragraphs hold the sentences");
            sentence += found.paragraphs.items[i].sentence_count;
        }
        check(sentence == found.sentences.count, "paragraphs hold all sentences");
    }
    array_finish(found.alloc, &found.tokens);
    array_finish(found.alloc, &found.sentences);
    array_finish(found.alloc, &found.paragraphs);
}

static void check_fold(struct str text)
{
    size_t capacity = FOLD_GROWTH * text.length + 1;
    char *once = alloc_new(&alloc_system, capacity), *twice = alloc_new(&alloc_system, FOLD_GROWTH * capacity);
    if (once && twice) {
        size_t length = fold_word(text, once, capacity);
        check(length < capacity, "folding keeps within its bound");
        struct str folded = {once, length};
        check(fold_word(folded, twice, FOLD_GROWTH * capacity) == length && memcmp(once, twice, length) == 0,
              "folding what is folded changes nothing");
        unsigned found = 0;
        check(utf8_valid(folded, CPU_SCALAR, &found) == length, "what is folded is valid");
    }
    alloc_free(&alloc_system, once, capacity);
    alloc_free(&alloc_system, twice, FOLD_GROWTH * capacity);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = {(const char *)data, size};
    struct source source;
    struct offsets offsets;
    if (source_open(&source, &alloc_system, bytes, TOCSIN_INVALID_REPLACE, NULL))
        return 0;
    unsigned found = 0;
    check(utf8_valid(source.text, CPU_SCALAR, &found) == source.text.length, "a repaired text is valid");
    check_variants(bytes, &source);
    if (offsets_open(&offsets, &alloc_system, bytes, NULL) == TOCSIN_OK) {
        check_map(&source, &offsets);
        offsets_close(&offsets);
    }
    check_breaks(source.text, word_break_next);
    check_breaks(source.text, sentence_break_next);
    check_breaks(source.text, grapheme_break_next);
    check_segmentation(source.text);
    check_fold(source.text);
    source_close(&source);
    return 0;
}
