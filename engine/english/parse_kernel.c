#include "english/parse_kernel.h"

/* ---- The scalar variant --------------------------------------------------------------------------------- */

typedef int16_t vec;

#define KERNEL_NAME parse_kernel_scalar
#define KERNEL_TARGET
#define LANES 1
#define v_load(p) (*(p))
#define v_store(p, v) ((void)(*(p) = (v)))
#define v_fill(number) (number)
#define v_add(a, b) ((int16_t)((a) + (b)))
#define v_times(a, b) ((int16_t)((int32_t)(a) * (b) >> 16))
#define v_filled(v) ((uint64_t)((v) != 0))
#define v_sum(v) (v)

#include "english/parse_kernel.inc"

/* ---- Choice --------------------------------------------------------------------------------------------- */

const struct parse_kernel *parse_kernel_for(enum cpu_simd simd)
{
    switch (simd) {
#if defined(__x86_64__)
    case CPU_SSE2:
        return &parse_kernel_sse2;
    case CPU_AVX2:
        return &parse_kernel_avx2;
#endif
    default:
        return &parse_kernel_scalar;
    }
}
