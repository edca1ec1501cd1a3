/* fuzz_segmentation.c: any bytes through the news breaks. What must hold of every input: all instruction sets give
 * the same; tokens are sorted, apart and inside the text, and every character that is not white space is in one;
 * sentences and paragraphs hold all tokens, in order; a form's text is its token's. */
#include <stdio.h>
#include <stdlib.h>

#include "../unit/english.h"
#include "text/news_char.h"
#include "text/segment_news.h"
#include "text/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "does not hold: %s\n", what);
    abort();
}

static bool all_space(struct str text, uint32_t start, uint32_t end)
{
    while (start < end) {
        uint32_t next;
        if (news_char_at(text.data, start, &next) != NEWS_SPACE)
            return false;
        start = next;
    }
    return true;
}

static bool on_border(struct str text, uint32_t offset)
{
    return offset == text.length || ((unsigned char)text.data[offset] & 0xc0) != 0x80;
}

static void check_tokens(const struct segmentation *segmentation, struct str text)
{
    uint32_t at = 0;
    for (size_t i = 0; i < segmentation->tokens.count; i++) {
        struct token token = segmentation->tokens.items[i];
        check(token.start >= at && token.end > token.start && token.end <= text.length, "tokens are in order");
        check(on_border(text, token.start) && on_border(text, token.end),
              "tokens begin and end between characters");
        check(all_space(text, at, token.start), "nothing but white space is between tokens");
        at = token.end;
    }
    check(all_space(text, at, (uint32_t)text.length), "nothing but white space is behind the tokens");
}

static void check_sentences(const struct segmentation *segmentation)
{
    uint32_t next = 0;
    for (size_t i = 0; i < segmentation->sentences.count; i++) {
        struct sentence sentence = segmentation->sentences.items[i];
        check(sentence.first_token == next && sentence.token_count > 0, "sentences hold tokens without a gap");
        next += sentence.token_count;
        check(next <= segmentation->tokens.count, "sentences hold no more tokens than there are");
        check(sentence.start == segmentation->tokens.items[sentence.first_token].start,
              "sentences start at a token");
        check(sentence.end == segmentation->tokens.items[next - 1].end, "sentences end at a token");
    }
    check(next == segmentation->tokens.count, "sentences hold all tokens");
}

static void check_paragraphs(const struct segmentation *segmentation)
{
    uint32_t next = 0;
    for (size_t i = 0; i < segmentation->paragraphs.count; i++) {
        struct paragraph paragraph = segmentation->paragraphs.items[i];
        check(paragraph.first_sentence == next && paragraph.sentence_count > 0, "paragraphs hold sentences");
        next += paragraph.sentence_count;
        check(next <= segmentation->sentences.count, "paragraphs hold no more sentences than there are");
        check(paragraph.start == segmentation->sentences.items[paragraph.first_sentence].start &&
                  paragraph.end == segmentation->sentences.items[next - 1].end,
              "paragraphs reach from their first sentence to their last");
    }
    check(next == segmentation->sentences.count, "paragraphs hold all sentences");
}

static bool same_columns(const struct segmentation *a, const struct segmentation *b)
{
    return a->tokens.count == b->tokens.count && a->sentences.count == b->sentences.count &&
           a->paragraphs.count == b->paragraphs.count &&
           (!a->tokens.count ||
            (memcmp(a->tokens.items, b->tokens.items, a->tokens.count * sizeof *a->tokens.items) == 0 &&
             memcmp(a->sentences.items, b->sentences.items, a->sentences.count * sizeof *a->sentences.items) == 0 &&
             memcmp(a->paragraphs.items, b->paragraphs.items, a->paragraphs.count * sizeof *a->paragraphs.items) ==
                 0));
}

static void check_variants(const struct segmentation *expected, struct str text, const struct language *language)
{
    for (enum cpu_simd simd = 0; simd < CPU_SIMD_COUNT; simd++) {
        struct segmentation other;
        if (!cpu_has(simd))
            continue;
        segmentation_init(&other, &alloc_system);
        check(segment_news(&other, text, language, simd, NULL) == TOCSIN_OK, "there is memory");
        check(same_columns(expected, &other), "breaks do not depend on the instructions");
        segmentation_finish(&other);
    }
}

static void check_forms(const struct segmentation *segmentation, struct str text,
                        const struct vocabulary *vocabulary)
{
    check(segmentation->forms.count == segmentation->tokens.count, "every token has a form");
    for (size_t i = 0; i < segmentation->tokens.count; i++) {
        struct token token = segmentation->tokens.items[i];
        struct str word = {text.data + token.start, token.end - token.start};
        const struct form *form = vocabulary_form(vocabulary, segmentation->forms.items[i]);
        check(str_equal(form->text, word), "a form has its token's text");
        check(vocabulary_find(vocabulary, word) == segmentation->forms.items[i], "a form is found again");
        check(vocabulary_form(vocabulary, form->fold)->fold == form->fold, "a folded form folds to itself");
    }
}

static void check_text(struct str text)
{
    struct language *language = NULL;
    struct vocabulary *vocabulary = NULL;
    struct segmentation segmentation;
    segmentation_init(&segmentation, &alloc_system);
    check(english_create(&language, &alloc_system, NULL) == TOCSIN_OK, "the word lists load");
    check(vocabulary_create(&vocabulary, &alloc_system, NULL) == TOCSIN_OK, "there is memory");
    check(segmentation_run(&segmentation, text, TOCSIN_BREAKS_NEWS, language, vocabulary, NULL) == TOCSIN_OK,
          "the breaks take any text");
    check_tokens(&segmentation, text);
    check_sentences(&segmentation);
    check_paragraphs(&segmentation);
    check_forms(&segmentation, text, vocabulary);
    check_variants(&segmentation, text, language);
    segmentation_finish(&segmentation);
    vocabulary_free(vocabulary);
    language_free(language);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct source source;
    struct str bytes = {(const char *)data, size};
    if (source_open(&source, &alloc_system, bytes, TOCSIN_INVALID_REPLACE, NULL))
        return 0;
    check_text(source.text);
    source_close(&source);
    return 0;
}
