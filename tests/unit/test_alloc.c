#include "base/alloc.h"

#include "failing_alloc.h"

static void system_allocator_grows_and_releases(void **state)
{
    (void)state;
    char *block = alloc_new(&alloc_system, 4);
    assert_non_null(block);
    memcpy(block, "abc", 4);
    block = alloc_resize(&alloc_system, block, 4, 100000);
    assert_non_null(block);
    assert_string_equal(block, "abc");
    assert_null(alloc_resize(&alloc_system, block, 100000, 0));
}

static void free_takes_null(void **state)
{
    (void)state;
    struct failing_alloc memory;
    failing_alloc_init(&memory);
    alloc_free(&memory.allocator, NULL, 0);
    failing_alloc_assert_clean(&memory);
}

static void zero_gives_zeroes(void **state)
{
    (void)state;
    struct failing_alloc memory;
    failing_alloc_init(&memory);
    unsigned char *block = alloc_zero(&memory.allocator, 300);
    assert_non_null(block);
    for (size_t i = 0; i < 300; i++)
        assert_int_equal(block[i], 0);
    alloc_free(&memory.allocator, block, 300);
    failing_alloc_assert_clean(&memory);
}

static void text_keeps_nul_and_ends_with_one(void **state)
{
    (void)state;
    struct failing_alloc memory;
    failing_alloc_init(&memory);
    char *copy = alloc_text(&memory.allocator, "a\0b", 3);
    assert_memory_equal(copy, "a\0b\0", 4);
    alloc_free(&memory.allocator, copy, 4);
    copy = alloc_text(&memory.allocator, NULL, 0);
    assert_string_equal(copy, "");
    alloc_free(&memory.allocator, copy, 1);
    failing_alloc_assert_clean(&memory);
}

static bool make_both(const tocsin_allocator *alloc, void *user)
{
    (void)user;
    void *zeroes = alloc_zero(alloc, 10);
    char *text = alloc_text(alloc, "warn", 4);
    alloc_free(alloc, zeroes, 10);
    alloc_free(alloc, text, 5);
    return zeroes && text;
}

static void failure_gives_null(void **state)
{
    (void)state;
    assert_int_equal(failing_alloc_every(make_both, NULL), 4);
}

/* The helper itself has to catch what it is for. */
static void failing_allocator_sees_leaks_and_wrong_sizes(void **state)
{
    (void)state;
    struct failing_alloc memory;
    failing_alloc_init(&memory);
    void *block = alloc_new(&memory.allocator, 8);
    assert_int_equal(memory.live_blocks, 1);
    assert_int_equal(memory.live_bytes, 8);
    alloc_free(&memory.allocator, block, 7);
    assert_int_equal(memory.live_blocks, 0);
    assert_int_equal(memory.wrong_sizes, 1);

    failing_alloc_init(&memory);
    memory.fail_at = 2;
    block = alloc_new(&memory.allocator, 8);
    assert_null(alloc_resize(&memory.allocator, block, 8, 16));
    assert_int_equal(memory.live_bytes, 8);
    alloc_free(&memory.allocator, block, 8);
    failing_alloc_assert_clean(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(system_allocator_grows_and_releases),
        cmocka_unit_test(free_takes_null),
        cmocka_unit_test(zero_gives_zeroes),
        cmocka_unit_test(text_keeps_nul_and_ends_with_one),
        cmocka_unit_test(failure_gives_null),
        cmocka_unit_test(failing_allocator_sees_leaks_and_wrong_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
