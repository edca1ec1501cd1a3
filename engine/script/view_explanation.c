/* document:explain: why there are the records that there are, as plain tables. */
#include "script/attempt.h"
#include "script/provenance.h"
#include "script/view.h"

/* What is being told. */
struct telling {
    lua_State *L;
    struct machine *machine;
    const struct machine_document *document;
    const struct trace *trace;
    uint32_t rule;     /* only this one's; UINT32_MAX: all */
    uint32_t sentence; /* only what is in it, from 0; UINT32_MAX: all */
};

enum { ITEM_COST = 40 }; /* fuel of one table, about */

static void set_text(lua_State *L, const char *name, struct str text)
{
    lua_pushlstring(L, text.data, text.length);
    lua_setfield(L, -2, name);
}

static void set_integer(lua_State *L, const char *name, size_t number)
{
    lua_pushinteger(L, (lua_Integer)number);
    lua_setfield(L, -2, name);
}

static void set_span(lua_State *L, const char *name, tocsin_span span)
{
    view_span_push(L, span);
    lua_setfield(L, -2, name);
}

static void set_record(lua_State *L, const char *name, record_handle record)
{
    view_record_push(L, record);
    lua_setfield(L, -2, name);
}

static void set_place(lua_State *L, const struct provenance_place *place)
{
    if (!place->file[0])
        return;
    set_text(L, "file", str_of(place->file));
    set_integer(L, "line", place->line);
    if (place->column)
        set_integer(L, "column", place->column);
}

/* Appends the table on top to the list below it. */
static void append(lua_State *L)
{
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
}

static void new_item(const struct telling *telling)
{
    sandbox_charge(telling->L, ITEM_COST);
    lua_newtable(telling->L);
}

static size_t sentence_of(const struct telling *telling, tocsin_span span)
{
    return segmentation_sentence_at(telling->document->segmentation, span.start);
}

static void set_rule(const struct telling *telling, uint32_t index, size_t sentence)
{
    const struct program *program = telling->machine->program;
    const struct program_rule *rule = &program->rules.items[index];
    struct provenance_place place;
    provenance_of_file(&place, program, rule->file, rule->line);
    set_text(telling->L, "rule", rule->name);
    set_place(telling->L, &place);
    set_integer(telling->L, "sentence", sentence + 1);
}

/* ---- Matches --------------------------------------------------------------------------------------------- */

static void add_element(const struct telling *telling, pattern_id pattern, uint32_t element, tocsin_span span)
{
    struct provenance_place place;
    new_item(telling);
    set_text(telling->L, "element", provenance_of_element(&place, telling->machine->program, pattern, element));
    set_place(telling->L, &place);
    if (span.end > span.start)
        set_span(telling->L, "span", span);
    append(telling->L);
}

static void add_capture(const struct telling *telling, const struct trace_capture *capture)
{
    lua_State *L = telling->L;
    const struct lexicon *lexicon = telling->machine->program->lexicon;
    struct provenance_place place;
    record_handle record;
    new_item(telling);
    set_text(L, "name", capture->name.data ? capture->name : STR(""));
    set_span(L, "span", capture->span);
    if (capture->entry != UINT32_MAX) {
        provenance_of_entry(&place, telling->machine->program, capture->entry);
        set_text(L, "list", lexicon_name(lexicon, lexicon_entry_list(lexicon, capture->entry)));
        set_text(L, "list_file", str_of(place.file));
        set_integer(L, "list_line", place.line);
    }
    if (capture->annotation != UINT32_MAX && annotation_record(capture->annotation, &record))
        set_record(L, "record", record);
    append(L);
}

static void push_match(const struct telling *telling, const struct trace_match *match)
{
    lua_State *L = telling->L;
    const struct program *program = telling->machine->program;
    const struct trace *trace = telling->trace;
    pattern_id pattern = provenance_pattern(program, match);
    new_item(telling);
    set_rule(telling, match->rule, sentence_of(telling, match->span));
    set_integer(L, "pattern", match->pattern + 1);
    set_span(L, "span", match->span);
    lua_pushboolean(L, program->rules.items[match->rule].calls_when);
    lua_setfield(L, -2, "guarded");
    set_text(L, "outcome", str_of(provenance_outcome(match->outcome, match->record_count)));
    lua_newtable(L);
    for (uint32_t i = match->first_step; i < match->first_step + match->step_count; i++)
        add_element(telling, pattern, trace->steps.items[i].element, trace->steps.items[i].span);
    lua_setfield(L, -2, "elements");
    lua_newtable(L);
    for (uint32_t i = match->first_capture; i < match->first_capture + match->capture_count; i++)
        add_capture(telling, &trace->captures.items[i]);
    lua_setfield(L, -2, "captures");
}

/* ---- Records --------------------------------------------------------------------------------------------- */

static void set_provenance(lua_State *L, const struct provenance *from)
{
    set_text(L, "from", str_of(provenance_name(from->kind)));
    if (from->by[0])
        set_text(L, "by", str_of(from->by));
    set_place(L, &from->place);
    if (from->kind == FROM_MODIFIER)
        set_span(L, "cue", from->cue);
}

static void set_roles(const struct telling *telling, const tocsin_record *record)
{
    lua_State *L = telling->L;
    lua_newtable(L);
    for (size_t i = 0; i < record->role_count; i++) {
        new_item(telling);
        set_text(L, "name", str_of(record->roles[i].name));
        set_span(L, "span", record->roles[i].span);
        append(L);
    }
    lua_setfield(L, -2, "roles");
}

/* `rule` NULL: no match made the record. */
static void set_features(const struct telling *telling, const struct program_rule *rule, record_handle handle)
{
    lua_State *L = telling->L;
    const tocsin_record *record = &telling->document->records->records.items[handle];
    lua_newtable(L);
    for (size_t i = 0; i < record->feature_count; i++) {
        struct provenance from;
        provenance_of_feature(&from, telling->machine->program, telling->trace, rule, handle,
                              record->features[i].name);
        new_item(telling);
        set_text(L, "name", str_of(record->features[i].name));
        view_feature_push(L, &record->features[i]);
        lua_setfield(L, -2, "value");
        set_provenance(L, &from);
        append(L);
    }
    lua_setfield(L, -2, "features");
}

static void set_links(const struct telling *telling, record_handle handle)
{
    lua_State *L = telling->L;
    const struct record_store *records = telling->document->records;
    const struct record_links *links = &records->links.items[handle];
    lua_newtable(L);
    for (size_t i = 0; i < links->items.count; i++) {
        struct provenance from;
        tocsin_link link = links->items.items[i];
        if (!record_lives(records, (record_handle)link.record))
            continue;
        provenance_of_link(&from, telling->machine->program, telling->trace, handle, link.relation,
                           (record_handle)link.record);
        new_item(telling);
        set_text(L, "rel", str_of(link.relation));
        set_record(L, "to", (record_handle)link.record);
        set_provenance(L, &from);
        append(L);
    }
    lua_setfield(L, -2, "links");
}

/* `match` NULL: a handler filed it. */
static void push_record(const struct telling *telling, record_handle handle, const struct trace_match *match)
{
    lua_State *L = telling->L;
    const struct record_store *records = telling->document->records;
    const tocsin_record *record = &records->records.items[handle];
    new_item(telling);
    set_record(L, "record", handle);
    set_text(L, "type", str_of(record->type));
    set_text(L, "rule", str_of(record->rule));
    set_integer(L, "sentence", sentence_of(telling, record->span) + 1);
    set_span(L, "span", record->span);
    set_roles(telling, record);
    set_features(telling, match ? &telling->machine->program->rules.items[match->rule] : NULL, handle);
    set_links(telling, handle);
    if (match) {
        push_match(telling, match);
        lua_setfield(L, -2, "match");
    }
    if (record_lives(records, handle))
        return;
    record_handle won = provenance_winner(telling->trace, records, handle);
    lua_pushboolean(L, true);
    lua_setfield(L, -2, "lost");
    if (won != RECORD_NONE)
        set_record(L, "lost_to", won);
}

/* The match that a record came of; NULL: none. Handles grow from match to match. */
static const struct trace_match *match_of(const struct telling *telling, record_handle record)
{
    const struct trace *trace = telling->trace;
    size_t low = 0, high = trace->matches.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct trace_match *match = &trace->matches.items[middle];
        if (match->first_record + match->record_count <= record)
            low = middle + 1;
        else
            high = middle;
    }
    return low < trace->matches.count && trace->matches.items[low].first_record <= record
               ? &trace->matches.items[low]
               : NULL;
}

/* ---- Misses ---------------------------------------------------------------------------------------------- */

static void set_attempt(const struct telling *telling, const struct attempt_told *told, size_t sentence)
{
    lua_State *L = telling->L;
    const struct segmentation *segmentation = telling->document->segmentation;
    const struct sentence *where = &segmentation->sentences.items[sentence];
    lua_newtable(L);
    for (uint32_t i = 0; i < told->step_count; i++) {
        tocsin_span span = {0, 0};
        if (told->steps[i].last > told->steps[i].first)
            span = annotation_span(segmentation, told->steps[i].first, told->steps[i].last);
        add_element(telling, told->id, told->steps[i].element, span);
    }
    lua_setfield(L, -2, "elements");
    lua_newtable(L);
    for (uint32_t i = 0; i < told->wanted_count; i++)
        add_element(telling, told->id, told->wanted[i], (tocsin_span){0, 0});
    lua_setfield(L, -2, "wanted");
    if (told->reached < where->first_token + where->token_count)
        set_span(L, "saw", annotation_span(segmentation, told->reached, told->reached + 1));
}

static void add_miss(const struct telling *telling, uint32_t rule, size_t sentence)
{
    struct attempt_told told;
    tocsin_error error = TOCSIN_ERROR_INIT;
    struct machine_document *document = telling->machine->document;
    sandbox_charge(telling->L, telling->machine->program->uses.count + telling->machine->program->entries.count);
    if (machine_attempt(&told, telling->machine, document, rule, sentence, document->budget, &error))
        script_error_raise(telling->L, &error);
    new_item(telling);
    set_rule(telling, rule, sentence);
    set_text(telling->L, "ended_by", str_of(told.matches ? "scope" : told.triggered ? "pattern" : "trigger"));
    set_text(telling->L, "trigger", str_of(told.trigger));
    if (told.is_pattern)
        set_attempt(telling, &told, sentence);
    append(telling->L);
}

/* ---- Asking ---------------------------------------------------------------------------------------------- */

static bool wants(const struct telling *telling, uint32_t rule, size_t sentence)
{
    return (telling->rule == UINT32_MAX || telling->rule == rule) &&
           (telling->sentence == UINT32_MAX || telling->sentence == sentence);
}

static void set_matches(const struct telling *telling)
{
    lua_State *L = telling->L;
    sandbox_charge(L, telling->trace->matches.count);
    lua_newtable(L);
    for (size_t i = 0; i < telling->trace->matches.count; i++) {
        const struct trace_match *match = &telling->trace->matches.items[i];
        if (!wants(telling, match->rule, sentence_of(telling, match->span)))
            continue;
        push_match(telling, match);
        append(L);
    }
    lua_setfield(L, -2, "matches");
}

/* Records of handlers have a name of their own, which no rule has to have. */
static void set_records(const struct telling *telling)
{
    lua_State *L = telling->L;
    const struct program *program = telling->machine->program;
    const struct record_store *records = telling->document->records;
    sandbox_charge(L, records->records.count);
    lua_newtable(L);
    for (size_t i = telling->machine->first_record; i < records->records.count; i++) {
        const tocsin_record *record = &records->records.items[i];
        bool named = telling->rule == UINT32_MAX ||
                     str_equal(str_of(record->rule), program->rules.items[telling->rule].name);
        if (!named || !wants(telling, telling->rule, sentence_of(telling, record->span)))
            continue;
        push_record(telling, (record_handle)i, match_of(telling, (record_handle)i));
        append(L);
    }
    lua_setfield(L, -2, "records");
}

/* Pairs of rule and sentence without a match. */
static void set_misses(const struct telling *telling)
{
    lua_State *L = telling->L;
    const struct program *program = telling->machine->program;
    const struct trace *trace = telling->trace;
    size_t sentences = telling->document->segmentation->sentences.count;
    bool asked = telling->rule != UINT32_MAX || telling->sentence != UINT32_MAX;
    lua_newtable(L);
    for (uint32_t rule = 0; asked && rule < program->rules.count; rule++) {
        if (telling->rule != UINT32_MAX && telling->rule != rule)
            continue;
        sandbox_charge(L, sentences + trace->matches.count);
        bool *known = lua_newuserdatauv(L, sentences + 1, 0);
        memset(known, 0, sentences + 1);
        for (size_t i = 0; i < trace->matches.count; i++)
            if (trace->matches.items[i].rule == rule)
                known[sentence_of(telling, trace->matches.items[i].span)] = true;
        lua_insert(L, -2);
        for (size_t k = 0; k < sentences; k++)
            if (wants(telling, rule, k) && !known[k])
                add_miss(telling, rule, k);
        lua_remove(L, -2);
    }
    lua_setfield(L, -2, "misses");
}

/* Argument 2: { rule = "warnings/verb", sentence = 3 }, each of which may be left out. */
static void read_question(struct telling *telling)
{
    lua_State *L = telling->L;
    size_t sentences = telling->document->segmentation->sentences.count;
    if (lua_isnoneornil(L, 2))
        return;
    luaL_checktype(L, 2, LUA_TTABLE);
    sandbox_unfreeze(L, 2);
    if (lua_getfield(L, 2, "rule") != LUA_TNIL) {
        struct str name;
        name.data = luaL_checklstring(L, -1, &name.length);
        telling->rule = program_rule_find(telling->machine->program, name);
        if (telling->rule == UINT32_MAX)
            luaL_error(L, "there is no rule '%s' in this bundle", name.data);
    }
    if (lua_getfield(L, 2, "sentence") != LUA_TNIL) {
        lua_Integer number = luaL_checkinteger(L, -1);
        if (number < 1 || (lua_Unsigned)number > sentences)
            luaL_error(L, "there is no sentence %I: the document has %I", (LUAI_UACINT)number,
                       (LUAI_UACINT)sentences);
        telling->sentence = (uint32_t)number - 1;
    }
    lua_pop(L, lua_gettop(L) - 2);
}

int view_explain(lua_State *L)
{
    struct machine *machine = machine_of(L);
    struct telling telling = {L, machine, machine_document_of(L), NULL, UINT32_MAX, UINT32_MAX};
    if (!machine->explaining)
        return luaL_error(L, "document:explain works in handlers of `on.explain` only");
    telling.trace = telling.document->trace;
    luaL_checkstack(L, 24, "explain");
    if (view_test(L, 2, VIEW_RECORD)) {
        record_handle record = view_check_record(L, 2);
        if (record < machine->first_record)
            lua_pushnil(L); /* another bundle's */
        else
            push_record(&telling, record, match_of(&telling, record));
        return 1;
    }
    read_question(&telling);
    lua_newtable(L);
    set_matches(&telling);
    set_records(&telling);
    set_misses(&telling);
    return 1;
}
