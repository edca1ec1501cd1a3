/* explanation_match.c: from a trace to what is told of matches and their records. */
#include <stdio.h>

#include "core/explanation.h"
#include "script/annotations.h"
#include "script/machine.h"

/* What is being added, for the functions below. */
struct adding {
    tocsin_explanation *explanation;
    const tocsin_bundle *bundle;
    const struct trace *trace;
    const struct machine_document *document;
};

static void *make(struct adding *adding, size_t count, size_t size)
{
    void *memory = arena_new(&adding->explanation->arena, count * size);
    return memory ? memset(memory, 0, count * size) : NULL;
}

static const char *keep(struct adding *adding, struct str text)
{
    return arena_text(&adding->explanation->arena, text.data, text.length);
}

static size_t sentence_of(const struct adding *adding, uint32_t at)
{
    return segmentation_sentence_at(adding->document->segmentation, at);
}

/* ---- Matches ------------------------------------------------------------------------------------------- */

static pattern_id find_pattern(const struct program *program, const struct trace_match *match)
{
    for (size_t i = 0; i < program->uses.count; i++) {
        const struct program_pattern *use = &program->uses.items[i];
        if (use->use == PATTERN_OF_RULE && use->owner == match->rule && use->number == match->pattern)
            return (pattern_id)i;
    }
    return PATTERN_NONE;
}

static bool describe_capture(struct adding *adding, const struct trace_capture *capture, struct explained_capture *out)
{
    const struct lexicon *lexicon = adding->bundle->program->lexicon;
    const uint32_t *places = adding->document->records->places;
    record_handle record;
    out->name = keep(adding, capture->name);
    out->span = explanation_span(adding->document->source, capture->span);
    out->record = SIZE_MAX;
    if (capture->annotation != UINT32_MAX && annotation_record(capture->annotation, &record) &&
        places[record] != RECORD_NONE)
        out->record = places[record];
    if (!out->name || capture->entry == UINT32_MAX)
        return out->name != NULL;
    out->list = keep(adding, lexicon_name(lexicon, lexicon_entry_list(lexicon, capture->entry)));
    out->list_line = lexicon_entry_line(lexicon, capture->entry);
    return out->list != NULL;
}

static bool add_match(struct adding *adding, const struct trace_match *match, size_t sentence)
{
    const struct program *program = adding->bundle->program;
    tocsin_explanation *explanation = adding->explanation;
    struct explained_capture *captures = make(adding, match->capture_count, sizeof *captures);
    struct explained_match made = {
        .rule = &adding->bundle->rules.items[match->rule],
        .pattern = match->pattern,
        .guarded = program->rules.items[match->rule].calls_when,
        .outcome = match->outcome,
        .span = explanation_span(adding->document->source, match->span),
        .sentence = sentence,
        .captures = captures,
        .capture_count = match->capture_count,
        .record_count = match->record_count,
    };
    bool good = captures != NULL;
    for (uint32_t i = 0; i < match->capture_count && good; i++)
        good = describe_capture(adding, &adding->trace->captures.items[match->first_capture + i], &captures[i]);
    if (good && match->step_count) {
        made.elements = explanation_elements(explanation, adding->bundle, find_pattern(program, match),
                                             adding->trace->steps.items + match->first_step, match->step_count,
                                             adding->document->source);
        made.element_count = match->step_count;
        good = made.elements != NULL;
    }
    return good && array_push(explanation->alloc, &explanation->matches, made);
}

/* ---- Features ------------------------------------------------------------------------------------------ */

static const struct trace_modification *find_modification(const struct trace *trace, record_handle record,
                                                          const char *feature)
{
    for (size_t i = trace->modifications.count; i-- > 0;) {
        const struct trace_modification *made = &trace->modifications.items[i];
        if (made->record == record && str_equal(made->feature, str_of(feature)))
            return made;
    }
    return NULL;
}

static bool by_modifier(struct adding *adding, const struct trace_modification *made, struct explained_feature *out)
{
    const struct program *program = adding->bundle->program;
    const struct program_modifier *modifier = &program->modifiers.items[made->modifier];
    tocsin_error where = TOCSIN_ERROR_INIT;
    error_at(&where, program->files.items[modifier->file].data, modifier->line, 0);
    program_locate(program, &where);
    *out = (struct explained_feature){
        .origin = ORIGIN_MODIFIER,
        .by = keep(adding, modifier->name),
        .place = {keep(adding, str_of(where.file)), where.line, 0},
        .cue = explanation_span(adding->document->source, made->cue),
    };
    return out->by && out->place.file;
}

static bool by_emit_table(struct adding *adding, const struct program_feature *feature, struct explained_feature *out)
{
    static const enum explained_origin origins[] = {
        [FEATURE_CONSTANT] = ORIGIN_CONSTANT,
        [FEATURE_CAPTURE] = ORIGIN_CAPTURE,
        [FEATURE_COLUMN] = ORIGIN_COLUMN,
        [FEATURE_FUNCTION] = ORIGIN_FUNCTION,
    };
    char by[256];
    bool captured = feature->kind == FEATURE_CAPTURE || feature->kind == FEATURE_COLUMN;
    struct str capture = captured ? feature->capture : STR("");
    struct str column = feature->kind == FEATURE_COLUMN ? feature->column : STR("");
    snprintf(by, sizeof by, "%.*s%s%.*s", (int)capture.length, capture.data, column.length ? "." : "",
             (int)column.length, column.data);
    out->origin = origins[feature->kind];
    out->by = keep(adding, str_of(by));
    return out->by != NULL;
}

/* `rule` NULL: a handler filed the record. */
static bool describe_feature(struct adding *adding, const struct program_rule *rule, record_handle record,
                             const char *name, struct explained_feature *out)
{
    const struct trace_modification *made = find_modification(adding->trace, record, name);
    if (made)
        return by_modifier(adding, made, out);
    out->by = "";
    out->origin = rule && rule->calls_emit ? ORIGIN_EMIT : ORIGIN_HANDLER;
    for (size_t i = 0; rule && !rule->calls_emit && i < rule->emit.features.count; i++)
        if (str_equal(rule->emit.features.items[i].draft.name, str_of(name)))
            return by_emit_table(adding, &rule->emit.features.items[i], out);
    return true;
}

/* ---- Records ------------------------------------------------------------------------------------------- */

/* A record that lost, which the result does not have. */
static const tocsin_record *copy_lost(struct adding *adding, const tocsin_record *record)
{
    tocsin_record *copy = make(adding, 1, sizeof *copy);
    tocsin_role *roles = make(adding, record->role_count, sizeof *roles);
    tocsin_feature *features = make(adding, record->feature_count, sizeof *features);
    if (!copy || !roles || !features)
        return NULL;
    *copy = *record;
    copy->sentence = sentence_of(adding, record->span.start);
    copy->span = explanation_span(adding->document->source, record->span);
    copy->roles = roles;
    copy->features = features;
    copy->attributed_to_count = copy->link_count = 0;
    for (size_t i = 0; i < record->role_count; i++) {
        roles[i] = record->roles[i];
        roles[i].span = explanation_span(adding->document->source, roles[i].span);
    }
    for (size_t i = 0; i < record->feature_count; i++) {
        features[i] = record->features[i];
        if (features[i].kind == TOCSIN_VALUE_SPAN)
            features[i].value.span = explanation_span(adding->document->source, features[i].value.span);
    }
    return copy;
}

static size_t winner_of(const struct adding *adding, record_handle lost)
{
    const uint32_t *places = adding->document->records->places;
    for (size_t i = 0; i < adding->trace->conflicts.count; i++) {
        const struct trace_conflict *conflict = &adding->trace->conflicts.items[i];
        if (conflict->lost == lost && places[conflict->won] != RECORD_NONE)
            return places[conflict->won];
    }
    return SIZE_MAX;
}

static bool add_record(struct adding *adding, record_handle handle, const struct program_rule *rule, size_t match)
{
    const struct record_store *store = adding->document->records;
    uint32_t place = store->places[handle];
    bool lost = place == RECORD_NONE;
    const tocsin_record *record =
        lost ? copy_lost(adding, &store->records.items[handle]) : &adding->explanation->result->records[place];
    if (!record)
        return false;
    struct explained_feature *features = make(adding, record->feature_count, sizeof *features);
    struct explained_record made = {record, lost ? SIZE_MAX : place, winner_of(adding, handle), match, features};
    if (!features)
        return false;
    for (size_t i = 0; i < record->feature_count; i++)
        if (!describe_feature(adding, rule, handle, record->features[i].name, &features[i]))
            return false;
    return array_push(adding->explanation->alloc, &adding->explanation->records, made);
}

static bool add_matches(struct adding *adding)
{
    const struct trace *trace = adding->trace;
    bool good = true;
    for (size_t i = 0; i < trace->matches.count && good; i++) {
        const struct trace_match *match = &trace->matches.items[i];
        const struct program_rule *rule = &adding->bundle->program->rules.items[match->rule];
        size_t sentence = sentence_of(adding, match->span.start);
        if (!explanation_wants(adding->explanation, rule->name.data, sentence))
            continue;
        good = add_match(adding, match, sentence);
        for (uint32_t k = 0; k < match->record_count && good; k++)
            good = add_record(adding, match->first_record + k, rule, adding->explanation->matches.count - 1);
    }
    return good;
}

/* Those that no rule's match made. */
static bool add_others(struct adding *adding)
{
    const struct record_store *store = adding->document->records;
    const struct trace *trace = adding->trace;
    bool *known = make(adding, store->records.count, sizeof *known), good = known != NULL;
    for (size_t i = 0; good && i < trace->matches.count; i++)
        for (uint32_t k = 0; k < trace->matches.items[i].record_count; k++)
            known[trace->matches.items[i].first_record + k] = true;
    for (size_t i = 0; good && i < store->records.count; i++) {
        const tocsin_record *record = &store->records.items[i];
        if (!known[i] && strcmp(record->bundle, adding->bundle->program->label) == 0 &&
            explanation_wants(adding->explanation, record->rule, sentence_of(adding, record->span.start)))
            good = add_record(adding, (record_handle)i, NULL, SIZE_MAX);
    }
    return good;
}

tocsin_status explanation_add(tocsin_explanation *explanation, const tocsin_bundle *bundle, const struct trace *trace,
                              const struct machine_document *document, tocsin_error *error)
{
    struct adding adding = {explanation, bundle, trace, document};
    return add_matches(&adding) && add_others(&adding) ? TOCSIN_OK : error_set(error, MESSAGE_MEMORY);
}
