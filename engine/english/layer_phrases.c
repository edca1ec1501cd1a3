/* Noun phrases, verb groups and clauses by trees. */
#include "english/layers_inside.h"

static bool add_role(struct layers *layers, enum layer_type type, size_t role, struct phrase_span span,
                     uint32_t handle)
{
    struct layer_span place = {span.first, span.last, handle};
    return span.first == span.last || array_push(layers->alloc, &layers->columns[type].roles[role], place);
}

static uint32_t first_token(const struct layers *layers, uint32_t sentence)
{
    return layers->segmentation->sentences.items[sentence].first_token;
}

/* ---- Noun phrases --------------------------------------------------------------------------------------- */

static bool add_noun_phrase(struct layers *layers, size_t index)
{
    const struct noun_phrase *phrase = &layers->noun_phrases.items[index];
    uint32_t handle = layer_handle(LAYER_NP, index);
    struct layer_span whole = {phrase->span.first, phrase->span.last, handle};
    const struct phrase_span roles[] = {phrase->head,       phrase->determiner, phrase->modifier, phrase->possessor,
                                        phrase->apposition, phrase->conjunct,   phrase->whole};
    bool well = array_push(layers->alloc, &layers->columns[LAYER_NP].spans, whole);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        well = well && add_role(layers, LAYER_NP, i, roles[i], handle);
    return well;
}

bool layer_noun_phrases_make(struct layers *layers, uint32_t sentence)
{
    struct tree tree;
    size_t before = layers->columns[LAYER_NP].spans.count;
    layers->noun_phrases.count = before;
    if (!trees_get(&tree, layers->trees, sentence) ||
        !noun_phrases_find(&layers->noun_phrases, layers->alloc, &tree, first_token(layers, sentence)))
        return false;
    for (size_t i = before; i < layers->noun_phrases.count; i++)
        if (!add_noun_phrase(layers, i))
            return false;
    return true;
}

enum definiteness { DEFINITE, INDEFINITE, BARE };

static enum definiteness definiteness_of(const struct layers *layers, const struct noun_phrase *phrase)
{
    if (phrase->kind != NOUN_PHRASE_COMMON || phrase->possessor.first != phrase->possessor.last)
        return DEFINITE;
    for (uint32_t token = phrase->determiner.first; token < phrase->determiner.last; token++) {
        const struct form *form = vocabulary_form(layers->vocabulary, layers->segmentation->forms.items[token]);
        struct str folded = vocabulary_form(layers->vocabulary, form->fold)->text;
        if (layer_words_classes(layers->words, folded) & WORD_DEFINITE)
            return DEFINITE;
    }
    return phrase->determiner.first == phrase->determiner.last ? BARE : INDEFINITE;
}

bool layer_noun_phrases_feature(struct layer_value *out, const struct layers *layers, size_t index, struct str name)
{
    const struct noun_phrase *phrase = &layers->noun_phrases.items[index];
    if (str_equal(name, STR("kind")))
        return layer_value_symbol(out, LAYER_NP, name, phrase->kind);
    if (str_equal(name, STR("place")))
        return layer_value_symbol(out, LAYER_NP, name, phrase->place);
    if (str_equal(name, STR("definiteness")))
        return layer_value_symbol(out, LAYER_NP, name, definiteness_of(layers, phrase));
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

bool layer_verb_groups_make(struct layers *layers, uint32_t sentence)
{
    struct tree tree;
    size_t before = layers->columns[LAYER_VP].spans.count;
    layers->verb_groups.count = before;
    if (!trees_get(&tree, layers->trees, sentence) ||
        !verb_groups_find(&layers->verb_groups, layers->alloc, &tree, first_token(layers, sentence)))
        return false;
    for (size_t i = before; i < layers->verb_groups.count; i++)
        if (!add_verb_group(layers, i))
            return false;
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

/* The first quotation whose inside begins at a token or behind it; NULL: none does. */
static const struct quotation *quotation_from(const struct layers *layers, uint32_t token)
{
    size_t low = 0, high = layers->quotations.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (layers->quotations.items[middle].inner_first < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low < layers->quotations.count ? &layers->quotations.items[low] : NULL;
}

/* A clause that begins a quotation, and is not more than it, is what is quoted. */
static void mark_quoted(const struct layers *layers, struct clause *clause)
{
    const struct quotation *at = quotation_from(layers, clause->first);
    if (at && at->inner_first == clause->first && clause->last <= at->inner_last &&
        (clause->kind == CLAUSE_MAIN || clause->kind == CLAUSE_OF_THAT))
        clause->kind = CLAUSE_QUOTED;
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

bool layer_tree_clauses_make(struct layers *layers, uint32_t sentence)
{
    struct tree tree;
    struct layer quotes;
    size_t before = layers->columns[LAYER_CLAUSE].spans.count;
    layers->tree_clauses.count = layers->clauses.count = before;
    if (!layers_get(&quotes, layers, LAYER_QUOTE, STR("")) || !trees_get(&tree, layers->trees, sentence) ||
        !tree_clauses_find(&layers->tree_clauses, &layers->phrase_work, layers->alloc, &tree,
                           first_token(layers, sentence)))
        return false;
    for (size_t i = before; i < layers->tree_clauses.count; i++) {
        mark_quoted(layers, &layers->tree_clauses.items[i].clause);
        if (!add_tree_clause(layers, i))
            return false;
    }
    return true;
}
