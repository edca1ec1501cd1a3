/* Modifiers on the records of a phase. */
#include "script/emit.h"
#include "script/run.h"

/* A modifier at work on the records of one of its types. */
struct modifying {
    struct machine *machine;
    const struct program_modifier *modifier;
    uint32_t index;
    struct rule_match cue;
    uint32_t first, last; /* the cue's words */
    uint32_t low, high;   /* the words that it can reach */
    uint32_t clause;      /* that the cue stands in: the innermost */
};

/* The first record that begins at `first` or behind. */
static size_t target_from(const annotation_list *targets, uint32_t first)
{
    size_t low = 0, high = targets->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (targets->items[middle].first < first)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static tocsin_status set_features(const struct modifying *work, record_handle record, tocsin_error *error)
{
    struct machine *machine = work->machine;
    const struct program_modifier *modifier = work->modifier;
    struct trace *trace = machine->document->trace;
    tocsin_status status = TOCSIN_OK;
    const uint32_t *numbers = modifier->captures.items + work->cue.pattern * modifier->features.count;
    for (size_t i = 0; i < modifier->features.count && !status; i++) {
        struct feature_draft value;
        struct trace_modification made = {work->index, record, work->cue.span, modifier->features.items[i].draft.name};
        if (!emit_reference_value(machine, &modifier->features.items[i], &work->cue, numbers[i], &value))
            continue;
        status = record_set_feature(machine->document->records, record, &value, error);
        if (!status && trace && !array_push(trace->alloc, &trace->modifications, made))
            status = error_set(error, MESSAGE_MEMORY);
    }
    emit_order_features(machine->program, &machine->document->records->records.items[record]);
    return status;
}

/* The cue's sentence, and what of it the number of words leaves. */
static bool reach(struct modifying *work)
{
    struct machine *machine = work->machine;
    const struct segmentation *segmentation = machine->document->segmentation;
    uint32_t words = work->modifier->reach;
    const struct sentence *sentence =
        &segmentation->sentences.items[segmentation_sentence_at(segmentation, work->cue.span.start)];
    work->low = sentence->first_token;
    work->high = sentence->first_token + sentence->token_count;
    if (work->modifier->by_clause && !annotations_innermost(&work->clause, machine, STR("Clause"), work->first))
        return false;
    if (words != UINT32_MAX && work->high > work->last + words + 1)
        work->high = work->last + words + 1;
    return true;
}

static bool is_stop(const struct modifying *work, const struct pattern_kept *match)
{
    const struct program_pattern *use = &work->machine->program->uses.items[match->pattern];
    return use->use == PATTERN_STOP && use->owner == work->index;
}

/* Narrows it to what no stop parts from the cue. Matches come by first word; `at` is the cue's place among them. */
static void heed_stops(struct modifying *work, size_t at)
{
    const struct pattern_found *found = &work->machine->pattern_found;
    for (size_t i = at; i < found->matches.count && found->matches.items[i].first < work->high; i++) {
        const struct pattern_kept *match = &found->matches.items[i];
        if (is_stop(work, match) && match->first >= work->last && match->last < work->high)
            work->high = match->last;
    }
    for (size_t i = at; i > 0 && found->matches.items[i - 1].first >= work->low; i--) {
        const struct pattern_kept *match = &found->matches.items[i - 1];
        if (is_stop(work, match) && match->last <= work->first)
            work->low = match->first;
    }
}

/* A record is governed when it stands on the right side of the cue, begins between the edges and is near enough. */
static tocsin_status modify(const struct modifying *work, const annotation_list *targets, tocsin_error *error)
{
    enum modifier_direction direction = work->modifier->direction;
    tocsin_status status = TOCSIN_OK;
    for (size_t i = target_from(targets, work->low); i < targets->count && !status; i++) {
        const struct pattern_annotation *target = &targets->items[i];
        record_handle record;
        if (target->first >= work->high || !budget_charge(work->machine->document->budget, 1))
            break;
        bool forward = target->first >= work->last && direction != MODIFIER_BACKWARD;
        bool backward = target->last <= work->first && direction != MODIFIER_FORWARD &&
                        work->first - target->last <= work->modifier->reach;
        uint32_t clause = work->clause;
        if (!forward && !backward)
            continue;
        if (work->modifier->by_clause &&
            !annotations_innermost(&clause, work->machine, STR("Clause"), target->first))
            return error_set(error, MESSAGE_MEMORY);
        if (clause == work->clause && annotation_record(target->handle, &record))
            status = set_features(work, record, error);
    }
    return status;
}

static struct rule_match cue_of(const struct machine *machine, const struct pattern_kept *kept)
{
    const struct pattern_found *found = &machine->pattern_found;
    return (struct rule_match){
        .pattern = machine->program->uses.items[kept->pattern].number,
        .span = annotation_span(machine->document->segmentation, kept->first, kept->last),
        .id = kept->pattern,
        .captures = found->captures.items + kept->first_capture,
        .capture_count = kept->capture_count,
    };
}

/* The modifier's records, of all its types; only asked for once there is a cue. */
static tocsin_status gather(struct machine *machine, const struct program_modifier *modifier, tocsin_error *error)
{
    array_clear(&machine->targets);
    for (size_t i = 0; i < modifier->on.count; i++)
        if (!annotations_collect(&machine->targets, machine, modifier->on.items[i], modifier->role))
            return error_set(error, MESSAGE_MEMORY);
    annotations_sort(&machine->targets);
    return TOCSIN_OK;
}

static tocsin_status run_modifier(struct machine *machine, uint32_t index, tocsin_error *error)
{
    const struct pattern_found *found = &machine->pattern_found;
    struct modifying work = {.machine = machine, .modifier = &machine->program->modifiers.items[index], .index = index};
    tocsin_status status = TOCSIN_OK;
    bool gathered = false;
    for (size_t i = 0; i < found->matches.count && !status; i++) {
        const struct pattern_kept *kept = &found->matches.items[i];
        const struct program_pattern *use = &machine->program->uses.items[kept->pattern];
        if (use->use != PATTERN_CUE || use->owner != index)
            continue;
        if (!gathered)
            status = gather(machine, work.modifier, error);
        gathered = true;
        if (status || !machine->targets.count)
            break;
        work.cue = cue_of(machine, kept);
        work.first = kept->first;
        work.last = kept->last;
        if (!reach(&work))
            return error_set(error, MESSAGE_MEMORY);
        heed_stops(&work, i);
        status = modify(&work, &machine->targets, error);
    }
    return status;
}

tocsin_status run_modifiers(struct machine *machine, uint32_t phase, tocsin_error *error)
{
    const struct program *program = machine->program;
    tocsin_status status = TOCSIN_OK;
    for (uint32_t i = 0; i < program->modifiers.count && !status; i++)
        if (program->modifiers.items[i].phase == phase)
            status = run_modifier(machine, i, error);
    return status;
}
