/* Noun phrases, verb groups and clauses by trees. */
#include "english/layers_inside.h"

/* A role's spans come in the order of their annotations; layers_get wants them in the order of places. */
static bool add_role(struct layers *layers, enum layer_type type, size_t role, struct phrase_span span,
                     uint32_t handle)
{
    struct layer_span place = {span.first, span.last, handle};
    return span.first == span.last || array_push(layers->alloc, &layers->columns[type].roles[role], place);
}

static void sort_roles(struct layer_columns *columns)
{
    for (size_t role = 0; role < LAYER_ROLES; role++)
        layer_spans_sort(&columns->roles[role]);
}

/* ---- Noun phrases --------------------------------------------------------------------------------------- */

static bool add_noun_phrase(struct layers *layers, size_t index)
{
    const struct noun_phrase *phrase = &layers->noun_phrases.items[index];
    uint32_t handle = layer_handle(LAYER_NP, index);
    struct layer_span whole = {phrase->span.first, phrase->span.last, handle};
    const struct phrase_span roles[] = {phrase->head,       phrase->determiner, phrase->possessor,
                                        phrase->apposition, phrase->conjunct,   phrase->whole};
    bool well = array_push(layers->alloc, &layers->columns[LAYER_NP].spans, whole);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        well = well && add_role(layers, LAYER_NP, i, roles[i], handle);
    return well;
}

bool layer_noun_phrases_make(struct layers *layers)
{
    struct tree tree;
    const struct segmentation *segmentation = layers->segmentation;
    array_clear(&layers->noun_phrases);
    for (size_t i = 0; layers->trees && i < segmentation->sentences.count; i++)
        if (!trees_get(&tree, layers->trees, (uint32_t)i) ||
            !noun_phrases_find(&layers->noun_phrases, layers->alloc, &tree,
                               segmentation->sentences.items[i].first_token))
            return false;
    for (size_t i = 0; layers->trees && i < layers->noun_phrases.count; i++)
        if (!add_noun_phrase(layers, i))
            return false;
    sort_roles(&layers->columns[LAYER_NP]);
    return true;
}

bool layer_noun_phrases_feature(struct layer_value *out, const struct layers *layers, size_t index, struct str name)
{
    const struct noun_phrase *phrase = &layers->noun_phrases.items[index];
    if (str_equal(name, STR("kind")))
        return layer_value_symbol(out, LAYER_NP, name, phrase->kind);
    if (str_equal(name, STR("place")))
        return layer_value_symbol(out, LAYER_NP, name, phrase->place);
    if (str_equal(name, STR("plural")))
        return layer_value_flag(out, phrase->plural);
    if (str_equal(name, STR("possessed")))
        return layer_value_flag(out, phrase->possessor.first != phrase->possessor.last);
    return str_equal(name, STR("coordinated")) && layer_value_flag(out, phrase->coordinated);
}

/* ---- Verb groups ---------------------------------------------------------------------------------------- */

static bool add_verb_group(struct layers *layers, size_t index)
{
    const struct verb_group *group = &layers->verb_groups.items[index];
    uint32_t handle = layer_handle(LAYER_VP, index);
    struct layer_span whole = {group->span.first, group->span.last, handle};
    const struct phrase_span roles[] = {group->head, group->subject, group->object, group->modal};
    bool well = array_push(layers->alloc, &layers->columns[LAYER_VP].spans, whole);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        well = well && add_role(layers, LAYER_VP, i, roles[i], handle);
    return well;
}

bool layer_verb_groups_make(struct layers *layers)
{
    struct tree tree;
    const struct segmentation *segmentation = layers->segmentation;
    array_clear(&layers->verb_groups);
    for (size_t i = 0; layers->trees && i < segmentation->sentences.count; i++)
        if (!trees_get(&tree, layers->trees, (uint32_t)i) ||
            !verb_groups_find(&layers->verb_groups, layers->alloc, &tree,
                              segmentation->sentences.items[i].first_token))
            return false;
    for (size_t i = 0; layers->trees && i < layers->verb_groups.count; i++)
        if (!add_verb_group(layers, i))
            return false;
    sort_roles(&layers->columns[LAYER_VP]);
    return true;
}

bool layer_verb_groups_feature(struct layer_value *out, const struct layers *layers, size_t index, struct str name)
{
    const struct verb_group *group = &layers->verb_groups.items[index];
    if (str_equal(name, STR("tense")))
        return layer_value_symbol(out, LAYER_VP, name, group->tense);
    if (str_equal(name, STR("aspect")))
        return layer_value_symbol(out, LAYER_VP, name, group->aspect);
    if (str_equal(name, STR("voice")))
        return layer_value_symbol(out, LAYER_VP, name, group->passive);
    if (str_equal(name, STR("negated")))
        return layer_value_flag(out, group->negated);
    return str_equal(name, STR("finite")) && layer_value_flag(out, group->finite);
}

/* ---- Clauses -------------------------------------------------------------------------------------------- */

/* A clause that begins a quotation, and is not more than it, is what is quoted. */
static void mark_quoted(struct layers *layers)
{
    size_t quotation = 0;
    for (size_t i = 0; i < layers->tree_clauses.count; i++) {
        struct clause *clause = &layers->tree_clauses.items[i].clause;
        while (quotation < layers->quotations.count &&
               layers->quotations.items[quotation].inner_first < clause->first)
            quotation++;
        if (quotation == layers->quotations.count)
            return;
        const struct quotation *at = &layers->quotations.items[quotation];
        if (at->inner_first == clause->first && clause->last <= at->inner_last &&
            (clause->kind == CLAUSE_MAIN || clause->kind == CLAUSE_OF_THAT))
            clause->kind = CLAUSE_QUOTED;
    }
}

static bool add_tree_clause(struct layers *layers, size_t index)
{
    const struct tree_clause *found = &layers->tree_clauses.items[index];
    const struct clause *clause = &found->clause;
    uint32_t handle = layer_handle(LAYER_CLAUSE, index);
    struct layer_span whole = {clause->first, clause->last, handle};
    const struct phrase_span roles[] = {{clause->body, clause->last}, found->subject, found->verb, found->marker};
    bool well = array_push(layers->alloc, &layers->columns[LAYER_CLAUSE].spans, whole) &&
                array_push(layers->alloc, &layers->clauses, *clause);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        well = well && add_role(layers, LAYER_CLAUSE, i, roles[i], handle);
    return well;
}

bool layer_tree_clauses_make(struct layers *layers)
{
    struct tree tree;
    struct layer quotes;
    const struct segmentation *segmentation = layers->segmentation;
    array_clear(&layers->tree_clauses);
    array_clear(&layers->clauses);
    if (!layers_get(&quotes, layers, LAYER_QUOTE, STR("")))
        return false;
    for (size_t i = 0; i < segmentation->sentences.count; i++)
        if (!trees_get(&tree, layers->trees, (uint32_t)i) ||
            !tree_clauses_find(&layers->tree_clauses, &layers->phrase_work, layers->alloc, &tree,
                               segmentation->sentences.items[i].first_token))
            return false;
    mark_quoted(layers);
    for (size_t i = 0; i < layers->tree_clauses.count; i++)
        if (!add_tree_clause(layers, i))
            return false;
    sort_roles(&layers->columns[LAYER_CLAUSE]);
    return true;
}
