#include "base/arena.h"

#include "failing_alloc.h"

static void blocks_are_aligned_and_apart(void **state)
{
    (void)state;
    struct failing_alloc memory;
    struct arena arena;
    failing_alloc_init(&memory);
    arena_init(&arena, &memory.allocator);
    unsigned char *blocks[500];
    for (size_t i = 0; i < 500; i++) {
        size_t size = i * 7 % 300;
        blocks[i] = arena_new(&arena, size);
        assert_non_null(blocks[i]);
        assert_int_equal((uintptr_t)blocks[i] % alignof(max_align_t), 0);
        memset(blocks[i], (int)(i & 0xff), size);
    }
    for (size_t i = 0; i < 500; i++)
        for (size_t j = 0; j < i * 7 % 300; j++)
            assert_int_equal(blocks[i][j], i & 0xff);
    assert_int_equal(arena.total, memory.live_bytes);
    arena_finish(&arena);
    assert_int_equal(arena.total, 0);
    failing_alloc_assert_clean(&memory);
}

static void nothing_is_held_before_the_first_allocation(void **state)
{
    (void)state;
    struct failing_alloc memory;
    struct arena arena;
    failing_alloc_init(&memory);
    arena_init(&arena, &memory.allocator);
    assert_int_equal(memory.calls, 0);
    arena_reset(&arena, 1000);
    arena_finish(&arena);
    assert_int_equal(memory.calls, 0);
}

static void reserved_bytes_take_no_call(void **state)
{
    (void)state;
    struct failing_alloc memory;
    struct arena arena;
    failing_alloc_init(&memory);
    arena_init(&arena, &memory.allocator);
    assert_true(arena_reserve(&arena, 10000));
    size_t calls = memory.calls;
    assert_non_null(arena_new(&arena, 4000));
    assert_non_null(arena_new(&arena, 6000));
    assert_int_equal(memory.calls, calls);
    assert_false(arena_reserve(&arena, SIZE_MAX));
    arena_finish(&arena);
    failing_alloc_assert_clean(&memory);
}

static void zero_bytes_is_a_block_of_its_own(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, &alloc_system);
    void *first = arena_new(&arena, 0), *second = arena_new(&arena, 0);
    assert_non_null(first);
    assert_ptr_not_equal(first, second);
    arena_finish(&arena);
}

static void absurd_sizes_are_refused(void **state)
{
    (void)state;
    struct failing_alloc memory;
    struct arena arena;
    failing_alloc_init(&memory);
    arena_init(&arena, &memory.allocator);
    assert_non_null(arena_new(&arena, 1));
    const size_t sizes[] = {SIZE_MAX, SIZE_MAX - 15, SIZE_MAX / 2 + 1, SIZE_MAX / 2};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        assert_null(arena_new(&arena, sizes[i]));
    assert_non_null(arena_new(&arena, 1));
    arena_finish(&arena);
    failing_alloc_assert_clean(&memory);
}

static void reset_keeps_one_chunk_within_the_bound(void **state)
{
    (void)state;
    struct failing_alloc memory;
    struct arena arena;
    failing_alloc_init(&memory);
    arena_init(&arena, &memory.allocator);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 100; i++)
            memset(arena_new(&arena, 1000), 1, 1000);
        assert_true(memory.live_bytes >= 100000);
        arena_reset(&arena, 20000);
        assert_int_equal(memory.live_blocks, 1);
        assert_true(memory.live_bytes <= 20000);
        assert_int_equal(arena.total, memory.live_bytes);
    }
    arena_reset(&arena, 0);
    assert_int_equal(memory.live_blocks, 0);
    arena_finish(&arena);
    failing_alloc_assert_clean(&memory);
}

static void a_kept_chunk_is_used_again(void **state)
{
    (void)state;
    struct failing_alloc memory;
    struct arena arena;
    failing_alloc_init(&memory);
    arena_init(&arena, &memory.allocator);
    void *first = arena_new(&arena, 100);
    arena_reset(&arena, SIZE_MAX);
    size_t calls = memory.calls;
    assert_ptr_equal(arena_new(&arena, 100), first);
    assert_int_equal(memory.calls, calls);
    arena_finish(&arena);
    failing_alloc_assert_clean(&memory);
}

static bool fill(const tocsin_allocator *alloc, void *user)
{
    (void)user;
    struct arena arena;
    arena_init(&arena, alloc);
    bool well = true;
    for (size_t i = 0; i < 40 && well; i++)
        well = arena_new(&arena, i * 500) && arena_text(&arena, "holder", 6);
    arena_finish(&arena);
    return well;
}

static void every_failure_is_survived(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(fill, NULL) > 4);
}

static void text_keeps_nul(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, &alloc_system);
    assert_memory_equal(arena_text(&arena, "a\0b", 3), "a\0b\0", 4);
    assert_string_equal(arena_text(&arena, NULL, 0), "");
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_aligned_and_apart),
        cmocka_unit_test(nothing_is_held_before_the_first_allocation),
        cmocka_unit_test(reserved_bytes_take_no_call),
        cmocka_unit_test(zero_bytes_is_a_block_of_its_own),
        cmocka_unit_test(absurd_sizes_are_refused),
        cmocka_unit_test(reset_keeps_one_chunk_within_the_bound),
        cmocka_unit_test(a_kept_chunk_is_used_again),
        cmocka_unit_test(every_failure_is_survived),
        cmocka_unit_test(text_keeps_nul),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
