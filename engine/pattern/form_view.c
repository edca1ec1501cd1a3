#include "pattern/form_view.h"

/* ---- Signatures ------------------------------------------------------------------------------------------ */

static bool signature_equal(const void *user, uint32_t index, const void *key)
{
    const struct form_view *view = user, *wanted = key;
    const struct signature_view *signature = &view->signatures.items[index];
    return signature->count == wanted->found.count &&
           (signature->count == 0 ||
            memcmp(signature->predicates, wanted->found.items, signature->count * sizeof(uint32_t)) == 0);
}

static void found_sort(uint32_t *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        uint32_t item = items[i];
        size_t at = i;
        for (; at > 0 && items[at - 1] > item; at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
}

/* Sorted, each once. */
static void found_tidy(struct form_view *view)
{
    size_t kept = 0;
    uint32_t *items = view->found.items;
    found_sort(items, view->found.count);
    for (size_t i = 0; i < view->found.count; i++)
        if (kept == 0 || items[kept - 1] != items[i])
            items[kept++] = items[i];
    view->found.count = kept;
}

static bool wakes_fill(struct form_view *view, struct signature_view *signature)
{
    const struct pattern_set *set = view->set;
    size_t count = 0;
    for (uint32_t i = 0; i < signature->count; i++)
        count += set->waiters[signature->predicates[i]].count;
    struct wake_up *wakes = arena_new(&view->memory, (count + 1) * sizeof *wakes);
    if (!wakes)
        return false;
    signature->wakes = wakes;
    for (uint32_t i = 0; i < signature->count; i++) {
        const struct pattern_waiters *waiters = &set->waiters[signature->predicates[i]];
        for (uint32_t w = 0; w < waiters->count; w++) {
            const struct pattern_code *code = &set->codes.items[waiters->items[w].pattern];
            wakes[signature->wake_count++] =
                (struct wake_up){waiters->items[w].pattern, waiters->items[w].need, code->wake.check,
                                 code->wake.check_offset, code->phase};
        }
    }
    return true;
}

static bool signature_add(struct form_view *view, uint64_t hash)
{
    struct signature_view signature = {.count = (uint32_t)view->found.count};
    uint32_t *predicates = arena_new(&view->memory, (signature.count + 1) * sizeof *predicates);
    if (!predicates)
        return false;
    for (uint32_t i = 0; i < signature.count; i++) {
        uint32_t predicate = predicates[i] = view->found.items[i];
        signature.bloom[predicate >> 6 & 3] |= UINT64_C(1) << (predicate & 63);
    }
    signature.predicates = predicates;
    return wakes_fill(view, &signature) && array_push(view->alloc, &view->signatures, signature) &&
           hash_map_add(&view->signature_ids, hash, (uint32_t)view->signatures.count - 1);
}

/* The sign of the predicates found. The first that is made is of none, so that one is 0. */
static bool sign_make(struct form_view *view, uint32_t *out)
{
    *out = 0;
    if (view->found.count == 0 && view->signatures.count > 0)
        return true;
    found_tidy(view);
    uint64_t hash = hash_bytes(view->found.items, view->found.count * sizeof *view->found.items);
    uint32_t id = hash_map_find(&view->signature_ids, hash, signature_equal, view, view);
    if (id == UINT32_MAX) {
        id = (uint32_t)view->signatures.count;
        if (!signature_add(view, hash))
            return false;
    }
    *out = id << 1 | (view->signatures.items[id].wake_count > 0);
    return true;
}

/* ---- Forms ----------------------------------------------------------------------------------------------- */

static bool find_word(struct form_view *view, enum word_kind kind, struct str text)
{
    const struct predicate_table *table = &view->set->predicates;
    uint32_t key = table->words.has[kind] ? word_keys_find(&table->words, kind, 0, text) : WORD_NONE;
    if (key == WORD_NONE)
        return true;
    const struct predicate_index *index = &table->of_word[key];
    for (uint32_t i = 0; i < index->count; i++)
        if (!array_push(view->alloc, &view->found, index->items[i]))
            return false;
    return true;
}

static bool find_lemmas(struct form_view *view, struct str folded)
{
    const struct lemmas *lemmas = view->set->world.lemmas;
    struct lemma_answer answer;
    if (!view->set->predicates.words.has[WORD_LEMMA])
        return true;
    if (!lemmas)
        return find_word(view, WORD_LEMMA, folded);
    lemmas_of(&answer, lemmas, folded);
    for (uint32_t i = 0; i < answer.count; i++)
        if (!find_word(view, WORD_LEMMA, answer.items[i].text))
            return false;
    return true;
}

/* The predicate that asks for a list's beginnings; PREDICATE_NONE: no pattern does. */
static uint32_t predicate_of_list(const struct predicate_table *table, lexicon_list list)
{
    size_t low = 0, high = table->lists.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint32_t predicate = table->lists.items[middle], found = table->items.items[predicate].left;
        if (found == list)
            return predicate;
        if (found < list)
            low = middle + 1;
        else
            high = middle;
    }
    return PREDICATE_NONE;
}

static bool find_lists(struct form_view *view, form_id form)
{
    const struct predicate_table *table = &view->set->predicates;
    const lexicon_list *lists;
    if (!view->lists || !table->lists.count)
        return true;
    size_t count = lexicon_starts(view->lists, form, &lists);
    for (size_t i = 0; i < count; i++) {
        uint32_t predicate = predicate_of_list(table, lists[i]);
        if (predicate != PREDICATE_NONE && !array_push(view->alloc, &view->found, predicate))
            return false;
    }
    return !lexicon_view_failed(view->lists);
}

static bool find_computed(struct form_view *view, form_id form)
{
    const struct predicate_table *table = &view->set->predicates;
    for (size_t i = 0; i < table->computed.count; i++)
        if (form_passes(view, form, table->computed.items[i]) &&
            !array_push(view->alloc, &view->found, table->computed.items[i]))
            return false;
    return !view->status;
}

bool form_view_learn(struct form_view *view, form_id form)
{
    const struct form *known = vocabulary_form(view->vocabulary, form);
    struct str folded = vocabulary_form(view->vocabulary, known->fold)->text;
    uint32_t sign;
    array_clear(&view->found);
    if (!find_word(view, WORD_FOLDED, folded) || !find_word(view, WORD_EXACT, known->text) ||
        !find_lemmas(view, folded) || !find_lists(view, form))
        return false;
    /* what is computed may ask for the words found */
    if (!sign_make(view, &sign))
        return false;
    view->traits.items[form] = attribute_traits(view->vocabulary, form);
    view->signs.items[form] = sign;
    if (view->set->predicates.computed.count) {
        bool well = find_computed(view, form) && sign_make(view, &sign);
        view->signs.items[form] = well ? sign : SIGN_UNKNOWN;
        return well;
    }
    return true;
}

/* ---- Asking ---------------------------------------------------------------------------------------------- */

struct form_asked {
    struct form_view *view;
    form_id form;
};

static bool form_get(void *user, const struct value_test *test, struct attribute_value *out)
{
    const struct form_asked *asked = user;
    attribute_of_form(out, test->attribute, asked->view->vocabulary, asked->form, asked->view->set->world.lemmas);
    return true;
}

/* Whether the test is a regex that the word cannot match, as is plain from how it begins. */
static bool fails_at_once(const struct form_view *view, form_id form, const struct value_test *test)
{
    return test->kind == PATTERN_COMPARE && test->operator == PATTERN_MATCHES && attribute_is_text(test->attribute) &&
           !regex_may_begin(test->regex, vocabulary_form(view->vocabulary, form)->text);
}

static bool test_passes(struct form_view *view, form_id form, uint32_t id)
{
    if (fails_at_once(view, form, view->set->predicates.items.items[id].test))
        return false;
    uint64_t key = ((uint64_t)form << 32 | id) + 1;
    struct form_answer *answer = &view->answers[hash_fold(key, HASH_STEP) % FORM_ANSWERS];
    if (answer->key == key)
        return answer->holds;
    struct form_asked asked = {view, form};
    struct value_asker asker = {.words = &view->set->predicates.words,
                                .matcher = view->matcher,
                                .budget = view->budget,
                                .get = form_get,
                                .user = &asked,
                                .error = view->error};
    bool holds = value_test_holds(view->set->predicates.items.items[id].test, &asker);
    if (asker.status) {
        view->status = asker.status;
        return false;
    }
    *answer = (struct form_answer){key, holds};
    return holds;
}

bool form_passes(struct form_view *view, form_id form, uint32_t id)
{
    const struct predicate *predicate = &view->set->predicates.items.items[id];
    switch (predicate->kind) {
    case PREDICATE_ANY:
        return true;
    case PREDICATE_WORDS:
    case PREDICATE_BEGINS:
        return form_has(view, form, id);
    case PREDICATE_TRAITS:
        return view->traits.items[form] & predicate->left;
    case PREDICATE_NOT:
        return !form_passes(view, form, predicate->left);
    case PREDICATE_AND:
        return form_passes(view, form, predicate->left) && form_passes(view, form, predicate->right);
    case PREDICATE_OR:
        return form_passes(view, form, predicate->left) || form_passes(view, form, predicate->right);
    case PREDICATE_FORM:
        return test_passes(view, form, id);
    case PREDICATE_TOKEN:
    case PREDICATE_HEAD:
        break;
    }
    return false;
}

/* ---- Life ------------------------------------------------------------------------------------------------ */

/* Empty, but for the signature of no predicate. */
static bool view_clear(struct form_view *view)
{
    uint32_t none;
    array_clear(&view->signs);
    array_clear(&view->traits);
    array_clear(&view->signatures);
    array_clear(&view->found);
    hash_map_clear(&view->signature_ids);
    arena_reset(&view->memory, 1 << 20);
    memset(view->answers, 0, FORM_ANSWERS * sizeof *view->answers);
    return sign_make(view, &none);
}

tocsin_status form_view_init(struct form_view *view, const struct pattern_set *set, const tocsin_allocator *alloc,
                             tocsin_error *error)
{
    memset(view, 0, sizeof *view);
    view->alloc = alloc;
    view->set = set;
    hash_map_init(&view->signature_ids, alloc);
    arena_init(&view->memory, alloc);
    view->answers = alloc_new(alloc, FORM_ANSWERS * sizeof *view->answers);
    tocsin_status status = view->answers ? regex_matcher_create(&view->matcher, alloc, error)
                                         : error_set(error, MESSAGE_MEMORY);
    if (!status && set->world.lexicon)
        status = lexicon_view_create(&view->lists, set->world.lexicon, set->world.lemmas, alloc, error);
    return status;
}

void form_view_finish(struct form_view *view)
{
    if (!view->alloc)
        return;
    lexicon_view_free(view->lists);
    regex_matcher_free(view->matcher);
    array_finish(view->alloc, &view->signs);
    array_finish(view->alloc, &view->traits);
    array_finish(view->alloc, &view->signatures);
    array_finish(view->alloc, &view->found);
    hash_map_finish(&view->signature_ids);
    arena_finish(&view->memory);
    alloc_free(view->alloc, view->answers, FORM_ANSWERS * sizeof *view->answers);
}

bool form_view_open(struct form_view *view, const struct vocabulary *vocabulary)
{
    if (view->vocabulary != vocabulary || view->generation != vocabulary_generation(vocabulary) ||
        view->signatures.count == 0) {
        view->vocabulary = NULL;
        if (!view_clear(view))
            return false;
        view->vocabulary = vocabulary;
        view->generation = vocabulary_generation(vocabulary);
    }
    size_t known = view->signs.count, count = vocabulary_count(vocabulary);
    if (count > known) {
        if (!array_reserve(view->alloc, &view->traits, count - view->traits.count) ||
            !array_reserve(view->alloc, &view->signs, count - known))
            return false;
        view->traits.count = count;
        view->signs.count = count;
        memset(view->signs.items + known, 0xff, (count - known) * sizeof *view->signs.items);
    }
    return !view->lists || lexicon_view_open(view->lists, vocabulary);
}
