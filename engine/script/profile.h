/* profile.h: what each rule costs, counted while a worker asks for it. */
#ifndef TOCSIN_SCRIPT_PROFILE_H
#define TOCSIN_SCRIPT_PROFILE_H

#include "base/stopwatch.h"
#include "script/program.h"

/* What becomes of a rule's matches. How they are found is counted by the scans. */
struct rule_profile {
    uint64_t matches;
    uint64_t records;
    struct stopwatch watch; /* of `when` and `emit`, a match a time */
};

struct profile {
    const tocsin_allocator *alloc;
    size_t rule_count, handler_count;
    struct rule_profile *rules;
    struct stopwatch *handlers;
};

tocsin_status profile_create(struct profile **out, const struct program *program, const tocsin_allocator *alloc,
                             tocsin_error *error);
void profile_free(struct profile *profile);

#endif
