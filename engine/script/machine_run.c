/* A document through a machine: matches first, then the rules' Lua on each, then the document handlers. */
#include "script/baseline.h"
#include "script/modules.h"

static void file_results(lua_State *L, int index, struct str rule)
{
    if (!lua_toboolean(L, index))
        return;
    luaL_checktype(L, index, LUA_TTABLE);
    if (lua_geti(L, index, 1) != LUA_TTABLE) {
        emit_table(L, index, rule);
        return;
    }
    for (lua_Integer i = 1; lua_geti(L, index, i) == LUA_TTABLE; i++) {
        emit_table(L, -1, rule);
        lua_settop(L, index + 1);
    }
}

static void push_match(lua_State *L, const struct machine *machine, size_t at)
{
    uint32_t entry = machine->rule_found.matches.items[at].entry;
    struct regex_match match = found_groups(&machine->rule_found, at);
    view_match_push(L, machine->program->rule_regexes.items[entry].regex, &match, 0);
}

/* Argument: the place of a match among those found. */
static int apply_rule(lua_State *L)
{
    struct machine *machine = machine_of(L);
    size_t at = *(const size_t *)lua_touserdata(L, 1);
    const struct program_entry *entry =
        &machine->program->entries.items[machine->rule_found.matches.items[at].entry];
    const struct program_rule *rule = &machine->program->rules.items[entry->rule];
    machine_enter(machine, rule->file, rule->name);
    push_match(L, machine, at);
    if (rule->calls_when) {
        module_rule_push_when(L, entry->rule);
        lua_pushvalue(L, 2);
        view_document_push(L);
        lua_call(L, 2, 1);
        if (!lua_toboolean(L, -1))
            return 0;
    }
    lua_settop(L, 2);
    if (rule->calls_emit) {
        module_rule_push_emit(L, entry->rule);
        lua_insert(L, 2);
        view_document_push(L);
        lua_call(L, 2, 1);
        file_results(L, 2, rule->name);
        return 0;
    }
    tocsin_error error = TOCSIN_ERROR_INIT;
    struct regex_match match = found_groups(&machine->rule_found, at);
    if (emit_declared(machine, rule, entry->pattern, &match, &error))
        script_error_raise(L, &error);
    return 0;
}

/* Argument: the handler's index. */
static int apply_handler(lua_State *L)
{
    struct machine *machine = machine_of(L);
    size_t index = *(const size_t *)lua_touserdata(L, 1);
    const struct program_handler *handler = &machine->program->handlers.items[index];
    machine_enter(machine, handler->file, (struct str){NULL, 0});
    module_rule_push_handler(L, (uint32_t)index);
    view_document_push(L);
    lua_call(L, 1, 0);
    return 0;
}

/* One protected step. What it raises becomes a diagnostic, but for what ends the document. */
static tocsin_status step(struct machine *machine, lua_CFunction body, size_t argument, bool *failed,
                          tocsin_error *error)
{
    struct machine_document *document = machine->document;
    tocsin_error raised = TOCSIN_ERROR_INIT;
    machine->touched = true;
    *failed = sandbox_call(machine->sandbox, document->budget, body, &argument, &raised) != TOCSIN_OK;
    if (!*failed)
        return TOCSIN_OK;
    bool ends = raised.status == TOCSIN_ERROR_LIMIT || raised.status == TOCSIN_ERROR_CANCELLED ||
                raised.status == TOCSIN_ERROR_MEMORY;
    if (ends && error)
        *error = raised;
    if (ends)
        return raised.status;
    return array_push(document->alloc, &document->diagnostics, raised) ? TOCSIN_OK
                                                                       : error_set(error, MESSAGE_MEMORY);
}

static tocsin_status run_rule(struct machine *machine, size_t at, tocsin_error *error)
{
    const struct program *program = machine->program;
    const struct program_entry *entry = &program->entries.items[machine->rule_found.matches.items[at].entry];
    const struct program_rule *rule = &program->rules.items[entry->rule];
    if (machine->rule_failed[entry->rule])
        return TOCSIN_OK;
    if (!rule->calls_emit && !rule->calls_when) {
        struct regex_match match = found_groups(&machine->rule_found, at);
        return emit_declared(machine, rule, entry->pattern, &match, error);
    }
    return step(machine, apply_rule, at, &machine->rule_failed[entry->rule], error);
}

static tocsin_status run_handler(struct machine *machine, size_t index, tocsin_error *error)
{
    bool failed;
    return step(machine, apply_handler, index, &failed, error);
}

static int restore(lua_State *L)
{
    baseline_restore(L);
    return 0;
}

static tocsin_status begin(struct machine *machine, struct machine_document *document, tocsin_error *error)
{
    tocsin_status status = TOCSIN_OK;
    if (machine->touched)
        status = sandbox_call(machine->sandbox, NULL, restore, NULL, error);
    if (status)
        return status;
    machine->touched = false;
    machine->document = document;
    machine->generation++;
    sandbox_begin(machine->sandbox);
    array_clear(&machine->rule_found.matches);
    if (machine->program->rules.count)
        memset(machine->rule_failed, 0, machine->program->rules.count * sizeof *machine->rule_failed);
    return status;
}

tocsin_status machine_run(struct machine *machine, struct machine_document *document, tocsin_error *error)
{
    tocsin_status status = begin(machine, document, error);
    if (!status && machine->rule_scan)
        status = found_scan(&machine->rule_found, machine, machine->rule_scan, error);
    for (size_t i = 0; i < machine->rule_found.matches.count && !status; i++)
        status = run_rule(machine, i, error);
    for (size_t i = 0; i < machine->program->handlers.count && !status; i++)
        status = run_handler(machine, i, error);
    if (!status)
        status = budget_error(document->budget, error);
    machine->document = NULL;
    return status;
}
