/* A document through a machine: phase by phase matches, then rules, modifiers and conflicts; links, and the document
 * handlers last. */
#include "script/baseline.h"
#include "script/modules.h"
#include "script/run.h"

tocsin_status run_step(struct machine *machine, lua_CFunction body, void *argument, bool *failed, tocsin_error *error)
{
    struct machine_document *document = machine->document;
    tocsin_error raised; /* filled in on failure */
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

/* ---- Handlers -------------------------------------------------------------------------------------------- */

/* Argument: the handler's index. */
static int apply_handler(lua_State *L)
{
    struct machine *machine = machine_of(L);
    size_t index = *(const size_t *)lua_touserdata(L, 1);
    const struct program_handler *handler = &machine->program->handlers.items[index];
    machine_enter(machine, handler->file, (struct str){NULL, 0});
    module_push_function(L, MACHINE_HANDLERS, (uint32_t)index);
    view_document_push(L);
    lua_call(L, 1, 0);
    return 0;
}

/* Those of `on.document`, or of `on.explain`. */
static tocsin_status run_handlers(struct machine *machine, bool explains, tocsin_error *error)
{
    tocsin_status status = TOCSIN_OK;
    machine->explaining = explains;
    for (size_t i = 0; i < machine->program->handlers.count && !status; i++) {
        if (machine->program->handlers.items[i].explains != explains)
            continue;
        struct stopwatch *watch = machine->profile ? &machine->profile->handlers[i] : NULL;
        bool failed;
        if (watch)
            stopwatch_start(watch);
        status = run_step(machine, apply_handler, &i, &failed, error);
        if (watch)
            stopwatch_stop(watch);
    }
    machine->explaining = false;
    return status;
}

/* ---- Conflicts ------------------------------------------------------------------------------------------- */

static bool trace_conflict(void *user, record_handle lost, record_handle won)
{
    struct trace *trace = user;
    struct trace_conflict made = {lost, won};
    return array_push(trace->alloc, &trace->conflicts, made);
}

/* Of the types that are complete at the end of this phase; UINT32_MAX: of all, since handlers may have added some. */
static tocsin_status run_conflicts(struct machine *machine, uint32_t phase, tocsin_error *error)
{
    const struct program *program = machine->program;
    struct machine_document *document = machine->document;
    tocsin_status status = TOCSIN_OK;
    for (size_t i = 0; i < program->types.count && !status; i++) {
        const struct program_type *type = &program->types.items[i];
        const struct program_kind *kind = program_kind_find(program, type->name);
        if (phase == UINT32_MAX || (kind && kind->phase == phase))
            status = conflict_resolve(document->records, type->conflict, type->name, machine->first_record,
                                      document->budget, document->trace ? trace_conflict : NULL, document->trace,
                                      error);
    }
    return status;
}

/* ---- The document ---------------------------------------------------------------------------------------- */

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
    machine->first_record = (record_handle)document->records->records.count;
    sandbox_begin(machine->sandbox);
    array_clear(&machine->rule_found.matches);
    array_clear(&machine->pattern_found.matches);
    if (machine->program->rules.count)
        memset(machine->rule_failed, 0, machine->program->rules.count * sizeof *machine->rule_failed);
    return machine->pattern_scan ? pattern_found_open(machine, error) : TOCSIN_OK;
}

static tocsin_status run_phase(struct machine *machine, uint32_t phase, tocsin_error *error)
{
    tocsin_status status = TOCSIN_OK;
    if (machine->pattern_scan)
        status = pattern_found_scan(&machine->pattern_found, machine, phase, error);
    if (!status)
        status = run_rules(machine, phase, error);
    if (!status)
        status = run_modifiers(machine, phase, error);
    return status ? status : run_conflicts(machine, phase, error);
}

/* What comes when all phases are through. Handlers may file records, so that conflicts are looked for once more. */
static tocsin_status run_end(struct machine *machine, tocsin_error *error)
{
    tocsin_status status = run_links(machine, error);
    if (!status)
        status = run_handlers(machine, false, error);
    if (!status)
        status = run_conflicts(machine, UINT32_MAX, error);
    if (!machine->program->explains || status)
        return status;
    status = run_handlers(machine, true, error);
    return status ? status : run_conflicts(machine, UINT32_MAX, error);
}

tocsin_status machine_run(struct machine *machine, struct machine_document *document, tocsin_error *error)
{
    bool traces = machine->program->explains && !document->trace;
    if (traces) {
        trace_clear(&machine->trace);
        document->trace = &machine->trace;
    }
    tocsin_status status = begin(machine, document, error);
    if (!status && machine->rule_scan)
        status = found_scan(&machine->rule_found, machine, machine->rule_scan, error);
    for (uint32_t phase = 0; phase < machine->program->phase_count && !status; phase++)
        status = run_phase(machine, phase, error);
    if (!status)
        status = run_end(machine, error);
    if (!status)
        status = budget_error(document->budget, error);
    machine->document = NULL;
    if (traces)
        document->trace = NULL;
    return status;
}
