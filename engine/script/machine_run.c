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

/* ---- Matches --------------------------------------------------------------------------------------------- */

/* A match that a rule is applied to. */
struct rule_match {
    uint32_t rule;
    uint32_t pattern;          /* which of the rule's, from 0 */
    const struct regex *regex; /* that knows the captures' names */
    struct regex_match groups;
};

static struct rule_match match_at(const struct machine *machine, size_t at)
{
    const struct program *program = machine->program;
    uint32_t entry = machine->rule_found.matches.items[at].entry;
    return (struct rule_match){program->entries.items[entry].rule, program->entries.items[entry].pattern,
                               program->rule_regexes.items[entry].regex, found_groups(&machine->rule_found, at)};
}

static bool calls_lua(const struct program_rule *rule)
{
    return rule->calls_emit || rule->calls_when;
}

/* Whether the rule's guard, if it has one, lets the match at index 2 pass. */
static bool passes_guard(lua_State *L, const struct program_rule *rule, uint32_t index)
{
    if (!rule->calls_when)
        return true;
    module_rule_push_when(L, index);
    lua_pushvalue(L, 2);
    view_document_push(L);
    lua_call(L, 2, 1);
    bool passes = lua_toboolean(L, -1);
    lua_settop(L, 2);
    return passes;
}

/* A rule with Lua in it on a match. Uses the stack from index 2 on. */
static void apply_lua(lua_State *L, const struct rule_match *match, const struct program_rule *rule)
{
    struct machine *machine = machine_of(L);
    machine_enter(machine, rule->file, rule->name);
    view_match_push(L, match->regex, &match->groups, 0);
    if (!passes_guard(L, rule, match->rule))
        return;
    if (rule->calls_emit) {
        module_rule_push_emit(L, match->rule);
        lua_insert(L, 2);
        view_document_push(L);
        lua_call(L, 2, 1);
        file_results(L, 2, rule->name);
        return;
    }
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (emit_declared(machine, rule, match->pattern, &match->groups, &error))
        script_error_raise(L, &error);
}

/* What a run over the matches has come to. */
struct matches_run {
    size_t at;            /* the match at hand */
    tocsin_status status; /* what ended the run, though no Lua raised it */
    tocsin_error *error;
};

static void apply_match(struct machine *machine, struct matches_run *run, lua_State *L)
{
    struct rule_match match = match_at(machine, run->at);
    const struct program_rule *rule = &machine->program->rules.items[match.rule];
    if (machine->rule_failed[match.rule])
        return;
    struct rule_profile *profile = machine->profile ? &machine->profile->rules[match.rule] : NULL;
    size_t records = machine->document->records->records.count;
    if (profile) {
        profile->matches++;
        stopwatch_start(&profile->watch);
    }
    if (calls_lua(rule))
        apply_lua(L, &match, rule);
    else
        run->status = emit_declared(machine, rule, match.pattern, &match.groups, run->error);
    if (profile) {
        stopwatch_stop(&profile->watch);
        profile->records += machine->document->records->records.count - records;
    }
}

/* Argument: the run. Goes on until the matches or the budget end, so that a protected call is paid for once; what a
 * match raises leaves the run at that match. */
static int apply_matches(lua_State *L)
{
    struct matches_run *run = lua_touserdata(L, 1);
    struct machine *machine = machine_of(L);
    while (run->at < machine->rule_found.matches.count) {
        apply_match(machine, run, L);
        lua_settop(L, 1);
        if (run->status || machine->document->budget->stop)
            break;
        run->at++;
    }
    return 0;
}

/* ---- Handlers -------------------------------------------------------------------------------------------- */

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

/* ---- Steps ----------------------------------------------------------------------------------------------- */

/* One protected step. What it raises becomes a diagnostic, but for what ends the document. */
static tocsin_status step(struct machine *machine, lua_CFunction body, void *argument, bool *failed,
                          tocsin_error *error)
{
    struct machine_document *document = machine->document;
    tocsin_error raised = TOCSIN_ERROR_INIT;
    machine->touched = true;
    *failed = sandbox_call(machine->sandbox, document->budget, body, argument, &raised) != TOCSIN_OK;
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

/* Applies every match's rule, in their order. A rule that fails is left out from there on. Matches before the first
 * that needs Lua do without a call of it. */
static tocsin_status run_matches(struct machine *machine, tocsin_error *error)
{
    const struct program *program = machine->program;
    struct matches_run run = {0, TOCSIN_OK, error};
    tocsin_status status = TOCSIN_OK;
    while (run.at < machine->rule_found.matches.count && !status) {
        uint32_t rule = match_at(machine, run.at).rule;
        bool failed = false;
        if (calls_lua(&program->rules.items[rule]))
            status = step(machine, apply_matches, &run, &failed, error);
        else
            apply_match(machine, &run, NULL);
        if (failed)
            machine->rule_failed[match_at(machine, run.at).rule] = true;
        status = status ? status : run.status;
        run.at++;
    }
    return status;
}

static tocsin_status run_handler(struct machine *machine, size_t index, tocsin_error *error)
{
    bool failed;
    struct stopwatch *watch = machine->profile ? &machine->profile->handlers[index] : NULL;
    if (watch)
        stopwatch_start(watch);
    tocsin_status status = step(machine, apply_handler, &index, &failed, error);
    if (watch)
        stopwatch_stop(watch);
    return status;
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
    if (!status)
        status = run_matches(machine, error);
    for (size_t i = 0; i < machine->program->handlers.count && !status; i++)
        status = run_handler(machine, i, error);
    if (!status)
        status = budget_error(document->budget, error);
    machine->document = NULL;
    return status;
}
