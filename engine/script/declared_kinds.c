/* Which types of records there are, and what they can have: for checks of what patterns ask. */
#include "english/layers.h"
#include "script/declarations.h"


static bool holds(const struct str *names, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(names[i], name))
            return true;
    return false;
}

struct program_kind *program_kind_find(const struct program *program, struct str name)
{
    for (size_t i = 0; i < program->kinds.count; i++)
        if (str_equal(program->kinds.items[i].name, name))
            return &program->kinds.items[i];
    return NULL;
}

static tocsin_status kind_of(struct program_kind **out, struct program *program, struct str name, tocsin_error *error)
{
    struct program_kind fresh = {.name = name};
    *out = program_kind_find(program, name);
    if (*out)
        return TOCSIN_OK;
    if (!array_push(program->alloc, &program->kinds, fresh))
        return error_set(error, MESSAGE_MEMORY);
    *out = &program->kinds.items[program->kinds.count - 1];
    return TOCSIN_OK;
}

static bool add_role(struct program *program, struct program_kind *kind, struct str role)
{
    return holds(kind->roles.items, kind->roles.count, role) || array_push(program->alloc, &kind->roles, role);
}

static bool add_feature(struct program *program, struct program_kind *kind, struct str feature)
{
    return holds(kind->features.items, kind->features.count, feature) ||
           array_push(program->alloc, &kind->features, feature);
}

static tocsin_status add_rule(struct program *program, const struct program_rule *rule, tocsin_error *error)
{
    for (size_t i = 0; i < rule->types.count; i++) {
        struct program_kind *kind;
        tocsin_status status = kind_of(&kind, program, rule->types.items[i], error);
        if (status)
            return status;
        if (layer_find(kind->name) != LAYER_NONE) {
            status = error_set(error, MESSAGE_TYPE_TAKEN, (int)kind->name.length, kind->name.data);
            error_at(error, program->files.items[rule->file].data, rule->line, 0);
            return status;
        }
        kind->open |= rule->calls_emit;
        for (size_t r = 0; r < rule->emit.roles.count; r++)
            if (!add_role(program, kind, rule->emit.roles.items[r].name))
                return error_set(error, MESSAGE_MEMORY);
        for (size_t f = 0; f < rule->emit.features.count; f++)
            if (!add_feature(program, kind, rule->emit.features.items[f].draft.name))
                return error_set(error, MESSAGE_MEMORY);
    }
    return TOCSIN_OK;
}

/* What a modifier sets, records of its types have. A type that no rule says it emits may come from a handler, whose
 * records no modifier sees: that is a slip. */
static tocsin_status add_modifier(struct program *program, const struct program_modifier *modifier, tocsin_error *error)
{
    for (size_t i = 0; i < modifier->on.count; i++) {
        struct program_kind *kind = program_kind_find(program, modifier->on.items[i]);
        if (!kind) {
            struct str name = modifier->on.items[i];
            tocsin_status status =
                error_set(error, MESSAGE_MODIFIER_TYPE, modifier->name.data, (int)name.length, name.data);
            error_at(error, program->files.items[modifier->file].data, modifier->line, 0);
            return status;
        }
        for (size_t f = 0; f < modifier->set_count; f++)
            if (!add_feature(program, kind, modifier->features.items[f].draft.name))
                return error_set(error, MESSAGE_MEMORY);
    }
    return TOCSIN_OK;
}

/* Links see what handlers file only where bundle.lua names the type: everything else has a rule that emits it. */
static tocsin_status check_link(const struct program *program, const struct program_link *link, tocsin_error *error)
{
    struct str ends[] = {link->from.type, link->to.type};
    for (size_t i = 0; i < 2; i++) {
        if (program_kind_find(program, ends[i]) || program_type_find(program, ends[i]))
            continue;
        tocsin_status status =
            error_set(error, MESSAGE_LINK_TYPE, link->name.data, (int)ends[i].length, ends[i].data);
        error_at(error, program->files.items[link->file].data, link->line, 0);
        return status;
    }
    return TOCSIN_OK;
}

tocsin_status declared_kinds(struct program *program, tocsin_error *error)
{
    tocsin_status status = TOCSIN_OK;
    tocsin_error raised = TOCSIN_ERROR_INIT;
    for (size_t i = 0; i < program->rules.count && !status; i++)
        status = declared_fail(program, add_rule(program, &program->rules.items[i], &raised), &raised, error);
    for (size_t i = 0; i < program->modifiers.count && !status; i++)
        status = declared_fail(program, add_modifier(program, &program->modifiers.items[i], &raised), &raised, error);
    for (size_t i = 0; i < program->links.count && !status; i++)
        status = declared_fail(program, check_link(program, &program->links.items[i], &raised), &raised, error);
    return status;
}

bool declared_knows(void *user, struct str type, struct str name, bool is_role)
{
    const struct program *program = user;
    enum layer_type layer = layer_find(type);
    if (layer != LAYER_NONE) {
        if (!name.length)
            return true;
        return is_role ? layer_has_role(layer, name) : layer_find_feature(layer, name) != NULL;
    }
    const struct program_kind *kind = program_kind_find(program, type);
    const struct program_type *declared = program_type_find(program, type);
    if (!kind || !name.length)
        return kind != NULL;
    if (declared)
        return is_role ? holds(declared->roles.items, declared->roles.count, name)
                       : holds(declared->features.items, declared->features.count, name);
    if (kind->open)
        return true;
    return is_role ? holds(kind->roles.items, kind->roles.count, name)
                   : holds(kind->features.items, kind->features.count, name);
}
