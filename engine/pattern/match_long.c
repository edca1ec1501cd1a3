#include "pattern/scan_state.h"

#include <math.h>

bool scan_no_memory(struct pattern_scan *scan)
{
    if (!scan->status)
        scan->status = error_set(scan->error, MESSAGE_MEMORY);
    return false;
}

/* ---- Tokens ---------------------------------------------------------------------------------------------- */

static bool token_is_first(const struct segmentation *segmentation, uint32_t token)
{
    return segmentation->sentences.items[segmentation_sentence_of(segmentation, token)].first_token == token;
}

struct token_asked {
    struct pattern_scan *scan;
    uint32_t token;
};

static bool token_get(void *user, const struct value_test *test, struct attribute_value *out)
{
    const struct token_asked *asked = user;
    const struct pattern_input *input = asked->scan->input;
    const struct segmentation *segmentation = input->segmentation;
    const struct token *tokens = segmentation->tokens.items;
    struct str name = str_of(test->attribute->name);
    uint32_t at = asked->token;
    if (str_equal(name, STR("first")))
        out->flag = token_is_first(segmentation, at);
    else if (str_equal(name, STR("last")))
        out->flag = at + 1 == segmentation->tokens.count || token_is_first(segmentation, at + 1);
    else if (str_equal(name, STR("spaced")))
        out->flag = at == 0 || tokens[at - 1].end != tokens[at].start;
    else
        return input->token_attribute(input->user, test->attribute, at, out);
    return true;
}

static bool token_test(struct pattern_scan *scan, const struct value_test *test, uint32_t token)
{
    struct token_asked asked = {scan, token};
    struct value_asker asker = {.words = &scan->set->predicates.words,
                                .matcher = scan->forms.matcher,
                                .budget = scan->budget,
                                .get = token_get,
                                .user = &asked,
                                .error = scan->error};
    bool holds = value_test_holds(test, &asker);
    if (asker.status && !scan->status)
        scan->status = asker.status;
    return holds;
}

static bool head_passes(struct pattern_scan *scan, uint32_t id, uint32_t token)
{
    const struct pattern_input *input = scan->input;
    uint32_t head = UINT32_MAX;
    if (input->head && !input->head(input->user, token, &head))
        return scan_no_memory(scan);
    return head != UINT32_MAX && token_passes(scan, id, head);
}

bool token_passes(struct pattern_scan *scan, uint32_t id, uint32_t token)
{
    const struct predicate *predicate = &scan->set->predicates.items.items[id];
    form_id form = scan->tokens[token];
    switch (predicate->kind) {
    case PREDICATE_ANY:
        return true;
    case PREDICATE_WORDS:
    case PREDICATE_BEGINS:
        return form_has(&scan->forms, form, id);
    case PREDICATE_TRAITS:
        return scan->forms.traits.items[form] & predicate->left;
    case PREDICATE_NOT:
        return !token_passes(scan, predicate->left, token);
    case PREDICATE_AND:
        return token_passes(scan, predicate->left, token) && token_passes(scan, predicate->right, token);
    case PREDICATE_OR:
        return token_passes(scan, predicate->left, token) || token_passes(scan, predicate->right, token);
    case PREDICATE_TOKEN:
        return token_test(scan, predicate->test, token);
    case PREDICATE_HEAD:
        return head_passes(scan, predicate->left, token);
    case PREDICATE_FORM:
        break;
    }
    bool passes = form_passes(&scan->forms, form, id);
    if (scan->forms.status && !scan->status)
        scan->status = scan->forms.status;
    return passes;
}

/* ---- Tests of entries and annotations -------------------------------------------------------------------- */

struct long_asked {
    struct pattern_scan *scan;
    const struct long_hit *hit;
};

static double number_of(struct str text)
{
    double number = 0, scale = 1;
    bool point = false;
    size_t begin = text.length > 1 && text.data[0] == '-';
    for (size_t i = begin; i < text.length; i++) {
        if (text.data[i] == '.' && !point && text.length > begin + 1) {
            point = true;
            continue;
        }
        if (text.data[i] < '0' || text.data[i] > '9')
            return NAN;
        number = number * 10 + (text.data[i] - '0');
        scale *= point ? 10 : 1;
    }
    return text.length ? (begin ? -number : number) / scale : NAN;
}

static bool long_get(void *user, const struct value_test *test, struct attribute_value *out)
{
    const struct long_asked *asked = user;
    struct pattern_scan *scan = asked->scan;
    if (asked->hit->entry == LEXICON_NONE)
        return scan->input->feature(scan->input->user, asked->hit->annotation, test->name, out);
    out->strings[0] = lexicon_value(scan->set->world.lexicon, asked->hit->entry, test->column);
    out->string_count = 1;
    out->flag = out->strings[0].length > 0;
    out->number = number_of(out->strings[0]);
    return true;
}

static bool long_passes(struct pattern_scan *scan, const struct value_test *test, const struct long_hit *hit)
{
    struct long_asked asked = {scan, hit};
    struct value_asker asker = {.words = &scan->set->predicates.words,
                                .matcher = scan->forms.matcher,
                                .budget = scan->budget,
                                .get = long_get,
                                .user = &asked,
                                .error = scan->error};
    if (!test)
        return true;
    bool holds = value_test_holds(test, &asker);
    if (asker.status && !scan->status)
        scan->status = asker.status;
    return holds;
}

/* ---- Lists ----------------------------------------------------------------------------------------------- */

static size_t entries_from(struct pattern_scan *scan, const struct pattern_long *element, uint32_t at,
                           uint32_t last, struct long_hit *out)
{
    struct lexicon_hit hits[LONG_HITS];
    size_t kept = 0;
    if (at >= last || !form_has(&scan->forms, scan->tokens[at], element->begins))
        return 0;
    uint64_t steps = lexicon_view_steps(scan->forms.lists);
    size_t count = lexicon_match(scan->forms.lists, element->list, scan->tokens + at, last - at, hits, LONG_HITS);
    for (size_t i = 0; i < count; i++) {
        out[kept] = (struct long_hit){hits[i].length, hits[i].entry, UINT32_MAX};
        kept += long_passes(scan, element->test, &out[kept]);
    }
    scan->steps += count + lexicon_view_steps(scan->forms.lists) - steps;
    if (lexicon_view_failed(scan->forms.lists))
        scan_no_memory(scan);
    return kept;
}

/* The entries that end before `at`, longest first. */
static size_t entries_to(struct pattern_scan *scan, const struct pattern_long *element, uint32_t first, uint32_t at,
                         struct long_hit *out)
{
    size_t kept = 0;
    uint32_t most = at - first < element->longest ? at - first : element->longest;
    for (uint32_t length = most; length > 0 && kept < LONG_HITS; length--) {
        struct long_hit hits[LONG_HITS];
        size_t count = entries_from(scan, element, at - length, at, hits);
        for (size_t i = 0; i < count && kept < LONG_HITS; i++)
            if (hits[i].length == length)
                out[kept++] = hits[i];
    }
    return kept;
}

/* ---- Annotations ----------------------------------------------------------------------------------------- */

const struct layer_view *layer_of(struct pattern_scan *scan, uint32_t number, uint32_t token)
{
    struct layer_view *view = &scan->layers[number];
    const struct pattern_layer_name *name = &scan->set->layers.items[number];
    if (view->run == scan->run && token >= view->items.first && token < view->items.last)
        return view;
    view->by_last_made = false;
    if (!scan->input->layer(scan->input->user, name->type, name->role, token, &view->items)) {
        view->items = (struct pattern_layer){NULL, 0, 0, UINT32_MAX};
        scan_no_memory(scan);
    }
    view->run = scan->run;
    return view;
}

static uint32_t seek(struct pattern_scan *scan, uint32_t number, uint32_t from)
{
    while (from < scan->token_count) {
        const struct pattern_layer *layer = &layer_of(scan, number, from)->items;
        size_t next = layer_spans_from(layer->items, layer->count, from);
        if (next < layer->count)
            return layer->items[next].first;
        from = layer->last;
    }
    return UINT32_MAX;
}

uint32_t annotation_next(struct pattern_scan *scan, uint32_t number, uint32_t from)
{
    struct layer_view *view = &scan->layers[number];
    if (view->sought_run != scan->run || from < view->sought || from > view->next) {
        uint32_t next = seek(scan, number, from);
        view->sought_run = scan->run;
        view->sought = from;
        view->next = next;
    }
    return view->next;
}

static size_t annotations_from(struct pattern_scan *scan, const struct pattern_long *element, uint32_t at,
                               uint32_t last, struct long_hit *out)
{
    size_t kept = 0;
    if (at >= last)
        return 0;
    const struct pattern_layer *layer = &layer_of(scan, element->layer, at)->items;
    for (size_t i = layer_spans_from(layer->items, layer->count, at);
         i < layer->count && layer->items[i].first == at && kept < LONG_HITS; i++) {
        const struct layer_span *item = &layer->items[i];
        scan->steps++;
        if (item->last <= at || item->last > last)
            continue;
        out[kept] = (struct long_hit){item->last - at, LEXICON_NONE, item->handle};
        kept += long_passes(scan, element->test, &out[kept]);
    }
    return kept;
}

/* By last, longer ones first: insertion from a list that is sorted by first moves little. */
static const uint32_t *annotations_by_last(struct pattern_scan *scan, struct layer_view *view)
{
    if (view->by_last_made)
        return view->by_last.items;
    array_clear(&view->by_last);
    if (!array_reserve(scan->alloc, &view->by_last, view->items.count)) {
        view->items.count = 0;
        scan_no_memory(scan);
    }
    for (size_t i = 0; i < view->items.count; i++) {
        size_t at = view->by_last.count++;
        for (; at > 0 && view->items.items[view->by_last.items[at - 1]].last > view->items.items[i].last; at--)
            view->by_last.items[at] = view->by_last.items[at - 1];
        view->by_last.items[at] = (uint32_t)i;
    }
    view->by_last_made = true;
    return view->by_last.items;
}

static size_t annotations_to(struct pattern_scan *scan, const struct pattern_long *element, uint32_t first,
                             uint32_t at, struct long_hit *out)
{
    if (at == first)
        return 0;
    layer_of(scan, element->layer, at - 1);
    const uint32_t *order = annotations_by_last(scan, &scan->layers[element->layer]);
    const struct pattern_layer *layer = &scan->layers[element->layer].items;
    size_t low = 0, high = layer->count, kept = 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (layer->items[order[middle]].last < at)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < layer->count && layer->items[order[low]].last == at && kept < LONG_HITS; low++) {
        const struct layer_span *item = &layer->items[order[low]];
        scan->steps++;
        if (item->first >= at || item->first < first)
            continue;
        out[kept] = (struct long_hit){at - item->first, LEXICON_NONE, item->handle};
        kept += long_passes(scan, element->test, &out[kept]);
    }
    return kept;
}

size_t long_hits(struct pattern_scan *scan, const struct match_run *run, uint32_t item, uint32_t at,
                 struct long_hit *out)
{
    const struct pattern_long *element = &run->code->longs[item];
    bool listed = element->list != LEXICON_NONE;
    if (run->automaton->backwards)
        return listed ? entries_to(scan, element, run->scope.first, at, out)
                      : annotations_to(scan, element, run->scope.first, at, out);
    return listed ? entries_from(scan, element, at, run->scope.last, out)
                  : annotations_from(scan, element, at, run->scope.last, out);
}
