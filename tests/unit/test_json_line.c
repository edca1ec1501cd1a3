/* One line of JSON Lines as a document: what is taken, what is refused and where. */
#include <stdio.h>

#include "failing_alloc.h"
#include "io/json_line.h"

static struct json_line line;

static tocsin_status read_line(const char *source, size_t length, tocsin_error *error)
{
    return json_line_read(&line, (struct str){source, length}, error);
}

static void assert_str(struct str found, const char *expected)
{
    assert_int_equal(found.length, strlen(expected));
    assert_memory_equal(found.data, expected, found.length);
}

static void assert_read(const char *source, const char *id, const char *text, const char *meta)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (read_line(source, strlen(source), &error))
        fail_msg("%s: %s", source, error.message);
    assert_str(line.text, text);
    if (id)
        assert_str(line.id, id);
    else
        assert_null(line.id.data);
    if (meta)
        assert_str(line.meta, meta);
    else
        assert_null(line.meta.data);
}

static void assert_refused_bytes(const char *source, size_t length, const char *id, unsigned column)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (read_line(source, length, &error) != TOCSIN_ERROR_INPUT)
        fail_msg("taken: %s", source);
    assert_string_equal(error.id, id);
    assert_int_equal(error.column, column);
}

static void assert_refused(const char *source, const char *id, unsigned column)
{
    assert_refused_bytes(source, strlen(source), id, column);
}

static int start(void **state)
{
    (void)state;
    json_line_init(&line, &alloc_system);
    return 0;
}

static int end(void **state)
{
    (void)state;
    json_line_finish(&line);
    return 0;
}

static void test_fields(void **state)
{
    (void)state;
    assert_read("{\"id\":\"a\",\"text\":\"b\"}", "a", "b", NULL);
    assert_read(" { \"text\" : \"\" } \r", NULL, "", NULL);
    assert_read("{\"text\":\"x\",\"id\":12345678901234567890}", "12345678901234567890", "x", NULL);
    assert_read("{\"text\":\"x\",\"id\":null}", NULL, "x", NULL);
    assert_read("{\"text\":\"first\",\"text\":\"last\"}", NULL, "last", NULL);
    assert_read("{\"te\\u0078t\":\"escaped key\"}", NULL, "escaped key", NULL);
}

/* Values come out as they were written: no number passes through a double. */
static void test_meta_is_raw(void **state)
{
    (void)state;
    assert_read("{\"n\":12345678901234567890,\"id\":1,\"d\": 1.10 ,\"text\":\"t\" , \"o\":{\"text\":[1,{}, \"}\"]}}", "1",
                "t", "{\"n\":12345678901234567890,\"d\": 1.10,\"o\":{\"text\":[1,{}, \"}\"]}}");
    assert_read("{\"a\\\"b\":\"\\u00e9\\\\\",\"text\":\"t\",\"e\":[],\"f\":{},\"g\":true}", NULL, "t",
                "{\"a\\\"b\":\"\\u00e9\\\\\",\"e\":[],\"f\":{},\"g\":true}");
}

static void test_escapes(void **state)
{
    (void)state;
    assert_read("{\"text\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20ac\\ud83d\\ude00\"}", NULL,
                "\"\\/\b\f\n\r\t\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", NULL);
    assert_read("{\"text\":\"\\\\u0000\"}", NULL, "\\u0000", NULL);
    assert_read("{\"text\":\"a\",\"title\":\"\\\"\\u00e9\"}", NULL, "a", "{\"title\":\"\\\"\\u00e9\"}");
    assert_read("{\"text\":\"a\",\"face\":\"\\ud83d\\ude00\"}", NULL, "a", "{\"face\":\"\\ud83d\\ude00\"}");
}

/* What nobody reads has to be JSON, too: it is written again. */
static void test_bad_escapes_beside_the_text(void **state)
{
    static const char *const values[] = {"\\d", "\\u12", "\\ud83d", "\\udfff\\ud800"};
    char source[64];
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        tocsin_error error = TOCSIN_ERROR_INIT;
        int length = snprintf(source, sizeof source, "{\"text\":\"a\",\"title\":\"%s\"}", values[i]);
        assert_int_equal(read_line(source, (size_t)length, &error), TOCSIN_ERROR_INPUT);
        assert_string_equal(error.id, "json-syntax");
    }
}

static void test_nul_is_data(void **state)
{
    (void)state;
    tocsin_error error = TOCSIN_ERROR_INIT;
    const char source[] = "{\"text\":\"\\u0000a\\u0000\\u00e9\\ud83d\\ude00\\\\u0000\\u0000\",\"id\":\"i\"}";
    assert_int_equal(read_line(source, sizeof source - 1, &error), TOCSIN_OK);
    assert_int_equal(line.text.length, 16);
    assert_memory_equal(line.text.data, "\0a\0\xc3\xa9\xf0\x9f\x98\x80\\u0000\0", 16);
    assert_read("{\"text\\u0000\":\"not the text\",\"text\":\"yes\"}", NULL, "yes",
                "{\"text\\u0000\":\"not the text\"}");
    assert_refused("{\"id\":\"a\\u0000b\",\"text\":\"\"}", "json-id", 0);
}

static void test_invalid_utf8_passes(void **state)
{
    (void)state;
    assert_read("{\"text\":\"a\xff\xe2\x80z\",\"m\":\"\xff\"}", NULL, "a\xff\xe2\x80z", "{\"m\":\"\xff\"}");
}

static void test_what_is_no_document(void **state)
{
    (void)state;
    assert_refused("[1]", "json-not-object", 0);
    assert_refused("\"text\"", "json-not-object", 0);
    assert_refused("{}", "json-no-text", 0);
    assert_refused("{\"text\":null}", "json-no-text", 0);
    assert_refused("{\"text\":[\"a\"]}", "json-no-text", 0);
    assert_refused("{\"a\":{\"text\":\"inner\"}}", "json-no-text", 0);
    assert_refused("{\"id\":[1],\"text\":\"a\"}", "json-id", 0);
    assert_refused("{\"id\":true,\"text\":\"a\"}", "json-id", 0);
}

static void test_broken_lines(void **state)
{
    (void)state;
    assert_refused("{\"text\":\"a\"", "json-syntax", 11);
    assert_refused("{\"text\":\"a}", "json-syntax", 10);
    assert_refused("{\"text\":\"a\",}", "json-syntax", 13);
    assert_refused("{\"text\":\"a\"} x", "json-syntax", 14);
    assert_refused("{\"text\":\"a\"}{}", "json-syntax", 13);
    assert_refused("{'text':'a'}", "json-syntax", 3); /* libcjson points behind the first byte of what it wanted as a string */
    assert_refused("{\"text\":\"a\",\"n\":nan}", "json-syntax", 17);
    assert_refused("{\"text\":\"\\x\"}", "json-syntax", 10);
    assert_refused("{\"text\":\"\\ud800\"}", "json-syntax", 10);
    assert_refused("{\"text\":\"\\ud800\\u0041\"}", "json-syntax", 10);
    assert_refused("{\"text\":\"\\udc00\\ud800\"}", "json-syntax", 10);
}

/* What libcjson lets pass and JSON does not. */
static void test_stricter_than_the_parser(void **state)
{
    (void)state;
    assert_refused("{\"text\":\"\\u00zz\"}", "json-syntax", 10);
    assert_refused("{\"text\":\"a\tb\"}", "json-syntax", 11);
    assert_refused_bytes("{\"text\":\"a\0b\"}", 14, "json-syntax", 11);
    assert_refused_bytes("{\"text\":\0\"ab\"}", 14, "json-syntax", 9);
    assert_refused("{\"text\":\"a\",\x01\"b\":1}", "json-syntax", 13);
    assert_refused("{\"text\":\"a\",\"n\":01}", "json-syntax", 17);
    assert_refused("{\"text\":\"a\",\"n\":[1.]}", "json-syntax", 18);
    assert_refused("{\"text\":\"a\",\"n\":-}", "json-syntax", 17);
    assert_read("{\"text\":\"a\",\"n\":[-0,0.5,1e9,1E-2,10]}", NULL, "a", "{\"n\":[-0,0.5,1e9,1E-2,10]}");
}

/* Plain lines are read without the parser: both ways give the same, or refuse at the same place. */
static void test_plain_lines_as_others(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",      "a",         "1234567",      "12345678",       "123456789abcdef\xc3\xa9",
        "\\n",   "a\\n\\tb",  "\\\\",         "\\\\\\\"",        "a long run of words \\u00e9 and more of them \\/",
        "\\u20AC", "\\u0000",   "\\ud83d\\ude00", "\xf0\x9f\x98\x80", "\\u12",
        "\\x",   "\\ud800",   "a\tb",         "\x01",           "\xff",
        "\\",    "seven b\\", "1234567\"",     "\\u002g",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char plain[128], other[128];
        tocsin_error plain_error = TOCSIN_ERROR_INIT, other_error = TOCSIN_ERROR_INIT;
        snprintf(plain, sizeof plain, "{\"id\":\"i\",\"text\":\"%s\",\"b\":null}", texts[i]);
        snprintf(other, sizeof other, "{\"id\":\"i\",\"text\":\"%s\",\"b\":[1]}", texts[i]);
        struct json_line parsed;
        json_line_init(&parsed, &alloc_system);
        tocsin_status status = json_line_read(&parsed, str_of(other), &other_error);
        assert_int_equal(read_line(plain, strlen(plain), &plain_error), status);
        assert_int_equal(plain_error.column, other_error.column);
        assert_int_equal(line.text.length, parsed.text.length);
        if (!status)
            assert_memory_equal(line.text.data, parsed.text.data, parsed.text.length);
        json_line_finish(&parsed);
    }
}

static void test_plain_values(void **state)
{
    (void)state;
    assert_read("{\"a\":true,\"b\" : false , \"c\":-1.5e3,\"text\":\"t\\n\",\"id\":\"x\"}\t", "x", "t\n",
                "{\"a\":true,\"b\" : false,\"c\":-1.5e3}");
    assert_refused("{\"text\":\"a\",\"n\":tru}", "json-syntax", 17);
    assert_refused("{\"text\":\"a\" \"n\":1}", "json-syntax", 13);
}

static void test_deep_nesting(void **state)
{
    (void)state;
    char source[4200] = "{\"text\":\"a\",\"n\":";
    memset(source + 16, '[', 2000);
    memset(source + 2016, ']', 2000);
    strcpy(source + 4016, "}");
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(read_line(source, strlen(source), &error), TOCSIN_ERROR_INPUT);
    assert_string_equal(error.id, "json-syntax");
}

static bool read_some(const tocsin_allocator *alloc, void *user)
{
    (void)user;
    struct json_line own;
    json_line_init(&own, alloc);
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_status status = json_line_read(&own, STR("{\"id\":12,\"a\":1,\"text\":\"t\",\"b\":[2],\"c\":\"3\"}"), &error);
    assert_true(status == TOCSIN_OK || (status == TOCSIN_ERROR_MEMORY && error.status == status));
    json_line_finish(&own);
    return !status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(read_some, NULL) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_fields, start, end),
        cmocka_unit_test_setup_teardown(test_meta_is_raw, start, end),
        cmocka_unit_test_setup_teardown(test_escapes, start, end),
        cmocka_unit_test_setup_teardown(test_bad_escapes_beside_the_text, start, end),
        cmocka_unit_test_setup_teardown(test_nul_is_data, start, end),
        cmocka_unit_test_setup_teardown(test_invalid_utf8_passes, start, end),
        cmocka_unit_test_setup_teardown(test_what_is_no_document, start, end),
        cmocka_unit_test_setup_teardown(test_broken_lines, start, end),
        cmocka_unit_test_setup_teardown(test_stricter_than_the_parser, start, end),
        cmocka_unit_test_setup_teardown(test_plain_lines_as_others, start, end),
        cmocka_unit_test_setup_teardown(test_plain_values, start, end),
        cmocka_unit_test_setup_teardown(test_deep_nesting, start, end),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
