#include <stdlib.h>

#include "lexicon/lexicon_inside.h"

enum {
    PATHS = 16, /* ways to read the words at once, where a word has several lemmas */
    FORMS_MOST = 1 << 20,
};

/* What a form is in the lists: its word by case folding and by text (WORD_NONE: no list has it), and by lemmas. */
struct form_words {
    word_id fold, text;
    uint32_t first_lemma; /* in `lemma_words` */
    uint16_t lemma_count;
    bool known;
};

/* The node that a list's entries with this form as first word lie below; TRIE_NONE: there are none. Few forms make up
 * most of a text, so nearly every look-up ends here. */
struct first_node {
    form_id form; /* FORM_NONE: nothing kept yet */
    lexicon_list list;
    trie_node node;
};

enum { FIRST_NODES = 4096 };

struct lexicon_view {
    const tocsin_allocator *alloc;
    const struct lexicon *lexicon;
    const struct lemmas *lemmas;
    const struct vocabulary *vocabulary;
    uint32_t generation;
    ARRAY(struct form_words) forms; /* by id */
    ARRAY(word_id) lemma_words;
    ARRAY(lexicon_list) starts;
    struct first_node first_nodes[FIRST_NODES];
    bool failed;
};

static void forget_forms(struct lexicon_view *view)
{
    array_clear(&view->forms);
    array_clear(&view->lemma_words);
    for (size_t i = 0; i < FIRST_NODES; i++)
        view->first_nodes[i].form = FORM_NONE;
}

tocsin_status lexicon_view_create(struct lexicon_view **out, const struct lexicon *lexicon, const struct lemmas *lemmas,
                                  const tocsin_allocator *alloc, tocsin_error *error)
{
    struct lexicon_view *view = alloc_zero(alloc, sizeof *view);
    if (!view)
        return error_set(error, MESSAGE_MEMORY);
    view->alloc = alloc;
    view->lexicon = lexicon;
    view->lemmas = lemmas;
    forget_forms(view);
    *out = view;
    return TOCSIN_OK;
}

void lexicon_view_free(struct lexicon_view *view)
{
    if (!view)
        return;
    array_finish(view->alloc, &view->forms);
    array_finish(view->alloc, &view->lemma_words);
    array_finish(view->alloc, &view->starts);
    alloc_free(view->alloc, view, sizeof *view);
}

bool lexicon_view_open(struct lexicon_view *view, const struct vocabulary *vocabulary)
{
    uint32_t generation = vocabulary_generation(vocabulary);
    view->failed = false;
    if (view->vocabulary == vocabulary && view->generation == generation && view->forms.count <= FORMS_MOST)
        return true;
    view->vocabulary = vocabulary;
    view->generation = generation;
    forget_forms(view);
    return true;
}

bool lexicon_view_failed(const struct lexicon_view *view)
{
    return view->failed;
}

/* ---- Forms ---------------------------------------------------------------------------------------------- */

static void note_lemma(struct lexicon_view *view, struct form_words *form, struct str text)
{
    word_id word = word_ids_find(&view->lexicon->words, text);
    if (word == WORD_NONE)
        return;
    if (array_push(view->alloc, &view->lemma_words, word))
        form->lemma_count++;
    else
        view->failed = true;
}

static void note_lemmas(struct lexicon_view *view, struct form_words *form, struct str folded)
{
    struct lemma_answer answer;
    if (!view->lemmas) {
        note_lemma(view, form, folded);
        return;
    }
    lemmas_of(&answer, view->lemmas, folded);
    for (uint32_t i = 0; i < answer.count; i++)
        note_lemma(view, form, answer.items[i].text);
}

static struct form_words learn(struct lexicon_view *view, form_id id)
{
    const struct form *form = vocabulary_form(view->vocabulary, id);
    const struct word_ids *words = &view->lexicon->words;
    struct str folded = vocabulary_form(view->vocabulary, form->fold)->text;
    struct form_words learned = {WORD_NONE, WORD_NONE, (uint32_t)view->lemma_words.count, 0, true};
    if (view->lexicon->by_fold)
        learned.fold = word_ids_find(words, folded);
    if (view->lexicon->by_text)
        learned.text = word_ids_find(words, form->text);
    if (view->lexicon->by_lemma)
        note_lemmas(view, &learned, folded);
    return learned;
}

/* What is known of a form, learned now if need be. Without memory to keep it nothing is known of it, and the view says
 * that it failed. */
static const struct form_words *words_of(struct lexicon_view *view, form_id id)
{
    static const struct form_words nothing = {WORD_NONE, WORD_NONE, 0, 0, true};
    if (id < view->forms.count && view->forms.items[id].known)
        return &view->forms.items[id];
    if (id >= view->forms.count) {
        size_t more = (size_t)id + 1 - view->forms.count;
        if (!array_reserve(view->alloc, &view->forms, more)) {
            view->failed = true;
            return &nothing;
        }
        memset(view->forms.items + view->forms.count, 0, more * sizeof *view->forms.items);
        view->forms.count += more;
    }
    view->forms.items[id] = learn(view, id);
    return &view->forms.items[id];
}

/* The words by which a list of this kind knows the form. */
static const word_id *words_by(const struct lexicon_view *view, const struct form_words *form, enum lexicon_by by,
                               size_t *count)
{
    const word_id *one = by == LEXICON_BY_TEXT ? &form->text : &form->fold;
    *count = by == LEXICON_BY_LEMMA ? form->lemma_count : *one != WORD_NONE;
    if (by != LEXICON_BY_LEMMA)
        return one;
    return form->lemma_count ? view->lemma_words.items + form->first_lemma : NULL;
}

/* By case folding or text a form is one word; WORD_NONE: no list has it. */
static inline word_id one_word(struct lexicon_view *view, form_id id, enum lexicon_by by)
{
    const struct form_words *form = words_of(view, id);
    return by == LEXICON_BY_TEXT ? form->text : form->fold;
}

/* ---- Beginnings ----------------------------------------------------------------------------------------- */

static void starts_of_word(struct lexicon_view *view, word_id word, enum lexicon_by by)
{
    const struct lexicon *lexicon = view->lexicon;
    for (uint32_t i = lexicon->starts.first[word]; i < lexicon->starts.first[word + 1]; i++) {
        lexicon_list list = lexicon->starts.items[i].list;
        if (lexicon->lists.items[list].by == by && !array_push(view->alloc, &view->starts, list))
            view->failed = true;
    }
}

static int by_number(const void *a, const void *b)
{
    lexicon_list left = *(const lexicon_list *)a, right = *(const lexicon_list *)b;
    return (left > right) - (left < right);
}

size_t lexicon_starts(struct lexicon_view *view, form_id form, const lexicon_list **out)
{
    static const enum lexicon_by kinds[] = {LEXICON_BY_FOLD, LEXICON_BY_TEXT, LEXICON_BY_LEMMA};
    const struct form_words *known = words_of(view, form);
    array_clear(&view->starts);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t count;
        const word_id *words = words_by(view, known, kinds[k], &count);
        for (size_t i = 0; i < count; i++)
            starts_of_word(view, words[i], kinds[k]);
    }
    if (view->starts.count > 1)
        qsort(view->starts.items, view->starts.count, sizeof *view->starts.items, by_number);
    size_t kept = 0;
    for (size_t i = 0; i < view->starts.count; i++)
        if (!kept || view->starts.items[kept - 1] != view->starts.items[i])
            view->starts.items[kept++] = view->starts.items[i];
    view->starts.count = kept;
    *out = view->starts.items;
    return kept;
}

bool lexicon_begins(struct lexicon_view *view, lexicon_list list_id, form_id form)
{
    const struct list *list = &view->lexicon->lists.items[list_id];
    const struct form_words *known = words_of(view, form);
    size_t count;
    const word_id *words = words_by(view, known, list->by, &count);
    for (size_t i = 0; i < count; i++)
        if (word_trie_step(&view->lexicon->trie, list->root, words[i]) != TRIE_NONE)
            return true;
    return view->failed;
}

/* ---- Matching ------------------------------------------------------------------------------------------- */

/* The nodes that the words up to here lead to; only words with several lemmas lead to more than one. */
struct paths {
    trie_node nodes[PATHS];
    size_t count;
};

static void paths_add(struct paths *paths, trie_node node)
{
    for (size_t i = 0; i < paths->count; i++)
        if (paths->nodes[i] == node)
            return;
    if (paths->count < PATHS)
        paths->nodes[paths->count++] = node;
}

static void paths_step(struct lexicon_view *view, struct paths *paths, enum lexicon_by by, form_id form)
{
    struct paths next = {.count = 0};
    const struct form_words *known = words_of(view, form);
    size_t count;
    const word_id *words = words_by(view, known, by, &count);
    for (size_t p = 0; p < paths->count; p++) {
        for (size_t i = 0; i < count; i++) {
            trie_node node = word_trie_step(&view->lexicon->trie, paths->nodes[p], words[i]);
            if (node != TRIE_NONE)
                paths_add(&next, node);
        }
    }
    *paths = next;
}

/* Of a list's entries the longest are kept, of those of one length the ones added first. */
static size_t hits_add(struct lexicon_hit *hits, size_t count, size_t capacity, struct lexicon_hit hit)
{
    size_t at = 0;
    while (at < count &&
           (hits[at].length > hit.length || (hits[at].length == hit.length && hits[at].entry < hit.entry)))
        at++;
    if (at == capacity)
        return count;
    size_t kept = count < capacity ? count : capacity - 1;
    memmove(hits + at + 1, hits + at, (kept - at) * sizeof *hits);
    hits[at] = hit;
    return kept + 1;
}

static trie_node find_first_node(struct lexicon_view *view, lexicon_list list, form_id form)
{
    const struct lexicon_starts *starts = &view->lexicon->starts;
    word_id word = one_word(view, form, view->lexicon->lists.items[list].by);
    if (word == WORD_NONE)
        return TRIE_NONE;
    for (uint32_t i = starts->first[word]; i < starts->first[word + 1]; i++)
        if (starts->items[i].list == list)
            return starts->items[i].node;
    return TRIE_NONE;
}

static inline trie_node first_node(struct lexicon_view *view, lexicon_list list, form_id form)
{
    struct first_node *kept = &view->first_nodes[(form ^ list << 6) % FIRST_NODES];
    if (kept->form != form || kept->list != list)
        *kept = (struct first_node){form, list, find_first_node(view, list, form)};
    return kept->node;
}

/* There is one path, since a form is one word. */
static size_t match_path(struct lexicon_view *view, lexicon_list list_id, const form_id *forms, size_t longest,
                         struct lexicon_hit *out, size_t capacity)
{
    const struct word_trie *trie = &view->lexicon->trie;
    enum lexicon_by by = view->lexicon->lists.items[list_id].by;
    trie_node node = longest ? first_node(view, list_id, forms[0]) : TRIE_NONE;
    size_t found = 0;
    for (size_t length = 1; node != TRIE_NONE; length++) {
        struct trie_content content = trie->contents.items[node];
        if (content.value != LEXICON_NONE)
            found = hits_add(out, found, capacity, (struct lexicon_hit){content.value, (uint32_t)length});
        word_id word = length < longest && content.nexts ? one_word(view, forms[length], by) : WORD_NONE;
        node = word == WORD_NONE ? TRIE_NONE : word_trie_step(trie, node, word);
    }
    return found;
}

size_t lexicon_match(struct lexicon_view *view, lexicon_list list_id, const form_id *forms, size_t count,
                     struct lexicon_hit *out, size_t capacity)
{
    const struct list *list = &view->lexicon->lists.items[list_id];
    struct paths paths = {{list->root}, 1};
    size_t longest = count < list->longest ? count : list->longest, found = 0;
    if (list->by != LEXICON_BY_LEMMA)
        return match_path(view, list_id, forms, longest, out, capacity);
    for (size_t length = 1; length <= longest; length++) {
        paths_step(view, &paths, list->by, forms[length - 1]);
        if (!paths.count)
            break;
        for (size_t p = 0; p < paths.count; p++) {
            lexicon_entry entry = view->lexicon->trie.contents.items[paths.nodes[p]].value;
            if (entry != LEXICON_NONE)
                found = hits_add(out, found, capacity, (struct lexicon_hit){entry, (uint32_t)length});
        }
    }
    return found;
}
