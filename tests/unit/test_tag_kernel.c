/* All variants of the tagger's kernel give the same numbers, and the labels that a plain loop finds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "english/tag_kernel.h"

enum { ROUNDS = 200, KEYS = 20, FEATURE = TAG_FEATURE_HEAD + TAG_LANES };

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* A bucket of two features, the first of some weights or of all, the second of none. */
struct bucket {
    char bytes[FEATURE + TAG_FEATURE_HEAD];
    size_t size;
};

static void put_key(char *at, uint64_t key, uint8_t count)
{
    at[0] = (char)(key & 255);
    at[1] = (char)(key >> 8 & 255);
    at[2] = (char)count;
}

static void fill_bucket(struct bucket *out, uint64_t key, uint64_t *random)
{
    uint8_t count = next_random(random) % 2 ? TAG_WHOLE : (uint8_t)(next_random(random) % 12);
    put_key(out->bytes, key, count);
    size_t behind = TAG_FEATURE_HEAD + weight_feature_size(out->bytes);
    for (size_t i = TAG_FEATURE_HEAD; i < behind; i++)
        out->bytes[i] = (char)next_random(random);
    for (size_t i = 0; count != TAG_WHOLE && i < count; i++)
        out->bytes[TAG_FEATURE_HEAD + 2 * i] = (char)(i * 5);
    put_key(out->bytes + behind, key + 1, 0);
    out->size = behind + TAG_FEATURE_HEAD;
}

static void test_variants_agree(void **state)
{
    static struct bucket features[KEYS];
    struct weight_bucket buckets[KEYS];
    uint64_t keys[KEYS], random = 1;
    (void)state;
    for (size_t round = 0; round < ROUNDS; round++) {
        int16_t sums[TAG_LANES], expected[TAG_LANES], got[TAG_LANES];
        for (size_t i = 0; i < TAG_LANES; i++)
            sums[i] = (int16_t)(next_random(&random) >> 20);
        for (size_t i = 0; i < KEYS; i++) {
            uint64_t key = next_random(&random);
            fill_bucket(&features[i], key, &random);
            keys[i] = key + next_random(&random) % 3; /* the first, the second, or one that is not there */
            buckets[i] = (struct weight_bucket){features[i].bytes, features[i].bytes + features[i].size};
        }
        memcpy(expected, sums, sizeof expected);
        tag_kernel_scalar.add_sums(expected, sums);
        tag_kernel_scalar.add_weights(expected, buckets, keys, KEYS);
        for (unsigned simd = 0; simd < CPU_SIMD_COUNT; simd++) {
            if (!cpu_has((enum cpu_simd)simd))
                continue;
            const struct tag_kernel *kernel = tag_kernel_for((enum cpu_simd)simd);
            memcpy(got, sums, sizeof got);
            kernel->add_sums(got, sums);
            kernel->add_weights(got, buckets, keys, KEYS);
            assert_memory_equal(got, expected, sizeof got);
        }
    }
}

/* By hand: a feature of two weights is found behind another one. */
static void test_weights(void **state)
{
    static const char features[] = {1, 0, 1, 3, 100, 2, 0, 2, 3, 5, 63, -7};
    struct weight_bucket bucket = {features, features + sizeof features};
    const uint64_t keys[] = {2, 9};
    int16_t sums[TAG_LANES] = {0};
    (void)state;
    tag_kernel_scalar.add_weights(sums, (struct weight_bucket[]){bucket, bucket}, keys, 2);
    assert_int_equal(sums[3], 5);
    assert_int_equal(sums[63], -7);
    assert_int_equal(sums[0], 0);
}

static bool choose_slowly(uint8_t *out, const int16_t *sums, int lead)
{
    size_t near = 0;
    *out = 0;
    for (size_t i = 1; i < TAG_LANES; i++)
        *out = sums[i] > sums[*out] ? (uint8_t)i : *out;
    for (size_t i = 0; i < TAG_LANES; i++)
        near += sums[i] > sums[*out] - lead;
    return near == 1;
}

static void test_choice(void **state)
{
    uint64_t random = 7;
    (void)state;
    for (size_t round = 0; round < ROUNDS; round++) {
        int16_t sums[TAG_LANES];
        for (size_t i = 0; i < TAG_LANES; i++)
            sums[i] = round ? (int16_t)(next_random(&random) % 9 * 100) : INT16_MIN;
        for (size_t i = next_random(&random) % TAG_LANES; round && i < TAG_LANES; i++)
            sums[i] = INT16_MIN;
        int lead = round % 2 ? 150 : 50;
        uint8_t expected, got;
        if (sums[0] == INT16_MIN)
            lead = 0; /* what is below the lowest number is no limit */
        bool sure = choose_slowly(&expected, sums, lead);
        for (unsigned simd = 0; simd < CPU_SIMD_COUNT; simd++) {
            if (!cpu_has((enum cpu_simd)simd))
                continue;
            assert_int_equal(tag_kernel_for((enum cpu_simd)simd)->choose(&got, sums, lead), sure);
            assert_int_equal(got, expected);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_variants_agree),
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_choice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
