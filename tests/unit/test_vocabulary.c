#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "failing_alloc.h"
#include "text/vocabulary_batch.h"

static struct vocabulary *create(void)
{
    struct vocabulary *vocabulary = NULL;
    assert_int_equal(vocabulary_create(&vocabulary, &alloc_system, NULL), TOCSIN_OK);
    return vocabulary;
}

static void test_same_word_same_id(void **state)
{
    (void)state;
    struct vocabulary *vocabulary = create();
    form_id warn = vocabulary_intern(vocabulary, STR("warn"));
    assert_int_equal(vocabulary_intern(vocabulary, STR("warn")), warn);
    assert_int_equal(vocabulary_find(vocabulary, STR("warn")), warn);
    assert_int_equal(vocabulary_find(vocabulary, STR("warned")), FORM_NONE);
    assert_int_equal(vocabulary_find(vocabulary, STR("")), FORM_NONE);
    assert_true(str_equal(vocabulary_form(vocabulary, warn)->text, STR("warn")));
    assert_int_equal(vocabulary_count(vocabulary), 1);
    vocabulary_free(vocabulary);
    vocabulary_free(NULL);
}

/* Around the lengths at which a word stops being its own key, words that share all but one byte stay apart. */
static void test_lengths(void **state)
{
    (void)state;
    struct vocabulary *vocabulary = create();
    char word[40];
    memset(word, 'a', sizeof word);
    for (size_t length = 1; length <= sizeof word; length++) {
        struct str text = {word, length};
        form_id id = vocabulary_intern(vocabulary, text);
        assert_int_equal(id, vocabulary_count(vocabulary) - 1);
        word[length - 1] = 'b';
        assert_int_not_equal(vocabulary_intern(vocabulary, text), id);
        word[length - 1] = '\0';
        assert_int_not_equal(vocabulary_intern(vocabulary, text), id);
        word[length - 1] = 'a';
        assert_int_equal(vocabulary_find(vocabulary, text), id);
    }
    assert_int_equal(vocabulary_count(vocabulary), 3 * sizeof word);
    vocabulary_free(vocabulary);
}

static void expect_form(struct vocabulary *vocabulary, const char *word, const char *fold, uint32_t facts)
{
    form_id id = vocabulary_intern(vocabulary, str_of(word));
    const struct form *form = vocabulary_form(vocabulary, id);
    assert_int_equal(form->facts, facts);
    assert_true(str_equal(vocabulary_form(vocabulary, form->fold)->text, str_of(fold)));
    assert_int_equal(vocabulary_form(vocabulary, form->fold)->fold, form->fold);
}

static void test_facts_and_folding(void **state)
{
    (void)state;
    struct vocabulary *vocabulary = create();
    expect_form(vocabulary, "nato", "nato", FORM_LETTERS | FORM_LOWER);
    expect_form(vocabulary, "NATO", "nato", FORM_LETTERS | FORM_UPPER);
    expect_form(vocabulary, "Nato", "nato", FORM_LETTERS | FORM_TITLE);
    expect_form(vocabulary, "A", "a", FORM_LETTERS | FORM_TITLE);
    expect_form(vocabulary, "McDonald", "mcdonald", FORM_LETTERS | FORM_MIXED);
    expect_form(vocabulary, "iPhone", "iphone", FORM_LETTERS | FORM_MIXED);
    expect_form(vocabulary, "5km", "5km", FORM_LETTERS | FORM_DIGITS | FORM_LOWER);
    expect_form(vocabulary, "1,000", "1,000", FORM_DIGITS);
    expect_form(vocabulary, "...", "...", FORM_PUNCTUATION);
    expect_form(vocabulary, "n\xe2\x80\x99t", "n't", FORM_LETTERS | FORM_LOWER | FORM_NON_ASCII);
    expect_form(vocabulary, "\xc3\x89tat", "\xc3\xa9tat", FORM_LETTERS | FORM_TITLE | FORM_NON_ASCII);
    expect_form(vocabulary,
                "Stra\xc3\x9f"
                "e",
                "strasse", FORM_LETTERS | FORM_TITLE | FORM_NON_ASCII);
    expect_form(vocabulary, "\xe4\xb8\xad", "\xe4\xb8\xad", FORM_LETTERS | FORM_NON_ASCII);
    vocabulary_free(vocabulary);
}

static void test_a_very_long_word(void **state)
{
    (void)state;
    static char word[5000];
    struct vocabulary *vocabulary = create();
    memset(word, 'X', sizeof word);
    form_id id = vocabulary_intern(vocabulary, (struct str){word, sizeof word});
    const struct form *fold = vocabulary_form(vocabulary, vocabulary_form(vocabulary, id)->fold);
    assert_int_equal(fold->text.length, sizeof word);
    assert_int_equal(fold->text.data[4999], 'x');
    vocabulary_free(vocabulary);
}

/* Words of all lengths, the last of them at the very end of the text, come out as one by one. */
static void test_batches(void **state)
{
    (void)state;
    static const char text[] = "a an and some longer incomprehensibility internationalization a An AND some end";
    struct token tokens[64 * 12];
    form_id forms[64 * 12];
    uint32_t watched[64 * 12];
    size_t count = 0;
    for (size_t round = 0; round < 64; round++)
        for (uint32_t at = 0, end; at < sizeof text - 1; at = end + 1) {
            const char *space = strchr(text + at, ' ');
            end = space ? (uint32_t)(space - text) : (uint32_t)sizeof text - 1;
            tokens[count++] = (struct token){at, end};
        }
    struct vocabulary *vocabulary = create();
    for (size_t done = 0; done < count; done += 12) { /* sorted by start within each call */
        struct str all = {text, sizeof text - 1};
        struct token_forms out = {forms + done, watched, 0};
        assert_true(vocabulary_intern_tokens(vocabulary, all, tokens + done, 12, &out));
        assert_int_equal(out.watched_count, 0);
        for (size_t i = done; i < done + 12; i++) {
            struct str word = {text + tokens[i].start, tokens[i].end - tokens[i].start};
            assert_int_equal(forms[i], vocabulary_find(vocabulary, word));
        }
    }
    assert_int_equal(vocabulary_count(vocabulary), 10);
    vocabulary_free(vocabulary);
}

/* Tells the tokens of "to be or not to be" whose forms somebody watches, a bit each. */
static unsigned watched_of(struct vocabulary *vocabulary)
{
    static const char text[] = "to be or not to be";
    const struct token tokens[] = {{0, 2}, {3, 5}, {6, 8}, {9, 12}, {13, 15}, {16, 18}};
    enum { COUNT = sizeof tokens / sizeof *tokens };
    form_id forms[COUNT];
    uint32_t watched[COUNT];
    struct token_forms out = {forms, watched, 0};
    unsigned bits = 0;
    assert_true(vocabulary_intern_tokens(vocabulary, (struct str){text, sizeof text - 1}, tokens, COUNT, &out));
    for (size_t i = 0; i < out.watched_count; i++)
        bits |= 1u << watched[i];
    return bits;
}

/* A form is shown to a watcher until it says that it does not care, whatever others say and however the table grows. */
static void test_watchers(void **state)
{
    (void)state;
    enum { ALL = 63, BE = 1 << 1 | 1 << 5, OR = 1 << 2 };
    struct vocabulary *vocabulary = create();
    assert_int_equal(watched_of(vocabulary), 0);
    uint32_t first = vocabulary_watch(vocabulary), second = vocabulary_watch(vocabulary);
    assert_int_not_equal(first, second);
    assert_int_equal(vocabulary_watchers(vocabulary), first | second);
    assert_int_equal(watched_of(vocabulary), ALL);
    form_id be = vocabulary_find(vocabulary, STR("be")), or = vocabulary_find(vocabulary, STR("or"));
    vocabulary_ignore(vocabulary, be, first);
    assert_int_equal(watched_of(vocabulary), ALL);
    vocabulary_ignore(vocabulary, be, second);
    assert_int_equal(watched_of(vocabulary), ALL & ~BE);
    vocabulary_ignore(vocabulary, or, first | second);
    char word[16];
    for (unsigned i = 0; i < 200000; i++) {
        int length = snprintf(word, sizeof word, "w%x", i);
        vocabulary_intern(vocabulary, (struct str){word, (size_t)length});
    }
    assert_int_equal(watched_of(vocabulary), ALL & ~(BE | OR));
    vocabulary_trim(vocabulary); /* all forms are new again */
    assert_int_equal(watched_of(vocabulary), ALL);
    vocabulary_free(vocabulary);
}

static void test_watchers_run_out(void **state)
{
    (void)state;
    struct vocabulary *vocabulary = create();
    uint32_t given = 0, bit;
    while ((bit = vocabulary_watch(vocabulary)) != 0) {
        assert_int_equal(given & bit, 0);
        given |= bit;
    }
    assert_int_not_equal(given, 0);
    assert_int_equal(vocabulary_watchers(vocabulary), given);
    vocabulary_free(vocabulary);
}

static void test_growth_and_trim(void **state)
{
    (void)state;
    enum { WORDS = 200000 };
    struct vocabulary *vocabulary = create();
    char word[16];
    for (unsigned i = 0; i < WORDS; i++) {
        int length = snprintf(word, sizeof word, "w%x", i);
        assert_int_equal(vocabulary_intern(vocabulary, (struct str){word, (size_t)length}), i);
    }
    assert_int_equal(vocabulary_find(vocabulary, STR("w0")), 0);
    assert_int_equal(vocabulary_find(vocabulary, STR("w30d3f")), 0x30d3f);
    assert_int_equal(vocabulary_generation(vocabulary), 0);
    vocabulary_trim(vocabulary);
    assert_int_equal(vocabulary_generation(vocabulary), 1);
    assert_int_equal(vocabulary_count(vocabulary), 0);
    assert_int_equal(vocabulary_find(vocabulary, STR("w0")), FORM_NONE);
    assert_int_equal(vocabulary_intern(vocabulary, STR("w1")), 0);
    vocabulary_trim(vocabulary); /* small: kept */
    assert_int_equal(vocabulary_generation(vocabulary), 1);
    assert_int_equal(vocabulary_find(vocabulary, STR("w1")), 0);
    vocabulary_free(vocabulary);
}

static bool intern_scenario(const tocsin_allocator *alloc, void *user)
{
    struct vocabulary *vocabulary = NULL;
    (void)user;
    if (vocabulary_create(&vocabulary, alloc, NULL))
        return false;
    bool well = true;
    for (unsigned i = 0; i < 3000 && well; i++) {
        char word[160];
        int length = snprintf(word, sizeof word, "W%u%s", i,
                              i % 1000 ? ""
                                       : "very-long-word-very-long-word-very-long-word-"
                                         "very-long-word-very-long-word-very-long-word");
        form_id id = vocabulary_intern(vocabulary, (struct str){word, (size_t)length});
        well = id != FORM_NONE;
        if (well)
            assert_int_equal(vocabulary_form(vocabulary, vocabulary_form(vocabulary, id)->fold)->text.data[0], 'w');
        else /* what failed left no trace that misleads */
            assert_int_equal(vocabulary_find(vocabulary, (struct str){word, (size_t)length}), FORM_NONE);
    }
    vocabulary_free(vocabulary);
    return well;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(intern_scenario, NULL) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_word_same_id), cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_facts_and_folding), cmocka_unit_test(test_a_very_long_word),
        cmocka_unit_test(test_batches),           cmocka_unit_test(test_watchers),
        cmocka_unit_test(test_watchers_run_out),
        cmocka_unit_test(test_growth_and_trim),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
