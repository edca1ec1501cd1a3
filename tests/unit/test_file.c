#include "base/file.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "failing_alloc.h"

struct place {
    char folder[64];
    char path[128];
};

static int make_place(void **state)
{
    static struct place place;
    snprintf(place.folder, sizeof place.folder, "/tmp/tocsin-test-file-XXXXXX");
    if (!mkdtemp(place.folder))
        return -1;
    snprintf(place.path, sizeof place.path, "%s/file", place.folder);
    *state = &place;
    return 0;
}

static int remove_place(void **state)
{
    struct place *place = *state;
    unlink(place->path);
    return rmdir(place->folder); /* fails, and so does the test, if a temporary file was left behind */
}

static char *pattern(size_t length)
{
    char *data = malloc(length + 1);
    for (size_t i = 0; i < length; i++)
        data[i] = (char)(i * 31 + i / 251);
    return data;
}

static void what_is_written_is_read(void **state)
{
    struct place *place = *state;
    const size_t lengths[] = {0, 1, 65535, 65536, 65537, 1000000};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        char *data = pattern(lengths[i]);
        struct failing_alloc memory;
        struct buffer buffer;
        failing_alloc_init(&memory);
        buffer_init(&buffer, &memory.allocator);
        assert_int_equal(file_write(place->path, data, lengths[i], NULL), TOCSIN_OK);
        buffer_text(&buffer, "before");
        assert_int_equal(file_read(&buffer, place->path, SIZE_MAX, NULL), TOCSIN_OK);
        assert_int_equal(buffer.length, lengths[i] + 6);
        assert_memory_equal(buffer.data, "before", 6);
        if (lengths[i])
            assert_memory_equal(buffer.data + 6, data, lengths[i]);
        buffer_finish(&buffer);
        failing_alloc_assert_clean(&memory);
        free(data);
    }
}

/* The size is known beforehand: room for it is taken once, without a doubling to see that nothing follows. */
static void a_regular_file_takes_one_allocation(void **state)
{
    struct place *place = *state;
    char *data = pattern(300000);
    struct failing_alloc memory;
    struct buffer buffer;
    failing_alloc_init(&memory);
    buffer_init(&buffer, &memory.allocator);
    assert_int_equal(file_write(place->path, data, 300000, NULL), TOCSIN_OK);
    assert_int_equal(file_read(&buffer, place->path, SIZE_MAX, NULL), TOCSIN_OK);
    assert_int_equal(memory.calls, 1);
    assert_true(memory.peak_bytes < 300000 + 1024);
    buffer_finish(&buffer);
    free(data);
}

static void a_file_without_a_size_is_read_to_its_end(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, &alloc_system);
    int ends[2];
    char path[64];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "from a pipe", 11), 11);
    close(ends[1]);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    assert_int_equal(file_read(&buffer, path, 11, NULL), TOCSIN_OK);
    assert_int_equal(buffer.length, 11);
    assert_memory_equal(buffer.data, "from a pipe", 11);
    close(ends[0]);
    buffer_finish(&buffer);
}

static void the_limit_is_exact(void **state)
{
    struct place *place = *state;
    struct buffer buffer;
    tocsin_error error = TOCSIN_ERROR_INIT;
    buffer_init(&buffer, &alloc_system);
    buffer_text(&buffer, "x");
    assert_int_equal(file_write(place->path, "12345", 5, NULL), TOCSIN_OK);
    assert_int_equal(file_read(&buffer, place->path, 4, &error), TOCSIN_ERROR_LIMIT);
    assert_string_equal(error.id, "file-too-large");
    assert_string_equal(error.file, place->path);
    assert_int_equal(buffer.length, 1);
    assert_int_equal(file_read(&buffer, place->path, 5, &error), TOCSIN_OK);
    assert_int_equal(buffer.length, 6);
    buffer_finish(&buffer);
}

/* /dev/zero says that it is empty and never ends. */
static void the_limit_holds_for_what_has_no_size(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, &alloc_system);
    assert_int_equal(file_read(&buffer, "/dev/zero", 1000000, NULL), TOCSIN_ERROR_LIMIT);
    assert_int_equal(buffer.length, 0);
    buffer_finish(&buffer);
}

static void failures_name_the_file(void **state)
{
    struct place *place = *state;
    struct buffer buffer;
    tocsin_error error = TOCSIN_ERROR_INIT;
    buffer_init(&buffer, &alloc_system);
    assert_int_equal(file_read(&buffer, place->path, SIZE_MAX, &error), TOCSIN_ERROR_IO);
    assert_string_equal(error.id, "file-open");
    assert_string_equal(error.file, place->path);
    assert_string_equal(error.message, "cannot open: No such file or directory");
    assert_int_equal(file_read(&buffer, place->folder, SIZE_MAX, &error), TOCSIN_ERROR_IO);
    assert_string_equal(error.id, "file-read");
    assert_int_equal(file_write("/nonexistent/folder/file", "", 0, &error), TOCSIN_ERROR_IO);
    assert_string_equal(error.id, "file-write");
    assert_string_equal(error.file, "/nonexistent/folder/file");
    assert_int_equal(file_write(place->folder, "", 0, &error), TOCSIN_ERROR_IO);
    buffer_finish(&buffer);
}

static void a_name_too_long_is_an_error(void **state)
{
    (void)state;
    static char name[5000];
    memset(name, 'n', sizeof name - 1);
    name[0] = '/';
    tocsin_error error;
    assert_int_equal(file_write(name, "", 0, &error), TOCSIN_ERROR_IO);
    assert_string_equal(error.message, "cannot write: File name too long");
}

static mode_t mode_of(const char *path)
{
    struct stat facts;
    assert_int_equal(stat(path, &facts), 0);
    return facts.st_mode & 0777;
}

static void modes_follow_the_umask_and_the_old_file(void **state)
{
    struct place *place = *state;
    mode_t before = umask(027);
    assert_int_equal(file_write(place->path, "new", 3, NULL), TOCSIN_OK);
    umask(before);
    assert_int_equal(mode_of(place->path), 0640);
    assert_int_equal(chmod(place->path, 0600), 0);
    assert_int_equal(file_write(place->path, "newer", 5, NULL), TOCSIN_OK);
    assert_int_equal(mode_of(place->path), 0600);
}

static void a_device_is_written_to_not_replaced(void **state)
{
    (void)state;
    struct stat facts;
    assert_int_equal(file_write("/dev/null", "gone", 4, NULL), TOCSIN_OK);
    assert_int_equal(stat("/dev/null", &facts), 0);
    assert_true(S_ISCHR(facts.st_mode));
    tocsin_error error;
    if (stat("/dev/full", &facts) == 0) {
        assert_int_equal(file_write("/dev/full", "more", 4, &error), TOCSIN_ERROR_IO);
        assert_string_equal(error.message, "cannot write: No space left on device");
    }
}

static bool read_whole(const tocsin_allocator *alloc, void *user)
{
    struct buffer buffer;
    buffer_init(&buffer, alloc);
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_status status = file_read(&buffer, user, SIZE_MAX, &error);
    if (status) {
        assert_int_equal(status, TOCSIN_ERROR_MEMORY);
        assert_int_equal(error.status, TOCSIN_ERROR_MEMORY);
        assert_int_equal(buffer.length, 0);
    }
    buffer_finish(&buffer);
    return !status;
}

static void every_failed_allocation_is_told(void **state)
{
    struct place *place = *state;
    assert_int_equal(file_write(place->path, "text", 4, NULL), TOCSIN_OK);
    assert_true(failing_alloc_every(read_whole, place->path) > 0);
}

#define in_place(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_place(what_is_written_is_read),
        in_place(a_regular_file_takes_one_allocation),
        in_place(a_file_without_a_size_is_read_to_its_end),
        in_place(the_limit_is_exact),
        in_place(the_limit_holds_for_what_has_no_size),
        in_place(failures_name_the_file),
        in_place(a_name_too_long_is_an_error),
        in_place(modes_follow_the_umask_and_the_old_file),
        in_place(a_device_is_written_to_not_replaced),
        in_place(every_failed_allocation_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
