#include "train/tag_measure.h"

#include "base/array.h"
#include "text/fold.h"

/* A sentence is tagged at a time. */
struct measuring {
    const tocsin_allocator *alloc;
    struct vocabulary *vocabulary;
    struct tagger *tagger;
    const struct tag_model *model;
    const struct lemmas *lemmas;
    enum tag_writing writing;
    struct buffer word;
    ARRAY(form_id) forms;
    ARRAY(uint8_t) labels;
};

static char written(char letter, enum tag_writing writing, bool first)
{
    bool small = letter >= 'a' && letter <= 'z', capital = letter >= 'A' && letter <= 'Z';
    if (small && (writing == TAG_IN_CAPITALS || (writing == TAG_AS_HEADLINE && first)))
        return (char)(letter - 'a' + 'A');
    return (char)(capital && writing == TAG_IN_SMALL ? letter - 'A' + 'a' : letter);
}

/* Headlines leave short words small. */
static form_id form_of(struct measuring *measuring, struct str text, bool opens)
{
    enum { SHORT = 3 };
    buffer_clear(&measuring->word);
    for (size_t i = 0; i < text.length; i++)
        buffer_char(&measuring->word,
                    written(text.data[i], measuring->writing, i == 0 && (opens || text.length > SHORT)));
    if (measuring->word.failed)
        return FORM_NONE;
    return vocabulary_intern(measuring->vocabulary, (struct str){measuring->word.data, measuring->word.length});
}

static bool lemma_is_right(const struct measuring *measuring, size_t word, uint8_t label, struct str gold)
{
    struct lemma_answer answer;
    char folded[LEMMA_BYTES * FOLD_GROWTH];
    form_id fold = vocabulary_form(measuring->vocabulary, measuring->forms.items[word])->fold;
    struct str lemma = tags_choose_lemma(&answer, measuring->model, label, measuring->lemmas,
                                         vocabulary_form(measuring->vocabulary, fold)->text);
    size_t length = fold_word(gold, folded, sizeof folded);
    return length <= sizeof folded && str_equal(lemma, (struct str){folded, length});
}

static bool measure_sentence(struct tag_measure *out, struct measuring *measuring, const struct conllu_word *words,
                             size_t count)
{
    array_clear(&measuring->forms);
    if (!array_reserve(measuring->alloc, &measuring->forms, count) ||
        !array_reserve(measuring->alloc, &measuring->labels, count))
        return false;
    for (size_t i = 0; i < count; i++) {
        form_id form = form_of(measuring, words[i].form, i == 0);
        if (form == FORM_NONE)
            return false;
        measuring->forms.items[measuring->forms.count++] = form;
    }
    uint8_t *labels = measuring->labels.items;
    if (!tagger_tag(labels, measuring->tagger, measuring->vocabulary, measuring->forms.items, count))
        return false;
    for (size_t i = 0; i < count; i++) {
        out->words++;
        out->pos += str_equal(words[i].upos, str_of(tag_model_pos(measuring->model, labels[i])));
        out->lemmas += lemma_is_right(measuring, i, labels[i], words[i].lemma);
        out->tags += str_equal(words[i].xpos, str_of(tag_model_tag(measuring->model, labels[i])));
    }
    return true;
}

tocsin_status tag_measure(struct tag_measure *out, const tocsin_allocator *alloc, const struct tag_model *model,
                          const struct lemmas *lemmas, const struct conllu *treebank, enum tag_writing writing,
                          tocsin_error *error)
{
    struct measuring measuring = {.alloc = alloc, .model = model, .lemmas = lemmas, .writing = writing};
    struct tag_measure measure = {0};
    buffer_init(&measuring.word, alloc);
    tocsin_status status = vocabulary_create(&measuring.vocabulary, alloc, error);
    if (!status)
        status = tagger_create(&measuring.tagger, model, lemmas, alloc, error);
    for (size_t i = 0; i < treebank->sentences.count && !status; i++) {
        const struct conllu_sentence *sentence = &treebank->sentences.items[i];
        if (!measure_sentence(&measure, &measuring, treebank->words.items + sentence->first, sentence->count))
            status = error_set(error, MESSAGE_MEMORY);
    }
    tagger_free(measuring.tagger);
    vocabulary_free(measuring.vocabulary);
    buffer_finish(&measuring.word);
    array_finish(alloc, &measuring.forms);
    array_finish(alloc, &measuring.labels);
    if (!status)
        *out = measure;
    return status;
}
