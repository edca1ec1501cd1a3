/* From a bundle's files to a program. */
#include "english/layer_words.h"
#include "english/parse_model.h"
#include "pattern/frequency.h"
#include "script/declarations.h"
#include "script/manifest.h"
#include "script/modules.h"
#include "text/language.h"

enum { LOAD_MEMORY = 256 << 20, LISTS_LIMIT = 64 };

static bool copy_str(struct arena *arena, struct str *out, struct str text)
{
    *out = (struct str){arena_text(arena, text.data, text.length), text.length};
    return out->data != NULL;
}

static bool copy_sources(struct program *program, const char *root, struct program_sources sources)
{
    struct program_source *items = arena_new(&program->arena, sources.count * sizeof *items);
    struct str name;
    if (!items || !copy_str(&program->arena, &name, str_of(root)))
        return false;
    for (size_t i = 0; i < sources.count; i++)
        if (!copy_str(&program->arena, &items[i].name, sources.items[i].name) ||
            !copy_str(&program->arena, &items[i].data, sources.items[i].data))
            return false;
    program->root = name.data;
    program->sources = (struct program_sources){items, sources.count};
    return true;
}

void program_locate(const struct program *program, tocsin_error *error)
{
    char place[2 * sizeof error->file];
    if (!error || !error->file[0] || !program_sources_find(&program->sources, str_of(error->file)))
        return;
    size_t root = strlen(program->root);
    bool single = root > 4 && strcmp(program->root + root - 4, ".lua") == 0;
    snprintf(place, sizeof place, single ? "%s" : "%s/%s", program->root, error->file);
    error_copy_text(error->file, sizeof error->file, place);
}

/* A regex that must be tried on every sentence is paid for by every sentence: say so. */
static tocsin_status warn_unanchored(struct program *program, tocsin_error *error)
{
    tocsin_status status = TOCSIN_OK;
    for (size_t i = 0; i < program->entries.count && !status; i++) {
        const struct program_rule *rule = &program->rules.items[program->entries.items[i].rule];
        tocsin_error warning = TOCSIN_ERROR_INIT;
        if (!regex_set_unanchored(program->rule_set, i))
            continue;
        error_set(&warning, MESSAGE_REGEX_UNANCHORED, rule->name.data);
        error_at(&warning, program->files.items[rule->file].data, rule->line, 0);
        status = program_warn(program, &warning);
        if (status && error)
            *error = warning;
    }
    return status;
}

static tocsin_status build_rule_set(struct program *program, tocsin_error *error)
{
    if (program->rule_regexes.count == 0)
        return TOCSIN_OK;
    tocsin_status status = regex_set_create(&program->rule_set, program->alloc, program->rule_regexes.items,
                                            program->rule_regexes.count, error);
    return status ? status : warn_unanchored(program, error);
}

/* The built-in word lists below "en/" or "en.lemmas/"; returns how many there are. */
static size_t word_lists(struct language_list *out, program_folder *folder, const char *language,
                         const char *ending)
{
    char name[40];
    size_t count = 0;
    int length = snprintf(name, sizeof name, "%s%s/", language, ending);
    struct program_sources files = {NULL, 0};
    if (folder && length > 0 && (size_t)length < sizeof name)
        files = folder(name);
    for (; count < files.count && count < LISTS_LIMIT; count++)
        out[count] = (struct language_list){files.items[count].name.data + length, files.items[count].name.data,
                                            files.items[count].data};
    return count;
}

/* NULL: there is none of that name. */
static const struct language_list *find_list(const struct language_list *lists, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(lists[i].name, name) == 0)
            return &lists[i];
    return NULL;
}

static tocsin_status open_parser(struct program *program, const struct language_list *file, tocsin_error *error)
{
    struct parse_model model;
    tocsin_status status = parse_model_trust(&model, file->data, program->tags, file->file, error);
    if (status)
        return status;
    program->parser = alloc_new(program->alloc, sizeof *program->parser);
    if (!program->parser)
        return error_set(error, MESSAGE_MEMORY);
    *program->parser = model;
    return TOCSIN_OK;
}

/* The models of a language's tagger and parser, which are part of the library. */
static tocsin_status open_models(struct program *program, program_folder *folder, tocsin_error *error)
{
    struct language_list models[LISTS_LIMIT];
    size_t count = word_lists(models, folder, program->language, ".models");
    const struct language_list *tagger = find_list(models, count, "tagger.model");
    const struct language_list *parser = find_list(models, count, "parser.model");
    struct tag_model model;
    if (!tagger)
        return TOCSIN_OK;
    tocsin_status status = tag_model_trust(&model, tagger->data, tagger->file, error);
    if (status)
        return status;
    program->tags = alloc_new(program->alloc, sizeof *program->tags);
    if (!program->tags)
        return error_set(error, MESSAGE_MEMORY);
    *program->tags = model;
    return parser ? open_parser(program, parser, error) : TOCSIN_OK;
}

/* Only patterns ask for lemmas, which take long to load, and for what is made with them; or Lua, where the manifest
 * says so. A language without lists
 * of lemmas is one whose words are their own. */
static tocsin_status open_words(struct program *program, program_folder *folder, tocsin_error *error)
{
    struct language_list lists[LISTS_LIMIT];
    size_t count = word_lists(lists, folder, program->language, ".layers");
    tocsin_status status = layer_words_create(&program->layer_words, program->alloc, lists, count, error);
    if (status || (!program->declared->uses.count && !program->tagged))
        return status;
    if ((count = word_lists(lists, folder, program->language, ".names")) > 0)
        status = layer_words_take_names(program->layer_words, lists, count, error);
    if (status)
        return status;
    if ((count = word_lists(lists, folder, program->language, ".lemmas")) > 0)
        status = lemmas_create(&program->lemmas, program->alloc, lists, count, error);
    if (!status && (count = word_lists(lists, folder, program->language, ".frequencies")) > 0)
        status = frequencies_create(&program->frequencies, program->alloc, lists, count, error);
    return status ? status : open_models(program, folder, error);
}

static tocsin_status open_language(struct program *program, program_folder *folder, tocsin_error *error)
{
    struct language_list lists[LISTS_LIMIT];
    size_t count = word_lists(lists, folder, program->language, "");
    if (!count)
        return error_set(error, MESSAGE_LANGUAGE_UNKNOWN, program->language);
    tocsin_status status = language_create(&program->words, program->alloc, lists, count, error);
    if (!status)
        status = lexicon_create(&program->lexicon, program->alloc, error);
    return status ? status : declarations_create(&program->declared, program->alloc, program->words, error);
}

static tocsin_status load(struct program *program, const struct program_options *options, tocsin_error *error)
{
    struct machine_options limits = {LOAD_MEMORY};
    struct budget budget;
    struct machine *machine;
    tocsin_status status = machine_open(&machine, program, program, program->alloc, &limits, error);
    if (status)
        return status;
    budget_start(&budget, MACHINE_LOAD_FUEL, MACHINE_LOAD_NANOSECONDS, NULL);
    status = manifest_read(machine, &budget, options, error);
    if (!status)
        status = open_language(program, options->folder, error);
    if (!status)
        status = machine_open_params(machine, error);
    if (!status)
        status = machine_run_files(machine, error);
    machine_free(machine);
    /* what is wrong in a file does not keep the patterns from being looked at */
    if (!status)
        status = open_words(program, options->folder, error);
    if (!status)
        status = declared_resolve(program, error);
    declarations_free(program->declared, program->alloc);
    program->declared = NULL;
    return status || program->error_count ? status : build_rule_set(program, error);
}

/* Takes down what ended the loading; fails with the first of all errors. */
static tocsin_status finish_load(struct program *program, tocsin_status status, tocsin_error *failure,
                                 tocsin_error *error)
{
    if (status)
        program_fail(program, failure);
    if (!program->error_count)
        return TOCSIN_OK;
    if (error)
        *error = program->first_error;
    return program->first_error.status;
}

tocsin_status program_create(struct program **out, const tocsin_allocator *alloc, const char *name,
                             struct program_sources sources, const struct program_options *options,
                             tocsin_error *error)
{
    struct program *program = alloc_zero(alloc, sizeof *program);
    if (!program)
        return error_set(error, MESSAGE_MEMORY);
    program->alloc = alloc;
    if (options->folder)
        program->library = options->folder("lib/");
    program->strict = options->warnings_as_errors;
    program->told = options->told;
    program->told_user = options->told_user;
    arena_init(&program->arena, alloc);
    hash_map_init(&program->rule_index, alloc);
    hash_map_init(&program->regex_index, alloc);
    tocsin_error failure = TOCSIN_ERROR_INIT;
    tocsin_status status = TOCSIN_OK;
    if (!copy_sources(program, name, sources))
        status = error_set(&failure, MESSAGE_MEMORY);
    if (!status)
        status = load(program, options, &failure);
    status = finish_load(program, status, &failure, error);
    if (status)
        program_free(program);
    else
        *out = program;
    return status;
}
