#include "text/news_masks_kernel.h"

#if defined(__aarch64__)

#include <arm_neon.h>

typedef uint8x16_t vec;

#define MASKS_KERNEL news_mask_neon
#define MASKS_TARGET
#define VEC_BYTES 16
#define v_load(p) vld1q_u8((const uint8_t *)(p))
#define v_fill(byte) vdupq_n_u8((uint8_t)(byte))
#define v_or vorrq_u8
#define v_min vminq_u8
#define v_subtract vsubq_u8
#define v_equal vceqq_u8

/* NEON has no movemask: each byte keeps the bit of its place in its half, and each half is summed. */
static inline uint64_t v_bits(vec equal)
{
    static const uint8_t places[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    vec bits = vandq_u8(equal, vld1q_u8(places));
    return vaddv_u8(vget_low_u8(bits)) | (uint64_t)vaddv_u8(vget_high_u8(bits)) << 8;
}

#include "text/news_masks_blocks.inc"

#endif
