/* parse_weights.h: a parser's weights, read from a model's sections into memory that is in order for this machine.
 * Immutable, shared by all threads. */
#ifndef TOCSIN_ENGLISH_PARSE_WEIGHTS_H
#define TOCSIN_ENGLISH_PARSE_WEIGHTS_H

#include "english/model_file.h"
#include "english/parse_net.h"

struct parse_sums PARSE_NET_SUMS(int16_t);
struct parse_products PARSE_NET_PRODUCTS(int16_t);

struct parse_weights {
    struct parse_sums sums;
    struct parse_products products;
};

/* Two bytes a number, the lower one first. */
static inline bool parse_weights_fit(struct str sums, struct str products)
{
    return sums.length == sizeof(struct parse_sums) && products.length == sizeof(struct parse_products);
}

static inline void parse_weights_read(struct parse_weights *out, struct str sums, struct str products)
{
    model_u16s(&out->sums, sums.data, sums.length / sizeof(uint16_t));
    model_u16s(&out->products, products.data, products.length / sizeof(uint16_t));
}

#endif
