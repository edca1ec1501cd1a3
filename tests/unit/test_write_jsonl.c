/* Results as JSON Lines: the envelope, byte by byte. */
#include "failing_alloc.h"

#include "article_double.h"

#define HEAD "{\"doc\":\"nato.txt\","

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

static const char *written(const tocsin_write_options *options)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    buffer_clear(&output);
    assert_int_equal(tocsin_write_result(&article.result, options, keep_output, &output, &error), TOCSIN_OK);
    buffer_char(&output, '\0');
    return output.data;
}

static void test_envelope(void **state)
{
    (void)state;
    const char *expected =
        HEAD "\"id\":\"nato.txt#1\",\"type\":\"claim\",\"start\":14,\"end\":149,\"sentence\":1,"
             "\"roles\":{\"source\":{\"start\":14,\"end\":41,\"text\":\"NATO chief Jens Stoltenberg\"},"
             "\"content\":[{\"start\":64,\"end\":104,\"text\":\"there will be “serious consequences”\"},"
             "{\"start\":105,\"end\":117,\"text\":\"if it starts\"}]},\"features\":{},\"attributed_to\":[],\"links\":[],"
             "\"rule\":\"claims/said-that\",\"bundle\":\"news@1.0.0\",\"confidence\":1}\n" //
        HEAD "\"id\":\"nato.txt#2\",\"type\":\"warning\",\"start\":14,\"end\":149,\"sentence\":1,"
             "\"roles\":{\"issuer\":{\"start\":25,\"end\":41,\"text\":\"Jens Stoltenberg\",\"entity\":\"Jens Stoltenberg\"},"
             "\"addressee\":{\"start\":53,\"end\":58,\"text\":\"China\"},"
             "\"harm\":{\"start\":78,\"end\":104,\"text\":\"“serious consequences”\"},"
             "\"trigger\":{\"start\":108,\"end\":148,\"text\":\"it starts providing lethal aid to Russia\"}},"
             "\"features\":{\"act\":\"warn\",\"polarity\":\"positive\",\"severity\":2,"
             "\"reason\":{\"start\":78,\"end\":104,\"text\":\"“serious consequences”\"}},"
             "\"attributed_to\":[\"nato.txt#1\"],\"links\":[{\"rel\":\"consequence\",\"to\":\"nato.txt#3\"}],"
             "\"rule\":\"warnings/if-then\",\"bundle\":\"news@1.0.0\",\"confidence\":0.9}\n" //
        HEAD "\"id\":\"nato.txt#3\",\"type\":\"consequence\",\"start\":108,\"end\":148,\"sentence\":1,"
             "\"roles\":{\"cause\":{\"start\":108,\"end\":117,\"text\":\"it starts\",\"entity\":\"the start\",\"inferred\":true}},"
             "\"features\":{},\"attributed_to\":[],\"links\":[],"
             "\"rule\":\"consequences/if\",\"bundle\":\"news@1.0.0\",\"confidence\":0.25}\n";
    assert_string_equal(written(NULL), expected);
}

/* Spans of one role stand together, also where another role lies between them. */
static void test_role_parted_by_another(void **state)
{
    (void)state;
    tocsin_role swap = article.roles[0];
    article.roles[0] = article.roles[1];
    article.roles[1] = swap;
    const char *text = written(NULL);
    assert_non_null(strstr(text, "\"roles\":{\"content\":[{\"start\":64,"));
    assert_non_null(strstr(text, "\"if it starts\"}],\"source\":{\"start\":14,"));
}

static void test_values(void **state)
{
    (void)state;
    article.features[0] = (tocsin_feature){"yes", TOCSIN_VALUE_BOOLEAN, {.boolean = true}};
    article.features[1] = (tocsin_feature){"score", TOCSIN_VALUE_NUMBER, {.number = 0.1}};
    article.features[2] = (tocsin_feature){"low", TOCSIN_VALUE_INTEGER, {.integer = -3}};
    article.features[3] = (tocsin_feature){"a \"key\"", TOCSIN_VALUE_STRING, {.string = "\xff"}};
    assert_non_null(strstr(written(NULL), "\"features\":{\"yes\":true,\"score\":0.1,\"low\":-3,"
                                          "\"a \\\"key\\\"\":\"\xef\xbf\xbd\"}"));
}

static void assert_offsets(tocsin_offsets unit, const char *expected)
{
    tocsin_write_options options = TOCSIN_WRITE_OPTIONS_INIT;
    options.offsets = unit;
    assert_non_null(strstr(written(&options), expected));
}

static void test_offsets(void **state)
{
    (void)state;
    assert_offsets(TOCSIN_OFFSETS_BYTES, "\"consequence\",\"start\":108,\"end\":148,");
    assert_offsets(TOCSIN_OFFSETS_CODEPOINTS, "\"consequence\",\"start\":104,\"end\":144,");
    assert_offsets(TOCSIN_OFFSETS_UTF16, "\"consequence\",\"start\":104,\"end\":144,");
    static const char wide[] = "\xf0\x9f\x98\x80 \xff\xe2\x82 ab";
    static tocsin_record record;
    record = (tocsin_record){"claim", {9, 11}, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, "r", "b", 1};
    article.result = (tocsin_result){.id = "w", .text = wide, .length = 11, .records = &record, .record_count = 1};
    assert_offsets(TOCSIN_OFFSETS_BYTES, "\"start\":9,\"end\":11,");
    assert_offsets(TOCSIN_OFFSETS_CODEPOINTS, "\"start\":5,\"end\":7,");
    assert_offsets(TOCSIN_OFFSETS_UTF16, "\"start\":6,\"end\":8,");
}

static void test_document_record(void **state)
{
    (void)state;
    tocsin_write_options options = TOCSIN_WRITE_OPTIONS_INIT;
    options.documents = true;
    article.result.meta = "{\"n\": \n1.50}";
    article.result.flags = TOCSIN_TEXT_NUL | TOCSIN_TEXT_BIDI;
    const char *expected = HEAD "\"type\":\"document\",\"meta\":{\"n\":  1.50},\"title\":\"China warned\",\"bytes\":161,\"paragraphs\":0,"
                                "\"sentences\":3,\"tokens\":2,\"records\":{\"claim\":1,\"warning\":1,\"consequence\":1},"
                                "\"flags\":[\"nul\",\"bidi\"],\"diagnostics\":0}\n";
    assert_memory_equal(written(&options), expected, strlen(expected));
}

static void test_long_title_is_cut(void **state)
{
    (void)state;
    static char text[1000];
    tocsin_write_options options = TOCSIN_WRITE_OPTIONS_INIT;
    options.documents = true;
    memset(text, 'x', sizeof text);
    memcpy(text, "\xef\xbb\xbf \n Word word", 15);
    memset(text + 150, ' ', 10);
    article.result = (tocsin_result){.id = "t", .text = text, .length = sizeof text, .flags = TOCSIN_TEXT_BOM};
    const char *title = strstr(written(&options), "\"title\":\"Word word");
    assert_non_null(title);
    assert_memory_equal(strstr(title, "…"), "…\",\"bytes\":1000,", 17);
    assert_true(strstr(title, "…") == title + 9 + (150 - 6));
    memset(text + 6, 'y', sizeof text - 6); /* no word ends in reach */
    title = strstr(written(&options), "y…\",\"bytes\"");
    assert_non_null(title);
}

static void test_diagnostics_first(void **state)
{
    (void)state;
    tocsin_error diagnostic = {sizeof diagnostic, TOCSIN_ERROR_SCRIPT, "script-error", "rules/a.lua", 12, 3, UINT64_MAX,
                               "boom", "stack", "", 0, 0};
    article.result.diagnostics = &diagnostic;
    article.result.diagnostic_count = 1;
    const char *expected = HEAD "\"type\":\"diagnostic\",\"error\":{\"id\":\"script-error\",\"message\":\"boom\","
                                "\"file\":\"rules/a.lua\",\"line\":12,\"column\":3,\"traceback\":\"stack\"}}\n";
    assert_memory_equal(written(NULL), expected, strlen(expected));
}

static void test_tokens(void **state)
{
    (void)state;
    assert_int_equal(tocsin_write_tokens(&article.result, NULL, keep_output, &output, NULL), TOCSIN_OK);
    buffer_char(&output, '\0');
    assert_string_equal(output.data, HEAD "\"tokens\":[[0,5],[6,12]],\"sentences\":[[0,12],[14,149],[150,160]]}\n");
}

static void test_tags(void **state)
{
    (void)state;
    tocsin_tag tags[] = {{"PROPN", "NNP", "china", 5}, {"PUNCT", "''", "\"", 1}};
    article.result.tags = tags;
    article.result.tag_count = 2;
    assert_int_equal(tocsin_write_tokens(&article.result, NULL, keep_output, &output, NULL), TOCSIN_OK);
    buffer_char(&output, '\0');
    assert_string_equal(output.data, HEAD "\"tokens\":[[0,5],[6,12]],\"sentences\":[[0,12],[14,149],[150,160]],"
                                          "\"pos\":[\"PROPN\",\"PUNCT\"],\"tags\":[\"NNP\",\"''\"],"
                                          "\"lemmas\":[\"china\",\"\\\"\"]}\n");
}

static void assert_error_record(const char *id, const tocsin_error *failure, const char *expected)
{
    buffer_clear(&output);
    assert_int_equal(tocsin_write_error(id, failure, NULL, keep_output, &output, NULL), TOCSIN_OK);
    buffer_char(&output, '\0');
    assert_string_equal(output.data, expected);
}

static void test_error_record(void **state)
{
    (void)state;
    tocsin_error failure = {sizeof failure, TOCSIN_ERROR_INPUT, "json-syntax", "in.jsonl", 3, 17, UINT64_MAX,
                            "bad JSON", "", "", 0, 0};
    assert_error_record(NULL, &failure,
                        "{\"doc\":\"in.jsonl:3\",\"type\":\"error\",\"error\":{\"id\":\"json-syntax\","
                        "\"message\":\"bad JSON\",\"file\":\"in.jsonl\",\"line\":3,\"column\":17}}\n");
    failure = (tocsin_error){sizeof failure, TOCSIN_ERROR_INPUT, "text-utf8", "", 0, 0, 5, "invalid UTF-8", "", "", 0, 0};
    assert_error_record("a\"b", &failure,
                        "{\"doc\":\"a\\\"b\",\"type\":\"error\",\"error\":{\"id\":\"text-utf8\","
                        "\"message\":\"invalid UTF-8\",\"offset\":5}}\n");
    failure.offset = UINT64_MAX;
    assert_error_record(NULL, &failure,
                        "{\"doc\":null,\"type\":\"error\",\"error\":{\"id\":\"text-utf8\","
                        "\"message\":\"invalid UTF-8\"}}\n");
}

static bool refuse_output(void *user, const char *data, size_t length)
{
    (void)data, (void)length;
    ++*(int *)user;
    return false;
}

static void test_sink_that_refuses(void **state)
{
    (void)state;
    int calls = 0;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(tocsin_write_result(&article.result, NULL, refuse_output, &calls, &error), TOCSIN_ERROR_IO);
    assert_string_equal(error.id, "sink-refused");
    assert_int_equal(calls, 1);
}

static bool write_all(const tocsin_allocator *alloc, void *user)
{
    tocsin_write_options options = *(const tocsin_write_options *)user;
    tocsin_error error = TOCSIN_ERROR_INIT;
    options.allocator = alloc;
    buffer_clear(&output);
    tocsin_status status = tocsin_write_result(&article.result, &options, keep_output, &output, &error);
    assert_true(status == TOCSIN_OK || status == TOCSIN_ERROR_MEMORY);
    assert_int_equal(error.status, status);
    if (status)
        assert_int_equal(output.length, 0); /* no half lines */
    return !status;
}

static void test_memory(void **state)
{
    (void)state;
    tocsin_write_options options = TOCSIN_WRITE_OPTIONS_INIT;
    options.documents = true;
    options.offsets = TOCSIN_OFFSETS_UTF16;
    assert_true(failing_alloc_every(write_all, &options) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_envelope, start, end),
        cmocka_unit_test_setup_teardown(test_role_parted_by_another, start, end),
        cmocka_unit_test_setup_teardown(test_values, start, end),
        cmocka_unit_test_setup_teardown(test_offsets, start, end),
        cmocka_unit_test_setup_teardown(test_document_record, start, end),
        cmocka_unit_test_setup_teardown(test_long_title_is_cut, start, end),
        cmocka_unit_test_setup_teardown(test_diagnostics_first, start, end),
        cmocka_unit_test_setup_teardown(test_tokens, start, end),
        cmocka_unit_test_setup_teardown(test_tags, start, end),
        cmocka_unit_test_setup_teardown(test_error_record, start, end),
        cmocka_unit_test_setup_teardown(test_sink_that_refuses, start, end),
        cmocka_unit_test_setup_teardown(test_memory, start, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
