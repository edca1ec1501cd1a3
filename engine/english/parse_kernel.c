#include "english/parse_kernel.h"

/* ---- The scalar variant --------------------------------------------------------------------------------- */

#include "english/lanes_scalar.h"

#define KERNEL_NAME parse_kernel_scalar
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
