/* lanes_scalar.h: vectors of 16-bit numbers, one by one, as the kernels of the parser and the tagger use them. */
#ifndef TOCSIN_ENGLISH_LANES_SCALAR_H
#define TOCSIN_ENGLISH_LANES_SCALAR_H

#include <stdint.h>

typedef int16_t vec;

#define KERNEL_TARGET
#define LANES 1
#define v_load(p) (*(p))
#define v_store(p, v) ((void)(*(p) = (v)))
#define v_fill(number) (number)
#define v_add(a, b) ((int16_t)((a) + (b)))

#endif
