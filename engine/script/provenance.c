#include "script/provenance.h"

#include <stdio.h>

#include "script/declarations.h"

const char *provenance_name(enum provenance_kind kind)
{
    static const char *const names[] = {"constant", "capture", "column", "function", "emit",
                                        "modifier", "handler", "link",   "lua"};
    return names[kind];
}

const char *provenance_outcome(enum trace_outcome outcome, uint32_t record_count)
{
    switch (outcome) {
    case TRACE_EMITTED:
        return record_count ? "records" : "emit gave none";
    case TRACE_REFUSED:
        return "refused by when";
    case TRACE_FAILED:
        return "failed";
    case TRACE_LEFT_OUT:
        return "left out";
    }
    return "";
}

/* ---- Places -------------------------------------------------------------------------------------------- */

static void take_place(struct provenance_place *out, const struct program *program, tocsin_error *where)
{
    program_locate(program, where);
    memcpy(out->file, where->file, sizeof out->file);
    out->line = where->line;
    out->column = where->column;
}

static void place_at(struct provenance_place *out, const struct program *program, const char *file, uint32_t line)
{
    tocsin_error where = TOCSIN_ERROR_INIT;
    error_at(&where, file, line, 0);
    take_place(out, program, &where);
}

void provenance_of_file(struct provenance_place *out, const struct program *program, uint32_t file, uint32_t line)
{
    place_at(out, program, program->files.items[file].data, line);
}

void provenance_of_entry(struct provenance_place *out, const struct program *program, lexicon_entry entry)
{
    lexicon_list list = lexicon_entry_list(program->lexicon, entry);
    place_at(out, program, program->list_files.items[list], lexicon_entry_line(program->lexicon, entry));
}

struct str provenance_of_element(struct provenance_place *out, const struct program *program, pattern_id pattern,
                                 uint32_t element)
{
    struct pattern_element place = pattern_element_at(program->patterns, pattern, element);
    const struct program_text *text = &program->texts.items[place.source];
    tocsin_error where = TOCSIN_ERROR_INIT;
    declared_place(program, place.source, place.start, place.end, &where);
    take_place(out, program, &where);
    return (struct str){text->text.data + place.start, place.end - place.start};
}

/* ---- Features and links -------------------------------------------------------------------------------- */

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

static void by_modifier(struct provenance *out, const struct program *program,
                        const struct trace_modification *made)
{
    const struct program_modifier *modifier = &program->modifiers.items[made->modifier];
    out->kind = FROM_MODIFIER;
    out->cue = made->cue;
    error_copy_text(out->by, sizeof out->by, modifier->name.data);
    provenance_of_file(&out->place, program, modifier->file, modifier->line);
}

static void by_emit_table(struct provenance *out, const struct program_feature *feature)
{
    static const enum provenance_kind kinds[] = {
        [FEATURE_CONSTANT] = FROM_CONSTANT,
        [FEATURE_CAPTURE] = FROM_CAPTURE,
        [FEATURE_COLUMN] = FROM_COLUMN,
        [FEATURE_FUNCTION] = FROM_FUNCTION,
    };
    out->kind = kinds[feature->kind];
    if (feature->kind == FEATURE_CAPTURE)
        snprintf(out->by, sizeof out->by, "%.*s", (int)feature->capture.length, feature->capture.data);
    if (feature->kind == FEATURE_COLUMN)
        snprintf(out->by, sizeof out->by, "%.*s.%.*s", (int)feature->capture.length, feature->capture.data,
                 (int)feature->column.length, feature->column.data);
}

void provenance_of_feature(struct provenance *out, const struct program *program, const struct trace *trace,
                           const struct program_rule *rule, record_handle record, const char *feature)
{
    const struct trace_modification *made = find_modification(trace, record, feature);
    *out = (struct provenance){.kind = rule && rule->calls_emit ? FROM_EMIT : FROM_HANDLER};
    if (made) {
        by_modifier(out, program, made);
        return;
    }
    for (size_t i = 0; rule && !rule->calls_emit && i < rule->emit.features.count; i++)
        if (str_equal(rule->emit.features.items[i].draft.name, str_of(feature)))
            by_emit_table(out, &rule->emit.features.items[i]);
}

void provenance_of_link(struct provenance *out, const struct program *program, const struct trace *trace,
                        record_handle from, const char *relation, record_handle to)
{
    *out = (struct provenance){.kind = FROM_LUA};
    for (size_t i = 0; i < trace->links.count; i++) {
        const struct trace_link *made = &trace->links.items[i];
        const struct program_link *link = &program->links.items[made->link];
        if (made->from != from || made->to != to || !str_equal(link->relation, str_of(relation)))
            continue;
        out->kind = FROM_LINK;
        error_copy_text(out->by, sizeof out->by, link->name.data);
        provenance_of_file(&out->place, program, link->file, link->line);
        return;
    }
}

/* ---- Matches and conflicts ----------------------------------------------------------------------------- */

pattern_id provenance_pattern(const struct program *program, const struct trace_match *match)
{
    for (size_t i = 0; match->step_count && i < program->uses.count; i++) {
        const struct program_pattern *use = &program->uses.items[i];
        if (use->use == PATTERN_OF_RULE && use->owner == match->rule && use->number == match->pattern)
            return (pattern_id)i;
    }
    return PATTERN_NONE;
}

record_handle provenance_winner(const struct trace *trace, const struct record_store *records, record_handle lost)
{
    for (size_t i = 0; i < trace->conflicts.count; i++) {
        const struct trace_conflict *conflict = &trace->conflicts.items[i];
        if (conflict->lost == lost && record_lives(records, conflict->won))
            return conflict->won;
    }
    return RECORD_NONE;
}
