#include "train/tag_lists.h"

#include <stdlib.h>

#include "train/model_writer.h"

enum {
    KNOWN = 2,     /* a word that comes as often is known */
    FREQUENT = 10, /* … has a number of its own */
    SURE = 30,     /* … and so many thousandths of the time has one label has no other */
    SURE_SHARE = 995,
    CLASS_WORDS = 3,  /* so many words make a class of ambiguity */
    CLASS_LABELS = 3, /* so many labels of a word count */
    CLASS_SHARE = 20, /* … and each is one of so many times */
    CLASS_OTHER = 1,
};

void tag_lists_init(struct tag_lists *lists, const tocsin_allocator *alloc)
{
    *lists = (struct tag_lists){.alloc = alloc};
    buffer_init(&lists->slots, alloc);
}

void tag_lists_finish(struct tag_lists *lists)
{
    array_finish(lists->alloc, &lists->words);
    array_finish(lists->alloc, &lists->totals);
    buffer_finish(&lists->slots);
}

/* ---- Counting ------------------------------------------------------------------------------------------- */

/* A word's count, by form_id of its folding: first the place in `words`, + 1. */
static bool count_words(struct tag_lists *lists, const struct tag_corpus *corpus)
{
    size_t forms = vocabulary_count(corpus->vocabulary);
    if (!array_reserve(lists->alloc, &lists->totals, forms))
        return false;
    memset(lists->totals.items, 0, forms * sizeof *lists->totals.items);
    lists->totals.count = forms;
    for (size_t i = 0; i < corpus->forms.count; i++) {
        form_id fold = tag_corpus_fold(corpus, i);
        uint32_t *place = &lists->totals.items[fold];
        if (!*place) {
            if (!array_push(lists->alloc, &lists->words, (struct tag_count){.fold = fold}))
                return false;
            *place = (uint32_t)lists->words.count;
        }
        struct tag_count *word = &lists->words.items[*place - 1];
        word->total++;
        word->of[corpus->gold.items[i]]++;
    }
    return true;
}

/* Forms of the corpus' vocabulary are numbered in the order of its text. */
static int by_total(const void *a, const void *b)
{
    const struct tag_count *left = a, *right = b;
    if (left->total != right->total)
        return left->total < right->total ? 1 : -1;
    return (left->fold > right->fold) - (left->fold < right->fold);
}

static void fill_totals(struct tag_lists *lists, const struct tag_corpus *corpus)
{
    for (size_t i = 0; i < lists->words.count; i++)
        lists->totals.items[lists->words.items[i].fold] = lists->words.items[i].total;
    for (size_t i = 0; i < lists->totals.count; i++)
        lists->totals.items[i] = lists->totals.items[vocabulary_form(corpus->vocabulary, (form_id)i)->fold];
}

/* ---- Classes of ambiguity ------------------------------------------------------------------------------- */

static uint32_t ambiguity_of(const struct tag_count *word)
{
    uint32_t packed = 0;
    bool taken[TAG_LABELS] = {false};
    for (unsigned n = 0; n < CLASS_LABELS; n++) {
        size_t best = TAG_LABELS;
        for (size_t label = 0; label < TAG_LABELS; label++)
            if (!taken[label] && word->of[label] * CLASS_SHARE >= word->total &&
                (best == TAG_LABELS || word->of[label] > word->of[best]))
                best = label;
        if (best == TAG_LABELS)
            break;
        taken[best] = true;
        packed |= (uint32_t)(best + 1) << 8 * n;
    }
    return packed;
}

static size_t words_alike(const struct tag_lists *lists, uint32_t ambiguity)
{
    size_t count = 0;
    for (size_t i = 0; i < lists->words.count && lists->words.items[i].total >= KNOWN; i++)
        count += lists->words.items[i].ambiguity == ambiguity;
    return count;
}

/* The class of an earlier word with the same ambiguity; 0: there is none. */
static uint16_t class_before(const struct tag_lists *lists, size_t word, uint32_t ambiguity)
{
    for (size_t i = 0; i < word; i++)
        if (lists->words.items[i].ambiguity == ambiguity)
            return lists->words.items[i].class;
    return 0;
}

/* What few words have becomes what their most frequent label alone is. */
static void choose_classes(struct tag_lists *lists)
{
    uint16_t classes = CLASS_OTHER;
    struct tag_count *words = lists->words.items;
    for (size_t i = 0; i < lists->words.count; i++)
        words[i].ambiguity = ambiguity_of(&words[i]);
    for (size_t i = 0; i < lists->words.count && words[i].total >= KNOWN; i++) {
        if (words_alike(lists, words[i].ambiguity) < CLASS_WORDS)
            words[i].ambiguity &= 0xff;
        if (words_alike(lists, words[i].ambiguity) < CLASS_WORDS)
            words[i].class = CLASS_OTHER;
        else if (!(words[i].class = class_before(lists, i, words[i].ambiguity)))
            words[i].class = ++classes;
    }
}

/* ---- The table ------------------------------------------------------------------------------------------ */

static uint8_t only_label(const struct tag_count *word)
{
    for (size_t label = 0; label < TAG_LABELS; label++)
        if ((uint64_t)word->of[label] * 1000 >= (uint64_t)word->total * SURE_SHARE)
            return word->total >= SURE ? (uint8_t)label : TAG_NONE;
    return TAG_NONE;
}

static void put_word(struct buffer *slots, uint64_t hash, const struct buffer *slot)
{
    size_t mask = slots->length / TAG_SLOT - 1, at = hash & mask;
    while (model_u64(slots->data + at * TAG_SLOT))
        at = (at + 1) & mask;
    memcpy(slots->data + at * TAG_SLOT, slot->data, TAG_SLOT);
}

/* A word of the corpus, or, where `word` is NULL, one that has only a cluster. False: out of memory. */
static bool file_word(struct buffer *slots, struct buffer *slot, struct str text, const struct tag_count *word,
                      uint16_t rank, uint16_t cluster)
{
    uint64_t hash = tag_word_hash(text);
    buffer_clear(slot);
    model_put_u64(slot, hash);
    model_put_u16(slot, word ? word->class : 0);
    model_put_u16(slot, rank);
    model_put_u16(slot, cluster);
    buffer_char(slot, (char)(word ? only_label(word) : TAG_NONE));
    buffer_char(slot, '\0');
    if (slot->failed)
        return false;
    put_word(slots, hash, slot);
    return true;
}

static uint16_t cluster_of(const word_clusters *clusters, form_id fold)
{
    return fold < clusters->count ? clusters->items[fold] : 0;
}

/* Makes room for all words that are known or have a cluster, a quarter more at least. */
static bool make_slots(struct tag_lists *lists, const word_clusters *clusters)
{
    size_t words = clusters->count ? 0 : lists->words.count, count = 16;
    for (size_t i = 0; i < clusters->count; i++)
        words += clusters->items[i] || (i < lists->totals.count && lists->totals.items[i] >= KNOWN);
    while (count < words + words / 4)
        count *= 2;
    if (!buffer_reserve(&lists->slots, count * TAG_SLOT))
        return false;
    memset(lists->slots.data, 0, count * TAG_SLOT);
    lists->slots.length = count * TAG_SLOT;
    return true;
}

static bool fill_table(struct tag_lists *lists, const struct tag_corpus *corpus, const word_clusters *clusters)
{
    struct buffer slot;
    bool well = make_slots(lists, clusters);
    buffer_init(&slot, lists->alloc);
    for (size_t i = 0; i < lists->words.count && well; i++) {
        const struct tag_count *word = &lists->words.items[i];
        uint16_t cluster = cluster_of(clusters, word->fold);
        uint16_t rank = word->total >= FREQUENT ? (uint16_t)(i + 1) : 0;
        if (word->total >= KNOWN || cluster)
            well = file_word(&lists->slots, &slot, vocabulary_form(corpus->vocabulary, word->fold)->text, word,
                             rank, cluster);
    }
    for (size_t i = 0; i < clusters->count && well; i++)
        if (clusters->items[i] && (i >= lists->totals.count || !lists->totals.items[i]))
            well = file_word(&lists->slots, &slot, vocabulary_form(corpus->vocabulary, (form_id)i)->text, NULL, 0,
                             clusters->items[i]);
    buffer_finish(&slot);
    return well;
}

bool tag_lists_count(struct tag_lists *lists, const struct tag_corpus *corpus, const word_clusters *clusters)
{
    if (!count_words(lists, corpus))
        return false;
    qsort(lists->words.items, lists->words.count, sizeof *lists->words.items, by_total);
    fill_totals(lists, corpus);
    choose_classes(lists);
    return fill_table(lists, corpus, clusters);
}
