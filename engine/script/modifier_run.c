/* Modifiers on the records of a phase. */
#include <stdio.h>

#include "script/emit.h"
#include "script/run.h"

/* A modifier at work on the records of one of its types. */
struct modifying {
    struct machine *machine;
    const struct program_modifier *modifier;
    uint32_t index;
    struct rule_match cue;
    uint32_t first, last; /* the cue's words */
    struct modifier_reach reach;
    uint32_t low, high;   /* the words that it can reach */
    uint32_t longest;     /* words of the longest target */
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
    for (size_t i = 0; i < modifier->set_count && !status; i++) {
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

/* What the modifier says of its reach, and over that what the cue's columns say: values that the load checked. */
static void read_reach(struct modifying *work)
{
    const struct program_modifier *modifier = work->modifier;
    const uint32_t *numbers = modifier->captures.items + work->cue.pattern * modifier->features.count;
    work->reach = modifier->reach;
    for (size_t i = modifier->set_count; i < modifier->features.count; i++) {
        char digits[24];
        struct feature_draft value;
        const struct program_feature *feature = &modifier->features.items[i];
        if (!emit_reference_value(work->machine, feature, &work->cue, numbers[i], &value))
            continue;
        struct str text = value.value.string;
        if (value.kind != TOCSIN_VALUE_STRING && value.kind != TOCSIN_VALUE_INTEGER)
            continue;
        if (value.kind == TOCSIN_VALUE_INTEGER)
            text = (struct str){digits, (size_t)snprintf(digits, sizeof digits, "%lld",
                                                         (long long)value.value.integer)};
        if (str_equal(feature->draft.name, STR("reach")))
            modifier_reach_read(&work->reach, text);
        else
            modifier_direction_read(&work->reach, text);
    }
}

/* The cue's sentence, and what of it the number of words leaves. */
static bool find_edges(struct modifying *work)
{
    struct machine *machine = work->machine;
    const struct segmentation *segmentation = machine->document->segmentation;
    const struct sentence *sentence =
        &segmentation->sentences.items[segmentation_sentence_at(segmentation, work->cue.span.start)];
    read_reach(work);
    work->low = sentence->first_token;
    work->high = sentence->first_token + sentence->token_count;
    if (work->reach.by_clause && !annotations_innermost(&work->clause, machine, STR("Clause"), work->first))
        return false;
    if (work->reach.words != UINT32_MAX && work->high > work->last + work->reach.words + 1)
        work->high = work->last + work->reach.words + 1;
    return true;
}

static bool is_for(const struct modifying *work, const struct pattern_kept *match, enum program_use wanted)
{
    const struct program_pattern *use = &work->machine->program->uses.items[match->pattern];
    return use->use == wanted && use->owner == work->index;
}

/* Whether the cue is part of words that mean something else: "no" of "no doubt". */
static bool is_excepted(const struct modifying *work, size_t at)
{
    const struct pattern_found *found = &work->machine->pattern_found;
    for (size_t i = at; i < found->matches.count && found->matches.items[i].first < work->last; i++)
        if (is_for(work, &found->matches.items[i], PATTERN_EXCEPT))
            return true;
    for (size_t i = at; i > 0 && found->matches.items[i - 1].first >= work->low; i--) {
        const struct pattern_kept *before = &found->matches.items[i - 1];
        if (is_for(work, before, PATTERN_EXCEPT) && before->last > work->first)
            return true;
    }
    return false;
}

/* Narrows it to what no stop parts from the cue. Matches come by first word; `at` is the cue's place among them. */
static void heed_stops(struct modifying *work, size_t at)
{
    const struct pattern_found *found = &work->machine->pattern_found;
    for (size_t i = at; i < found->matches.count && found->matches.items[i].first < work->high; i++) {
        const struct pattern_kept *match = &found->matches.items[i];
        if (is_for(work, match, PATTERN_STOP) && match->first >= work->last && match->last < work->high)
            work->high = match->last;
    }
    for (size_t i = at; i > 0 && found->matches.items[i - 1].first >= work->low; i--) {
        const struct pattern_kept *match = &found->matches.items[i - 1];
        if (is_for(work, match, PATTERN_STOP) && match->last <= work->first)
            work->low = match->first;
    }
}

/* A target is governed when it stands on the right side of the cue, begins between the edges and is near enough; or
 * shares a word with it, where that is what counts. */
static bool is_governed(const struct modifying *work, const struct layer_span *target)
{
    enum modifier_direction direction = work->reach.direction;
    if (direction == MODIFIER_OVERLAPS)
        return target->first < work->last && target->last > work->first;
    if (target->first >= work->last)
        return direction != MODIFIER_BACKWARD;
    return direction != MODIFIER_FORWARD && target->first >= work->low && target->last <= work->first &&
           work->first - target->last <= work->reach.words;
}

static tocsin_status modify(const struct modifying *work, const annotation_list *targets, tocsin_error *error)
{
    bool overlaps = work->reach.direction == MODIFIER_OVERLAPS;
    uint32_t before = work->first > work->longest ? work->first - work->longest : 0;
    tocsin_status status = TOCSIN_OK;
    for (size_t i = target_from(targets, overlaps ? before : work->low); i < targets->count && !status; i++) {
        const struct layer_span *target = &targets->items[i];
        record_handle record;
        uint32_t clause = work->clause;
        if (target->first >= work->high || !budget_charge(work->machine->document->budget, 1))
            break;
        if (!is_governed(work, target))
            continue;
        if (work->reach.by_clause &&
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
static tocsin_status gather(struct modifying *work, tocsin_error *error)
{
    struct machine *machine = work->machine;
    const struct program_modifier *modifier = work->modifier;
    array_clear(&machine->targets);
    for (size_t i = 0; i < modifier->on.count; i++)
        if (!annotations_collect(&machine->targets, machine, modifier->on.items[i], modifier->role))
            return error_set(error, MESSAGE_MEMORY);
    layer_spans_sort(machine->targets.items, machine->targets.count);
    for (size_t i = 0; i < machine->targets.count; i++) {
        uint32_t length = machine->targets.items[i].last - machine->targets.items[i].first;
        work->longest = length > work->longest ? length : work->longest;
    }
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
            status = gather(&work, error);
        gathered = true;
        if (status || !machine->targets.count)
            break;
        work.cue = cue_of(machine, kept);
        work.first = kept->first;
        work.last = kept->last;
        if (!find_edges(&work))
            return error_set(error, MESSAGE_MEMORY);
        if (is_excepted(&work, i))
            continue;
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
