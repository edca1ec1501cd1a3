#include "core/worker_profile.h"

void worker_profile_finish(struct worker_profile *profile, const tocsin_allocator *alloc)
{
    array_finish(alloc, &profile->rows);
    alloc_free(alloc, profile->costs, profile->cost_count * sizeof *profile->costs);
}

static tocsin_rule_profile row_of(const tocsin_bundle *bundle, size_t index, const struct machine_cost *cost)
{
    tocsin_rule_profile row = {
        .bundle = tocsin_bundle_name(bundle),
        .triggers = cost->triggers,
        .candidates = cost->candidates,
        .matches = cost->matches,
        .records = cost->records,
        .match_nanoseconds = cost->match_nanoseconds,
        .lua_nanoseconds = cost->lua_nanoseconds,
    };
    row.rule = tocsin_bundle_rule(bundle, index);
    row.name = row.rule ? row.rule->name : bundle->rules.handlers[index - bundle->rules.count];
    return row;
}

bool worker_profile_add(struct worker_profile *profile, const tocsin_bundle *bundle, const struct machine *machine,
                        const tocsin_allocator *alloc)
{
    size_t count = bundle->program->rules.count + bundle->program->handlers.count;
    if (count > profile->cost_count) {
        void *larger = alloc_resize(alloc, profile->costs, profile->cost_count * sizeof *profile->costs,
                                    count * sizeof *profile->costs);
        if (!larger)
            return false;
        profile->costs = larger;
        profile->cost_count = count;
    }
    if (!array_reserve(alloc, &profile->rows, count))
        return false;
    if (count)
        machine_costs(machine, profile->costs);
    for (size_t i = 0; i < count; i++)
        profile->rows.items[profile->rows.count++] = row_of(bundle, i, &profile->costs[i]);
    return true;
}
