/* All variants of the parser's kernel give the same numbers, also where sums run over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "english/parse_kernel.h"

enum { ROWS = PARSE_FACTORS, WIDEST = 224, SUMS = 5, ROUNDS = 50 };

static const size_t widths[] = {16, 64, 96, 160, WIDEST};

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Every third is zero, every fifth as far from it as can be. */
static void fill(int16_t *out, size_t count, uint64_t *state)
{
    for (size_t i = 0; i < count; i++) {
        uint64_t number = next_random(state);
        out[i] = number % 3 == 0   ? 0
                 : number % 5 == 0 ? (number & 1024 ? INT16_MAX : INT16_MIN)
                                   : (int16_t)(number >> 20);
    }
}

struct input {
    int16_t numbers[ROWS], sums[WIDEST], weights[ROWS * WIDEST];
    size_t count, width;
};

struct output {
    int16_t added[WIDEST], products[WIDEST], pair[2][PARSE_HIDDEN], across[SUMS], cut[WIDEST], state[PARSE_CARRIED];
};

static void run(struct output *out, const struct parse_kernel *kernel, const struct input *input)
{
    const int16_t *rows[ROWS];
    struct parse_factors factors[2];
    struct parse_pair pair = {{out->pair[0], out->pair[1]}, {input->sums, input->weights}, factors};
    memset(out, 0, sizeof *out);
    memcpy(out->across, input->sums, sizeof out->across);
    memcpy(out->cut, input->sums, sizeof out->cut);
    memcpy(out->state, input->numbers, sizeof out->state);
    for (size_t i = 0; i < input->count; i++)
        rows[i] = input->weights + i * input->width;
    kernel->add_rows(out->added, input->sums, rows, input->count, input->width);
    kernel->find_factors(&factors[0], input->numbers, input->count);
    kernel->find_factors(&factors[1], input->sums, input->count);
    kernel->add_products(out->products, input->sums, &factors[0], input->weights, input->width);
    kernel->add_pair(&pair, input->weights);
    kernel->add_across(out->across, SUMS, &factors[0], input->count, input->weights);
    kernel->cut(out->cut, input->width);
    kernel->carry(out->state, input->weights, input->weights + PARSE_CARRIED);
}

static void test_variants_agree(void **state)
{
    static struct input input;
    static struct output expected, got;
    uint64_t random = 1;
    (void)state;
    for (size_t round = 0; round < ROUNDS; round++) {
        fill(input.numbers, ROWS, &random);
        fill(input.sums, WIDEST, &random);
        fill(input.weights, ROWS * WIDEST, &random);
        input.count = (1 + next_random(&random) % (ROWS / PARSE_WIDTH)) * PARSE_WIDTH;
        input.width = widths[round % (sizeof widths / sizeof *widths)];
        run(&expected, parse_kernel_for(CPU_SCALAR), &input);
        for (unsigned simd = 0; simd < CPU_SIMD_COUNT; simd++) {
            if (!cpu_has((enum cpu_simd)simd))
                continue;
            run(&got, parse_kernel_for((enum cpu_simd)simd), &input);
            assert_memory_equal(got.added, expected.added, sizeof got.added);
            assert_memory_equal(got.products, expected.products, sizeof got.products);
            assert_memory_equal(got.pair, expected.pair, sizeof got.pair);
            assert_memory_equal(got.across, expected.across, sizeof got.across);
            assert_memory_equal(got.cut, expected.cut, sizeof got.cut);
            assert_memory_equal(got.state, expected.state, sizeof got.state);
        }
    }
}

/* By hand: 1.5 times -0.25 is -0.375, in units of sums. */
static void test_units(void **state)
{
    static int16_t weights[2 * 16], sums[16], across[1], numbers[16];
    (void)state;
    numbers[1] = 3 << (PARSE_NUMBER_BITS - 1);
    weights[16] = -(1 << (PARSE_PRODUCT_BITS - 2));
    struct parse_factors factors;
    parse_kernel_scalar.find_factors(&factors, numbers, 16);
    parse_kernel_scalar.add_products(sums, sums, &factors, weights, 16);
    assert_int_equal(sums[0], -(3 << (PARSE_SUM_BITS - 3)));
    assert_int_equal(sums[1], 0);
    parse_kernel_scalar.add_across(across, 1, &factors, 16, weights + 15);
    assert_int_equal(across[0], sums[0]);
}

static void test_cut(void **state)
{
    int16_t sums[16] = {-1, 0, 1, (PARSE_MOST << PARSE_SUM_BITS) - 1, PARSE_MOST << PARSE_SUM_BITS, INT16_MAX};
    const int16_t expected[6] = {0, 0, 8, INT16_MAX - 7, INT16_MAX - 7, INT16_MAX - 7};
    (void)state;
    parse_kernel_scalar.cut(sums, 16);
    assert_memory_equal(sums, expected, sizeof expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_variants_agree),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
