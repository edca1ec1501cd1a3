#include "core/bundle_rules.h"

#include <stdio.h>

void bundle_rules_init(struct bundle_rules *rules, const tocsin_allocator *alloc)
{
    *rules = (struct bundle_rules){.count = 0};
    arena_init(&rules->arena, alloc);
}

void bundle_rules_finish(struct bundle_rules *rules)
{
    arena_finish(&rules->arena);
}

/* The paths of all rule files, beside program->files. */
static const char **locate_files(struct bundle_rules *rules, const struct program *program)
{
    const char **files = arena_new(&rules->arena, program->files.count * sizeof *files);
    for (size_t i = 0; files && i < program->files.count; i++) {
        tocsin_error place = TOCSIN_ERROR_INIT;
        error_at(&place, program->files.items[i].data, 0, 0);
        program_locate(program, &place);
        files[i] = arena_text(&rules->arena, place.file, strlen(place.file));
        if (!files[i])
            return NULL;
    }
    return files;
}

static bool fill_types(struct bundle_rules *rules, const struct program_rule *rule, tocsin_rule *out)
{
    const char **types = arena_new(&rules->arena, rule->types.count * sizeof *types);
    out->types = types;
    for (size_t i = 0; types && i < rule->types.count; i++)
        types[out->type_count++] = rule->types.items[i].data;
    return types != NULL;
}

static bool fill_examples(struct bundle_rules *rules, const struct program_rule *rule, tocsin_rule *out)
{
    size_t count = rule->examples.count;
    tocsin_example *examples = arena_new(&rules->arena, count * sizeof *examples);
    if (!examples)
        return false;
    if (count)
        memcpy(examples, rule->examples.items, count * sizeof *examples);
    for (size_t i = 0; i < count; i++)
        examples[i].file = out->file;
    out->examples = examples;
    out->example_count = count;
    return true;
}

static bool name_handlers(struct bundle_rules *rules, const struct program *program)
{
    rules->handlers = arena_new(&rules->arena, program->handlers.count * sizeof *rules->handlers);
    for (size_t i = 0; rules->handlers && i < program->handlers.count; i++) {
        char name[512];
        const struct program_handler *handler = &program->handlers.items[i];
        int length = snprintf(name, sizeof name, "%s on.%s", program->files.items[handler->file].data,
                              handler->explains ? "explain" : "document");
        if (handler->number && length > 0 && (size_t)length < sizeof name)
            snprintf(name + length, sizeof name - (size_t)length, " %u", (unsigned)handler->number + 1);
        rules->handlers[i] = arena_text(&rules->arena, name, strlen(name));
        if (!rules->handlers[i])
            return false;
    }
    return rules->handlers != NULL;
}

tocsin_status bundle_rules_fill(struct bundle_rules *rules, const struct program *program, tocsin_error *error)
{
    const char **files = locate_files(rules, program);
    bool good = files && name_handlers(rules, program);
    rules->items = arena_new(&rules->arena, program->rules.count * sizeof *rules->items);
    good = good && rules->items;
    for (size_t i = 0; i < program->rules.count && good; i++) {
        const struct program_rule *rule = &program->rules.items[i];
        rules->items[i] = (tocsin_rule){
            .name = rule->name.data, .about = rule->about, .file = files[rule->file], .line = rule->line};
        good = fill_types(rules, rule, &rules->items[i]) && fill_examples(rules, rule, &rules->items[i]);
    }
    if (!good)
        return error_set(error, MESSAGE_MEMORY);
    rules->count = program->rules.count;
    return TOCSIN_OK;
}
