#include "core/bundle_coverage.h"

void bundle_coverage_init(struct bundle_coverage *coverage, const tocsin_bundle *bundle)
{
    *coverage = (struct bundle_coverage){.bundle = bundle, .alloc = bundle->alloc};
}

void bundle_coverage_finish(struct bundle_coverage *coverage)
{
    array_finish(coverage->alloc, &coverage->elements);
    array_finish(coverage->alloc, &coverage->firsts);
    tocsin_explanation_free(coverage->texts);
    coverage->texts = NULL;
}

/* A regex is one element. */
static bool add_regexes(struct bundle_coverage *coverage)
{
    const struct program *program = coverage->bundle->program;
    const tocsin_rule *rule = &coverage->bundle->rules.items[coverage->rule];
    bool good = true;
    for (size_t i = 0; i < program->entries.count && good; i++) {
        if (program->entries.items[i].rule != coverage->rule)
            continue;
        struct str regex = regex_pattern(program->rule_regexes.items[i].regex);
        const char *text = arena_text(&coverage->texts->arena, regex.data, regex.length);
        tocsin_element element = {text, program->entries.items[i].pattern, rule->file, rule->line, 0, false};
        good = text && array_push(coverage->alloc, &coverage->firsts, coverage->elements.count) &&
               array_push(coverage->alloc, &coverage->elements, element);
    }
    return good;
}

static bool add_pattern(struct bundle_coverage *coverage, pattern_id pattern, uint32_t number)
{
    uint32_t count = pattern_element_count(coverage->bundle->program->patterns, pattern);
    struct trace_step *steps = arena_new(&coverage->texts->arena, count * sizeof *steps);
    if (!steps || !array_push(coverage->alloc, &coverage->firsts, coverage->elements.count))
        return false;
    for (uint32_t i = 0; i < count; i++)
        steps[i] = (struct trace_step){i, {0, 0}};
    const struct explained_element *elements =
        explanation_elements(coverage->texts, coverage->bundle, pattern, steps, count, NULL);
    for (uint32_t i = 0; elements && i < count; i++) {
        const struct explained_place *place = &elements[i].place;
        tocsin_element element = {elements[i].text, number, place->file, place->line, place->column, false};
        if (!array_push(coverage->alloc, &coverage->elements, element))
            return false;
    }
    return elements != NULL;
}

static bool add_patterns(struct bundle_coverage *coverage)
{
    const struct program *program = coverage->bundle->program;
    bool good = true;
    for (size_t i = 0; i < program->uses.count && good; i++) {
        const struct program_pattern *use = &program->uses.items[i];
        if (use->use == PATTERN_OF_RULE && use->owner == coverage->rule)
            good = add_pattern(coverage, (pattern_id)i, use->number);
    }
    return good;
}

tocsin_status bundle_coverage_begin(struct bundle_coverage *coverage, uint32_t rule, tocsin_error *error)
{
    array_clear(&coverage->elements);
    array_clear(&coverage->firsts);
    tocsin_explanation_free(coverage->texts);
    coverage->texts = NULL;
    coverage->rule = rule;
    tocsin_status status = explanation_create(&coverage->texts, NULL, 0, coverage->alloc, error);
    if (status)
        return status;
    bool patterns = coverage->bundle->program->rules.items[rule].has_patterns;
    bool good = patterns ? add_patterns(coverage) : add_regexes(coverage);
    return good ? TOCSIN_OK : error_set(error, MESSAGE_MEMORY);
}

void bundle_coverage_add(struct bundle_coverage *coverage, const struct trace *trace)
{
    bool patterns = coverage->bundle->program->rules.items[coverage->rule].has_patterns;
    for (size_t i = 0; i < trace->matches.count; i++) {
        const struct trace_match *match = &trace->matches.items[i];
        if (match->rule != coverage->rule || match->record_count == 0)
            continue;
        size_t first = coverage->firsts.items[match->pattern];
        if (!patterns)
            coverage->elements.items[first].covered = true;
        for (uint32_t k = 0; k < match->step_count; k++)
            coverage->elements.items[first + trace->steps.items[match->first_step + k].element].covered = true;
    }
}
