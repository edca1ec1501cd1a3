#include "core/explanation.h"

tocsin_status explanation_create(tocsin_explanation **out, const tocsin_explain_options *options, size_t bundle_count,
                                 const tocsin_allocator *alloc, tocsin_error *error)
{
    tocsin_explanation *explanation = alloc_zero(alloc, sizeof *explanation);
    if (!explanation)
        return error_set(error, MESSAGE_MEMORY);
    explanation->alloc = alloc;
    arena_init(&explanation->arena, alloc);
    explanation->options = (tocsin_explain_options)TOCSIN_EXPLAIN_OPTIONS_INIT;
    if (options)
        memcpy(&explanation->options, options,
               options->size < sizeof explanation->options ? options->size : sizeof explanation->options);
    explanation->traces = alloc_zero(alloc, (bundle_count + 1) * sizeof *explanation->traces);
    if (!explanation->traces) {
        tocsin_explanation_free(explanation);
        return error_set(error, MESSAGE_MEMORY);
    }
    explanation->trace_count = bundle_count + 1;
    for (size_t i = 0; i < explanation->trace_count; i++)
        trace_init(&explanation->traces[i], alloc);
    *out = explanation;
    return TOCSIN_OK;
}

void tocsin_explanation_free(tocsin_explanation *explanation)
{
    if (!explanation)
        return;
    const tocsin_allocator *alloc = explanation->alloc;
    for (size_t i = 0; i < explanation->trace_count; i++)
        trace_finish(&explanation->traces[i]);
    alloc_free(alloc, explanation->traces, explanation->trace_count * sizeof *explanation->traces);
    array_finish(alloc, &explanation->matches);
    array_finish(alloc, &explanation->records);
    array_finish(alloc, &explanation->misses);
    tocsin_result_free(explanation->result);
    arena_finish(&explanation->arena);
    alloc_free(alloc, explanation, sizeof *explanation);
}

const tocsin_result *tocsin_explanation_result(const tocsin_explanation *explanation)
{
    return explanation->result;
}

bool explanation_wants(const tocsin_explanation *explanation, const char *rule, size_t sentence)
{
    const tocsin_explain_options *options = &explanation->options;
    return (!options->rule || strcmp(options->rule, rule) == 0) &&
           (!options->sentence || options->sentence == sentence + 1);
}

tocsin_span explanation_span(const struct source *source, tocsin_span span)
{
    return (tocsin_span){(uint32_t)source_original_start(source, span.start),
                         (uint32_t)source_original_end(source, span.end)};
}

bool explanation_place(tocsin_explanation *explanation, const struct provenance_place *place,
                       struct explained_place *out)
{
    out->file = arena_text(&explanation->arena, place->file, strlen(place->file));
    out->line = place->line;
    out->column = place->column;
    return out->file != NULL;
}

static bool describe_element(tocsin_explanation *explanation, const struct program *program, pattern_id pattern,
                             uint32_t element, struct explained_element *out)
{
    struct provenance_place place;
    struct str text = provenance_of_element(&place, program, pattern, element);
    out->text = arena_text(&explanation->arena, text.data, text.length);
    return out->text && explanation_place(explanation, &place, &out->place);
}

const struct explained_element *explanation_elements(tocsin_explanation *explanation, const tocsin_bundle *bundle,
                                                     pattern_id pattern, const struct trace_step *steps, size_t count,
                                                     const struct source *source)
{
    struct explained_element *elements = arena_new(&explanation->arena, count * sizeof *elements);
    for (size_t i = 0; elements && i < count; i++) {
        elements[i].span = (tocsin_span){0, 0};
        if (steps[i].span.end > steps[i].span.start)
            elements[i].span = explanation_span(source, steps[i].span);
        if (!describe_element(explanation, bundle->program, pattern, steps[i].element, &elements[i]))
            return NULL;
    }
    return elements;
}
