#include "failing_alloc.h"

#include "base/alloc.h"
#include "text/segment_uax29.h"

static void finish(struct segmentation *segmentation)
{
    array_finish(segmentation->alloc, &segmentation->tokens);
    array_finish(segmentation->alloc, &segmentation->sentences);
    array_finish(segmentation->alloc, &segmentation->paragraphs);
}

static struct segmentation run(struct str text)
{
    struct segmentation segmentation = {.alloc = &alloc_system};
    assert_int_equal(segment_uax29(&segmentation, text, NULL), TOCSIN_OK);
    return segmentation;
}

static void expect_span(uint32_t start, uint32_t end, struct str text, const char *words)
{
    assert_true(start < end && end <= text.length);
    assert_int_equal(end - start, strlen(words));
    assert_memory_equal(text.data + start, words, end - start);
}

static void test_words_and_sentences(void **state)
{
    (void)state;
    struct str text = STR("  It fell. \"Don\xe2\x80\x99t,\" he said.\n\n \nNext\nline. ");
    static const char *const tokens[] = {"It", "fell", ".", "\"", "Don\xe2\x80\x99t", ",", "\"", "he",
                                         "said", ".", "Next", "line", "."};
    static const char *const sentences[] = {"It fell.", "\"Don\xe2\x80\x99t,\" he said.", "Next", "line."};
    static const uint32_t firsts[] = {0, 3, 10, 11}, counts[] = {3, 7, 1, 2};
    struct segmentation found = run(text);
    assert_int_equal(found.tokens.count, 13);
    for (size_t i = 0; i < 13; i++)
        expect_span(found.tokens.items[i].start, found.tokens.items[i].end, text, tokens[i]);
    assert_int_equal(found.sentences.count, 4);
    for (size_t i = 0; i < 4; i++) {
        expect_span(found.sentences.items[i].start, found.sentences.items[i].end, text, sentences[i]);
        assert_int_equal(found.sentences.items[i].first_token, firsts[i]);
        assert_int_equal(found.sentences.items[i].token_count, counts[i]);
    }
    assert_int_equal(found.paragraphs.count, 2);
    assert_int_equal(found.paragraphs.items[0].sentence_count, 2);
    assert_int_equal(found.paragraphs.items[1].first_sentence, 2);
    expect_span(found.paragraphs.items[1].start, found.paragraphs.items[1].end, text, "Next\nline.");
    finish(&found);
}

static void test_nothing(void **state)
{
    (void)state;
    struct segmentation found = run(STR(""));
    assert_int_equal(found.tokens.count + found.sentences.count + found.paragraphs.count, 0);
    finish(&found);
    found = run(STR(" \t\r\n\xc2\xa0\xe3\x80\x80\n"));
    assert_int_equal(found.tokens.count + found.sentences.count + found.paragraphs.count, 0);
    finish(&found);
}

static void expect_paragraphs(struct str text, size_t count)
{
    struct segmentation found = run(text);
    assert_int_equal(found.paragraphs.count, count);
    finish(&found);
}

static void test_paragraphs(void **state)
{
    (void)state;
    expect_paragraphs(STR("a\nb"), 1);
    expect_paragraphs(STR("a\r\nb"), 1);
    expect_paragraphs(STR("a\r\rb"), 2);
    expect_paragraphs(STR("a\r\n\r\nb"), 2);
    expect_paragraphs(STR("a\n \t\nb"), 2);
    expect_paragraphs(STR("a\xe2\x80\xa9" "b"), 2);
    expect_paragraphs(STR("a. B"), 1);
}

static void test_sentence_that_starts_in_a_word(void **state)
{
    (void)state;
    struct segmentation found = run(STR("a.\xd7\x90")); /* one word, but two sentences */
    assert_int_equal(found.tokens.count, 1);
    assert_int_equal(found.sentences.count, 2);
    assert_int_equal(found.sentences.items[0].token_count, 1);
    assert_int_equal(found.sentences.items[1].first_token, 1);
    assert_int_equal(found.sentences.items[1].token_count, 0);
    finish(&found);
}

static void test_columns_are_used_again(void **state)
{
    (void)state;
    struct segmentation found = run(STR("One two. Three."));
    assert_int_equal(segment_uax29(&found, STR("Four"), NULL), TOCSIN_OK);
    assert_int_equal(found.tokens.count, 1);
    assert_int_equal(found.sentences.count, 1);
    assert_int_equal(found.paragraphs.count, 1);
    finish(&found);
}

static bool segment_many(const tocsin_allocator *alloc, void *user)
{
    (void)user;
    struct segmentation found = {.alloc = alloc};
    tocsin_error error = TOCSIN_ERROR_INIT;
    struct str text = STR("a b c d e f g h i.\n\nj\n\nk\n\nl\n\nm\n\nn\n\no\n\np\n\nq");
    tocsin_status status = segment_uax29(&found, text, &error);
    finish(&found);
    assert_true(status == TOCSIN_OK || (status == TOCSIN_ERROR_MEMORY && strcmp(error.id, "memory") == 0));
    return status == TOCSIN_OK;
}

static void test_memory(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(segment_many, NULL) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_and_sentences),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_paragraphs),
        cmocka_unit_test(test_sentence_that_starts_in_a_word),
        cmocka_unit_test(test_columns_are_used_again),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
