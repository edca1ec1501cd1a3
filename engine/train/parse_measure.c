#include "train/parse_measure.h"

#include "base/array.h"
#include "english/tagger.h"

struct measuring {
    const tocsin_allocator *alloc;
    struct vocabulary *vocabulary;
    struct tagger *tagger;
    struct parser *parser;
    ARRAY(form_id) forms;
    ARRAY(uint8_t) labels;
    ARRAY(struct parse_arc) arcs;
};

static bool parse(struct measuring *measuring, const struct conllu_word *words, size_t count)
{
    array_clear(&measuring->forms);
    if (!array_reserve(measuring->alloc, &measuring->forms, count) ||
        !array_reserve(measuring->alloc, &measuring->labels, count) ||
        !array_reserve(measuring->alloc, &measuring->arcs, count))
        return false;
    for (size_t i = 0; i < count; i++) {
        form_id form = vocabulary_intern(measuring->vocabulary, words[i].form);
        if (form == FORM_NONE)
            return false;
        measuring->forms.items[measuring->forms.count++] = form;
    }
    const form_id *forms = measuring->forms.items;
    return tagger_tag(measuring->labels.items, measuring->tagger, measuring->vocabulary, forms, count) &&
           parser_parse(measuring->arcs.items, measuring->parser, measuring->vocabulary, forms,
                        measuring->labels.items, count);
}

static void compare(struct parse_measure *out, const struct measuring *measuring, const struct conllu_word *words,
                    size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct parse_arc *arc = &measuring->arcs.items[i];
        bool root = arc->head == i, right = (root ? 0 : arc->head + 1) == words[i].head;
        if (str_equal(words[i].upos, STR("PUNCT")))
            continue;
        out->words++;
        out->heads += right;
        out->both += right && (root || str_equal(str_of(parser_model(measuring->parser)->names[arc->relation]),
                                                 words[i].relation));
    }
}

tocsin_status parse_measure(struct parse_measure *out, const tocsin_allocator *alloc,
                            const struct parse_model *model, const struct tag_model *tags,
                            const struct lemmas *lemmas, const struct conllu *treebank, tocsin_error *error)
{
    struct measuring measuring = {.alloc = alloc};
    struct parse_measure measure = {0};
    tocsin_status status = vocabulary_create(&measuring.vocabulary, alloc, error);
    if (!status)
        status = tagger_create(&measuring.tagger, tags, lemmas, alloc, error);
    if (!status)
        status = parser_create(&measuring.parser, model, tags, alloc, error);
    for (size_t i = 0; i < treebank->sentences.count && !status; i++) {
        const struct conllu_sentence *sentence = &treebank->sentences.items[i];
        const struct conllu_word *words = treebank->words.items + sentence->first;
        if (!parse(&measuring, words, sentence->count))
            status = error_set(error, MESSAGE_MEMORY);
        else
            compare(&measure, &measuring, words, sentence->count);
    }
    tagger_free(measuring.tagger);
    parser_free(measuring.parser);
    vocabulary_free(measuring.vocabulary);
    array_finish(alloc, &measuring.forms);
    array_finish(alloc, &measuring.labels);
    array_finish(alloc, &measuring.arcs);
    if (!status)
        *out = measure;
    return status;
}
