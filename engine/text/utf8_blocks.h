/* utf8_blocks.h: a utf8_kernel on vectors of bytes, written once for every instruction set that can shuffle bytes.
 *
 * The including file defines, before it includes this one, the type `vec` and
 *     BLOCKS_KERNEL            name of the function to define
 *     BLOCKS_TARGET            function attribute that allows the instructions
 *     v_load(p) v_fill(byte)   sizeof(vec) bytes from anywhere; a byte everywhere
 *     v_or v_and v_xor v_min   of two vectors (v_min: unsigned)
 *     v_subtract               unsigned, never below 0
 *     v_equal                  0xff where bytes are equal
 *     v_high(v)                the upper four bits of each byte, as a number
 *     v_look(table, v)         table[byte] for each byte of what v_high or v_low gave
 *     v_table(p)               a table of 16 bytes for v_look
 *     v_low(v)                 the lower four bits of each byte
 *     v_any(v)                 whether a byte is not 0
 *     v_any_high(v)            whether a byte is 0x80 or above
 *
 * Validity goes by pairs of neighbouring bytes: three look-ups (upper and lower half of the first byte, upper half
 * of the second) give a bit for each way in which the pair can be wrong, and a pair is wrong in the ways that all
 * three name. That a third or fourth byte is due is known from two and three bytes before. J. Keiser, D. Lemire:
 * Validating UTF-8 in less than one instruction per byte (2020). Marks are found by look-ups of the same form.
 */

enum {
    TOO_SHORT = 1 << 0,  /* lead, then no continuation */
    TOO_LONG = 1 << 1,   /* ASCII, then a continuation */
    OVERLONG_3 = 1 << 2, /* e0, then 80 to 9f */
    TOO_LARGE = 1 << 3,  /* f4 or more, then 90 to bf */
    SURROGATE = 1 << 4,  /* ed, then a0 to bf */
    OVERLONG_2 = 1 << 5, /* c0 or c1 */
    /* f0, then 80 to 8f; f5 or more, then 80 to 8f */
    OVERLONG_4 = 1 << 6,
    TOO_LARGE_8 = 1 << 6,
    TWO_CONTINUATIONS = 1 << 7, /* right only as third or fourth byte */
    ANY_LOW = TOO_SHORT | TOO_LONG | TWO_CONTINUATIONS,
    ANY_CONTINUATION = TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS,
};

static const unsigned char pair_first_high[16] = {
    TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
    TWO_CONTINUATIONS, TWO_CONTINUATIONS, TWO_CONTINUATIONS, TWO_CONTINUATIONS,
    TOO_SHORT | OVERLONG_2, TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE,
    TOO_SHORT | TOO_LARGE | TOO_LARGE_8 | OVERLONG_4};

static const unsigned char pair_first_low[16] = {
    ANY_LOW | OVERLONG_2 | OVERLONG_3 | OVERLONG_4, ANY_LOW | OVERLONG_2, ANY_LOW, ANY_LOW,
    ANY_LOW | TOO_LARGE, ANY_LOW | TOO_LARGE | TOO_LARGE_8, ANY_LOW | TOO_LARGE | TOO_LARGE_8,
    ANY_LOW | TOO_LARGE | TOO_LARGE_8, ANY_LOW | TOO_LARGE | TOO_LARGE_8, ANY_LOW | TOO_LARGE | TOO_LARGE_8,
    ANY_LOW | TOO_LARGE | TOO_LARGE_8, ANY_LOW | TOO_LARGE | TOO_LARGE_8, ANY_LOW | TOO_LARGE | TOO_LARGE_8,
    ANY_LOW | TOO_LARGE | TOO_LARGE_8 | SURROGATE, ANY_LOW | TOO_LARGE | TOO_LARGE_8,
    ANY_LOW | TOO_LARGE | TOO_LARGE_8};

static const unsigned char pair_second_high[16] = {
    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
    ANY_CONTINUATION | OVERLONG_3 | OVERLONG_4 | TOO_LARGE_8, ANY_CONTINUATION | OVERLONG_3 | TOO_LARGE,
    ANY_CONTINUATION | SURROGATE | TOO_LARGE, ANY_CONTINUATION | SURROGATE | TOO_LARGE,
    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT};

/* Last two bytes of characters with a mark, the first of the two as utf8_mark has them. */
enum {
    MARK_80_8B = 1 << 0, /* 80, then 8b to 8f */
    MARK_80_AA = 1 << 1, /* 80, then aa to ae */
    MARK_81_A0 = 1 << 2, /* 81, then a0 to a4, a6 to a9 */
    MARK_BEHIND_E2 = MARK_80_8B | MARK_80_AA | MARK_81_A0,
    MARK_D8_9C = 1 << 3,
    MARK_C2_AD = 1 << 4,
    MARK_BB_BF = 1 << 5,
};

static const unsigned char mark_first_high[16] = {
    [0x8] = MARK_BEHIND_E2, [0xb] = MARK_BB_BF, [0xc] = MARK_C2_AD, [0xd] = MARK_D8_9C};

static const unsigned char mark_first_low[16] = {
    [0x0] = MARK_80_8B | MARK_80_AA, [0x1] = MARK_81_A0, [0x2] = MARK_C2_AD, [0x8] = MARK_D8_9C, [0xb] = MARK_BB_BF};

static const unsigned char mark_second_high[16] = {
    [0x8] = MARK_80_8B, [0x9] = MARK_D8_9C, [0xa] = MARK_80_AA | MARK_81_A0 | MARK_C2_AD, [0xb] = MARK_BB_BF};

static const unsigned char mark_second_low[16] = {
    [0x0] = MARK_81_A0, [0x1] = MARK_81_A0, [0x2] = MARK_81_A0, [0x3] = MARK_81_A0, [0x4] = MARK_81_A0,
    [0x6] = MARK_81_A0, [0x7] = MARK_81_A0, [0x8] = MARK_81_A0, [0x9] = MARK_81_A0, [0xa] = MARK_80_AA,
    [0xb] = MARK_80_AA | MARK_80_8B, [0xc] = MARK_80_AA | MARK_80_8B | MARK_D8_9C,
    [0xd] = MARK_80_AA | MARK_80_8B | MARK_C2_AD, [0xe] = MARK_80_AA | MARK_80_8B,
    [0xf] = MARK_80_8B | MARK_BB_BF};

/* Adds to *wrong where the bytes at `p` end a pair that is wrong, to *marked where they may end a mark. */
BLOCKS_TARGET static inline void check_vector(const unsigned char *p, vec *wrong, vec *marked)
{
    vec now = v_load(p), one = v_load(p - 1), two = v_load(p - 2), three = v_load(p - 3);
    vec one_high = v_high(one), one_low = v_low(one), now_high = v_high(now);
    vec pair = v_and(v_and(v_look(v_table(pair_first_high), one_high), v_look(v_table(pair_first_low), one_low)),
                     v_look(v_table(pair_second_high), now_high));
    vec due = v_or(v_subtract(two, v_fill(0xe0 - 0x80)), v_subtract(three, v_fill(0xf0 - 0x80)));
    *wrong = v_or(*wrong, v_xor(v_and(due, v_fill(0x80)), pair));

    vec mark = v_and(v_and(v_look(v_table(mark_first_high), one_high), v_look(v_table(mark_first_low), one_low)),
                     v_and(v_look(v_table(mark_second_high), now_high), v_look(v_table(mark_second_low), v_low(now))));
    vec behind_e2 = v_or(v_equal(two, v_fill(0xe2)), v_fill((unsigned char)~MARK_BEHIND_E2));
    *marked = v_or(*marked, v_and(mark, behind_e2));
}

BLOCKS_TARGET size_t BLOCKS_KERNEL(const unsigned char *data, size_t length, size_t at, unsigned *found)
{
    for (; length - at >= UTF8_KERNEL_BLOCK; at += UTF8_KERNEL_BLOCK) {
        vec all = v_fill(0), least = v_fill(0xff), wrong = v_fill(0), marked = v_fill(0);
        for (size_t i = 0; i < UTF8_KERNEL_BLOCK; i += sizeof(vec)) {
            vec bytes = v_load(data + at + i);
            all = v_or(all, bytes);
            least = v_min(least, bytes);
        }
        if (v_any_high(all)) {
            for (size_t i = 0; i < UTF8_KERNEL_BLOCK; i += sizeof(vec))
                check_vector(data + at + i, &wrong, &marked);
            if (v_any(wrong))
                break;
            if (v_any(marked))
                *found |= utf8_block_marks(data, at);
        } else if (utf8_border(data, at) != at)
            break;
        if (v_any(v_equal(least, v_fill(0))))
            *found |= UTF8_NUL;
    }
    return utf8_border(data, at);
}
