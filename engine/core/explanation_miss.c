/* explanation_miss.c: why rules have no match where they were asked for. */
#include "core/explanation.h"
#include "script/annotations.h"
#include "script/attempt.h"

static bool has_match(const tocsin_explanation *explanation, const tocsin_rule *rule, size_t sentence)
{
    for (size_t i = 0; i < explanation->matches.count; i++)
        if (explanation->matches.items[i].rule == rule && explanation->matches.items[i].sentence == sentence)
            return true;
    return false;
}

/* Elements that fitted and those that could have come next. */
static bool describe_attempt(tocsin_explanation *explanation, const tocsin_bundle *bundle,
                             const struct attempt_told *told, const struct machine_document *document,
                             struct explained_miss *out)
{
    struct trace_step wanted[sizeof told->wanted / sizeof *told->wanted];
    struct trace_step *steps = arena_new(&explanation->arena, told->step_count * sizeof *steps);
    const struct segmentation *segmentation = document->segmentation;
    const struct sentence *sentence = &segmentation->sentences.items[out->sentence];
    if (!steps)
        return false;
    for (uint32_t i = 0; i < told->step_count; i++) {
        steps[i] = (struct trace_step){told->steps[i].element, {0, 0}};
        if (told->steps[i].last > told->steps[i].first)
            steps[i].span = annotation_span(segmentation, told->steps[i].first, told->steps[i].last);
    }
    for (uint32_t i = 0; i < told->wanted_count; i++)
        wanted[i] = (struct trace_step){told->wanted[i], {0, 0}};
    out->elements = explanation_elements(explanation, bundle, told->id, steps, told->step_count, document->source);
    out->element_count = told->step_count;
    out->wanted = explanation_elements(explanation, bundle, told->id, wanted, told->wanted_count, document->source);
    out->wanted_count = told->wanted_count;
    if (told->reached < sentence->first_token + sentence->token_count)
        out->saw = explanation_span(document->source, annotation_span(segmentation, told->reached, told->reached + 1));
    return out->elements && out->wanted;
}

static tocsin_status add_miss(tocsin_explanation *explanation, const tocsin_bundle *bundle, struct machine *machine,
                              struct machine_document *document, uint32_t rule, size_t sentence, tocsin_error *error)
{
    struct attempt_told told;
    struct explained_miss miss = {.rule = &bundle->rules.items[rule], .sentence = sentence};
    tocsin_status status = machine_attempt(&told, machine, document, rule, sentence, NULL, error);
    if (status)
        return status;
    miss.is_pattern = told.is_pattern;
    miss.end = told.matches ? MISS_SCOPE : told.triggered ? MISS_PATTERN : MISS_TRIGGER;
    miss.trigger = arena_text(&explanation->arena, told.trigger, strlen(told.trigger));
    if (!miss.trigger || (told.is_pattern && !describe_attempt(explanation, bundle, &told, document, &miss)) ||
        !array_push(explanation->alloc, &explanation->misses, miss))
        return error_set(error, MESSAGE_MEMORY);
    return TOCSIN_OK;
}

tocsin_status explanation_add_misses(tocsin_explanation *explanation, const tocsin_bundle *bundle,
                                     struct machine *machine, struct machine_document *document, tocsin_error *error)
{
    tocsin_status status = TOCSIN_OK;
    if (!explanation->options.rule && !explanation->options.sentence)
        return status;
    for (uint32_t i = 0; i < bundle->rules.count && !status; i++) {
        const tocsin_rule *rule = &bundle->rules.items[i];
        for (size_t k = 0; k < document->segmentation->sentences.count && !status; k++)
            if (explanation_wants(explanation, rule->name, k) && !has_match(explanation, rule, k))
                status = add_miss(explanation, bundle, machine, document, i, k, error);
    }
    return status;
}
