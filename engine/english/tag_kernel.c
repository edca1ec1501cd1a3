#include "english/tag_kernel.h"

/* ---- The scalar variant --------------------------------------------------------------------------------- */

#include "english/lanes_scalar.h"

#define KERNEL_NAME tag_kernel_scalar
#define v_max(a, b) ((a) > (b) ? (a) : (b))
#define v_widen(p) (*(p))
#define v_most(v) (v)
#define v_above(a, b) ((uint64_t)((a) > (b)))

#include "english/tag_kernel.inc"

/* ---- Choice --------------------------------------------------------------------------------------------- */

const struct tag_kernel *tag_kernel_for(enum cpu_simd simd)
{
    switch (simd) {
#if defined(__x86_64__)
    case CPU_SSE2:
        return &tag_kernel_sse2;
    case CPU_AVX2:
        return &tag_kernel_avx2;
#endif
    default:
        return &tag_kernel_scalar;
    }
}
