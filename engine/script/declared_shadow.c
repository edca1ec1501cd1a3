/* Warns of patterns whose every match an earlier one takes: what they would file loses, or is there twice. */
#include "pattern/pattern_compare.h"
#include "script/declarations.h"

/* Rules of large bundles are compared with so many of those before them, and with so much work in all: what is left
 * out is not warned of. */
enum { COMPARED = 32, STEPS_MOST = 500000 };

enum verdict { VERDICT_NONE, VERDICT_LOSES, VERDICT_TWICE, VERDICT_REPEATED };

static bool constants_equal(const struct feature_draft *a, const struct feature_draft *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case TOCSIN_VALUE_STRING:
        return str_equal(a->value.string, b->value.string);
    case TOCSIN_VALUE_NUMBER:
        return a->value.number == b->value.number;
    case TOCSIN_VALUE_INTEGER:
        return a->value.integer == b->value.integer;
    case TOCSIN_VALUE_BOOLEAN:
        return a->value.boolean == b->value.boolean;
    case TOCSIN_VALUE_SPAN:
        break;
    }
    return false;
}

static bool has_role(const struct program_emit *emit, const struct program_role *role)
{
    for (size_t i = 0; i < emit->roles.count; i++)
        if (str_equal(emit->roles.items[i].name, role->name) &&
            str_equal(emit->roles.items[i].capture, role->capture))
            return true;
    return false;
}

static bool has_feature(const struct program_emit *emit, const struct program_feature *feature)
{
    for (size_t i = 0; i < emit->features.count; i++) {
        const struct program_feature *other = &emit->features.items[i];
        if (other->kind == feature->kind && str_equal(other->draft.name, feature->draft.name) &&
            str_equal(other->capture, feature->capture) && str_equal(other->column, feature->column))
            return feature->kind != FEATURE_CONSTANT || constants_equal(&other->draft, &feature->draft);
    }
    return false;
}

/* Whether both make the same record of matches with the same captures, `elements` of the same list entries. */
static bool emits_equal(const struct program_emit *a, const struct program_emit *b, bool elements)
{
    bool equal = str_equal(a->type, b->type) && a->confidence == b->confidence &&
                 a->roles.count == b->roles.count && a->features.count == b->features.count;
    for (size_t i = 0; i < b->roles.count && equal; i++)
        equal = has_role(a, &b->roles.items[i]);
    for (size_t i = 0; i < b->features.count && equal; i++) {
        enum program_feature_kind kind = b->features.items[i].kind;
        equal = kind != FEATURE_FUNCTION && (kind != FEATURE_COLUMN || elements) &&
                has_feature(a, &b->features.items[i]);
    }
    return equal;
}

/* ---- Two patterns ---------------------------------------------------------------------------------------- */

/* What may come out at most: to be asked before patterns are compared. */
static bool may_be_told(const struct program *program, uint32_t a, uint32_t b)
{
    const struct program_pattern *earlier = &program->uses.items[a], *later = &program->uses.items[b];
    if (earlier->use != later->use)
        return false;
    if (earlier->owner == later->owner)
        return earlier->number < later->number;
    if (earlier->use != PATTERN_OF_RULE || earlier->owner > later->owner)
        return false;
    const struct program_rule *one = &program->rules.items[earlier->owner];
    const struct program_rule *other = &program->rules.items[later->owner];
    return !one->calls_when && !one->calls_emit && !one->calls_features && !other->calls_emit &&
           str_equal(one->emit.type, other->emit.type);
}

static enum verdict judge_rules(const struct program *program, uint32_t a, uint32_t b,
                                const struct pattern_taken *taken)
{
    const struct program_rule *one = &program->rules.items[a], *other = &program->rules.items[b];
    const struct program_type *type = program_type_find(program, one->emit.type);
    enum conflict_policy policy = type ? type->conflict : CONFLICT_ALL;
    if (taken->match && taken->captures && emits_equal(&one->emit, &other->emit, taken->all))
        return a == b ? VERDICT_REPEATED : VERDICT_TWICE;
    if (a == b)
        return taken->all ? VERDICT_REPEATED : VERDICT_NONE;
    if (policy == CONFLICT_LONGEST && taken->match)
        return VERDICT_LOSES;
    if (policy == CONFLICT_FIRST &&
        taken->words) /* of the two records one begins earlier, or they begin together */
        return VERDICT_LOSES;
    return VERDICT_NONE;
}

static enum verdict judge(const struct program *program, uint32_t a, uint32_t b, const struct pattern_taken *taken)
{
    const struct program_pattern *earlier = &program->uses.items[a], *later = &program->uses.items[b];
    if (later->use == PATTERN_OF_RULE)
        return judge_rules(program, earlier->owner, later->owner, taken);
    const struct program_modifier *modifier = &program->modifiers.items[later->owner];
    bool captures = false;
    for (size_t i = 0; i < modifier->features.count && later->use == PATTERN_CUE; i++)
        captures |= modifier->features.items[i].kind != FEATURE_CONSTANT;
    return taken->match && (taken->all || !captures) ? VERDICT_REPEATED : VERDICT_NONE;
}

/* ---- All of them ----------------------------------------------------------------------------------------- */

struct shadows {
    struct program *program;
    struct pattern_compare *compare;
    ARRAY(struct str) names; /* of captures that the later rule's `emit` takes */
};

static bool names_find(struct shadows *shadows, uint32_t pattern)
{
    const struct program_pattern *use = &shadows->program->uses.items[pattern];
    const tocsin_allocator *alloc = shadows->program->alloc;
    bool well = true;
    array_clear(&shadows->names);
    if (use->use != PATTERN_OF_RULE)
        return well;
    const struct program_emit *emit = &shadows->program->rules.items[use->owner].emit;
    for (size_t i = 0; i < emit->roles.count && well; i++)
        well = array_push(alloc, &shadows->names, emit->roles.items[i].capture);
    for (size_t i = 0; i < emit->features.count && well; i++)
        if (emit->features.items[i].capture.length)
            well = array_push(alloc, &shadows->names, emit->features.items[i].capture);
    return well;
}

static tocsin_status tell(struct program *program, uint32_t earlier, uint32_t later, enum verdict verdict,
                          tocsin_error *error)
{
    tocsin_error warning = TOCSIN_ERROR_INIT;
    const struct declared_use *use = &program->declared->uses.items[later];
    if (verdict == VERDICT_REPEATED) {
        error_set(&warning, MESSAGE_CHECK_REPEATED);
    } else {
        const struct program_rule *rule = &program->rules.items[program->uses.items[earlier].owner];
        error_set(&warning, verdict == VERDICT_LOSES ? MESSAGE_RULE_SHADOWED : MESSAGE_RULE_TWICE, rule->name.data,
                  program->files.items[rule->file].data, (unsigned)rule->line);
    }
    declared_place(program, use->text, use->tree->start, use->tree->end, &warning);
    tocsin_status status = program_warn(program, &warning);
    if (status && error)
        *error = warning;
    return status;
}

static tocsin_status look(struct shadows *shadows, uint32_t later, tocsin_error *error)
{
    struct program *program = shadows->program;
    tocsin_status status = names_find(shadows, later) ? TOCSIN_OK : error_set(error, MESSAGE_MEMORY);
    const pattern_id *candidates;
    size_t count = 0;
    uint32_t compared = 0;
    if (!status)
        status = pattern_candidates(&candidates, &count, shadows->compare, later, error);
    for (size_t i = 0; i < count && compared < COMPARED && !status; i++) {
        struct pattern_taken taken;
        pattern_id earlier = candidates[i];
        if (!may_be_told(program, earlier, later))
            continue;
        compared++;
        status = pattern_takes(&taken, shadows->compare, earlier, later, shadows->names.items, shadows->names.count,
                               error);
        enum verdict verdict = status ? VERDICT_NONE : judge(program, earlier, later, &taken);
        if (verdict != VERDICT_NONE)
            return tell(program, earlier, later, verdict, error);
    }
    return status;
}

tocsin_status declared_shadow(struct program *program, tocsin_error *error)
{
    struct shadows shadows = {.program = program};
    tocsin_status status = pattern_compare_create(&shadows.compare, program->patterns, error);
    for (uint32_t p = 1; p < program->uses.count && !status; p++) {
        status = look(&shadows, p, error);
        if (pattern_compare_steps(shadows.compare) > STEPS_MOST)
            break;
    }
    pattern_compare_free(shadows.compare);
    array_finish(program->alloc, &shadows.names);
    return status;
}
