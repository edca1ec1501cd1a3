/* regex_limits.h: what a pattern may be and what one match may cost. */
#ifndef TOCSIN_REGEX_REGEX_LIMITS_H
#define TOCSIN_REGEX_REGEX_LIMITS_H

enum {
    REGEX_PATTERN_BYTES = 16 * 1024,
    REGEX_CODE_BYTES = 64 * 1024,
    REGEX_CAPTURES = 64,
    /* These hold from one start offset to the next: what bounds a whole search is the budget. */
    REGEX_MATCH_STEPS = 100 * 1000,
    REGEX_DEPTH = 10 * 1000,
    REGEX_HEAP_KIB = 16 * 1024,
    REGEX_STACK_FIRST = 32 * 1024,
    REGEX_STACK_MOST = 512 * 1024,
    /* Start offsets between two looks at the clock: a match of 100k steps takes near 1 ms. */
    REGEX_CLOCK_PERIOD = 16,
};

#endif
