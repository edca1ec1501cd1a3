#include "script/found.h"

#include "script/machine_state.h"

struct scan_state {
    struct found *found;
    struct machine *machine;
    bool memory_out;
};

static bool keep_match(void *user, size_t entry, const struct regex_match *match)
{
    struct scan_state *state = user;
    struct found *found = state->found;
    const tocsin_allocator *alloc = state->machine->alloc;
    struct found_match kept = {(uint32_t)entry, match->count, found->groups.count};
    if (!array_reserve(alloc, &found->groups, match->count) || !array_push(alloc, &found->matches, kept)) {
        state->memory_out = true;
        return false;
    }
    memcpy(found->groups.items + found->groups.count, match->groups, match->count * sizeof *match->groups);
    found->groups.count += match->count;
    return true;
}

static void keep_failure(void *user, size_t entry, size_t segment_start, const tocsin_error *failure)
{
    struct scan_state *state = user;
    struct machine_document *document = state->machine->document;
    tocsin_error diagnostic = *failure;
    (void)entry;
    diagnostic.offset = source_original_start(document->source, segment_start);
    if (!array_push(document->alloc, &document->diagnostics, diagnostic))
        state->memory_out = true;
}

tocsin_status found_scan(struct found *found, struct machine *machine, struct regex_scan *scan,
                         tocsin_error *error)
{
    const struct machine_document *document = machine->document;
    struct regex_scan_input input = {document->source->text, document->segmentation, document->vocabulary};
    struct scan_state state = {found, machine, false};
    array_clear(&found->matches);
    array_clear(&found->groups);
    tocsin_status status = regex_scan_run(scan, machine->matcher, &input, document->budget, keep_match, keep_failure,
                                          &state, error);
    if (state.memory_out)
        return error_set(error, MESSAGE_MEMORY);
    if (!status)
        found->generation = machine->generation;
    return status;
}

void found_finish(struct found *found, const tocsin_allocator *alloc)
{
    array_finish(alloc, &found->matches);
    array_finish(alloc, &found->groups);
}

struct regex_match found_groups(const struct found *found, size_t index)
{
    const struct found_match *match = &found->matches.items[index];
    return (struct regex_match){found->groups.items + match->first, match->count};
}
