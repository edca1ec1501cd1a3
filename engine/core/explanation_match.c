/* explanation_match.c: from a trace to what is told of matches and their records. */
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

static bool describe_capture(struct adding *adding, const struct trace_capture *capture, struct explained_capture *out)
{
    const struct program *program = adding->bundle->program;
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
    struct provenance_place place;
    provenance_of_entry(&place, program, capture->entry);
    out->list = keep(adding, lexicon_name(program->lexicon, lexicon_entry_list(program->lexicon, capture->entry)));
    return out->list && explanation_place(adding->explanation, &place, &out->entry);
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
        made.elements = explanation_elements(explanation, adding->bundle, provenance_pattern(program, match),
                                             adding->trace->steps.items + match->first_step, match->step_count,
                                             adding->document->source);
        made.element_count = match->step_count;
        good = made.elements != NULL;
    }
    return good && array_push(explanation->alloc, &explanation->matches, made);
}

/* ---- Features and links -------------------------------------------------------------------------------- */

static bool describe_origin(struct adding *adding, const struct provenance *from, struct explained_origin *out)
{
    out->kind = from->kind;
    out->by = keep(adding, str_of(from->by));
    if (from->kind == FROM_MODIFIER)
        out->cue = explanation_span(adding->document->source, from->cue);
    return out->by && explanation_place(adding->explanation, &from->place, &out->place);
}

/* `rule` NULL: a handler filed the record. */
static bool describe_features(struct adding *adding, const struct program_rule *rule, record_handle handle,
                              struct explained_record *record)
{
    struct explained_origin *features = make(adding, record->record->feature_count, sizeof *features);
    bool good = features != NULL;
    record->features = features;
    for (size_t i = 0; i < record->record->feature_count && good; i++) {
        struct provenance from;
        provenance_of_feature(&from, adding->bundle->program, adding->trace, rule, handle,
                              record->record->features[i].name);
        good = describe_origin(adding, &from, &features[i]);
    }
    return good;
}

/* Those of the record that lead to one that is there still, as the result has them. */
static bool describe_links(struct adding *adding, record_handle handle, struct explained_record *record)
{
    const struct record_store *store = adding->document->records;
    const struct record_links *links = &store->links.items[handle];
    struct explained_origin *origins = make(adding, record->record->link_count, sizeof *origins);
    bool good = origins != NULL;
    size_t count = 0;
    record->links = origins;
    for (size_t i = 0; i < links->items.count && count < record->record->link_count && good; i++) {
        struct provenance from;
        const tocsin_link *link = &links->items.items[i];
        if (store->places[link->record] == RECORD_NONE)
            continue;
        provenance_of_link(&from, adding->bundle->program, adding->trace, handle, link->relation,
                           (record_handle)link->record);
        good = describe_origin(adding, &from, &origins[count++]);
    }
    return good;
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

static bool add_record(struct adding *adding, record_handle handle, const struct program_rule *rule, size_t match)
{
    const struct record_store *store = adding->document->records;
    uint32_t place = store->places[handle];
    bool lost = place == RECORD_NONE;
    record_handle won = lost ? provenance_winner(adding->trace, store, handle) : RECORD_NONE;
    const tocsin_record *found = &store->records.items[handle];
    struct explained_record made = {
        .record = lost ? copy_lost(adding, found) : &adding->explanation->result->records[place],
        .index = lost ? SIZE_MAX : place,
        .won = won == RECORD_NONE ? SIZE_MAX : store->places[won],
        .match = match,
    };
    return made.record && describe_features(adding, rule, handle, &made) && describe_links(adding, handle, &made) &&
           array_push(adding->explanation->alloc, &adding->explanation->records, made);
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
