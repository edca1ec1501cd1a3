/* Results for people: what a reader sees, and what a terminal must not. */
#include "failing_alloc.h"

#include "article_double.h"

static struct article article;
static struct buffer output;

static int start(void **state)
{
    (void)state;
    article_make(&article);
    buffer_init(&output, &alloc_system);
    return 0;
}

static int end(void **state)
{
    (void)state;
    buffer_finish(&output);
    return 0;
}

static const char *written(unsigned width, bool color)
{
    tocsin_write_options options = TOCSIN_WRITE_OPTIONS_INIT;
    options.format = TOCSIN_FORMAT_TEXT;
    options.width = width;
    options.color = color;
    buffer_clear(&output);
    assert_int_equal(tocsin_write_result(&article.result, &options, keep_output, &output, NULL), TOCSIN_OK);
    buffer_char(&output, '\0');
    return output.data;
}

static void test_plain(void **state)
{
    (void)state;
    assert_string_equal(
        written(100, false),
        "nato.txt  China warned\n"
        "\n"
        "NATO chief Jens Stoltenberg has warned China that there will be “serious consequences” if it starts\n"
        "providing lethal aid to Russia.\n"
        "  #1 claim        source: NATO chief Jens Stoltenberg  content: there will be “serious\n"
        "      consequences” + if it starts  claims/said-that\n"
        "  #2 warning      issuer: Jens Stoltenberg  → addressee: China  harm: “serious consequences”\n"
        "      trigger: it starts providing lethal aid to Russia  [warn, severity 2, reason “serious\n"
        "      consequences”]  by #1  consequence: #3  warnings/if-then\n"
        "  #3 consequence  cause: it starts = the start (inferred)  consequences/if\n"
        "\n");
}

/* Without its escape sequences, coloured output is the plain one. */
static void test_color_changes_nothing_else(void **state)
{
    (void)state;
    char plain[4096], *put = plain;
    strcpy(plain, written(60, false));
    char *expected = strdup(plain);
    for (const char *at = written(60, true); *at; at++) {
        if (*at == '\x1b')
            at = strchr(at, 'm');
        else
            *put++ = *at;
    }
    *put = '\0';
    assert_string_equal(plain, expected);
    free(expected);
}

static void test_roles_are_colored(void **state)
{
    (void)state;
    const char *text = written(200, true);
    assert_non_null(strstr(text, "\x1b[0;1;36mNATO chief Jens Stoltenberg\x1b[0m has warned \x1b[0;1;34mChina\x1b[0m"));
    /* the harm inside the claim's content shows through it */
    assert_non_null(strstr(text, "\x1b[0;32mthere will be\x1b[0m \x1b[0;1;31m“serious consequences”"));
}

static size_t columns_of(const char *line, const char *end)
{
    size_t columns = 0;
    for (; line < end; line++)
        columns += ((unsigned char)*line & 0xc0) != 0x80;
    return columns;
}

static void test_folding(void **state)
{
    (void)state;
    for (unsigned width = 40; width < 120; width++) {
        const char *line = written(width, false);
        for (const char *next; (next = strchr(line, '\n')); line = next + 1)
            assert_true(columns_of(line, next) <= width);
    }
}

static void test_hidden_characters_show(void **state)
{
    (void)state;
    static const char text[] = "a\x1b[31m\xe2\x80\xae" "b\xe2\x80\x8b\xff\xc2\x9b" "c\n";
    static const tocsin_span sentence = {0, sizeof text - 1};
    static const tocsin_record record = {"claim", {0, 1}, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, "r", "b", 1};
    article.result = (tocsin_result){.id = "\x1b]0;x\a", .text = text, .length = sizeof text - 1, .records = &record,
                                     .record_count = 1, .sentences = &sentence, .sentence_count = 1};
    const char *shown = written(100, true);
    assert_non_null(strstr(shown, "a\\u{1b}[31m\\u{202e}b\\u{200b}\xef\xbf\xbd\\u{9b}c\n"));
    assert_non_null(strstr(shown, "\\u{1b}]0;x\\u{7}"));
}

static void test_no_records(void **state)
{
    (void)state;
    article.result.record_count = 0;
    assert_string_equal(written(0, false), "nato.txt  China warned\n  no records\n\n");
}

static void test_long_value_is_shortened(void **state)
{
    (void)state;
    static char text[1001];
    for (size_t i = 0; i < 1000; i++)
        text[i] = i % 5 == 4 ? ' ' : (char)('a' + i / 5 % 26);
    tocsin_role role = {"content", {0, 999}, NULL, false};
    tocsin_record record = {"claim", {0, 999}, 0, &role, 1, NULL, 0, NULL, 0, NULL, 0, "r", "b", 1};
    article.result = (tocsin_result){.id = "x", .text = text, .length = 1000, .records = &record, .record_count = 1};
    const char *shown = strstr(written(500, false), "content: ");
    assert_true(strstr(shown, " … ") - shown < 100);
    assert_true(strlen(shown) < 160);
}

static void test_tokens(void **state)
{
    (void)state;
    tocsin_write_options options = TOCSIN_WRITE_OPTIONS_INIT;
    options.format = TOCSIN_FORMAT_TEXT;
    article.result.sentence_count = 1;
    assert_int_equal(tocsin_write_tokens(&article.result, &options, keep_output, &output, NULL), TOCSIN_OK);
    buffer_char(&output, '\0');
    assert_string_equal(output.data, "China warned\n");
}

static void test_tags(void **state)
{
    (void)state;
    tocsin_write_options options = TOCSIN_WRITE_OPTIONS_INIT;
    tocsin_tag tags[] = {{"PROPN", "NNP", "china", 5}, {"VERB", "VBD", "warn", 4}};
    options.format = TOCSIN_FORMAT_TEXT;
    article.result.sentence_count = 1;
    article.result.tags = tags;
    article.result.tag_count = 2;
    assert_int_equal(tocsin_write_tokens(&article.result, &options, keep_output, &output, NULL), TOCSIN_OK);
    buffer_char(&output, '\0');
    assert_string_equal(output.data, "China/NNP warned/VBD\n");
}

static bool write_all(const tocsin_allocator *alloc, void *user)
{
    (void)user;
    tocsin_write_options options = TOCSIN_WRITE_OPTIONS_INIT;
    options.allocator = alloc;
    options.format = TOCSIN_FORMAT_TEXT;
    buffer_clear(&output);
    return !tocsin_write_result(&article.result, &options, keep_output, &output, NULL);
}

static void test_memory(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(write_all, NULL) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_plain, start, end),
        cmocka_unit_test_setup_teardown(test_color_changes_nothing_else, start, end),
        cmocka_unit_test_setup_teardown(test_roles_are_colored, start, end),
        cmocka_unit_test_setup_teardown(test_folding, start, end),
        cmocka_unit_test_setup_teardown(test_hidden_characters_show, start, end),
        cmocka_unit_test_setup_teardown(test_no_records, start, end),
        cmocka_unit_test_setup_teardown(test_long_value_is_shortened, start, end),
        cmocka_unit_test_setup_teardown(test_tokens, start, end),
        cmocka_unit_test_setup_teardown(test_tags, start, end),
        cmocka_unit_test_setup_teardown(test_memory, start, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
