#include "base/hash.h"

#include <stdio.h>

#include "failing_alloc.h"

static void hash_sees_every_byte_and_the_length(void **state)
{
    (void)state;
    unsigned char bytes[64] = {0};
    for (size_t length = 0; length <= sizeof bytes; length++) {
        uint64_t plain = hash_bytes(bytes, length);
        if (length < sizeof bytes)
            assert_true(plain != hash_bytes(bytes, length + 1));
        for (size_t i = 0; i < length; i++) {
            bytes[i] = 1;
            assert_true(plain != hash_bytes(bytes, length));
            bytes[i] = 0;
        }
    }
}

static void hash_takes_null_for_nothing(void **state)
{
    (void)state;
    assert_true(hash_bytes(NULL, 0) == hash_bytes("", 0));
}

/* The low bits choose the slot: they have to spread for the short, alike keys that words are. */
static void low_bits_spread(void **state)
{
    (void)state;
    enum { BUCKETS = 1024, KEYS = 64 * BUCKETS };
    static unsigned filled[BUCKETS];
    memset(filled, 0, sizeof filled);
    for (unsigned i = 0; i < KEYS; i++) {
        char key[16];
        int length = snprintf(key, sizeof key, "w%u", i);
        filled[hash_bytes(key, (size_t)length) % BUCKETS]++;
    }
    double squares = 0;
    for (size_t i = 0; i < BUCKETS; i++)
        squares += ((double)filled[i] - 64) * ((double)filled[i] - 64) / 64;
    /* chi squared with 1,023 degrees of freedom: mean 1,023, deviation 45 */
    assert_true(squares > 1023 - 6 * 45 && squares < 1023 + 6 * 45);
}

static bool number_equal(const void *user, uint32_t index, const void *key)
{
    const uint32_t *items = user;
    return items[index] == *(const uint32_t *)key;
}

/* Every other hash is the same one, so that look-ups have to go by `equal`. */
static uint64_t poor_hash(uint32_t number)
{
    return number % 2 ? 7 : hash_bytes(&number, sizeof number);
}

enum { NUMBERS = 600 };

static bool file_numbers(const tocsin_allocator *alloc, void *user)
{
    uint32_t *items = user;
    struct hash_map map;
    hash_map_init(&map, alloc);
    bool well = true;
    uint32_t filed = 0;
    for (; filed < NUMBERS; filed++) {
        items[filed] = filed * 3;
        if (!hash_map_add(&map, poor_hash(items[filed]), filed)) {
            well = false;
            break;
        }
    }
    assert_int_equal(map.count, filed);
    for (uint32_t number = 0; number < 3 * NUMBERS; number++) {
        bool there = number % 3 == 0 && number / 3 < filed;
        uint32_t found = hash_map_find(&map, poor_hash(number), number_equal, items, &number);
        assert_int_equal(found, there ? number / 3 : UINT32_MAX);
    }
    hash_map_finish(&map);
    return well;
}

static void what_is_filed_is_found_even_after_a_failure(void **state)
{
    (void)state;
    uint32_t items[NUMBERS];
    assert_true(failing_alloc_every(file_numbers, items) > 8);
}

static void clear_empties_and_keeps_room(void **state)
{
    (void)state;
    struct failing_alloc memory;
    struct hash_map map;
    uint32_t items[] = {5, 6};
    failing_alloc_init(&memory);
    hash_map_init(&map, &memory.allocator);
    hash_map_clear(&map);
    assert_int_equal(hash_map_find(&map, 5, number_equal, items, &items[0]), UINT32_MAX);
    assert_true(hash_map_add(&map, 5, 0));
    hash_map_clear(&map);
    assert_int_equal(map.count, 0);
    assert_int_equal(hash_map_find(&map, 5, number_equal, items, &items[0]), UINT32_MAX);
    assert_true(hash_map_add(&map, 6, 1));
    assert_int_equal(hash_map_find(&map, 6, number_equal, items, &items[1]), 1);
    assert_int_equal(memory.calls, 1);
    hash_map_finish(&map);
    failing_alloc_assert_clean(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hash_sees_every_byte_and_the_length),
        cmocka_unit_test(hash_takes_null_for_nothing),
        cmocka_unit_test(low_bits_spread),
        cmocka_unit_test(what_is_filed_is_found_even_after_a_failure),
        cmocka_unit_test(clear_empties_and_keeps_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
