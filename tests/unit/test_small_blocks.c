#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "failing_alloc.h"
#include "script/small_blocks.h"

enum { HELD = 300 };

/* Blocks that are made, grown, made smaller and dropped by chance; each keeps what was written to it. */
static void test_blocks_keep_their_bytes(void **state)
{
    (void)state;
    struct failing_alloc host;
    struct small_blocks blocks;
    unsigned char *held[HELD] = {NULL};
    size_t sizes[HELD] = {0};
    uint32_t chance = 1;
    failing_alloc_init(&host);
    small_blocks_init(&blocks, &host.allocator);
    for (unsigned turn = 0; turn < 100000; turn++) {
        chance = chance * 1664525 + 1013904223;
        unsigned at = chance >> 8 & 0xffff, size = chance >> 24 < 16 ? 0 : (chance >> 4) % 400;
        at %= HELD;
        for (size_t i = 0; i < sizes[at]; i++)
            assert_int_equal(held[at][i], at & 0xff);
        held[at] = small_blocks_resize(&blocks, held[at], sizes[at], size);
        sizes[at] = size;
        assert_true((held[at] != NULL) == (size != 0));
        assert_int_equal((uintptr_t)held[at] % SMALL_BLOCK_UNIT, 0);
        if (size)
            memset(held[at], (int)(at & 0xff), size);
    }
    for (unsigned at = 0; at < HELD; at++)
        assert_null(small_blocks_resize(&blocks, held[at], sizes[at], 0));
    small_blocks_finish(&blocks);
    assert_int_equal(host.live_blocks, 0);
    assert_int_equal(host.wrong_sizes, 0);
}

/* What is dropped is used again. */
static void test_blocks_are_used_again(void **state)
{
    (void)state;
    struct failing_alloc host;
    struct small_blocks blocks;
    failing_alloc_init(&host);
    small_blocks_init(&blocks, &host.allocator);
    void *first = small_blocks_resize(&blocks, NULL, 0, 40);
    small_blocks_resize(&blocks, first, 40, 0);
    assert_ptr_equal(small_blocks_resize(&blocks, NULL, 0, 48), first);
    small_blocks_resize(&blocks, first, 48, 0);
    size_t calls = host.calls;
    for (unsigned i = 0; i < 1000; i++)
        small_blocks_resize(&blocks, small_blocks_resize(&blocks, NULL, 0, 64), 64, 0);
    assert_int_equal(host.calls, calls);
    small_blocks_finish(&blocks);
    assert_int_equal(host.live_blocks, 0);
}

/* Once the region is full, blocks come from the allocator, with the sizes that it is told when they are dropped. */
static void test_full_region(void **state)
{
    (void)state;
    enum { COUNT = SMALL_REGION / 256 + 100 };
    static void *held[COUNT];
    struct failing_alloc host;
    struct small_blocks blocks;
    failing_alloc_init(&host);
    small_blocks_init(&blocks, &host.allocator);
    for (size_t i = 0; i < COUNT; i++) {
        held[i] = small_blocks_resize(&blocks, NULL, 0, 250);
        assert_non_null(held[i]);
        memset(held[i], 1, 250);
    }
    assert_int_equal(host.live_blocks, 1 + 100);
    for (size_t i = 0; i < COUNT; i++) {
        held[i] = small_blocks_resize(&blocks, held[i], 250, 20);
        assert_non_null(held[i]);
        assert_int_equal(((char *)held[i])[19], 1);
        small_blocks_resize(&blocks, held[i], 20, 0);
    }
    small_blocks_finish(&blocks);
    assert_int_equal(host.live_blocks, 0);
    assert_int_equal(host.wrong_sizes, 0);
}

/* Where the allocator fails, nothing is lost, and making a listed block smaller still works. */
static void test_out_of_memory(void **state)
{
    (void)state;
    struct failing_alloc host;
    struct small_blocks blocks;
    failing_alloc_init(&host);
    small_blocks_init(&blocks, &host.allocator);
    char *block = small_blocks_resize(&blocks, NULL, 0, 200);
    assert_non_null(block);
    block[0] = 'x';
    blocks.used = SMALL_REGION;
    host.fail_at = host.calls + 1;
    host.stay_failed = true;
    assert_null(small_blocks_resize(&blocks, NULL, 0, 100));
    assert_null(small_blocks_resize(&blocks, block, 200, 1000));
    assert_ptr_equal(small_blocks_resize(&blocks, block, 200, 30), block);
    assert_int_equal(block[0], 'x');
    small_blocks_resize(&blocks, block, 30, 0);
    small_blocks_finish(&blocks);
    assert_int_equal(host.live_blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks_keep_their_bytes),
        cmocka_unit_test(test_blocks_are_used_again),
        cmocka_unit_test(test_full_region),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
