/* network.h: a parser's network while it learns: parse_net.h in fractions, with the slopes that a batch of
 * sentences wants it to go down, and what Adam (Kingma and Ba 2015) keeps beside each number. */
#ifndef TOCSIN_TRAIN_NETWORK_H
#define TOCSIN_TRAIN_NETWORK_H

#include "base/array.h"
#include "english/parse_net.h"

struct network_sums PARSE_NET_SUMS(float);
struct network_products PARSE_NET_PRODUCTS(float);

/* What every sentence has a part in. */
struct network_core {
    struct network_sums sums;
    struct network_products products;
    float shapes[PARSE_SHAPES][PARSE_VECTOR];
    float unknown[PARSE_VECTOR]; /* in place of what the vectors' file says of a word */
};

/* Vectors of which a sentence needs a few. */
struct network_table {
    size_t rows;
    float *now, *slopes, *means, *squares; /* PARSE_VECTOR of each row */
    bool *is_touched;                      /* by row: it has slopes */
    ARRAY(uint32_t) touched;
};

enum { NETWORK_WORDS, NETWORK_ENDINGS, NETWORK_BEGINNINGS, NETWORK_TABLES };

struct network {
    const tocsin_allocator *alloc;
    struct network_core *now, *slopes, *means, *squares;
    struct network_table tables[NETWORK_TABLES]; /* of words: what is added to what the vectors' file says */
};

/* NULL: out of memory. `words` is how many have a row; `random` a seed. */
struct network *network_create(const tocsin_allocator *alloc, size_t words, uint64_t *random);
void network_free(struct network *network);

static inline float *network_row(const struct network *network, unsigned table, uint32_t row)
{
    return network->tables[table].now + (size_t)row * PARSE_VECTOR;
}

/* Where a row's slopes are added up. */
float *network_slopes(struct network *network, unsigned table, uint32_t row);

/* Goes down the slopes, which are zero then. */
void network_step(struct network *network, float rate);

#endif
