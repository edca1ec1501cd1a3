#include <stdlib.h>

#include "lexicon/lexicon_inside.h"

enum {
    FORMS_MOST = 1 << 20,
    KEYS = LEXICON_BY_LEMMA + 1,
};

/* What a form is in the lists by one key: 0 where that is not known yet, else its word's id + 2 (1: no list has the
 * word); by lemma the place behind its lemmas' number in `lemma_words`. */
typedef uint32_t form_code;

enum { CODE_NONE = 1, CODE_WORD = 2 };

/* What begins with a form in a list, no node where nothing does. Few forms make up most of a text, so nearly every
 * look-up begins and ends here. */
struct first_node {
    form_id form; /* FORM_NONE: nothing kept yet */
    struct lexicon_start start;
};

enum { FIRST_NODES = 4096 };

typedef ARRAY(trie_node) node_list;

struct lexicon_view {
    const tocsin_allocator *alloc;
    const struct lexicon *lexicon;
    const struct lemmas *lemmas;
    const struct vocabulary *vocabulary;
    uint32_t generation;
    ARRAY(form_code) codes[KEYS]; /* by form */
    ARRAY(uint64_t) absent[KEYS]; /* a bit for each form that no list has: small, and mostly all one asks */
    ARRAY(word_id) lemma_words;   /* runs, each behind its length */
    ARRAY(lexicon_list) starts;
    node_list paths, next_paths; /* by which words with several lemmas are read */
    uint64_t steps;
    struct first_node first_nodes[FIRST_NODES];
    bool failed;
};

static void forget_forms(struct lexicon_view *view)
{
    for (size_t key = 0; key < KEYS; key++) {
        array_clear(&view->codes[key]);
        array_clear(&view->absent[key]);
    }
    array_clear(&view->lemma_words);
    for (size_t i = 0; i < FIRST_NODES; i++)
        view->first_nodes[i].form = FORM_NONE;
}

tocsin_status lexicon_view_create(struct lexicon_view **out, const struct lexicon *lexicon,
                                  const struct lemmas *lemmas, const tocsin_allocator *alloc, tocsin_error *error)
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
    for (size_t key = 0; key < KEYS; key++) {
        array_finish(view->alloc, &view->codes[key]);
        array_finish(view->alloc, &view->absent[key]);
    }
    array_finish(view->alloc, &view->lemma_words);
    array_finish(view->alloc, &view->starts);
    array_finish(view->alloc, &view->paths);
    array_finish(view->alloc, &view->next_paths);
    alloc_free(view->alloc, view, sizeof *view);
}

bool lexicon_view_open(struct lexicon_view *view, const struct vocabulary *vocabulary)
{
    uint32_t generation = vocabulary_generation(vocabulary);
    view->failed = false;
    if (view->vocabulary == vocabulary && view->generation == generation &&
        vocabulary_count(vocabulary) <= FORMS_MOST)
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

/* False: memory is out. */
static bool note_lemma(struct lexicon_view *view, struct str text)
{
    word_id word = word_ids_find(&view->lexicon->words, text);
    return word == WORD_NONE || array_push(view->alloc, &view->lemma_words, word);
}

/* The lemmas' words that some list has, behind their number; 0: memory is out. */
static form_code learn_lemmas(struct lexicon_view *view, struct str folded)
{
    struct lemma_answer answer;
    size_t start = view->lemma_words.count;
    bool well = array_push(view->alloc, &view->lemma_words, 0);
    if (!view->lemmas) {
        well = well && note_lemma(view, folded);
    } else {
        lemmas_of(&answer, view->lemmas, folded);
        for (uint32_t i = 0; i < answer.count && well; i++)
            well = note_lemma(view, answer.items[i].text);
    }
    if (!well) {
        view->lemma_words.count = start;
        return 0;
    }
    view->lemma_words.items[start] = (word_id)(view->lemma_words.count - start - 1);
    return (form_code)start + 1;
}

/* Makes room for a form; false when memory is out. */
static bool codes_reach(struct lexicon_view *view, form_id id, enum lexicon_by by)
{
    size_t count = view->codes[by].count, words = view->absent[by].count;
    if (id < count)
        return true;
    size_t more = (size_t)id + 1 - count, more_words = (size_t)id / 64 + 1 - words;
    if (!array_reserve(view->alloc, &view->codes[by], more) ||
        !array_reserve(view->alloc, &view->absent[by], more_words))
        return false;
    memset(view->codes[by].items + count, 0, more * sizeof *view->codes[by].items);
    memset(view->absent[by].items + words, 0, more_words * sizeof *view->absent[by].items);
    view->codes[by].count += more;
    view->absent[by].count += more_words;
    return true;
}

/* 0: memory is out, and the view says that it failed. */
static form_code learn(struct lexicon_view *view, form_id id, enum lexicon_by by)
{
    const struct form *form = vocabulary_form(view->vocabulary, id);
    struct str folded = vocabulary_form(view->vocabulary, form->fold)->text;
    form_code code = 0;
    if (!codes_reach(view, id, by))
        code = 0;
    else if (by == LEXICON_BY_LEMMA)
        code = learn_lemmas(view, folded);
    else
        code = word_ids_find(&view->lexicon->words, by == LEXICON_BY_TEXT ? form->text : folded) + CODE_WORD;
    if (!code) {
        view->failed = true;
        return 0;
    }
    view->codes[by].items[id] = code;
    view->absent[by].items[id / 64] |= (uint64_t)(code == CODE_NONE) << id % 64;
    return code;
}

static inline form_code code_of(struct lexicon_view *view, form_id form, enum lexicon_by by)
{
    form_code code = form < view->codes[by].count ? view->codes[by].items[form] : 0;
    return code ? code : learn(view, form, by);
}

/* By case folding or text a form is one word; WORD_NONE: no list has it. */
static inline word_id one_word(struct lexicon_view *view, form_id form, enum lexicon_by by)
{
    if (form / 64 < view->absent[by].count && view->absent[by].items[form / 64] >> form % 64 & 1)
        return WORD_NONE;
    form_code code = code_of(view, form, by);
    return code ? code - CODE_WORD : WORD_NONE;
}

/* The words by which lists of this kind know the form, valid until the next form is asked for; `one` keeps one. */
static const word_id *words_by(struct lexicon_view *view, form_id form, enum lexicon_by by, word_id *one,
                               size_t *count)
{
    *count = 0;
    if (by != LEXICON_BY_LEMMA) {
        *one = one_word(view, form, by);
        *count = *one != WORD_NONE;
        return one;
    }
    form_code code = code_of(view, form, by);
    if (!code)
        return one;
    *count = view->lemma_words.items[code - 1];
    return view->lemma_words.items + code;
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
    const bool used[KEYS] = {view->lexicon->by_fold, view->lexicon->by_text, view->lexicon->by_lemma};
    array_clear(&view->starts);
    for (unsigned by = 0; by < KEYS; by++) {
        word_id one;
        size_t count = 0;
        const word_id *words = used[by] ? words_by(view, form, (enum lexicon_by)by, &one, &count) : NULL;
        for (size_t i = 0; i < count; i++)
            starts_of_word(view, words[i], (enum lexicon_by)by);
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
    word_id one;
    size_t count;
    const word_id *words = words_by(view, form, list->by, &one, &count);
    for (size_t i = 0; i < count; i++)
        if (word_trie_step(&view->lexicon->trie, list->root, words[i]) != TRIE_NONE)
            return true;
    return view->failed;
}

/* ---- Matching ------------------------------------------------------------------------------------------- */

/* The nodes to which the words up to here lead, of a form's lemmas each: distinct, since nodes and lemmas are. */
static void paths_step(struct lexicon_view *view, enum lexicon_by by, form_id form)
{
    node_list paths = view->paths;
    word_id one;
    size_t count;
    const word_id *words = words_by(view, form, by, &one, &count);
    view->paths = view->next_paths;
    view->next_paths = paths;
    array_clear(&view->paths);
    view->steps += paths.count * count;
    for (size_t p = 0; p < paths.count; p++) {
        for (size_t i = 0; i < count; i++) {
            trie_node node = word_trie_step(&view->lexicon->trie, paths.items[p], words[i]);
            if (node != TRIE_NONE && !array_push(view->alloc, &view->paths, node))
                view->failed = true;
        }
    }
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

static struct lexicon_start find_start(struct lexicon_view *view, lexicon_list list, form_id form)
{
    const struct lexicon_starts *starts = &view->lexicon->starts;
    word_id word = one_word(view, form, view->lexicon->lists.items[list].by);
    if (word != WORD_NONE)
        for (uint32_t i = starts->first[word]; i < starts->first[word + 1]; i++)
            if (starts->items[i].list == list)
                return starts->items[i];
    return (struct lexicon_start){list, TRIE_NONE, LEXICON_NONE, 0};
}

static inline const struct lexicon_start *first_node(struct lexicon_view *view, lexicon_list list, form_id form)
{
    struct first_node *kept = &view->first_nodes[(form ^ list << 6) % FIRST_NODES];
    if (kept->form != form || kept->start.list != list)
        *kept = (struct first_node){form, find_start(view, list, form)};
    return &kept->start;
}

/* Whether a word may lead on from a node, without looking for the edge: one branch, whatever the reason, since most
 * entries that begin somewhere do not go on there. */
static inline bool may_go_on(uint32_t nexts, word_id word)
{
    return (nexts >> (word & 31) & (word != WORD_NONE)) != 0;
}

/* Goes on from an entry's first word. There is one path, since a form is one word. */
static size_t match_path(struct lexicon_view *view, const struct lexicon_start *first, enum lexicon_by by,
                         const form_id *forms, size_t longest, struct lexicon_hit *out, size_t capacity)
{
    const struct word_trie *trie = &view->lexicon->trie;
    struct trie_item item = {.value = first->value, .nexts = first->nexts};
    trie_node node = first->node;
    size_t found = 0;
    for (size_t length = 1;; length++) {
        if (item.value != LEXICON_NONE)
            found = hits_add(out, found, capacity, (struct lexicon_hit){item.value, (uint32_t)length});
        word_id word = length < longest ? one_word(view, forms[length], by) : WORD_NONE;
        node = may_go_on(item.nexts, word) ? word_trie_find(trie, node, word) : TRIE_NONE;
        if (node == TRIE_NONE)
            return found;
        item = trie->nodes.items[node];
    }
}

/* By any of a word's lemmas. */
static size_t match_paths(struct lexicon_view *view, const struct list *list, const form_id *forms, size_t longest,
                          struct lexicon_hit *out, size_t capacity)
{
    size_t found = 0;
    array_clear(&view->paths);
    if (!array_push(view->alloc, &view->paths, list->root))
        view->failed = true;
    for (size_t length = 1; length <= longest && view->paths.count; length++) {
        paths_step(view, list->by, forms[length - 1]);
        for (size_t p = 0; p < view->paths.count; p++) {
            lexicon_entry entry = view->lexicon->trie.nodes.items[view->paths.items[p]].value;
            if (entry != LEXICON_NONE)
                found = hits_add(out, found, capacity, (struct lexicon_hit){entry, (uint32_t)length});
        }
    }
    return found;
}

uint64_t lexicon_view_steps(const struct lexicon_view *view)
{
    return view->steps;
}

size_t lexicon_match(struct lexicon_view *view, lexicon_list list_id, const form_id *forms, size_t count,
                     struct lexicon_hit *out, size_t capacity)
{
    const struct list *list = &view->lexicon->lists.items[list_id];
    size_t longest = count < list->longest ? count : list->longest;
    if (!longest)
        return 0;
    if (list->by == LEXICON_BY_LEMMA)
        return match_paths(view, list, forms, longest, out, capacity);
    const struct lexicon_start *first = first_node(view, list_id, forms[0]);
    word_id next = longest > 1 ? one_word(view, forms[1], list->by) : WORD_NONE;
    if (first->value == LEXICON_NONE && !may_go_on(first->nexts, next))
        return 0;
    return match_path(view, first, list->by, forms, longest, out, capacity);
}
