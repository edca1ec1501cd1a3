#include "script/attempt.h"

#include "script/machine_state.h"

static void keep_pattern(struct attempt_told *out, const struct program_pattern *use, pattern_id id, struct str trigger,
                         const struct pattern_attempt *tried)
{
    *out = (struct attempt_told){
        .pattern = use->number,
        .matches = tried->matches,
        .triggered = tried->triggered,
        .is_pattern = true,
        .id = id,
        .start = tried->start,
        .reached = tried->reached,
        .wanted_count = tried->wanted_count,
        .steps = tried->steps,
        .step_count = tried->step_count,
    };
    memcpy(out->wanted, tried->wanted, sizeof out->wanted);
    size_t length = trigger.length < sizeof out->trigger ? trigger.length : sizeof out->trigger - 1;
    if (length)
        memcpy(out->trigger, trigger.data, length);
}

static bool goes_further(const struct attempt_told *known, const struct pattern_attempt *tried)
{
    if (tried->matches != known->matches)
        return tried->matches;
    if (tried->triggered != known->triggered)
        return tried->triggered;
    return tried->reached - tried->start > known->reached - known->start;
}

/* The steps of an attempt are gone with the next: the best is tried once more in the end. */
static tocsin_status try_patterns(struct attempt_told *out, struct machine *machine, uint32_t rule, uint32_t first,
                                  uint32_t last, struct budget *budget, tocsin_error *error)
{
    const struct program *program = machine->program;
    struct pattern_attempt tried;
    tocsin_status status = TOCSIN_OK;
    bool any = false;
    for (size_t i = 0; i < program->uses.count && !status; i++) {
        const struct program_pattern *use = &program->uses.items[i];
        if (use->use != PATTERN_OF_RULE || use->owner != rule)
            continue;
        status = pattern_scan_attempt(&tried, machine->pattern_scan, (pattern_id)i, first, last, budget, error);
        if (!status && (!any || goes_further(out, &tried)))
            keep_pattern(out, use, (pattern_id)i, pattern_trigger_text(program->patterns, (pattern_id)i), &tried);
        any = true;
    }
    if (!status && any)
        status = pattern_scan_attempt(&tried, machine->pattern_scan, out->id, first, last, budget, error);
    if (!status && any)
        out->steps = tried.steps;
    return status;
}

static tocsin_status try_regexes(struct attempt_told *out, struct machine *machine, uint32_t rule, size_t sentence,
                                 tocsin_error *error)
{
    const struct program *program = machine->program;
    const struct machine_document *document = machine->document;
    struct regex_scan_input input = {document->source->text, document->segmentation, document->vocabulary};
    tocsin_status status = TOCSIN_OK;
    bool any = false;
    for (size_t i = 0; i < program->entries.count && !status && !out->triggered; i++) {
        if (program->entries.items[i].rule != rule)
            continue;
        status = regex_scan_wakes(&out->triggered, machine->rule_scan, &input, i, sentence, error);
        if (any && !out->triggered)
            continue;
        out->pattern = program->entries.items[i].pattern;
        regex_set_describe(program->rule_set, i, out->trigger, sizeof out->trigger);
        any = true;
    }
    return status;
}

tocsin_status machine_attempt(struct attempt_told *out, struct machine *machine, struct machine_document *document,
                              uint32_t rule, size_t sentence, struct budget *budget, tocsin_error *error)
{
    struct machine_document *before = machine->document;
    const struct sentence *where = &document->segmentation->sentences.items[sentence];
    uint32_t first = (uint32_t)where->first_token, last = (uint32_t)(where->first_token + where->token_count);
    *out = (struct attempt_told){0};
    machine->document = document;
    tocsin_status status = machine->program->rules.items[rule].has_patterns
                               ? try_patterns(out, machine, rule, first, last, budget, error)
                               : try_regexes(out, machine, rule, sentence, error);
    machine->document = before;
    return status;
}
