#include "train/parse_corpus.h"

#include <stdlib.h>

void parse_corpus_init(struct parse_corpus *corpus, const tocsin_allocator *alloc, const struct tag_model *model,
                       const struct lemmas *lemmas, struct word_vectors *vectors)
{
    *corpus = (struct parse_corpus){.alloc = alloc, .model = model, .lemmas = lemmas, .vectors = vectors};
    parse_tags_read(&corpus->tags, model);
}

void parse_corpus_finish(struct parse_corpus *corpus)
{
    for (size_t i = 0; i < corpus->treebanks.count; i++)
        conllu_finish(&corpus->treebanks.items[i]);
    array_finish(corpus->alloc, &corpus->treebanks);
    array_finish(corpus->alloc, &corpus->sentences);
    array_finish(corpus->alloc, &corpus->words);
    array_finish(corpus->alloc, &corpus->known);
    array_finish(corpus->alloc, &corpus->gold);
}

/* The number of a relation, made on first sight; PARSE_NO_RELATION: the root has none, nor the last of too many. */
static uint8_t relation_number(struct parse_corpus *corpus, struct str name)
{
    for (size_t i = 0; i < corpus->relation_count; i++)
        if (str_equal(corpus->relations[i], name))
            return (uint8_t)i;
    if (corpus->relation_count < PARSE_RELATIONS && !str_equal(name, STR("root"))) {
        corpus->relations[corpus->relation_count++] = name;
        return (uint8_t)(corpus->relation_count - 1);
    }
    return PARSE_NO_RELATION;
}

/* The same label in another model; where that has none, one with the same part of speech. */
static void match_labels(uint8_t out[TAG_LANES], const struct tag_model *to, const struct tag_model *from)
{
    for (size_t i = 0; i < from->label_count; i++) {
        struct str pos = str_of(tag_model_pos(from, (uint8_t)i)), tag = str_of(tag_model_tag(from, (uint8_t)i));
        out[i] = 0;
        for (size_t j = to->label_count; j-- > 0;)
            if (str_equal(pos, str_of(tag_model_pos(to, (uint8_t)j))))
                out[i] = (uint8_t)j;
        for (size_t j = 0; j < to->label_count; j++)
            if (str_equal(pos, str_of(tag_model_pos(to, (uint8_t)j))) &&
                str_equal(tag, str_of(tag_model_tag(to, (uint8_t)j))))
                out[i] = (uint8_t)j;
    }
}

struct tagging {
    struct vocabulary *vocabulary;
    struct tagger *tagger;
    uint8_t same[TAG_LANES]; /* the tagger's labels as the corpus' */
    ARRAY(form_id) forms;
    ARRAY(uint8_t) labels;
};

static bool tag(struct tagging *tagging, struct parse_corpus *corpus, const struct conllu_word *words,
                uint32_t count)
{
    array_clear(&tagging->forms);
    if (!array_reserve(corpus->alloc, &tagging->forms, count) ||
        !array_reserve(corpus->alloc, &tagging->labels, count))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        form_id form = vocabulary_intern(tagging->vocabulary, words[i].form);
        if (form == FORM_NONE)
            return false;
        tagging->forms.items[tagging->forms.count++] = form;
    }
    return tagger_tag(tagging->labels.items, tagging->tagger, tagging->vocabulary, tagging->forms.items, count);
}

static void read_tree(struct parse_corpus *corpus, struct parse_gold *gold, const struct conllu_word *words,
                      uint32_t count)
{
    memset(gold, 0, ((size_t)count + 1 + PARSE_PADS) * sizeof *gold);
    for (uint32_t i = count; i > 0; i--) {
        gold[i].head = words[i - 1].head;
        gold[i].relation = relation_number(corpus, words[i - 1].relation);
        if (!gold[i].head)
            continue;
        gold[i].next_child = gold[gold[i].head].first_child;
        gold[gold[i].head].first_child = i;
    }
}

static bool add_sentence(struct parse_corpus *corpus, struct tagging *tagging, const struct conllu_word *words,
                         uint32_t count)
{
    struct parse_sentence sentence = {(uint32_t)corpus->words.count, count};
    size_t room = (size_t)count + 1 + PARSE_PADS;
    if (!tag(tagging, corpus, words, count) || !array_reserve(corpus->alloc, &corpus->words, room) ||
        !array_reserve(corpus->alloc, &corpus->known, room) || !array_reserve(corpus->alloc, &corpus->gold, room) ||
        !array_push(corpus->alloc, &corpus->sentences, sentence))
        return false;
    struct parse_word *out = corpus->words.items + sentence.first;
    struct parse_known *known = corpus->known.items + sentence.first;
    memset(known, 0, room * sizeof *known);
    for (uint32_t i = 0; i < count; i++) {
        known[i + 1].form = parse_form_of(tagging->vocabulary, tagging->forms.items[i]);
        out[i + 1].tag = tagging->same[tagging->labels.items[i]];
    }
    parse_words_close(out, count, &corpus->tags);
    read_tree(corpus, corpus->gold.items + sentence.first, words, count);
    corpus->words.count += room;
    corpus->known.count += room;
    corpus->gold.count += room;
    return true;
}

tocsin_status parse_corpus_add(struct parse_corpus *corpus, const char *path, const struct tag_model *tagger,
                               tocsin_error *error)
{
    struct conllu treebank;
    struct tagging tagging = {0};
    conllu_init(&treebank, corpus->alloc);
    tocsin_status status = conllu_read(&treebank, path, error);
    if (!status)
        status = vocabulary_create(&tagging.vocabulary, corpus->alloc, error);
    if (!status)
        status = tagger_create(&tagging.tagger, tagger, corpus->lemmas, corpus->alloc, error);
    match_labels(tagging.same, corpus->model, tagger);
    for (size_t i = 0; i < treebank.sentences.count && !status; i++) {
        const struct conllu_sentence *sentence = &treebank.sentences.items[i];
        if (!add_sentence(corpus, &tagging, treebank.words.items + sentence->first, sentence->count))
            status = error_set(error, MESSAGE_MEMORY);
    }
    tagger_free(tagging.tagger);
    vocabulary_free(tagging.vocabulary);
    array_finish(corpus->alloc, &tagging.forms);
    array_finish(corpus->alloc, &tagging.labels);
    if (!status && !array_push(corpus->alloc, &corpus->treebanks, treebank))
        status = error_set(error, MESSAGE_MEMORY);
    if (status)
        conllu_finish(&treebank);
    return status;
}

/* ---- Words ---------------------------------------------------------------------------------------------- */

enum { OFTEN = 2 };

static int by_number(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

typedef ARRAY(uint32_t) hash_list;

/* The hashes of words that come OFTEN, sorted. False: out of memory. */
static bool count_words(hash_list *out, const struct parse_corpus *corpus)
{
    hash_list all = {0};
    bool well = true;
    for (size_t i = 0; i < corpus->sentences.count && well; i++) {
        const struct parse_sentence *sentence = &corpus->sentences.items[i];
        const struct parse_known *known = corpus->known.items + sentence->first;
        for (uint32_t word = 1; word <= sentence->count && well; word++)
            well = array_push(corpus->alloc, &all, known[word].form.word);
    }
    if (all.count)
        qsort(all.items, all.count, sizeof *all.items, by_number);
    for (size_t i = OFTEN - 1; i < all.count && well; i++)
        if (all.items[i] == all.items[i - (OFTEN - 1)] &&
            (!out->count || out->items[out->count - 1] != all.items[i]))
            well = array_push(corpus->alloc, out, all.items[i]);
    array_finish(corpus->alloc, &all);
    return well;
}

bool parse_corpus_close(struct parse_corpus *corpus)
{
    hash_list often = {0};
    bool well = count_words(&often, corpus);
    for (size_t i = 0; i < often.count && well; i++)
        well = word_vectors_add(corpus->vectors, often.items[i]);
    for (size_t i = 0; i < corpus->known.count && well; i++) {
        struct parse_known *known = &corpus->known.items[i];
        known->row = word_vectors_find(corpus->vectors, known->form.word);
        known->often =
            often.count && bsearch(&known->form.word, often.items, often.count, sizeof *often.items, by_number);
    }
    array_finish(corpus->alloc, &often);
    return well;
}
