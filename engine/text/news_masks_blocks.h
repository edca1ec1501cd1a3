/* news_masks_blocks.h: the body of a vector variant. The file that includes it defines `vec`, VEC_BYTES, the v_…
 * operations, MASKS_KERNEL and MASKS_TARGET. */
#ifdef MASKS_KERNEL

MASKS_TARGET
static inline vec v_in(vec bytes, unsigned from, unsigned to)
{
    vec away = v_subtract(bytes, v_fill(from));
    return v_equal(v_min(away, v_fill(to - from)), away);
}

MASKS_TARGET
static inline vec v_mark(vec bytes)
{
    vec round = v_equal(v_or(bytes, v_fill(1)), v_fill(')'));
    vec square = v_or(v_equal(bytes, v_fill('[')), v_equal(bytes, v_fill(']')));
    vec others = v_or(v_equal(bytes, v_fill(',')), v_equal(bytes, v_fill('"')));
    return v_or(round, v_or(square, others));
}

MASKS_TARGET
void MASKS_KERNEL(struct news_masks *out, const char *block)
{
    struct news_masks masks = {0};
    for (unsigned at = 0; at < NEWS_BLOCK; at += VEC_BYTES) {
        vec bytes = v_load(block + at);
        masks.letters |= v_bits(v_in(v_or(bytes, v_fill(0x20)), 'a', 'z')) << at;
        masks.spaces |= v_bits(v_or(v_equal(bytes, v_fill(' ')), v_in(bytes, '\t', '\r'))) << at;
        masks.lines |= v_bits(v_in(bytes, '\n', '\r')) << at;
        masks.digits |= v_bits(v_in(bytes, '0', '9')) << at;
        masks.marks |= v_bits(v_mark(bytes)) << at;
        masks.stops |= v_bits(v_equal(bytes, v_fill('.'))) << at;
    }
    *out = masks;
}

#endif
