#include "base/cpu.h"

bool cpu_has(enum cpu_simd simd)
{
#if defined(__x86_64__)
    if (simd == CPU_AVX2)
        return __builtin_cpu_supports("avx2");
    return simd == CPU_SCALAR || simd == CPU_SSE2;
#elif defined(__aarch64__)
    return simd == CPU_SCALAR || simd == CPU_NEON;
#else
    return simd == CPU_SCALAR;
#endif
}

enum cpu_simd cpu_simd(void)
{
    enum cpu_simd simd = CPU_SIMD_COUNT - 1;
    while (!cpu_has(simd))
        simd--;
    return simd;
}

const char *cpu_simd_name(enum cpu_simd simd)
{
    static const char *const names[] = {
        [CPU_SCALAR] = "scalar", [CPU_SSE2] = "sse2", [CPU_AVX2] = "avx2", [CPU_NEON] = "neon"};
    return names[simd];
}
