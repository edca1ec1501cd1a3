/* unicode_tables.h: what Unicode 15.0 says of every code point, in one two-stage table.
 *
 * unicode_tables.c is made by unicode_tables.py from the Unicode Character Database. The names below are those of
 * the database's own short property values. */
#ifndef TOCSIN_TEXT_UNICODE_TABLES_H
#define TOCSIN_TEXT_UNICODE_TABLES_H

#include <stdint.h>

#define UNICODE_VERSION "15.0.0"

/* General_Category */
enum {
    GC_CN, GC_CC, GC_CF, GC_CO, GC_CS,
    GC_LL, GC_LM, GC_LO, GC_LT, GC_LU,
    GC_MC, GC_ME, GC_MN,
    GC_ND, GC_NL, GC_NO,
    GC_PC, GC_PD, GC_PE, GC_PF, GC_PI, GC_PO, GC_PS,
    GC_SC, GC_SK, GC_SM, GC_SO,
    GC_ZL, GC_ZP, GC_ZS,
};

/* Word_Break */
enum {
    WB_OTHER, WB_CR, WB_LF, WB_NEWLINE, WB_EXTEND, WB_ZWJ, WB_FORMAT, WB_KATAKANA, WB_HEBREW_LETTER, WB_ALETTER,
    WB_SINGLE_QUOTE, WB_DOUBLE_QUOTE, WB_MIDNUMLET, WB_MIDLETTER, WB_MIDNUM, WB_NUMERIC, WB_EXTENDNUMLET,
    WB_REGIONAL_INDICATOR, WB_WSEGSPACE,
};

/* Sentence_Break */
enum {
    SB_OTHER, SB_CR, SB_LF, SB_EXTEND, SB_SEP, SB_FORMAT, SB_SP, SB_LOWER, SB_UPPER, SB_OLETTER, SB_NUMERIC,
    SB_ATERM, SB_STERM, SB_CLOSE, SB_SCONTINUE,
};

/* Grapheme_Cluster_Break */
enum {
    GCB_OTHER, GCB_CR, GCB_LF, GCB_CONTROL, GCB_EXTEND, GCB_ZWJ, GCB_REGIONAL_INDICATOR, GCB_PREPEND,
    GCB_SPACINGMARK, GCB_L, GCB_V, GCB_T, GCB_LV, GCB_LVT,
};

struct unicode_record {
    uint8_t category; /* GC_… */
    uint8_t word;     /* WB_… */
    uint8_t sentence; /* SB_… */
    uint8_t grapheme; /* GCB_… */
    uint8_t pictographic;
    uint8_t fold_length; /* code points of the full case folding; 0: folds to itself */
    int32_t fold;        /* length 1: what to add; longer: index of the first in unicode_folds */
};

#define UNICODE_BLOCK_BITS 7
#define UNICODE_END UINT32_C(0x110000)

extern const struct unicode_record unicode_records[];
extern const uint16_t unicode_blocks[];  /* code point >> UNICODE_BLOCK_BITS: block in unicode_indexes */
extern const uint16_t unicode_indexes[]; /* block and low bits: index in unicode_records */
extern const uint32_t unicode_folds[];

/* `point` is below UNICODE_END. */
static inline const struct unicode_record *unicode_find(uint32_t point)
{
    uint32_t block = unicode_blocks[point >> UNICODE_BLOCK_BITS];
    uint32_t low = point & ((1u << UNICODE_BLOCK_BITS) - 1);
    return &unicode_records[unicode_indexes[(block << UNICODE_BLOCK_BITS) | low]];
}

#endif
