/* Documents out of files: text whole, JSON Lines one by one, with errors between them. */
#include <stdio.h>
#include <unistd.h>

#include "failing_alloc.h"
#include "tocsin/tocsin.h"

static char path[64];

/* A file with the text under a name that ends as given. */
static void make_file(const char *ending, const char *text, size_t length)
{
    snprintf(path, sizeof path, "test_reader_%ld%s", (long)getpid(), ending);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static tocsin_reader *open_file(const char *ending, const char *text, size_t length, tocsin_input input)
{
    tocsin_reader *reader = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    make_file(ending, text, length);
    assert_int_equal(tocsin_reader_open(&reader, path, input, NULL, &error), TOCSIN_OK);
    return reader;
}

static int remove_file(void **state)
{
    (void)state;
    unlink(path);
    return 0;
}

static void assert_document(tocsin_reader *reader, const char *id, const char *text, size_t length)
{
    const tocsin_document *document = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(tocsin_reader_next(reader, &document, &error), TOCSIN_OK);
    assert_non_null(document);
    assert_string_equal(document->id, id);
    assert_int_equal(document->length, length);
    assert_memory_equal(document->text, text, length);
}

static void assert_end(tocsin_reader *reader)
{
    for (int i = 0; i < 2; i++) {
        const tocsin_document *document = (const tocsin_document *)reader;
        assert_int_equal(tocsin_reader_next(reader, &document, NULL), TOCSIN_OK);
        assert_null(document);
    }
    tocsin_reader_free(reader);
}

static void test_text(void **state)
{
    (void)state;
    tocsin_reader *reader = open_file(".txt", "a\0b\r\n", 5, TOCSIN_INPUT_AUTO);
    assert_document(reader, path, "a\0b\r\n", 5);
    assert_end(reader);
    reader = open_file(".jsonl", "{}\n", 3, TOCSIN_INPUT_TEXT);
    assert_document(reader, path, "{}\n", 3);
    assert_end(reader);
    reader = open_file(".txt", "", 0, TOCSIN_INPUT_AUTO);
    assert_document(reader, path, "", 0);
    assert_end(reader);
}

static void test_text_keeps_bom(void **state)
{
    (void)state;
    tocsin_reader *reader = open_file(".txt", "\xef\xbb\xbfx", 4, TOCSIN_INPUT_AUTO);
    assert_document(reader, path, "\xef\xbb\xbfx", 4);
    assert_end(reader);
}

static void assert_error(tocsin_reader *reader, const char *id, unsigned line)
{
    const tocsin_document *document = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(tocsin_reader_next(reader, &document, &error), TOCSIN_ERROR_INPUT);
    assert_null(document);
    assert_string_equal(error.id, id);
    assert_string_equal(error.file, path);
    assert_int_equal(error.line, line);
}

static void test_lines(void **state)
{
    (void)state;
    static const char lines[] = "\xef\xbb\xbf{\"id\":\"one\",\"text\":\"1\"}\r\n"
                                "\r\n \t\n"
                                "{\"id\":2,\"text\":\"2\"\n"
                                "[]\n"
                                "{\"text\":\"\\u0000\"}\n"
                                "{\"id\":\"last\",\"text\":\"\"}";
    tocsin_reader *reader = open_file(".ndjson", lines, sizeof lines - 1, TOCSIN_INPUT_AUTO);
    char place[80];
    assert_document(reader, "one", "1", 1);
    assert_error(reader, "json-syntax", 4);
    assert_error(reader, "json-not-object", 5);
    snprintf(place, sizeof place, "%s:6", path);
    assert_document(reader, place, "", 1);
    assert_document(reader, "last", "", 0);
    assert_end(reader);
}

static void test_names_decide(void **state)
{
    (void)state;
    tocsin_reader *reader = open_file(".json", "{\"text\":\"x\"}", 12, TOCSIN_INPUT_AUTO);
    assert_document(reader, path, "{\"text\":\"x\"}", 12);
    assert_end(reader);
    reader = open_file(".json", "{\"text\":\"x\",\"id\":1}", 19, TOCSIN_INPUT_JSONL);
    assert_document(reader, "1", "x", 1);
    assert_end(reader);
}

static void test_cannot_read(void **state)
{
    (void)state;
    tocsin_reader *reader = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(tocsin_reader_open(&reader, "no/such/file", TOCSIN_INPUT_AUTO, NULL, &error), TOCSIN_ERROR_IO);
    assert_string_equal(error.id, "file-open");
    assert_string_equal(error.file, "no/such/file");
    assert_int_equal(tocsin_reader_open(&reader, ".", TOCSIN_INPUT_AUTO, NULL, &error), TOCSIN_ERROR_IO);
    assert_string_equal(error.id, "file-read");
    assert_int_equal(tocsin_reader_open(NULL, ".", TOCSIN_INPUT_AUTO, NULL, &error), TOCSIN_ERROR_ARGUMENT);
    assert_null(reader);
}

static bool read_all(const tocsin_allocator *alloc, void *user)
{
    (void)user;
    tocsin_reader *reader = NULL;
    if (tocsin_reader_open(&reader, path, TOCSIN_INPUT_AUTO, alloc, NULL))
        return false;
    size_t good = 0, bad = 0;
    for (const tocsin_document *document = NULL; bad < 10;) {
        tocsin_status status = tocsin_reader_next(reader, &document, NULL);
        if (!status && !document)
            break;
        assert_true(status == TOCSIN_OK || status == TOCSIN_ERROR_MEMORY);
        good += !status;
        bad += status != TOCSIN_OK;
    }
    tocsin_reader_free(reader);
    return good == 2 && bad == 0;
}

static void test_memory(void **state)
{
    (void)state;
    static const char lines[] = "{\"id\":1,\"text\":\"1\",\"a\":true}\n{\"text\":\"2\"}\n";
    make_file(".jsonl", lines, sizeof lines - 1);
    assert_true(failing_alloc_every(read_all, NULL) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_text, remove_file),
        cmocka_unit_test_teardown(test_text_keeps_bom, remove_file),
        cmocka_unit_test_teardown(test_lines, remove_file),
        cmocka_unit_test_teardown(test_names_decide, remove_file),
        cmocka_unit_test_teardown(test_cannot_read, remove_file),
        cmocka_unit_test_teardown(test_memory, remove_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
