/* cpu.h: which vector instructions this machine has.
 *
 * Code that has a variant for each takes the choice as an argument, so that tests can run them all. */
#ifndef TOCSIN_BASE_CPU_H
#define TOCSIN_BASE_CPU_H

#include <stdbool.h>

enum cpu_simd { CPU_SCALAR, CPU_SSE2, CPU_AVX2, CPU_NEON };

#define CPU_SIMD_COUNT 4

/* The best of them here. Costs a few instructions; any thread. */
enum cpu_simd cpu_simd(void);

/* Whether code for `simd` can run here. */
bool cpu_has(enum cpu_simd simd);

/* "scalar", "sse2", "avx2", "neon" */
const char *cpu_simd_name(enum cpu_simd simd);

#endif
