#include "text/utf8_kernel.h"

#if defined(__aarch64__)

#include <arm_neon.h>

typedef uint8x16_t vec;

#define BLOCKS_KERNEL utf8_kernel_neon
#define BLOCKS_TARGET
#define v_load(p) vld1q_u8(p)
#define v_fill(byte) vdupq_n_u8(byte)
#define v_or vorrq_u8
#define v_and vandq_u8
#define v_xor veorq_u8
#define v_min vminq_u8
#define v_subtract vqsubq_u8
#define v_equal vceqq_u8
#define v_low(v) vandq_u8(v, vdupq_n_u8(15))
#define v_high(v) vshrq_n_u8(v, 4)
#define v_look vqtbl1q_u8
#define v_table(p) vld1q_u8(p)
#define v_any(v) (vmaxvq_u8(v) != 0)
#define v_any_high(v) (vmaxvq_u8(v) >= 0x80)

#include "text/utf8_blocks.inc"

#endif
