/* Lines out of pipes that give their bytes in pieces of any size. */
#include <stdio.h>
#include <unistd.h>

#include "failing_alloc.h"
#include "io/line_reader.h"

enum { LIMIT = 40 };

static struct line_reader reader;
static FILE *file;

static void open_text(const tocsin_allocator *alloc, const char *text, size_t length, size_t limit)
{
    file = tmpfile();
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, length, file), length);
    rewind(file);
    line_reader_init(&reader, alloc, fileno(file), limit);
}

static void close_text(void)
{
    line_reader_finish(&reader);
    fclose(file);
}

static void assert_line(const char *expected, unsigned number)
{
    struct str line;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(line_reader_next(&reader, &line, &error), TOCSIN_OK);
    if (!expected) {
        assert_null(line.data);
        return;
    }
    assert_int_equal(line.length, strlen(expected));
    assert_memory_equal(line.data, expected, line.length);
    assert_int_equal(reader.number, number);
}

static void test_line_ends(void **state)
{
    (void)state;
    open_text(&alloc_system, "a\r\n\n\r\nb\rc\nlast", 14, LIMIT);
    assert_line("a", 1);
    assert_line("", 2);
    assert_line("", 3);
    assert_line("b\rc", 4);
    assert_line("last", 5);
    assert_line(NULL, 0);
    assert_line(NULL, 0);
    close_text();
}

static void test_empty_file(void **state)
{
    (void)state;
    open_text(&alloc_system, "", 0, LIMIT);
    assert_line(NULL, 0);
    close_text();
}

static void assert_too_long(unsigned number)
{
    struct str line;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(line_reader_next(&reader, &line, &error), TOCSIN_ERROR_LIMIT);
    assert_string_equal(error.id, "line-too-long");
    assert_int_equal(reader.number, number);
}

static void test_long_lines(void **state)
{
    (void)state;
    char text[300];
    memset(text, 'x', sizeof text);
    text[LIMIT] = text[LIMIT + 2] = text[200] = '\n';
    open_text(&alloc_system, text, sizeof text, LIMIT);
    assert_line("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 1);
    assert_line("x", 2);
    assert_too_long(3);
    assert_too_long(4);
    assert_line(NULL, 0);
    close_text();
}

/* A line over the limit that is far longer than the buffer is dropped as it comes. */
static void test_dropping_takes_no_memory(void **state)
{
    (void)state;
    struct failing_alloc counted;
    failing_alloc_init(&counted);
    size_t length = 3u << 20;
    char *text = malloc(length);
    memset(text, 'x', length);
    text[0] = text[length - 3] = '\n';
    open_text(&counted.allocator, text, length, 1000);
    assert_line("", 1);
    assert_too_long(2);
    assert_line("xx", 3);
    assert_line(NULL, 0);
    close_text();
    free(text);
    assert_true(counted.peak_bytes < (1u << 20));
    failing_alloc_assert_clean(&counted);
}

/* Lines of every length around the edges of the buffer, in pieces as a pipe gives them. */
static void test_pipe(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    line_reader_init(&reader, &alloc_system, ends[0], 1 << 20);
    char text[64];
    for (unsigned i = 1; i <= 60; i++) {
        memset(text, 'a' + (int)(i % 26), i);
        text[i] = '\n';
        assert_int_equal(write(ends[1], text, i), i);
        assert_int_equal(write(ends[1], text + i, 1), 1);
        text[i] = '\0';
        assert_line(text, i);
    }
    close(ends[1]);
    assert_line(NULL, 0);
    line_reader_finish(&reader);
    close(ends[0]);
}

static void test_peek_and_rest(void **state)
{
    (void)state;
    struct str seen;
    open_text(&alloc_system, "\xef\xbb\xbf{\"a\":1}\nrest\n", 16, LIMIT);
    assert_int_equal(line_reader_peek(&reader, 4, &seen, NULL), TOCSIN_OK);
    assert_true(seen.length >= 4);
    line_reader_skip(&reader, 3);
    assert_line("{\"a\":1}", 1);
    assert_int_equal(line_reader_rest(&reader, &seen, NULL), TOCSIN_OK);
    assert_int_equal(seen.length, 5);
    assert_memory_equal(seen.data, "rest\n", 5);
    close_text();
}

static void test_rest_over_the_limit(void **state)
{
    (void)state;
    struct str rest;
    char text[100] = {0};
    open_text(&alloc_system, text, sizeof text, LIMIT);
    assert_int_equal(line_reader_rest(&reader, &rest, NULL), TOCSIN_ERROR_LIMIT);
    close_text();
}

static void test_unreadable(void **state)
{
    (void)state;
    struct str line;
    tocsin_error error = TOCSIN_ERROR_INIT;
    line_reader_init(&reader, &alloc_system, -1, LIMIT);
    assert_int_equal(line_reader_next(&reader, &line, &error), TOCSIN_ERROR_IO);
    assert_string_equal(error.id, "file-read");
    line_reader_finish(&reader);
}

static bool read_lines(const tocsin_allocator *alloc, void *user)
{
    (void)user;
    static char text[700000];
    memset(text, 'x', sizeof text);
    text[3] = text[600000] = '\n';
    open_text(alloc, text, sizeof text, sizeof text);
    size_t lines = 0, failures = 0;
    struct str line = {"", 0};
    while (line.data && failures < 10) {
        tocsin_status status = line_reader_next(&reader, &line, NULL);
        assert_true(status == TOCSIN_OK || status == TOCSIN_ERROR_MEMORY);
        failures += status != TOCSIN_OK;
        lines += !status && line.data;
    }
    close_text();
    return failures == 0 && lines == 3;
}

static void test_memory(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(read_lines, NULL) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_ends),     cmocka_unit_test(test_empty_file),
        cmocka_unit_test(test_long_lines),    cmocka_unit_test(test_dropping_takes_no_memory),
        cmocka_unit_test(test_pipe),          cmocka_unit_test(test_peek_and_rest),
        cmocka_unit_test(test_rest_over_the_limit), cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
