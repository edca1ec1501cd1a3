#include "script/baseline.h"
#include "script/modules.h"

struct machine *machine_of(lua_State *L)
{
    return sandbox_owner(L);
}

struct machine_document *machine_document_of(lua_State *L)
{
    struct machine_document *document = machine_of(L)->document;
    if (!document)
        luaL_error(L, "there is no document yet: this can be called only from a rule or handler");
    return document;
}

int machine_raise_memory(lua_State *L)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    error_set(&error, MESSAGE_MEMORY);
    return script_error_raise(L, &error);
}

/* "rules/warnings.lua" → "warnings" */
static struct str stem_of(struct str file)
{
    struct str stem = file;
    for (size_t i = 0; i < file.length; i++)
        if (file.data[i] == '/')
            stem = (struct str){file.data + i + 1, file.length - i - 1};
    if (stem.length > 4 && memcmp(stem.data + stem.length - 4, ".lua", 4) == 0)
        stem.length -= 4;
    return stem;
}

void machine_enter(struct machine *machine, uint32_t file, struct str rule)
{
    if (file != machine->file || !machine->stem.data)
        machine->stem = stem_of(machine->program->files.items[file]);
    machine->file = file;
    machine->rule = rule.length ? rule : machine->stem;
    machine->rule_index = UINT32_MAX;
}

/* A module is loaded once a bundle, in an environment that all modules share and no rule file sees: what it works out of
 * an article serves all files. Gives the environment on top the `require` of that one. */
static void share_modules(lua_State *L)
{
    static const char modules_key; /* its address is the registry's key */
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &modules_key) == LUA_TNIL) {
        lua_pop(L, 1);
        sandbox_new_environment(L);
        lua_getfield(L, -1, "require");
        lua_remove(L, -2);
        lua_pushvalue(L, -1);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &modules_key);
    }
    lua_setfield(L, -2, "require");
}

static int run_file(lua_State *L)
{
    uint32_t file = *(const uint32_t *)lua_touserdata(L, 1);
    struct machine *machine = machine_of(L);
    machine_enter(machine, file, (struct str){NULL, 0});
    machine->handlers = 0;
    sandbox_new_environment(L);
    share_modules(L);
    loader_push_file(L, machine->program->files.items[file].data, lua_gettop(L));
    lua_call(L, 0, 0);
    return 0;
}

tocsin_status machine_run_files(struct machine *machine, tocsin_error *error)
{
    struct budget budget;
    tocsin_status status = TOCSIN_OK;
    budget_start(&budget, MACHINE_LOAD_FUEL, MACHINE_LOAD_NANOSECONDS, NULL);
    for (uint32_t i = 0; i < machine->program->files.count && !status; i++) {
        tocsin_error failure = TOCSIN_ERROR_INIT;
        sandbox_begin(machine->sandbox);
        status = sandbox_call(machine->sandbox, &budget, run_file, &i, &failure);
        if (machine->building && (status == TOCSIN_ERROR_BUNDLE || status == TOCSIN_ERROR_SCRIPT)) {
            struct declarations *declared = machine->building->declared;
            program_fail(machine->building, &failure);
            declared->lists_missing = declared->parts_missing = declared->types_missing = true;
            status = TOCSIN_OK;
        } else if (status && error) {
            *error = failure;
        }
    }
    return status;
}

static bool find_source(void *user, const char *name, struct str *out)
{
    const struct program_source *source = program_sources_find(user, str_of(name));
    if (source)
        *out = source->data;
    return source != NULL;
}

/* The shipped library's files stand under "lib/": `require "quotes"` finds lib/quotes.lua. */
static bool find_library(void *user, const char *name, struct str *out)
{
    const struct program_sources *library = user;
    struct str wanted = str_of(name);
    for (size_t i = 0; i < library->count; i++) {
        struct str file = library->items[i].name;
        if (file.length == wanted.length + 4 && memcmp(file.data + 4, wanted.data, wanted.length) == 0) {
            *out = library->items[i].data;
            return true;
        }
    }
    return false;
}

static void push_param(lua_State *L, const struct program_param *param)
{
    if (param->kind == PARAM_BOOLEAN)
        lua_pushboolean(L, strcmp(param->text, "true") == 0);
    else if (param->kind == PARAM_STRING || !lua_stringtonumber(L, param->text))
        lua_pushstring(L, param->text);
}

/* `params`: the bundle's parameters with the user's values. */
static int open_params(lua_State *L)
{
    const struct program *program = machine_of(L)->program;
    lua_createtable(L, 0, (int)program->params.count);
    for (size_t i = 0; i < program->params.count; i++) {
        push_param(L, &program->params.items[i]);
        lua_setfield(L, -2, program->params.items[i].name);
    }
    sandbox_freeze(L, "params");
    sandbox_set_global(L, "params");
    return 0;
}

static int open_library(lua_State *L)
{
    view_span_open(L);
    view_lists_open(L);
    view_arcs_open(L);
    view_match_open(L);
    view_annotation_open(L);
    view_document_open(L);
    view_record_open(L);
    view_hit_open(L);
    view_capture_open(L);
    module_re_open(L);
    module_open_functions(L);
    module_rule_open(L);
    module_on_open(L);
    module_pattern_open(L);
    module_lexicon_open(L);
    module_modifier_open(L);
    module_link_open(L);
    emit_open(L);
    return 0;
}

tocsin_status machine_open_params(struct machine *machine, tocsin_error *error)
{
    return sandbox_call(machine->sandbox, NULL, open_params, NULL, error);
}

tocsin_status machine_open(struct machine **out, const struct program *program, struct program *building,
                           const tocsin_allocator *alloc, const struct machine_options *options,
                           tocsin_error *error)
{
    struct machine *machine = alloc_zero(alloc, sizeof *machine);
    if (!machine)
        return error_set(error, MESSAGE_MEMORY);
    machine->alloc = alloc;
    machine->program = program;
    machine->building = building;
    trace_init(&machine->trace, alloc);
    machine->mode = building ? MACHINE_LOADS : MACHINE_RUNS;
    machine->loader_sources[0] = (struct loader_source){find_source, (void *)&program->sources};
    machine->loader_sources[1] = (struct loader_source){find_library, (void *)&program->library};
    machine->loader = (struct loader){machine->loader_sources, 2, .alloc = program->alloc};
    if (building)
        machine->loader.made = &building->compiled;
    else
        machine->loader.known = &program->compiled;
    struct sandbox_options sandbox = {options->memory_limit, &machine->loader};
    tocsin_status status = sandbox_create(&machine->sandbox, alloc, &sandbox, error);
    if (!status) {
        sandbox_set_owner(machine->sandbox, machine);
        status = sandbox_call(machine->sandbox, NULL, open_library, NULL, error);
    }
    if (!status)
        status = regex_matcher_create(&machine->matcher, alloc, error);
    if (status)
        machine_free(machine);
    else
        *out = machine;
    return status;
}

static bool allocate_tables(struct machine *machine)
{
    const struct program *program = machine->program;
    machine->set_count = program->sets.count;
    if (program->rules.count)
        machine->rule_failed = alloc_zero(machine->alloc, program->rules.count * sizeof *machine->rule_failed);
    if (machine->set_count) {
        machine->set_scans = alloc_zero(machine->alloc, machine->set_count * sizeof *machine->set_scans);
        machine->set_found = alloc_zero(machine->alloc, machine->set_count * sizeof *machine->set_found);
    }
    return (!program->rules.count || machine->rule_failed) &&
           (!machine->set_count || (machine->set_scans && machine->set_found));
}

static int take_baseline(lua_State *L)
{
    module_push_functions(L);
    baseline_take(L, lua_gettop(L));
    return 0;
}

tocsin_status machine_create(struct machine **out, const struct program *program, const tocsin_allocator *alloc,
                             const struct machine_options *options, tocsin_error *error)
{
    struct machine *machine = NULL;
    tocsin_status status = machine_open(&machine, program, NULL, alloc, options, error);
    if (status)
        return status;
    if (!allocate_tables(machine))
        status = error_set(error, MESSAGE_MEMORY);
    if (!status)
        status = machine_open_params(machine, error);
    if (!status)
        status = machine_run_files(machine, error);
    if (!status)
        status = sandbox_call(machine->sandbox, NULL, take_baseline, NULL, error);
    machine->loaded = true;
    if (!status && pattern_set_count(program->patterns))
        status = pattern_scan_create(&machine->pattern_scan, program->patterns, alloc, error);
    if (!status && program->rule_set)
        status = regex_scan_create(&machine->rule_scan, program->rule_set, alloc, error);
    if (status)
        machine_free(machine);
    else
        *out = machine;
    return status;
}

static void free_sets(struct machine *machine)
{
    size_t count = machine->set_count;
    for (size_t i = 0; i < count && machine->set_scans && machine->set_found; i++) {
        regex_scan_free(machine->set_scans[i]);
        found_finish(&machine->set_found[i], machine->alloc);
    }
    alloc_free(machine->alloc, machine->set_scans, count * sizeof *machine->set_scans);
    alloc_free(machine->alloc, machine->set_found, count * sizeof *machine->set_found);
}

void machine_free(struct machine *machine)
{
    if (!machine)
        return;
    const tocsin_allocator *alloc = machine->alloc;
    sandbox_free(machine->sandbox);
    regex_scan_free(machine->rule_scan);
    regex_matcher_free(machine->matcher);
    found_finish(&machine->rule_found, alloc);
    pattern_scan_free(machine->pattern_scan);
    pattern_found_finish(&machine->pattern_found, alloc);
    hits_finish(&machine->hits, alloc);
    annotations_finish(&machine->annotations, alloc);
    array_finish(alloc, &machine->targets);
    array_finish(alloc, &machine->others);
    array_finish(alloc, &machine->worked);
    free_sets(machine);
    alloc_free(alloc, machine->rule_failed, machine->program->rules.count * sizeof *machine->rule_failed);
    profile_free(machine->profile);
    trace_finish(&machine->trace);
    record_draft_finish(&machine->draft, alloc);
    alloc_free(alloc, machine, sizeof *machine);
}

tocsin_status machine_scan_set(struct machine *machine, uint32_t set, tocsin_error *error)
{
    tocsin_status status = TOCSIN_OK;
    struct found *found = &machine->set_found[set];
    if (found->generation == machine->generation)
        return status;
    if (!machine->set_scans[set])
        status = regex_scan_create(&machine->set_scans[set], machine->program->sets.items[set].set, machine->alloc,
                                   error);
    return status ? status : found_scan(found, machine, machine->set_scans[set], error);
}
