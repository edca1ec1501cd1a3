/* parse_net.h: the shape of the network that a parser goes by, and what its numbers mean. Parser and trainer share
 * it: the one has whole numbers, the other fractions. A change here makes models of another PARSE_VERSION.
 *
 * From bottom to top:
 *
 *     vector   of a form: what its word, its ending, its beginning and its shape say, added up
 *     input    of a word in its place: what its vector and the tags around it add up to, and, for local ones, the
 *              vectors of its neighbours
 *     code     PARSE_LOCAL of its inputs, and two states that are carried along the sentence, one from either end:
 *              each PARSE_CARRIED numbers c = f c' + (1 - f) z, where c' is the neighbour's, and f (from 0 to 1)
 *              and z (from -1 to 1) are inputs
 *     hidden   of a state of the parser: what the codes and tags of the words at PARSE_PLACES places and the
 *              values of PARSE_SIGHTS things in sight (parse_sight.h) add up to
 *     sums     of the hidden numbers: one for each step, and one for each relation on either side
 *
 * Local and hidden numbers are not negative, and not above PARSE_MOST: lower and higher ones are cut off.
 *
 * Whole numbers are 16 bits: what is multiplied counts in 4096ths (numbers) and 8192ths (what they are multiplied
 * by), sums in 512ths; for the uppermost layer, whose sums are larger, in 2048ths and 128ths. Bytes of vectors
 * count in 32nds. */
#ifndef TOCSIN_ENGLISH_PARSE_NET_H
#define TOCSIN_ENGLISH_PARSE_NET_H

#include <stdint.h>

enum { PARSE_VERSION = 2 };

enum {
    PARSE_VECTOR = 48,
    PARSE_LOCAL = 32,
    PARSE_CARRIED = 32,
    PARSE_CODE = PARSE_LOCAL + 2 * PARSE_CARRIED,
    PARSE_HIDDEN = 96,
    PARSE_MOST = 8,
};

/* Inputs: first the local ones, then those of the states. */
enum {
    PARSE_FORWARD_KEEP = PARSE_LOCAL, /* f of the state that comes from the left */
    PARSE_FORWARD_NEW = PARSE_FORWARD_KEEP + PARSE_CARRIED,
    PARSE_BACKWARD_KEEP = PARSE_FORWARD_NEW + PARSE_CARRIED,
    PARSE_BACKWARD_NEW = PARSE_BACKWARD_KEEP + PARSE_CARRIED,
    PARSE_INPUT = PARSE_BACKWARD_NEW + PARSE_CARRIED,
};

enum {
    PARSE_NEAR = 3,      /* words whose vectors a local input sees: the one before, itself, the one behind */
    PARSE_NEAR_TAGS = 5, /* … whose tags any input sees */
    /* What a vector adds to inputs: to the local ones of the word behind it and of the word before it, and to all
     * of its own. */
    PARSE_FORM_BEHIND = 0,
    PARSE_FORM_BEFORE = PARSE_LOCAL,
    PARSE_FORM_OWN = 2 * PARSE_LOCAL,
    PARSE_FORM = PARSE_FORM_OWN + PARSE_INPUT,
    PARSE_TAGS = 64,
    PARSE_PLACES = 4,
    PARSE_PLACE_NEXT = 2, /* that of the next word to come, to which the tags of so many behind it belong: */
    PARSE_AHEAD = 3,
    PARSE_SIGHTS = 22,
    PARSE_VALUES = 64, /* of one thing in sight */
    PARSE_STEP_LANES = 16,
    PARSE_LANES = 64, /* relations, and room behind them */
};

/* Pieces of words, by their hash. */
enum { PARSE_PIECES = 4096, PARSE_SHAPES = 8 };

/* What is added up; the uppermost layer comes last. */
#define PARSE_NET_SUMS(number)                                                                                     \
    {                                                                                                              \
        number input[PARSE_INPUT];                                                                                 \
        number tags[PARSE_NEAR_TAGS][PARSE_TAGS][PARSE_INPUT];                                                     \
        number hidden[PARSE_HIDDEN];                                                                               \
        number places[PARSE_PLACES][PARSE_TAGS][PARSE_HIDDEN];                                                     \
        number ahead[PARSE_AHEAD][PARSE_TAGS][PARSE_HIDDEN];                                                       \
        number sights[PARSE_SIGHTS][PARSE_VALUES][PARSE_HIDDEN];                                                   \
        number steps[PARSE_STEP_LANES];                                                                            \
        number relations[2][PARSE_LANES];                                                                          \
    }

/* What numbers are multiplied by, a row for each of them; the uppermost layer comes last. */
#define PARSE_NET_PRODUCTS(number)                                                                                 \
    {                                                                                                              \
        number forms[PARSE_VECTOR][PARSE_FORM];                                                                    \
        number codes[PARSE_PLACES][PARSE_CODE][PARSE_HIDDEN];                                                      \
        number steps[PARSE_HIDDEN][PARSE_STEP_LANES];                                                              \
        number relations[2][PARSE_HIDDEN][PARSE_LANES];                                                            \
    }

enum {
    PARSE_NUMBER_BITS = 12,
    PARSE_PRODUCT_BITS = 13,
    PARSE_SUM_BITS = PARSE_NUMBER_BITS + PARSE_PRODUCT_BITS - 16,
    PARSE_UPPER_PRODUCT_BITS = 11,
    PARSE_UPPER_SUM_BITS = PARSE_NUMBER_BITS + PARSE_UPPER_PRODUCT_BITS - 16,
    PARSE_VECTOR_BITS = 5,
};

#endif
