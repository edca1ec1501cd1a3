#include "base/buffer.h"

#include "failing_alloc.h"

static void assert_holds(const struct buffer *buffer, const char *text, size_t length)
{
    assert_false(buffer->failed);
    assert_int_equal(buffer->length, length);
    assert_memory_equal(buffer->data, text, length);
}

static void pieces_come_out_as_one(void **state)
{
    (void)state;
    struct failing_alloc memory;
    struct buffer buffer;
    failing_alloc_init(&memory);
    buffer_init(&buffer, &memory.allocator);
    buffer_text(&buffer, "a");
    buffer_char(&buffer, '\0');
    buffer_append(&buffer, "b\0c", 3);
    buffer_append(&buffer, NULL, 0);
    buffer_text(&buffer, "");
    buffer_unsigned(&buffer, 0);
    buffer_char(&buffer, ' ');
    buffer_unsigned(&buffer, UINT64_MAX);
    buffer_format(&buffer, " %s=%05d", "x", 42);
    static const char expected[] = "a\0b\0c0 18446744073709551615 x=00042";
    assert_holds(&buffer, expected, sizeof expected - 1);
    buffer_finish(&buffer);
    failing_alloc_assert_clean(&memory);
}

static void large_pieces_fit(void **state)
{
    (void)state;
    struct failing_alloc memory;
    struct buffer buffer;
    failing_alloc_init(&memory);
    buffer_init(&buffer, &memory.allocator);
    buffer_format(&buffer, "%100000d", 7);
    assert_int_equal(buffer.length, 100000);
    assert_int_equal(buffer.data[99999], '7');
    for (int i = 0; i < 100000; i++)
        buffer_char(&buffer, 'y');
    assert_int_equal(buffer.length, 200000);
    assert_int_equal(buffer.data[199999], 'y');
    assert_true(memory.calls < 10);
    buffer_finish(&buffer);
    failing_alloc_assert_clean(&memory);
}

static void clear_keeps_room_and_forgets_failure(void **state)
{
    (void)state;
    struct failing_alloc memory;
    struct buffer buffer;
    failing_alloc_init(&memory);
    buffer_init(&buffer, &memory.allocator);
    buffer_text(&buffer, "kept");
    memory.fail_at = memory.calls + 1;
    buffer_format(&buffer, "%5000s", "lost");
    buffer_text(&buffer, "dropped too");
    assert_true(buffer.failed);
    assert_int_equal(buffer.length, 4);
    assert_memory_equal(buffer.data, "kept", 4);
    buffer_clear(&buffer);
    buffer_text(&buffer, "again");
    assert_holds(&buffer, "again", 5);
    buffer_finish(&buffer);
    failing_alloc_assert_clean(&memory);
}

static void absurd_sizes_are_refused(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, &alloc_system);
    buffer_text(&buffer, "x");
    assert_false(buffer_reserve(&buffer, SIZE_MAX));
    assert_true(buffer.failed);
    assert_int_equal(buffer.length, 1);
    buffer_finish(&buffer);
    assert_false(buffer.failed);
}

static bool write_much(const tocsin_allocator *alloc, void *user)
{
    (void)user;
    struct buffer buffer;
    buffer_init(&buffer, alloc);
    for (unsigned i = 0; i < 2000; i++) {
        buffer_format(&buffer, "%u,", i);
        buffer_unsigned(&buffer, i);
        buffer_char(&buffer, '\n');
    }
    bool well = !buffer.failed;
    buffer_finish(&buffer);
    return well;
}

/* What failed once must stay failed: a later append that fits would leave a hole. */
static void every_failure_is_told_at_the_end(void **state)
{
    (void)state;
    size_t reported = failing_alloc_every(write_much, NULL);
    struct failing_alloc memory;
    failing_alloc_init(&memory);
    assert_true(write_much(&memory.allocator, NULL));
    assert_int_equal(reported, 2 * memory.calls);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_come_out_as_one),
        cmocka_unit_test(large_pieces_fit),
        cmocka_unit_test(clear_keeps_room_and_forgets_failure),
        cmocka_unit_test(absurd_sizes_are_refused),
        cmocka_unit_test(every_failure_is_told_at_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
