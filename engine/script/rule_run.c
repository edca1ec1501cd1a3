/* Rules on the matches of a phase. */
#include "script/modules.h"
#include "script/run.h"

static bool calls_lua(const struct program_rule *rule)
{
    return rule->calls_emit || rule->calls_when || rule->calls_features;
}

/* What a run over the hits has come to. */
struct hits_run {
    uint32_t phase;
    size_t at;            /* the hit at hand */
    tocsin_status status; /* what ended the run, though no Lua raised it */
    tocsin_error *error;
};

/* ---- Trace ------------------------------------------------------------------------------------------------ */

static bool trace_captures(struct trace *trace, const struct machine *machine, const struct rule_match *match)
{
    const struct program *program = machine->program;
    for (uint32_t i = 0; !match->regex && i < match->capture_count; i++) {
        const struct pattern_capture *capture = &match->captures[i];
        struct trace_capture made = {pattern_capture_name(program->patterns, match->id, capture->name),
                                     annotation_span(machine->document->segmentation, capture->first, capture->last),
                                     capture->entry, capture->annotation};
        if (!array_push(trace->alloc, &trace->captures, made))
            return false;
    }
    for (uint32_t i = 1; match->regex && i < match->groups.count; i++) {
        struct regex_span group = match->groups.groups[i];
        struct trace_capture made = {{NULL, 0}, {(uint32_t)group.start, (uint32_t)group.end}, UINT32_MAX, UINT32_MAX};
        made.name = str_of(regex_capture_name(match->regex, i));
        if (group.start != SIZE_MAX && !array_push(trace->alloc, &trace->captures, made))
            return false;
    }
    return true;
}

/* Files the match as one that failed, which it is until it is known better. */
static bool trace_begin(struct machine *machine, const struct rule_match *match, uint32_t phase)
{
    struct trace *trace = machine->document->trace;
    struct trace_match made = {
        .rule = match->rule,
        .pattern = match->pattern,
        .phase = phase,
        .outcome = TRACE_FAILED,
        .span = match->span,
        .first_capture = (uint32_t)trace->captures.count,
        .first_step = (uint32_t)trace->steps.count,
        .first_record = (record_handle)machine->document->records->records.count,
    };
    for (uint32_t i = 0; i < match->step_count; i++) {
        struct trace_step step = {match->steps[i].element, {0, 0}};
        if (match->steps[i].last > match->steps[i].first)
            step.span = annotation_span(machine->document->segmentation, match->steps[i].first, match->steps[i].last);
        if (!array_push(trace->alloc, &trace->steps, step))
            return false;
    }
    if (!trace_captures(trace, machine, match))
        return false;
    made.capture_count = (uint32_t)trace->captures.count - made.first_capture;
    made.step_count = match->step_count;
    return array_push(trace->alloc, &trace->matches, made);
}

static void trace_end(struct machine *machine, enum trace_outcome outcome)
{
    struct trace *trace = machine->document->trace;
    if (!trace)
        return;
    struct trace_match *match = &trace->matches.items[trace->matches.count - 1];
    match->outcome = outcome;
    match->record_count = (uint32_t)machine->document->records->records.count - match->first_record;
}

/* ---- One match ---------------------------------------------------------------------------------------------- */

/* Most records are told from lists without a look into the table. */
static bool is_plain_record(lua_State *L, int index)
{
    if (lua_rawlen(L, index))
        return false;
    bool dressed = lua_getmetatable(L, index);
    if (dressed)
        lua_pop(L, 1);
    return !dressed;
}

/* What a rule's `emit` gave, on top of the stack: a record, a list of them, or nothing. */
static void file_results(lua_State *L, struct str rule)
{
    int index = lua_gettop(L);
    if (!lua_toboolean(L, index))
        return;
    luaL_checktype(L, index, LUA_TTABLE);
    if (is_plain_record(L, index) || lua_geti(L, index, 1) != LUA_TTABLE) {
        emit_table(L, index, rule);
        return;
    }
    for (lua_Integer i = 1; lua_geti(L, index, i) == LUA_TTABLE; i++) {
        emit_table(L, -1, rule);
        lua_settop(L, index + 1);
    }
}

static void push_match(lua_State *L, const struct rule_match *match)
{
    if (match->regex)
        view_match_push(L, match->regex, &match->groups, 0);
    else
        view_hit_push(L, match);
}

/* The stack while hits are worked on. */
enum { STACK_RUN = 1, STACK_EMITS, STACK_DOCUMENT, STACK_MATCH };

/* Whether the rule's guard, if it has one, lets the match pass. */
static bool passes_guard(lua_State *L, const struct program_rule *rule, uint32_t index)
{
    if (!rule->calls_when)
        return true;
    module_push_function(L, MACHINE_WHENS, index);
    lua_pushvalue(L, STACK_MATCH);
    lua_pushvalue(L, STACK_DOCUMENT);
    lua_call(L, 2, 1);
    bool passes = lua_toboolean(L, -1);
    lua_settop(L, STACK_MATCH);
    return passes;
}

/* Calls the functions among the features of the rule's `emit`; their values stay on the stack until it is filed. */
static const struct feature_draft *work_features(lua_State *L, const struct program_rule *rule, uint32_t index)
{
    struct machine *machine = machine_of(L);
    size_t count = rule->emit.features.count;
    if (!rule->calls_features)
        return NULL;
    luaL_checkstack(L, (int)count + 8, "features");
    module_push_function(L, MACHINE_FEATURES, index);
    int functions = lua_gettop(L);
    sandbox_unfreeze(L, functions);
    array_clear(&machine->worked);
    if (!array_reserve(machine->alloc, &machine->worked, count))
        machine_raise_memory(L);
    for (size_t i = 0; i < count; i++) {
        struct feature_draft value = {.name = {NULL, 0}};
        const struct program_feature *feature = &rule->emit.features.items[i];
        if (feature->kind == FEATURE_FUNCTION) {
            lua_getfield(L, functions, feature->draft.name.data);
            lua_pushvalue(L, STACK_MATCH);
            lua_pushvalue(L, STACK_DOCUMENT);
            lua_call(L, 2, 1);
            if (!lua_isnil(L, -1) && !emit_feature_value(L, -1, &value))
                luaL_error(L, "feature '%s' is a %s; it takes a string, number, boolean or span",
                           feature->draft.name.data, luaL_typename(L, -1));
            if (!lua_isnil(L, -1))
                value.name = feature->draft.name;
        }
        machine->worked.items[i] = value;
    }
    return machine->worked.items;
}

/* A rule with Lua in it on a match. Uses the stack from STACK_MATCH on. */
static void apply_lua(lua_State *L, const struct rule_match *match, const struct program_rule *rule)
{
    struct machine *machine = machine_of(L);
    tocsin_error error = TOCSIN_ERROR_INIT;
    machine_enter(machine, rule->file, rule->name);
    machine->rule_index = match->rule;
    push_match(L, match);
    if (!passes_guard(L, rule, match->rule)) {
        trace_end(machine, TRACE_REFUSED);
        return;
    }
    if (rule->calls_emit) {
        lua_rawgeti(L, STACK_EMITS, (lua_Integer)match->rule + 1);
        lua_pushvalue(L, STACK_MATCH);
        lua_pushvalue(L, STACK_DOCUMENT);
        lua_call(L, 2, 1);
        file_results(L, rule->name);
    } else if (emit_declared(machine, match, work_features(L, rule, match->rule), &error)) {
        script_error_raise(L, &error);
    }
    trace_end(machine, TRACE_EMITTED);
}

static void apply_rule(struct machine *machine, struct hits_run *run, const struct rule_match *match, lua_State *L)
{
    const struct program_rule *rule = &machine->program->rules.items[match->rule];
    struct rule_profile *profile = machine->profile ? &machine->profile->rules[match->rule] : NULL;
    size_t records = machine->document->records->records.count;
    if (profile) {
        profile->matches++;
        stopwatch_start(&profile->watch);
    }
    if (calls_lua(rule)) {
        apply_lua(L, match, rule);
    } else {
        run->status = emit_declared(machine, match, NULL, run->error);
        trace_end(machine, TRACE_EMITTED);
    }
    if (profile) {
        stopwatch_stop(&profile->watch);
        profile->records += machine->document->records->records.count - records;
    }
}

static void apply_hit(struct machine *machine, struct hits_run *run, lua_State *L)
{
    struct rule_match match = hits_match(machine, run->at);
    if (machine->document->trace && !trace_begin(machine, &match, run->phase)) {
        run->status = error_set(run->error, MESSAGE_MEMORY);
        return;
    }
    if (machine->rule_failed[match.rule])
        trace_end(machine, TRACE_LEFT_OUT);
    else
        apply_rule(machine, run, &match, L);
}

/* ---- All of them ------------------------------------------------------------------------------------------ */

/* Argument: the run. Goes on until the hits or the budget end, so that a protected call is paid for once; what a
 * hit raises leaves the run at that hit. */
static int apply_hits(lua_State *L)
{
    struct hits_run *run = lua_touserdata(L, STACK_RUN);
    struct machine *machine = machine_of(L);
    module_push_table(L, MACHINE_EMITS);
    view_document_push(L);
    while (run->at < machine->hits.items.count) {
        apply_hit(machine, run, L);
        lua_settop(L, STACK_DOCUMENT);
        if (run->status || machine->document->budget->stop)
            break;
        run->at++;
    }
    return 0;
}

/* Hits before the first that needs Lua do without a call of it. */
tocsin_status run_rules(struct machine *machine, uint32_t phase, tocsin_error *error)
{
    const struct program *program = machine->program;
    struct hits_run run = {phase, 0, TOCSIN_OK, error};
    tocsin_status status = hits_gather(&machine->hits, machine, phase, error);
    while (run.at < machine->hits.items.count && !status) {
        uint32_t rule = machine->hits.items.items[run.at].rule;
        bool failed = false;
        if (calls_lua(&program->rules.items[rule]))
            status = run_step(machine, apply_hits, &run, &failed, error);
        else
            apply_hit(machine, &run, NULL);
        if (failed)
            machine->rule_failed[machine->hits.items.items[run.at].rule] = true;
        status = status ? status : run.status;
        run.at++;
    }
    return status;
}
