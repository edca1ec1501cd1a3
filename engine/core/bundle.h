/* bundle.h: the inside of a tocsin_bundle. */
#ifndef TOCSIN_CORE_BUNDLE_H
#define TOCSIN_CORE_BUNDLE_H

#include <stdatomic.h>

#include "core/bundle_rules.h"

struct tocsin_bundle {
    const tocsin_allocator *alloc;
    atomic_size_t owners;
    struct program *program;
    struct bundle_rules rules;
    char hash[65]; /* SHA-256, hex */
};

#endif
