/* What emit tables and modifiers say of the captures of their patterns, checked against the patterns. */
#include "script/declarations.h"

/* ---- Captures in a tree ---------------------------------------------------------------------------------- */

struct capture_search {
    const struct program *program;
    struct str name;
    const struct pattern_node *first; /* its first place */
    bool repeated;                    /* a place of it stands in a repetition */
    bool compared;                    /* =name */
    struct str column;                /* looked for in what the capture can be */
    bool has_column;
};

/* Whether a capture of this node can be a list entry or annotation that has the column. */
static bool element_has(const struct capture_search *search, const struct pattern_node *node)
{
    const struct lexicon *lexicon = search->program->lexicon;
    lexicon_list list;
    switch (node->kind) {
    case PATTERN_LIST:
        list = lexicon_find(lexicon, node->name);
        return list != LEXICON_NONE && lexicon_column_find(lexicon, list, search->column) != SIZE_MAX;
    case PATTERN_ANNOTATION:
        return declared_knows((void *)search->program, node->name, search->column, false);
    case PATTERN_CHOICE:
        for (const struct pattern_node *child = node->child; child; child = child->next)
            if (element_has(search, child))
                return true;
        return false;
    case PATTERN_SEQUENCE:
        return node->child && !node->child->next && element_has(search, node->child);
    case PATTERN_REPEAT:
    case PATTERN_CAPTURE:
        return element_has(search, node->child);
    default:
        return false;
    }
}

static void look(struct capture_search *search, const struct pattern_node *node, bool repeated)
{
    if (node->kind == PATTERN_SAME && str_equal(node->name, search->name))
        search->compared = true;
    if (node->kind == PATTERN_CAPTURE && str_equal(node->name, search->name)) {
        search->first = search->first ? search->first : node;
        search->repeated |= repeated;
        search->has_column |= search->column.length && element_has(search, node->child);
    }
    repeated |= node->kind == PATTERN_REPEAT && node->most > 1;
    for (const struct pattern_node *child = node->child; child; child = child->next)
        look(search, child, repeated);
}

/* ---- Binding --------------------------------------------------------------------------------------------- */

/* What speaks of captures: a rule's `emit` with its patterns, or a modifier with its cues. */
struct speaker {
    const char *what; /* for errors: "rule", "modifier" */
    struct str name;
    const char *key;  /* the field that names the captures */
    struct source_place place;
    enum program_use use;
    uint32_t owner;
    const struct program_role *roles;
    size_t role_count;
    const struct program_feature *features;
    size_t feature_count;
};

/* Whether pattern `p` is the speaker's, too. Those of one speaker stand together. */
static bool is_of(const struct program *program, const struct speaker *speaker, uint32_t p)
{
    return p < program->uses.count && program->uses.items[p].use == speaker->use &&
           program->uses.items[p].owner == speaker->owner;
}

static tocsin_status fail(const struct speaker *speaker, enum message message, struct str capture, struct str column,
                          tocsin_error *error)
{
    tocsin_status status = error_set(error, message, speaker->what, speaker->name.data, (int)capture.length,
                                     capture.data, (int)column.length, column.data);
    source_place_error(&speaker->place, capture, 0, capture.length, error);
    return status;
}

/* A capture has to be in one of the patterns at least; a column in what the capture is in one of them. */
static tocsin_status check_capture(const struct program *program, const struct speaker *speaker, uint32_t first,
                                   struct str capture, struct str column, tocsin_error *error)
{
    struct capture_search search = {.program = program, .name = capture, .column = column};
    for (uint32_t p = first; is_of(program, speaker, p); p++)
        look(&search, program->declared->uses.items[p].tree, false);
    if (!search.first)
        return fail(speaker, MESSAGE_EMIT_CAPTURE, capture, column, error);
    if (column.length && !search.has_column)
        return fail(speaker, MESSAGE_EMIT_COLUMN, capture, column, error);
    return TOCSIN_OK;
}

static tocsin_status check(const struct program *program, const struct speaker *speaker, uint32_t first,
                           tocsin_error *error)
{
    static const struct str none = {NULL, 0};
    tocsin_status status = TOCSIN_OK;
    for (size_t i = 0; i < speaker->role_count && !status; i++)
        status = check_capture(program, speaker, first, speaker->roles[i].capture, none, error);
    for (size_t i = 0; i < speaker->feature_count && !status; i++) {
        const struct program_feature *feature = &speaker->features[i];
        if (feature->kind == FEATURE_CAPTURE || feature->kind == FEATURE_COLUMN)
            status = check_capture(program, speaker, first, feature->capture, feature->column, error);
    }
    return status;
}

static bool speaks_of(const struct speaker *speaker, struct str name)
{
    for (size_t i = 0; i < speaker->role_count; i++)
        if (str_equal(speaker->roles[i].capture, name))
            return true;
    for (size_t i = 0; i < speaker->feature_count; i++)
        if (str_equal(speaker->features[i].capture, name))
            return true;
    return false;
}

/* Captures of the pattern's own text that nothing takes. Those of named parts are for whoever needs them. */
static tocsin_status warn_unused(struct program *program, const struct speaker *speaker, uint32_t pattern,
                                 tocsin_error *error)
{
    const struct declared_use *use = &program->declared->uses.items[pattern];
    tocsin_status status = TOCSIN_OK;
    for (uint32_t c = 0; c < pattern_capture_count(program->patterns, pattern) && !status; c++) {
        struct capture_search search = {.program = program};
        tocsin_error warning = TOCSIN_ERROR_INIT;
        search.name = pattern_capture_name(program->patterns, pattern, c);
        look(&search, use->tree, false);
        if (speaks_of(speaker, search.name) || search.compared || !search.first || search.first->source != use->text)
            continue;
        error_set(&warning, MESSAGE_CAPTURE_UNUSED, (int)search.name.length, search.name.data);
        declared_place(program, use->text, search.first->start, search.first->end, &warning);
        status = program_warn(program, &warning);
        if (status && error)
            *error = warning;
    }
    return status;
}

static tocsin_status note_lists(struct program *program, uint32_t pattern, tocsin_error *error)
{
    struct program_pattern *use = &program->uses.items[pattern];
    for (uint32_t c = 0; c < pattern_capture_count(program->patterns, pattern); c++) {
        struct capture_search search = {.program = program, .name = pattern_capture_name(program->patterns, pattern, c)};
        look(&search, program->declared->uses.items[pattern].tree, false);
        if (!array_push(program->alloc, &use->lists, search.repeated))
            return error_set(error, MESSAGE_MEMORY);
    }
    return TOCSIN_OK;
}

static uint32_t number_of(const struct program *program, uint32_t pattern, struct str capture)
{
    return capture.length ? pattern_capture_find(program->patterns, pattern, capture) : UINT32_MAX;
}

typedef ARRAY(uint32_t) numbers;

/* `first` is the speaker's first pattern, `out` the array of capture numbers of a rule or modifier. */
static tocsin_status bind(struct program *program, const struct speaker *speaker, uint32_t first, void *out,
                          tocsin_error *error)
{
    numbers *captures = out;
    tocsin_status status = check(program, speaker, first, error);
    for (uint32_t p = first; is_of(program, speaker, p) && !status; p++) {
        if (!array_reserve(program->alloc, captures, speaker->role_count + speaker->feature_count))
            return error_set(error, MESSAGE_MEMORY);
        for (size_t i = 0; i < speaker->role_count; i++)
            captures->items[captures->count++] = number_of(program, p, speaker->roles[i].capture);
        for (size_t i = 0; i < speaker->feature_count; i++)
            captures->items[captures->count++] = number_of(program, p, speaker->features[i].capture);
    }
    return status;
}

/* ---- How far modifiers reach -------------------------------------------------------------------------------- */

static bool says_reach(struct str field, struct str value)
{
    struct modifier_reach reach;
    if (str_equal(field, STR("reach")))
        return !value.length || modifier_reach_read(&reach, value);
    return !value.length || modifier_direction_read(&reach, value);
}

/* The values of a column that tells how far a cue reaches, in all that a capture of the name may be. */
static tocsin_status check_values(const struct program *program, const struct speaker *speaker,
                                  const struct program_feature *feature, const struct pattern_node *node,
                                  bool captured, tocsin_error *error)
{
    const struct lexicon *lexicon = program->lexicon;
    lexicon_list list = node->kind == PATTERN_LIST && captured ? lexicon_find(lexicon, node->name) : LEXICON_NONE;
    size_t column = list == LEXICON_NONE ? SIZE_MAX : lexicon_column_find(lexicon, list, feature->column);
    for (size_t i = 0; column != SIZE_MAX && i < lexicon_size(lexicon, list); i++) {
        lexicon_entry entry = lexicon_entry_at(lexicon, list, i);
        struct str value = lexicon_value(lexicon, entry, column);
        if (says_reach(feature->draft.name, value))
            continue;
        unsigned line = lexicon_entry_line(lexicon, entry);
        tocsin_status status = error_set(error, MESSAGE_MODIFIER_VALUE, speaker->name.data, feature->draft.name.data,
                                         (int)node->name.length, node->name.data, line, (int)value.length, value.data);
        error_at(error, speaker->place.file, speaker->place.line, 0);
        return status;
    }
    captured |= node->kind == PATTERN_CAPTURE && str_equal(node->name, feature->capture);
    tocsin_status status = TOCSIN_OK;
    for (const struct pattern_node *child = node->child; child && !status; child = child->next)
        status = check_values(program, speaker, feature, child, captured, error);
    return status;
}

static tocsin_status check_reach(const struct program *program, const struct speaker *speaker, uint32_t first,
                                 tocsin_error *error)
{
    const struct program_modifier *modifier = &program->modifiers.items[speaker->owner];
    tocsin_status status = TOCSIN_OK;
    for (uint32_t p = first; is_of(program, speaker, p); p++)
        for (size_t i = modifier->set_count; i < modifier->features.count && !status; i++)
            status = check_values(program, speaker, &modifier->features.items[i],
                                  program->declared->uses.items[p].tree, false, error);
    return status;
}

/* A function may use any capture; nobody can tell which. */
static bool takes_all(const struct program *program, const struct program_pattern *use)
{
    if (use->use != PATTERN_OF_RULE)
        return use->use != PATTERN_CUE;
    const struct program_rule *rule = &program->rules.items[use->owner];
    return rule->calls_emit || rule->calls_when || rule->calls_features;
}

static bool is_incomplete(const struct program *program, const struct program_pattern *use)
{
    return use->use == PATTERN_OF_RULE ? program->rules.items[use->owner].incomplete
                                       : program->modifiers.items[use->owner].incomplete;
}

static struct speaker speaker_of(const struct program *program, uint32_t pattern)
{
    const struct program_pattern *use = &program->uses.items[pattern];
    struct speaker speaker = {.use = use->use, .owner = use->owner};
    speaker.place = program->texts.items[program->declared->uses.items[pattern].text].place;
    if (use->use == PATTERN_OF_RULE) {
        const struct program_rule *rule = &program->rules.items[use->owner];
        speaker.what = "rule";
        speaker.name = rule->name;
        speaker.key = "emit";
        speaker.roles = rule->emit.roles.items;
        speaker.role_count = rule->emit.roles.count;
        speaker.features = rule->emit.features.items;
        speaker.feature_count = rule->emit.features.count;
    } else {
        const struct program_modifier *modifier = &program->modifiers.items[use->owner];
        speaker.what = "modifier";
        speaker.name = modifier->name;
        speaker.key = "features";
        speaker.features = use->use == PATTERN_CUE ? modifier->features.items : NULL;
        speaker.feature_count = use->use == PATTERN_CUE ? modifier->features.count : 0;
    }
    speaker.place.key = speaker.key;
    return speaker;
}

tocsin_status declared_bind(struct program *program, tocsin_error *error)
{
    tocsin_status status = TOCSIN_OK;
    for (uint32_t p = 0; p < program->uses.count && !status; p++) {
        const struct program_pattern *use = &program->uses.items[p];
        struct speaker speaker = speaker_of(program, p);
        tocsin_error raised = TOCSIN_ERROR_INIT;
        if (is_incomplete(program, use))
            continue;
        if (use->number == 0 && use->use == PATTERN_OF_RULE)
            status = bind(program, &speaker, p, &program->rules.items[use->owner].captures, &raised);
        else if (use->number == 0 && use->use == PATTERN_CUE)
            status = bind(program, &speaker, p, &program->modifiers.items[use->owner].captures, &raised);
        if (use->number == 0 && use->use == PATTERN_CUE && !status)
            status = check_reach(program, &speaker, p, &raised);
        bool bound = !status;
        status = declared_fail(program, status, &raised, error);
        if (!status && bound && !takes_all(program, use))
            status = warn_unused(program, &speaker, p, error);
        if (!status)
            status = note_lists(program, p, error);
    }
    return status;
}
