/* `emit` as a table: filed from a match without Lua, but for the features that functions work out. */
#include <stdio.h>
#include <stdlib.h>

#include "script/emit.h"

static tocsin_span capture_span(const struct machine *machine, const struct pattern_capture *capture)
{
    return annotation_span(machine->document->segmentation, capture->first, capture->last);
}

static bool push_role(struct machine *machine, struct str name, tocsin_span span)
{
    struct role_draft role = {.name = name, .span = span};
    return array_push(machine->alloc, &machine->draft.roles, role);
}

static bool regex_group(const struct rule_match *match, uint32_t number, tocsin_span *out)
{
    if (number >= match->groups.count)
        return false;
    struct regex_span group = match->groups.groups[number];
    *out = (tocsin_span){(uint32_t)group.start, (uint32_t)group.end};
    return group.start != SIZE_MAX && group.end > group.start;
}

/* All spans of a capture that was made several times. */
static bool fill_role(struct machine *machine, const struct rule_match *match, struct str name, uint32_t number)
{
    tocsin_span span;
    if (match->regex)
        return !regex_group(match, number, &span) || push_role(machine, name, span);
    for (uint32_t i = 0; i < match->capture_count; i++)
        if (match->captures[i].name == number && !push_role(machine, name, capture_span(machine, &match->captures[i])))
            return false;
    return true;
}

const struct pattern_capture *emit_capture(const struct rule_match *match, uint32_t number)
{
    for (uint32_t i = 0; i < match->capture_count; i++)
        if (match->captures[i].name == number)
            return &match->captures[i];
    return NULL;
}

/* What a column holds is text: a number or truth value where it reads as one and is written as that is. */
static void column_value(struct str text, struct feature_draft *out)
{
    char copy[32], again[32], *end;
    out->kind = TOCSIN_VALUE_STRING;
    out->value.string = text;
    if (str_equal(text, STR("true")) || str_equal(text, STR("false"))) {
        out->kind = TOCSIN_VALUE_BOOLEAN;
        out->value.boolean = text.data[0] == 't';
        return;
    }
    if (!text.length || text.length >= sizeof copy || !strchr("-0123456789", text.data[0]))
        return;
    memcpy(copy, text.data, text.length);
    copy[text.length] = '\0';
    long long integer = strtoll(copy, &end, 10);
    snprintf(again, sizeof again, "%lld", integer);
    if (!*end && strcmp(copy, again) == 0) {
        out->kind = TOCSIN_VALUE_INTEGER;
        out->value.integer = integer;
        return;
    }
    double number = strtod(copy, &end);
    snprintf(again, sizeof again, "%.14g", number);
    if (!*end && strcmp(copy, again) == 0) {
        out->kind = TOCSIN_VALUE_NUMBER;
        out->value.number = number;
    }
}

static bool value_of_record(const tocsin_record *record, struct str name, struct feature_draft *out)
{
    const tocsin_feature *feature = annotation_feature(record, name);
    if (!feature)
        return false;
    out->kind = feature->kind;
    switch (feature->kind) {
    case TOCSIN_VALUE_STRING:
        out->value.string = str_of(feature->value.string);
        break;
    case TOCSIN_VALUE_NUMBER:
        out->value.number = feature->value.number;
        break;
    case TOCSIN_VALUE_INTEGER:
        out->value.integer = feature->value.integer;
        break;
    case TOCSIN_VALUE_BOOLEAN:
        out->value.boolean = feature->value.boolean;
        break;
    case TOCSIN_VALUE_SPAN:
        out->value.span = feature->value.span;
        break;
    }
    return true;
}

static bool value_of_layer(const struct machine *machine, uint32_t handle, struct str name, struct feature_draft *out)
{
    struct layer_value value;
    if (!layers_feature(&value, machine->document->layers, handle, name))
        return false;
    if (value.kind == LAYER_FLAG) {
        out->kind = TOCSIN_VALUE_BOOLEAN;
        out->value.boolean = value.flag;
    } else if (value.kind != LAYER_NUMBER) {
        out->kind = TOCSIN_VALUE_STRING;
        out->value.string = value.text;
    } else {
        out->kind = value.number == (double)(int64_t)value.number ? TOCSIN_VALUE_INTEGER : TOCSIN_VALUE_NUMBER;
        if (out->kind == TOCSIN_VALUE_INTEGER)
            out->value.integer = (int64_t)value.number;
        else
            out->value.number = value.number;
    }
    return true;
}

bool emit_element_value(const struct machine *machine, const struct pattern_capture *capture, struct str column,
                        struct feature_draft *out)
{
    const struct lexicon *lexicon = machine->program->lexicon;
    record_handle record;
    if (capture->entry != LEXICON_NONE) {
        size_t at = lexicon_column_find(lexicon, lexicon_entry_list(lexicon, capture->entry), column);
        struct str text = at == SIZE_MAX ? STR("") : lexicon_value(lexicon, capture->entry, at);
        if (text.length)
            column_value(text, out);
        return text.length > 0;
    }
    if (capture->annotation == UINT32_MAX)
        return false;
    if (annotation_record(capture->annotation, &record))
        return value_of_record(&machine->document->records->records.items[record], column, out);
    return value_of_layer(machine, capture->annotation, column, out);
}

bool emit_reference_value(const struct machine *machine, const struct program_feature *feature,
                          const struct rule_match *match, uint32_t number, struct feature_draft *out)
{
    *out = feature->draft;
    if (feature->kind == FEATURE_CONSTANT)
        return true;
    out->kind = TOCSIN_VALUE_SPAN;
    if (match->regex)
        return regex_group(match, number, &out->value.span);
    const struct pattern_capture *capture = emit_capture(match, number);
    if (!capture)
        return false;
    out->value.span = capture_span(machine, capture);
    return feature->kind == FEATURE_CAPTURE || emit_element_value(machine, capture, feature->column, out);
}

static bool fill_draft(struct machine *machine, const struct program_rule *rule, const struct rule_match *match,
                       const struct feature_draft *worked)
{
    const struct program_emit *emit = &rule->emit;
    const uint32_t *numbers = rule->captures.items + match->pattern * (emit->roles.count + emit->features.count);
    for (size_t i = 0; i < emit->roles.count; i++)
        if (!fill_role(machine, match, emit->roles.items[i].name, numbers[i]))
            return false;
    for (size_t i = 0; i < emit->features.count; i++) {
        const struct program_feature *feature = &emit->features.items[i];
        struct feature_draft value = {.name = {NULL, 0}};
        bool there = true;
        if (feature->kind == FEATURE_FUNCTION) {
            value = worked[i];
            there = value.name.length != 0;
        } else {
            there = emit_reference_value(machine, feature, match, numbers[emit->roles.count + i], &value);
        }
        if (there && !array_push(machine->alloc, &machine->draft.features, value))
            return false;
    }
    return true;
}

tocsin_status emit_declared(struct machine *machine, const struct rule_match *match, const struct feature_draft *worked,
                            tocsin_error *error)
{
    const struct program_rule *rule = &machine->program->rules.items[match->rule];
    struct record_draft *draft = &machine->draft;
    record_handle handle;
    record_draft_clear(draft);
    draft->type = rule->emit.type;
    draft->rule = rule->name;
    draft->rule_order = match->rule;
    draft->bundle = str_of(machine->program->label);
    draft->confidence = rule->emit.confidence;
    draft->span = match->span;
    if (!fill_draft(machine, rule, match, worked))
        return error_set(error, MESSAGE_MEMORY);
    if (draft->roles.count > 1)
        emit_sort_roles(machine->program, draft);
    budget_charge(machine->document->budget, 10);
    return record_add(machine->document->records, draft, machine->document->source->text.length, &handle, error);
}
