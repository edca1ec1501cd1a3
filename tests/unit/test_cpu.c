#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/cpu.h"

static void test_best_is_there(void **state)
{
    (void)state;
    assert_true(cpu_has(cpu_simd()));
    assert_true(cpu_has(CPU_SCALAR));
    for (enum cpu_simd simd = 0; simd < CPU_SIMD_COUNT; simd++)
        assert_false(simd > cpu_simd() && cpu_has(simd));
}

static void test_one_family(void **state)
{
    (void)state;
    assert_false(cpu_has(CPU_NEON) && (cpu_has(CPU_SSE2) || cpu_has(CPU_AVX2)));
#if defined(__x86_64__)
    assert_true(cpu_has(CPU_SSE2));
#elif defined(__aarch64__)
    assert_int_equal(cpu_simd(), CPU_NEON);
#endif
}

static void test_names(void **state)
{
    (void)state;
    assert_string_equal(cpu_simd_name(CPU_SCALAR), "scalar");
    assert_string_equal(cpu_simd_name(CPU_SSE2), "sse2");
    assert_string_equal(cpu_simd_name(CPU_AVX2), "avx2");
    assert_string_equal(cpu_simd_name(CPU_NEON), "neon");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_best_is_there),
        cmocka_unit_test(test_one_family),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
