#include "script/program.h"

#include "english/layer_words.h"
#include "english/parse_model.h"
#include "pattern/frequency.h"
#include "script/declarations.h"
#include "text/language.h"

const struct program_source *program_sources_find(const struct program_sources *sources, struct str name)
{
    for (size_t i = 0; i < sources->count; i++)
        if (str_equal(sources->items[i].name, name))
            return &sources->items[i];
    return NULL;
}

static void rule_finish(struct program_rule *rule, const tocsin_allocator *alloc)
{
    array_finish(alloc, &rule->types);
    array_finish(alloc, &rule->emit.roles);
    array_finish(alloc, &rule->emit.features);
    array_finish(alloc, &rule->captures);
    array_finish(alloc, &rule->examples);
}

static void modifier_finish(struct program_modifier *modifier, const tocsin_allocator *alloc)
{
    array_finish(alloc, &modifier->on);
    array_finish(alloc, &modifier->features);
    array_finish(alloc, &modifier->captures);
}

static void set_finish(struct program_set *set, const tocsin_allocator *alloc)
{
    regex_set_free(set->set);
    array_finish(alloc, &set->names);
    array_finish(alloc, &set->entries);
}

static void type_finish(struct program_type *type, const tocsin_allocator *alloc)
{
    array_finish(alloc, &type->roles);
    array_finish(alloc, &type->features);
}

static void kind_finish(struct program_kind *kind, const tocsin_allocator *alloc)
{
    array_finish(alloc, &kind->roles);
    array_finish(alloc, &kind->features);
}

/* What token patterns need. */
static void patterns_finish(struct program *program, const tocsin_allocator *alloc)
{
    declarations_free(program->declared, alloc);
    pattern_set_free(program->patterns);
    lexicon_free(program->lexicon);
    lemmas_free(program->lemmas);
    if (program->parser)
        parse_model_close(program->parser);
    alloc_free(alloc, program->parser, sizeof *program->parser);
    if (program->tags)
        tag_model_close(program->tags);
    alloc_free(alloc, program->tags, sizeof *program->tags);
    frequencies_free(program->frequencies);
    layer_words_free(program->layer_words);
    language_free(program->words);
    for (size_t i = 0; i < program->modifiers.count; i++)
        modifier_finish(&program->modifiers.items[i], alloc);
    for (size_t i = 0; i < program->kinds.count; i++)
        kind_finish(&program->kinds.items[i], alloc);
    for (size_t i = 0; i < program->uses.count; i++)
        array_finish(alloc, &program->uses.items[i].lists);
    array_finish(alloc, &program->list_files);
    array_finish(alloc, &program->texts);
    array_finish(alloc, &program->uses);
    array_finish(alloc, &program->modifiers);
    array_finish(alloc, &program->links);
    array_finish(alloc, &program->kinds);
}

void program_free(struct program *program)
{
    if (!program)
        return;
    const tocsin_allocator *alloc = program->alloc;
    patterns_finish(program, alloc);
    regex_set_free(program->rule_set);
    for (size_t i = 0; i < program->rules.count; i++)
        rule_finish(&program->rules.items[i], alloc);
    for (size_t i = 0; i < program->sets.count; i++)
        set_finish(&program->sets.items[i], alloc);
    for (size_t i = 0; i < program->regexes.count; i++)
        regex_free(program->regexes.items[i]);
    for (size_t i = 0; i < program->types.count; i++)
        type_finish(&program->types.items[i], alloc);
    compiled_finish(&program->compiled, alloc);
    array_finish(alloc, &program->params);
    array_finish(alloc, &program->types);
    array_finish(alloc, &program->files);
    array_finish(alloc, &program->regexes);
    array_finish(alloc, &program->sets);
    array_finish(alloc, &program->rules);
    array_finish(alloc, &program->rule_regexes);
    array_finish(alloc, &program->entries);
    array_finish(alloc, &program->handlers);
    array_finish(alloc, &program->warnings);
    hash_map_finish(&program->rule_index);
    hash_map_finish(&program->regex_index);
    arena_finish(&program->arena);
    alloc_free(alloc, program, sizeof *program);
}

const struct program_type *program_type_find(const struct program *program, struct str name)
{
    for (size_t i = 0; i < program->types.count; i++)
        if (str_equal(program->types.items[i].name, name))
            return &program->types.items[i];
    return NULL;
}

static bool rule_is_named(const void *user, uint32_t index, const void *key)
{
    const struct program *program = user;
    return str_equal(program->rules.items[index].name, *(const struct str *)key);
}

uint32_t program_rule_find(const struct program *program, struct str name)
{
    return hash_map_find(&program->rule_index, hash_bytes(name.data, name.length), rule_is_named, program, &name);
}

uint32_t program_set_find(const struct program *program, uint64_t hash)
{
    for (size_t i = 0; i < program->sets.count; i++)
        if (program->sets.items[i].hash == hash)
            return (uint32_t)i;
    return UINT32_MAX;
}

struct regex_key {
    struct str pattern;
    unsigned flags;
};

static bool regex_is(const void *user, uint32_t index, const void *key)
{
    const struct program *program = user;
    const struct regex *regex = program->regexes.items[index];
    const struct regex_key *wanted = key;
    return regex_flags(regex) == wanted->flags && str_equal(regex_pattern(regex), wanted->pattern);
}

static uint64_t regex_hash(struct str pattern, unsigned flags)
{
    return hash_fold(hash_bytes(pattern.data, pattern.length) ^ flags, HASH_STEP);
}

const struct regex *program_regex_find(const struct program *program, struct str pattern, unsigned flags)
{
    struct regex_key key = {pattern, flags};
    uint32_t index = hash_map_find(&program->regex_index, regex_hash(pattern, flags), regex_is, program, &key);
    return index == UINT32_MAX ? NULL : program->regexes.items[index];
}

tocsin_status program_regex_add(struct program *program, struct str pattern, unsigned flags,
                                const struct regex **out, tocsin_error *error)
{
    const struct regex *known = program_regex_find(program, pattern, flags);
    if (known) {
        *out = known;
        return TOCSIN_OK;
    }
    if (!array_reserve(program->alloc, &program->regexes, 1))
        return error_set(error, MESSAGE_MEMORY);
    struct regex *regex;
    tocsin_status status = regex_compile(&regex, program->alloc, pattern, flags, error);
    if (status)
        return status;
    program->regexes.items[program->regexes.count++] = regex;
    if (!hash_map_add(&program->regex_index, regex_hash(pattern, flags), (uint32_t)program->regexes.count - 1))
        return error_set(error, MESSAGE_MEMORY);
    *out = regex;
    return TOCSIN_OK;
}

/* Shows the line where only its number is known. */
static void add_excerpt(const struct program *program, tocsin_error *error)
{
    const struct program_source *source = program_sources_find(&program->sources, str_of(error->file));
    if (error->excerpt[0] || !error->line || !source)
        return;
    struct str rest = source->data;
    for (uint32_t line = 1; line < error->line && rest.length; line++) {
        const char *end = memchr(rest.data, '\n', rest.length);
        size_t length = end ? (size_t)(end - rest.data) + 1 : rest.length;
        rest = (struct str){rest.data + length, rest.length - length};
    }
    size_t length = 0;
    while (length < rest.length && rest.data[length] != '\n' && rest.data[length] != '\r')
        length++;
    error_excerpt(error, (struct str){rest.data, length}, 0, 0);
}

tocsin_status program_warn(struct program *program, tocsin_error *warning)
{
    if (program->strict) {
        program_fail(program, warning);
        return TOCSIN_OK;
    }
    add_excerpt(program, warning);
    program_locate(program, warning);
    if (program->told)
        program->told(program->told_user, warning, true);
    return array_push(program->alloc, &program->warnings, *warning) ? TOCSIN_OK
                                                                    : error_set(warning, MESSAGE_MEMORY);
}

static bool same_finding(const tocsin_error *a, const tocsin_error *b)
{
    return a->line == b->line && a->column == b->column && strcmp(a->file, b->file) == 0 &&
           strcmp(a->message, b->message) == 0;
}

void program_fail(struct program *program, tocsin_error *error)
{
    /* A script that fails while its bundle loads is a bundle that does not load. */
    if (error->status == TOCSIN_ERROR_SCRIPT)
        error->status = TOCSIN_ERROR_BUNDLE;
    add_excerpt(program, error);
    program_locate(program, error);
    if (program->error_count && same_finding(&program->last_error, error))
        return;
    if (program->told)
        program->told(program->told_user, error, false);
    if (program->error_count++ == 0)
        program->first_error = *error;
    program->last_error = *error;
}
