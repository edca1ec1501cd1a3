#include "base/array.h"

#include "failing_alloc.h"

struct pair {
    uint32_t first, second;
};

static void items_stay_in_order(void **state)
{
    (void)state;
    struct failing_alloc memory;
    failing_alloc_init(&memory);
    ARRAY(struct pair) pairs = {0};
    for (uint32_t i = 0; i < 10000; i++)
        assert_true(array_push(&memory.allocator, &pairs, (struct pair){i, ~i}));
    assert_int_equal(pairs.count, 10000);
    for (uint32_t i = 0; i < 10000; i++) {
        assert_int_equal(pairs.items[i].first, i);
        assert_int_equal(pairs.items[i].second, ~i);
    }
    assert_true(memory.calls < 30); /* grows by a factor, not by a step */
    array_finish(&memory.allocator, &pairs);
    assert_null(pairs.items);
    assert_int_equal(pairs.capacity, 0);
    failing_alloc_assert_clean(&memory);
}

static void clear_keeps_the_room(void **state)
{
    (void)state;
    struct failing_alloc memory;
    failing_alloc_init(&memory);
    ARRAY(int) numbers = {0};
    for (int round = 0; round < 3; round++) {
        array_clear(&numbers);
        for (int i = 0; i < 8; i++)
            assert_true(array_push(&memory.allocator, &numbers, i));
    }
    assert_int_equal(memory.calls, 1);
    array_finish(&memory.allocator, &numbers);
    failing_alloc_assert_clean(&memory);
}

static void reserve_makes_room_at_once(void **state)
{
    (void)state;
    struct failing_alloc memory;
    failing_alloc_init(&memory);
    ARRAY(int) numbers = {0};
    assert_true(array_reserve(&memory.allocator, &numbers, 1000));
    assert_true(numbers.capacity >= 1000);
    assert_int_equal(numbers.count, 0);
    assert_int_equal(memory.calls, 1);
    assert_true(array_reserve(&memory.allocator, &numbers, 0));
    assert_int_equal(memory.calls, 1);
    array_finish(&memory.allocator, &numbers);
    failing_alloc_assert_clean(&memory);
}

/* A count that wraps around must not look like one that fits. */
static void absurd_counts_are_refused(void **state)
{
    (void)state;
    struct failing_alloc memory;
    failing_alloc_init(&memory);
    ARRAY(struct pair) pairs = {0};
    assert_true(array_push(&memory.allocator, &pairs, (struct pair){1, 2}));
    const size_t more[] = {SIZE_MAX, SIZE_MAX - 1, SIZE_MAX / 2, SIZE_MAX / sizeof(struct pair)};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        assert_false(array_reserve(&memory.allocator, &pairs, more[i]));
    assert_int_equal(pairs.count, 1);
    assert_int_equal(pairs.items[0].second, 2);
    array_finish(&memory.allocator, &pairs);
    failing_alloc_assert_clean(&memory);
}

static bool push_many(const tocsin_allocator *alloc, void *user)
{
    (void)user;
    ARRAY(uint64_t) numbers = {0};
    bool well = true;
    for (uint64_t i = 0; i < 1000 && well; i++) {
        size_t count = numbers.count;
        well = array_push(alloc, &numbers, i);
        assert_int_equal(numbers.count, count + well);
        assert_int_equal(numbers.items ? numbers.items[0] : 0, 0);
    }
    array_finish(alloc, &numbers);
    return well;
}

static void a_failed_push_changes_nothing(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(push_many, NULL) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_stay_in_order),
        cmocka_unit_test(clear_keeps_the_room),
        cmocka_unit_test(reserve_makes_room_at_once),
        cmocka_unit_test(absurd_counts_are_refused),
        cmocka_unit_test(a_failed_push_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
