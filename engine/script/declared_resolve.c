/* From patterns as they were written to the program's pattern set. */
#include "script/declarations.h"
#include "script/machine_state.h"

/* What all names, texts and trees of a bundle may take; parts used by parts can grow beyond any measure. */
#define MEMORY_LIMIT ((size_t)1 << 30)

struct resolving {
    struct program *program;
    tocsin_status status; /* memory ran out over a warning */
    tocsin_error error;
};

static const struct pattern_named *find_part(void *user, struct str name)
{
    struct declared_part *part = declarations_find_part(user, name);
    if (!part)
        return NULL;
    part->used = true;
    return &part->named;
}

static void warn(void *user, uint32_t source, uint32_t start, uint32_t end, const tocsin_error *finding)
{
    struct resolving *resolving = user;
    tocsin_error warning = *finding;
    if (resolving->status || resolving->program->declared->lists_missing)
        return; /* half a list may be warned of wrongly */
    declared_place(resolving->program, source, start, end, &warning);
    resolving->status = program_warn(resolving->program, &warning);
    resolving->error = warning;
}

static void place(const struct program *program, uint32_t source, uint32_t end, tocsin_error *error)
{
    if (error->offset == UINT64_MAX)
        return;
    declared_place(program, source, (uint32_t)error->offset, end, error);
    error->offset = UINT64_MAX;
}

/* Says that the rest of what a pattern is for says little. */
static void note_incomplete(struct program *program, const struct declared_use *use)
{
    if (use->use == PATTERN_OF_RULE)
        program->rules.items[use->owner].incomplete = true;
    else
        program->modifiers.items[use->owner].incomplete = true;
}

/* `*kept`: whether the pattern is there now. */
static tocsin_status compile(struct resolving *resolving, struct declared_use *use, bool *kept, tocsin_error *error)
{
    struct program *program = resolving->program;
    struct program_pattern fresh = {.use = use->use, .owner = use->owner, .number = use->number};
    struct pattern_node *tree;
    uint32_t source = use->text, end = 0;
    pattern_id id;
    tocsin_error raised = TOCSIN_ERROR_INIT;
    tocsin_status status =
        pattern_expand(&tree, &program->arena, use->tree, find_part, program->declared, &source, &raised);
    if (!status)
        status = pattern_set_add(&id, program->patterns, tree, &use->scope, warn, resolving, &source, &end, &raised);
    *kept = !status;
    if (status) {
        place(program, source, end, &raised);
        note_incomplete(program, use);
        return declared_fail(program, status, &raised, error);
    }
    use->tree = tree;
    if (!array_push(program->alloc, &program->uses, fresh))
        return error_set(error, MESSAGE_MEMORY);
    if (resolving->status && error)
        *error = resolving->error;
    return resolving->status;
}

static tocsin_status seal(struct program *program, tocsin_error *error)
{
    size_t count = program->uses.count;
    uint32_t *phases = alloc_zero(program->alloc, (count + 1) * sizeof *phases);
    if (!phases)
        return error_set(error, MESSAGE_MEMORY);
    for (size_t i = 0; i < count; i++) {
        const struct program_pattern *use = &program->uses.items[i];
        bool of_rule = use->use == PATTERN_OF_RULE;
        phases[i] = of_rule ? program->rules.items[use->owner].phase : program->modifiers.items[use->owner].phase;
    }
    tocsin_status status = pattern_set_seal(program->patterns, phases, error);
    alloc_free(program->alloc, phases, (count + 1) * sizeof *phases);
    return status;
}

/* A part of the bundle that nobody uses is most likely misspelt where it is meant. The shipped library's are for
 * whoever needs them. */
static tocsin_status warn_unused(struct program *program, tocsin_error *error)
{
    const struct declarations *declared = program->declared;
    tocsin_status status = TOCSIN_OK;
    for (size_t i = 0; i < declared->parts.count && !status; i++) {
        const struct declared_part *part = &declared->parts.items[i];
        tocsin_error warning = TOCSIN_ERROR_INIT;
        if (part->used || !program_sources_find(&program->sources, str_of(program->texts.items[part->text].place.file)))
            continue;
        error_set(&warning, MESSAGE_PART_UNUSED, (int)part->named.name.length, part->named.name.data);
        error_at(&warning, program->texts.items[part->text].place.file, program->texts.items[part->text].place.line, 0);
        status = program_warn(program, &warning);
        if (status && error)
            *error = warning;
    }
    return status;
}

static tocsin_status compile_all(struct program *program, tocsin_error *error)
{
    struct declarations *declared = program->declared;
    struct resolving resolving = {program, TOCSIN_OK, TOCSIN_ERROR_INIT};
    struct budget budget;
    struct pattern_world world = {
        .alloc = program->alloc,
        .lexicon = program->lexicon,
        .lemmas = program->lemmas,
        .tags = program->tags,
        .parser = program->parser,
        .frequencies = program->frequencies,
        .break_words = word_breaker_break,
        .break_user = &declared->breaker,
        .knows_annotation = declared_knows,
        .knows_user = program,
    };
    tocsin_status status = pattern_set_create(&program->patterns, &world, error);
    size_t count = 0;
    budget_start(&budget, UINT64_MAX, MACHINE_LOAD_NANOSECONDS, NULL);
    for (size_t i = 0; i < declared->uses.count && !status; i++) {
        bool kept = false;
        status = compile(&resolving, &declared->uses.items[i], &kept, error);
        if (kept)
            declared->uses.items[count++] = declared->uses.items[i];
        if (!status && !budget_check(&budget))
            status = budget_error(&budget, error);
        if (!status && program->arena.total > MEMORY_LIMIT)
            status = error_set(error, MESSAGE_LIMIT_MEMORY);
    }
    declared->uses.count = count; /* beside the set's */
    return status;
}

tocsin_status declared_resolve(struct program *program, tocsin_error *error)
{
    tocsin_status status = lexicon_seal(program->lexicon, error);
    if (!status)
        status = declared_kinds(program, error);
    if (!status)
        status = compile_all(program, error);
    if (!status)
        status = declared_phases(program, error);
    if (!status)
        status = declared_bind(program, error);
    if (!status && !program->error_count)
        status = warn_unused(program, error);
    if (!status && !program->error_count)
        status = declared_shadow(program, error);
    return status || program->error_count ? status : seal(program, error);
}
