#include "train/tag_lists.h"

#include <stdlib.h>

#include "train/model_writer.h"

enum {
    KNOWN = 2,         /* a word that comes as often is known */
    FREQUENT = 10,     /* … has a number of its own */
    SURE = 30,         /* … and has one label has no other */
    CLASS_WORDS = 3,   /* so many words make a class of ambiguity */
    CLASS_LABELS = 3,  /* so many labels of a word count */
    CLASS_SHARE = 20,  /* … and each is one of so many times */
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
        if (word->of[label] == word->total)
            return word->total >= SURE ? (uint8_t)label : TAG_NONE;
    return TAG_NONE;
}

static void put_word(char *slots, size_t count, uint64_t hash, const struct buffer *slot)
{
    size_t at = hash & (count - 1);
    while (model_u64(slots + at * TAG_SLOT))
        at = (at + 1) & (count - 1);
    memcpy(slots + at * TAG_SLOT, slot->data, TAG_SLOT);
}

static bool fill_table(struct tag_lists *lists, const struct tag_corpus *corpus)
{
    size_t known = 0, count = 16;
    struct buffer slot;
    while (known < lists->words.count && lists->words.items[known].total >= KNOWN)
        known++;
    while (count < known + known / 2)
        count *= 2;
    buffer_init(&slot, lists->alloc);
    if (buffer_reserve(&lists->slots, count * TAG_SLOT)) {
        memset(lists->slots.data, 0, count * TAG_SLOT);
        lists->slots.length = count * TAG_SLOT;
    }
    for (size_t i = 0; i < known && !lists->slots.failed && !slot.failed; i++) {
        const struct tag_count *word = &lists->words.items[i];
        uint64_t hash = tag_word_hash(vocabulary_form(corpus->vocabulary, word->fold)->text);
        buffer_clear(&slot);
        model_put_u64(&slot, hash);
        model_put_u16(&slot, word->class);
        model_put_u16(&slot, word->total >= FREQUENT ? (uint16_t)(i + 1) : 0);
        model_put_u16(&slot, 0);
        buffer_char(&slot, (char)only_label(word));
        buffer_char(&slot, '\0');
        if (!slot.failed)
            put_word(lists->slots.data, count, hash, &slot);
    }
    bool well = !slot.failed && !lists->slots.failed;
    buffer_finish(&slot);
    return well;
}

bool tag_lists_count(struct tag_lists *lists, const struct tag_corpus *corpus)
{
    if (!count_words(lists, corpus))
        return false;
    qsort(lists->words.items, lists->words.count, sizeof *lists->words.items, by_total);
    fill_totals(lists, corpus);
    choose_classes(lists);
    return fill_table(lists, corpus);
}
