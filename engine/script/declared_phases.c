/* Which rules run before which: a rule whose pattern reads annotations of a type waits for all rules that emit it, and
 * for the modifiers that work on it. */
#include <stdio.h>

#include "script/declarations.h"

enum { PHASES_LIMIT = 1000 };

/* Rules, modifiers and kinds are the knots, numbered in this order. */
struct knot {
    ARRAY(uint32_t) waits; /* for these; a rule or modifier for kinds that it reads, a kind for what makes it, a modifier
                              also for rules that emit what it works on */
    uint32_t phase;
    bool known, under_way;
};

struct knots {
    const struct program *program;
    struct knot *items;
    size_t rules, modifiers, count;
    uint32_t path[2 * PHASES_LIMIT + 2]; /* under way, outermost first */
    size_t depth;
};

static uint32_t kind_knot(const struct knots *knots, struct str name)
{
    const struct program_kind *kind = program_kind_find(knots->program, name);
    if (!kind)
        return UINT32_MAX; /* a layer of the engine's: there from the start */
    return (uint32_t)(knots->rules + knots->modifiers + (size_t)(kind - knots->program->kinds.items));
}

static bool is_kind(const struct knots *knots, uint32_t knot)
{
    return knot >= knots->rules + knots->modifiers;
}

static bool wait_for(struct knots *knots, uint32_t knot, uint32_t other)
{
    const struct knot *waiting = &knots->items[knot];
    for (size_t i = 0; i < waiting->waits.count; i++)
        if (waiting->waits.items[i] == other)
            return true;
    return other == UINT32_MAX || array_push(knots->program->alloc, &knots->items[knot].waits, other);
}

/* Rules are told by their kinds, kinds by rules: to be asked for once each, the first come first. */
static bool knots_make(struct knots *knots)
{
    const struct program *program = knots->program;
    bool well = true;
    for (uint32_t i = 0; i < program->rules.count; i++) {
        const struct program_rule *rule = &program->rules.items[i];
        for (size_t t = 0; t < rule->types.count && well; t++)
            well = array_push(program->alloc, &knots->items[kind_knot(knots, rule->types.items[t])].waits, i);
    }
    for (uint32_t m = 0; m < program->modifiers.count && well; m++) {
        const struct program_modifier *modifier = &program->modifiers.items[m];
        uint32_t knot = (uint32_t)knots->rules + m;
        for (size_t t = 0; t < modifier->on.count && well; t++) {
            uint32_t kind = kind_knot(knots, modifier->on.items[t]);
            if (kind == UINT32_MAX)
                continue; /* an error that was told */
            for (size_t w = 0; w < knots->items[kind].waits.count && well; w++)
                if (knots->items[kind].waits.items[w] < knots->rules)
                    well = wait_for(knots, knot, knots->items[kind].waits.items[w]);
            well = well && wait_for(knots, kind, knot);
        }
    }
    for (pattern_id p = 0; p < program->uses.count && well; p++) {
        const struct program_pattern *use = &program->uses.items[p];
        uint32_t knot = use->use == PATTERN_OF_RULE ? use->owner : (uint32_t)knots->rules + use->owner;
        const struct str *type;
        for (size_t i = 0; (type = pattern_reads(program->patterns, p, i)) != NULL && well; i++) {
            struct program_kind *kind = program_kind_find(program, *type);
            if (kind)
                kind->read = true;
            well = wait_for(knots, knot, kind_knot(knots, *type));
        }
    }
    return well;
}

static void name_knot(const struct knots *knots, uint32_t knot, char *out, size_t capacity)
{
    const struct program *program = knots->program;
    if (is_kind(knots, knot))
        snprintf(out, capacity, "%%%s", program->kinds.items[knot - knots->rules - knots->modifiers].name.data);
    else if (knot >= knots->rules)
        snprintf(out, capacity, "modifier '%s'", program->modifiers.items[knot - knots->rules].name.data);
    else
        snprintf(out, capacity, "rule '%s'", program->rules.items[knot].name.data);
}

static void place_knot(const struct knots *knots, uint32_t knot, tocsin_error *error)
{
    const struct program *program = knots->program;
    if (knot < knots->rules)
        error_at(error, program->files.items[program->rules.items[knot].file].data, program->rules.items[knot].line, 0);
    else if (!is_kind(knots, knot))
        error_at(error, program->files.items[program->modifiers.items[knot - knots->rules].file].data,
                 program->modifiers.items[knot - knots->rules].line, 0);
}

/* "rule 'a' waits for %X, which waits for rule 'b', which waits for %Y, …": from the rule or modifier of the circle
 * that was declared first, so that the message does not depend on where the search began. */
static tocsin_status tell_cycle(const struct knots *knots, uint32_t again, tocsin_error *error)
{
    char text[480] = "", name[160];
    size_t first = knots->depth - 1, best;
    while (knots->path[first] != again)
        first--;
    best = first;
    for (size_t i = first; i < knots->depth; i++)
        if (knots->path[i] < knots->path[best])
            best = i;
    size_t length = knots->depth - first;
    for (size_t i = 0; i <= length; i++) {
        size_t used = strlen(text);
        name_knot(knots, knots->path[first + (best - first + i) % length], name, sizeof name);
        snprintf(text + used, sizeof text - used, "%s%s", i == 0 ? "" : i == 1 ? " waits for " : ", that for ", name);
    }
    tocsin_status status = error_set(error, MESSAGE_RULE_CYCLE, text);
    place_knot(knots, knots->path[best], error);
    return status;
}

static tocsin_status visit(struct knots *knots, uint32_t number, tocsin_error *error)
{
    struct knot *knot = &knots->items[number];
    tocsin_status status = TOCSIN_OK;
    if (knot->known)
        return status;
    if (knot->under_way)
        return tell_cycle(knots, number, error);
    if (knots->depth >= sizeof knots->path / sizeof *knots->path)
        return error_set(error, MESSAGE_RULE_PHASES, (unsigned)PHASES_LIMIT);
    knot->under_way = true;
    knots->path[knots->depth++] = number;
    for (size_t i = 0; i < knot->waits.count && !status; i++) {
        uint32_t other = knot->waits.items[i];
        status = visit(knots, other, error);
        uint32_t phase = knots->items[other].phase + (is_kind(knots, other) && !is_kind(knots, number));
        if (phase > knot->phase)
            knot->phase = phase;
    }
    knots->depth--;
    knot->under_way = false;
    knot->known = true;
    return status;
}

static void phases_tell(const struct knots *knots, struct program *program)
{
    program->phase_count = 1;
    for (size_t i = 0; i < knots->count; i++)
        if (knots->items[i].phase >= program->phase_count)
            program->phase_count = knots->items[i].phase + 1;
    for (size_t i = 0; i < knots->rules; i++)
        program->rules.items[i].phase = knots->items[i].phase;
    for (size_t i = 0; i < knots->modifiers; i++)
        program->modifiers.items[i].phase = knots->items[knots->rules + i].phase;
    for (size_t i = 0; i < program->kinds.count; i++)
        program->kinds.items[i].phase = knots->items[knots->rules + knots->modifiers + i].phase;
}

tocsin_status declared_phases(struct program *program, tocsin_error *error)
{
    struct knots knots = {.program = program, .rules = program->rules.count, .modifiers = program->modifiers.count};
    tocsin_status status = TOCSIN_OK;
    tocsin_error raised = TOCSIN_ERROR_INIT;
    knots.count = knots.rules + knots.modifiers + program->kinds.count;
    program->phase_count = 1;
    if (!knots.count)
        return status;
    knots.items = alloc_zero(program->alloc, knots.count * sizeof *knots.items);
    if (!knots.items)
        return error_set(error, MESSAGE_MEMORY);
    if (!knots_make(&knots))
        status = error_set(&raised, MESSAGE_MEMORY);
    for (uint32_t i = 0; i < knots.count && !status; i++)
        status = visit(&knots, i, &raised);
    status = declared_fail(program, status, &raised, error);
    if (!status)
        phases_tell(&knots, program);
    for (size_t i = 0; i < knots.count; i++)
        array_finish(program->alloc, &knots.items[i].waits);
    alloc_free(program->alloc, knots.items, knots.count * sizeof *knots.items);
    return status;
}
