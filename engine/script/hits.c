#include "script/hits.h"

#include <stdlib.h>

#include "script/machine_state.h"

/* ---- Matches of token patterns ---------------------------------------------------------------------------- */

struct keeping {
    struct pattern_found *found;
    const tocsin_allocator *alloc;
    bool memory_out;
};

static bool keep(void *user, const struct pattern_match *match)
{
    struct keeping *keeping = user;
    struct pattern_found *found = keeping->found;
    struct pattern_kept kept = {
        .pattern = match->pattern,
        .first = match->first,
        .last = match->last,
        .first_capture = (uint32_t)found->captures.count,
        .capture_count = match->capture_count,
        .first_step = (uint32_t)found->steps.count,
        .step_count = match->step_count,
    };
    if (!array_reserve(keeping->alloc, &found->captures, match->capture_count) ||
        !array_reserve(keeping->alloc, &found->steps, match->step_count) ||
        !array_push(keeping->alloc, &found->matches, kept)) {
        keeping->memory_out = true;
        return false;
    }
    for (uint32_t i = 0; i < match->capture_count; i++)
        found->captures.items[found->captures.count++] = match->captures[i];
    for (uint32_t i = 0; i < match->step_count; i++)
        found->steps.items[found->steps.count++] = match->steps[i];
    return true;
}

tocsin_status pattern_found_open(struct machine *machine, tocsin_error *error)
{
    annotations_input(&machine->pattern_input, machine);
    pattern_scan_trace(machine->pattern_scan, machine->document->trace != NULL);
    return pattern_scan_open(machine->pattern_scan, &machine->pattern_input, error);
}

tocsin_status pattern_found_scan(struct pattern_found *found, struct machine *machine, uint32_t phase,
                                 tocsin_error *error)
{
    struct keeping keeping = {found, machine->alloc, false};
    array_clear(&found->matches);
    array_clear(&found->captures);
    array_clear(&found->steps);
    tocsin_status status =
        pattern_scan_run(machine->pattern_scan, phase, machine->document->budget, keep, &keeping, error);
    return keeping.memory_out ? error_set(error, MESSAGE_MEMORY) : status;
}

void pattern_found_finish(struct pattern_found *found, const tocsin_allocator *alloc)
{
    array_finish(alloc, &found->matches);
    array_finish(alloc, &found->captures);
    array_finish(alloc, &found->steps);
}

/* ---- Hits ------------------------------------------------------------------------------------------------- */

static int by_place(const void *left, const void *right)
{
    const struct hit *a = left, *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->rule != b->rule)
        return a->rule < b->rule ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static bool add_regexes(struct hits *hits, const struct machine *machine)
{
    const struct found *found = &machine->rule_found;
    if (!array_reserve(machine->alloc, &hits->items, found->matches.count))
        return false;
    for (size_t i = 0; i < found->matches.count; i++) {
        const struct found_match *match = &found->matches.items[i];
        struct hit hit = {(uint32_t)found->groups.items[match->first].start,
                          machine->program->entries.items[match->entry].rule, (uint32_t)i, false};
        hits->items.items[hits->items.count++] = hit;
    }
    return true;
}

static bool add_patterns(struct hits *hits, const struct machine *machine)
{
    const struct pattern_found *found = &machine->pattern_found;
    const struct token *tokens = machine->document->segmentation->tokens.items;
    if (!array_reserve(machine->alloc, &hits->items, found->matches.count))
        return false;
    for (size_t i = 0; i < found->matches.count; i++) {
        const struct program_pattern *use = &machine->program->uses.items[found->matches.items[i].pattern];
        struct hit hit = {tokens[found->matches.items[i].first].start, use->owner, (uint32_t)i, true};
        if (use->use == PATTERN_OF_RULE)
            hits->items.items[hits->items.count++] = hit;
    }
    return true;
}

/* Mostly they are in order already: those of one kind and scope come so. */
tocsin_status hits_gather(struct hits *hits, const struct machine *machine, uint32_t phase, tocsin_error *error)
{
    array_clear(&hits->items);
    if ((phase == 0 && machine->rule_scan && !add_regexes(hits, machine)) ||
        (machine->pattern_scan && !add_patterns(hits, machine)))
        return error_set(error, MESSAGE_MEMORY);
    for (size_t i = 1; i < hits->items.count; i++) {
        if (by_place(&hits->items.items[i - 1], &hits->items.items[i]) <= 0)
            continue;
        qsort(hits->items.items, hits->items.count, sizeof *hits->items.items, by_place);
        break;
    }
    return TOCSIN_OK;
}

void hits_finish(struct hits *hits, const tocsin_allocator *alloc)
{
    array_finish(alloc, &hits->items);
}

static struct rule_match pattern_hit(const struct machine *machine, const struct hit *hit)
{
    const struct pattern_found *found = &machine->pattern_found;
    const struct pattern_kept *kept = &found->matches.items[hit->number];
    return (struct rule_match){
        .rule = hit->rule,
        .pattern = machine->program->uses.items[kept->pattern].number,
        .span = annotation_span(machine->document->segmentation, kept->first, kept->last),
        .id = kept->pattern,
        .captures = found->captures.items + kept->first_capture,
        .capture_count = kept->capture_count,
        .steps = found->steps.items + kept->first_step,
        .step_count = kept->step_count,
    };
}

struct rule_match hits_match(const struct machine *machine, size_t index)
{
    const struct hit *hit = &machine->hits.items.items[index];
    if (hit->is_pattern)
        return pattern_hit(machine, hit);
    const struct program *program = machine->program;
    uint32_t entry = machine->rule_found.matches.items[hit->number].entry;
    struct regex_match groups = found_groups(&machine->rule_found, hit->number);
    return (struct rule_match){
        .rule = hit->rule,
        .pattern = program->entries.items[entry].pattern,
        .span = {(uint32_t)groups.groups[0].start, (uint32_t)groups.groups[0].end},
        .regex = program->rule_regexes.items[entry].regex,
        .groups = groups,
    };
}
