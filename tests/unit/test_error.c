#include "base/error.h"

#include "failing_alloc.h"

static void set_fills_in_from_the_registry(void **state)
{
    (void)state;
    tocsin_error error = TOCSIN_ERROR_INIT;
    error_at(&error, "old.lua", 3, 4);
    error_traceback(&error, "old");
    assert_int_equal(error_set(&error, MESSAGE_FILE_OPEN, "No such file"), TOCSIN_ERROR_IO);
    assert_int_equal(error.size, sizeof error);
    assert_int_equal(error.status, TOCSIN_ERROR_IO);
    assert_string_equal(error.id, "file-open");
    assert_string_equal(error.message, "cannot open: No such file");
    assert_string_equal(error.file, "");
    assert_string_equal(error.traceback, "");
    assert_int_equal(error.line, 0);
    assert_int_equal(error.column, 0);
    assert_true(error.offset == UINT64_MAX);
}

static void no_error_to_fill_in_is_fine(void **state)
{
    (void)state;
    assert_int_equal(error_set(NULL, MESSAGE_MEMORY), TOCSIN_ERROR_MEMORY);
    error_at(NULL, "x", 1, 1);
    error_offset(NULL, 1);
    error_traceback(NULL, "x");
}

static void long_texts_end_in_dots_at_a_character(void **state)
{
    (void)state;
    char out[8];
    error_copy_text(out, sizeof out, "1234567");
    assert_string_equal(out, "1234567");
    error_copy_text(out, sizeof out, "12345678");
    assert_string_equal(out, "1234...");
    error_copy_text(out, sizeof out, "123\xc3\xa9 and more");
    assert_string_equal(out, "123...");
    error_copy_text(out, sizeof out, "12\xc3\xa9 and more");
    assert_string_equal(out, "12\xc3\xa9...");
    error_copy_text(out, sizeof out, "\x80\x80\x80\x80\x80\x80\x80\x80\x80");
    assert_string_equal(out, "...");
}

static void a_long_message_is_cut_at_a_character(void **state)
{
    (void)state;
    char name[4 * sizeof(((tocsin_error *)NULL)->message)];
    for (size_t i = 0; i + 2 < sizeof name; i += 2)
        memcpy(name + i, "\xc3\xa9", 2);
    name[sizeof name - 2] = name[sizeof name - 1] = '\0';
    tocsin_error error;
    error_set(&error, MESSAGE_FILE_OPEN, name);
    size_t length = strlen(error.message), prefix = strlen("cannot open: ");
    assert_in_range(length, sizeof error.message - 3, sizeof error.message - 1);
    assert_string_equal(error.message + length - 3, "...");
    assert_int_equal((length - 3 - prefix) % 2, 0);
}

static void assert_formatted(const tocsin_error *error, const char *expected)
{
    char out[2048];
    assert_int_equal(tocsin_error_format(error, out, sizeof out), strlen(expected));
    assert_string_equal(out, expected);
    char small[6] = "xxxxx";
    assert_int_equal(tocsin_error_format(error, small, sizeof small), strlen(expected));
    assert_int_equal(strlen(small), 5);
    assert_memory_equal(small, expected, 5);
    assert_int_equal(tocsin_error_format(error, NULL, 0), strlen(expected));
}

static void format_tells_what_is_known(void **state)
{
    (void)state;
    tocsin_error error;
    error_set(&error, MESSAGE_MEMORY);
    assert_formatted(&error, "out of memory");
    error_offset(&error, 17);
    assert_formatted(&error, "byte 17: out of memory");
    error_at(&error, "a.lua", 0, 0);
    assert_formatted(&error, "a.lua:byte 17: out of memory");
    error_at(&error, NULL, 12, 0);
    assert_formatted(&error, "a.lua:12: out of memory");
    error_at(&error, NULL, 12, 5);
    assert_formatted(&error, "a.lua:12:5: out of memory");
}

static void format_holds_the_longest_place(void **state)
{
    (void)state;
    char name[2 * sizeof(((tocsin_error *)NULL)->file)];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    tocsin_error error;
    error_set(&error, MESSAGE_MEMORY);
    error_at(&error, name, UINT32_MAX, UINT32_MAX);
    char out[2048];
    size_t length = tocsin_error_format(&error, out, sizeof out);
    assert_int_equal(length, 255 + strlen(":4294967295:4294967295: out of memory"));
    assert_string_equal(out + 252, "...:4294967295:4294967295: out of memory");
    error_at(&error, NULL, 0, 0);
    error_offset(&error, UINT64_MAX - 1);
    length = tocsin_error_format(&error, out, sizeof out);
    assert_string_equal(out + 252, "...:byte 18446744073709551614: out of memory");
}

static void an_excerpt_is_the_line_with_its_place(void **state)
{
    (void)state;
    tocsin_error error;
    error_set(&error, MESSAGE_MEMORY);
    error_excerpt(&error, STR("pattern = [[ @nothing ]]"), 13, 21);
    assert_string_equal(error.excerpt, "pattern = [[ @nothing ]]");
    assert_int_equal(error.mark, 13);
    assert_int_equal(error.mark_length, 8);
    error_excerpt(&error, STR("abc"), 3, 9); /* behind the end */
    assert_int_equal(error.mark, 3);
    assert_int_equal(error.mark_length, 0);
    error_excerpt(NULL, STR("abc"), 0, 1);
    error_set(&error, MESSAGE_MEMORY);
    assert_string_equal(error.excerpt, "");
}

static void a_long_line_is_cut_around_its_place_at_characters(void **state)
{
    (void)state;
    char line[1000];
    tocsin_error error;
    for (size_t i = 0; i < sizeof line; i += 2)
        memcpy(line + i, "ä", 2);
    memcpy(line + 501, "x", 1); /* breaks the characters' even places: no cut may fall into one */
    memcpy(line + 500, "x", 1);
    error_set(&error, MESSAGE_MEMORY);
    error_excerpt(&error, (struct str){line, sizeof line}, 500, 502);
    assert_int_equal(error.mark_length, 2);
    assert_memory_equal(error.excerpt + error.mark, "xx", 2);
    assert_int_equal((unsigned char)error.excerpt[0], 0xc3);
    assert_int_equal(strlen(error.excerpt) % 2, 0);
    error_excerpt(&error, (struct str){line, sizeof line}, 0, sizeof line);
    assert_int_equal(error.mark, 0);
    assert_int_equal(error.mark_length, strlen(error.excerpt));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(set_fills_in_from_the_registry),
        cmocka_unit_test(no_error_to_fill_in_is_fine),
        cmocka_unit_test(long_texts_end_in_dots_at_a_character),
        cmocka_unit_test(a_long_message_is_cut_at_a_character),
        cmocka_unit_test(format_tells_what_is_known),
        cmocka_unit_test(format_holds_the_longest_place),
        cmocka_unit_test(an_excerpt_is_the_line_with_its_place),
        cmocka_unit_test(a_long_line_is_cut_around_its_place_at_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
