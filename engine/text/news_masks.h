/* news_masks.h: the bytes of a block of text by class, a bit for each, in one variant for each instruction set. */
#ifndef TOCSIN_TEXT_NEWS_MASKS_H
#define TOCSIN_TEXT_NEWS_MASKS_H

#include "base/cpu.h"

#include <stdint.h>

#define NEWS_BLOCK 64

/* Bit i stands for byte i. A byte of no mask is for the rules of news_chunk. */
struct news_masks {
    uint64_t letters; /* A to Z, a to z */
    uint64_t spaces;  /* space and the controls from tab to carriage return */
    uint64_t lines;   /* line feed, carriage return, vertical tab, form feed: part of spaces */
    uint64_t digits;  /* 0 to 9 */
    uint64_t marks;   /* , " ( ) [ ]: each a word of its own */
    uint64_t commas;  /* part of marks */
    uint64_t stops;   /* . */
    uint64_t quotes;  /* ' */
};

/* Reads NEWS_BLOCK bytes at `block`. */
typedef void news_mask_block(struct news_masks *out, const char *block);

/* The variant for `simd`, or the scalar one where this build has none. */
news_mask_block *news_mask_variant(enum cpu_simd simd);

#endif
