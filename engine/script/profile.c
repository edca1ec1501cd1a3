#include "script/machine_state.h"

tocsin_status profile_create(struct profile **out, const struct program *program, const tocsin_allocator *alloc,
                             tocsin_error *error)
{
    struct profile *profile = alloc_zero(alloc, sizeof *profile);
    if (!profile)
        return error_set(error, MESSAGE_MEMORY);
    profile->alloc = alloc;
    profile->rule_count = program->rules.count + 1;
    profile->handler_count = program->handlers.count + 1;
    profile->rules = alloc_zero(alloc, profile->rule_count * sizeof *profile->rules);
    profile->handlers = alloc_zero(alloc, profile->handler_count * sizeof *profile->handlers);
    if (!profile->rules || !profile->handlers) {
        profile_free(profile);
        return error_set(error, MESSAGE_MEMORY);
    }
    *out = profile;
    return TOCSIN_OK;
}

void profile_free(struct profile *profile)
{
    if (!profile)
        return;
    alloc_free(profile->alloc, profile->rules, profile->rule_count * sizeof *profile->rules);
    alloc_free(profile->alloc, profile->handlers, profile->handler_count * sizeof *profile->handlers);
    alloc_free(profile->alloc, profile, sizeof *profile);
}

tocsin_status machine_profile(struct machine *machine, tocsin_error *error)
{
    tocsin_status status = TOCSIN_OK;
    if (!machine->profile)
        status = profile_create(&machine->profile, machine->program, machine->alloc, error);
    if (!status && machine->rule_scan)
        status = regex_scan_profile(machine->rule_scan, error);
    if (!status && machine->pattern_scan)
        pattern_scan_profile(machine->pattern_scan, true);
    return status;
}

static void add_patterns(const struct machine *machine, struct machine_cost *out)
{
    const struct program *program = machine->program;
    for (pattern_id p = 0; machine->pattern_scan && p < program->uses.count; p++) {
        const struct pattern_profile *pattern = pattern_scan_profile_of(machine->pattern_scan, p);
        if (program->uses.items[p].use != PATTERN_OF_RULE || !pattern)
            continue;
        struct machine_cost *cost = &out[program->uses.items[p].owner];
        cost->triggers += pattern->triggers;
        cost->candidates += pattern->candidates;
        cost->match_nanoseconds += pattern->nanoseconds;
    }
}

void machine_costs(const struct machine *machine, struct machine_cost *out)
{
    const struct program *program = machine->program;
    const struct profile *profile = machine->profile;
    for (size_t i = 0; i < program->rules.count; i++)
        out[i] = (struct machine_cost){.matches = profile->rules[i].matches,
                                       .records = profile->rules[i].records,
                                       .lua_nanoseconds = stopwatch_total(&profile->rules[i].watch)};
    for (size_t i = 0; i < program->handlers.count; i++)
        out[program->rules.count + i] =
            (struct machine_cost){.lua_nanoseconds = stopwatch_total(&profile->handlers[i])};
    for (size_t i = 0; machine->rule_scan && i < program->entries.count; i++) {
        const struct regex_profile *regex = regex_scan_profile_of(machine->rule_scan, i);
        struct machine_cost *cost = &out[program->entries.items[i].rule];
        cost->triggers += regex->triggers;
        cost->candidates += regex->candidates;
        cost->match_nanoseconds += stopwatch_total(&regex->watch);
    }
    add_patterns(machine, out);
}
