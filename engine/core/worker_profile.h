/* worker_profile.h: what rules cost, as rows for the caller. */
#ifndef TOCSIN_CORE_WORKER_PROFILE_H
#define TOCSIN_CORE_WORKER_PROFILE_H

#include "core/bundle.h"
#include "script/machine.h"

struct worker_profile {
    ARRAY(tocsin_rule_profile) rows;
    struct machine_cost *costs;
    size_t cost_count;
};

void worker_profile_finish(struct worker_profile *profile, const tocsin_allocator *alloc);

/* Adds the rows of one bundle: its rules, then its handlers. False: memory is out. */
bool worker_profile_add(struct worker_profile *profile, const tocsin_bundle *bundle, const struct machine *machine,
                        const tocsin_allocator *alloc);

#endif
