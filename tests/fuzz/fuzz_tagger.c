/* Anything as a tagger's model: as it is, it is refused with an error, or whole; with its head and checksum put
 * right it is refused, or can be used: every word gets a label of the model, the same when it is asked again. */
#include <string.h>

#include "base/alloc.h"
#include "english/tags.h"
#include "model_bytes.h"

enum { WORDS = 12 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void tag_words(const struct tag_model *model)
{
    static const char *const words[WORDS] = {"She", "can", "can", "fish", ".",        "THE",
                                             "saw", "n't", "1,5", "w",    "\xc3\xa9", "Kenya"};
    struct vocabulary *vocabulary = NULL;
    struct tagger *tagger = NULL;
    struct lemma_answer answer;
    form_id forms[WORDS];
    uint8_t labels[WORDS], again[WORDS];
    check(vocabulary_create(&vocabulary, &alloc_system, NULL) == TOCSIN_OK);
    check(tagger_create(&tagger, model, NULL, &alloc_system, NULL) == TOCSIN_OK);
    for (size_t i = 0; i < WORDS; i++)
        forms[i] = vocabulary_intern(vocabulary, str_of(words[i]));
    check(tagger_tag(labels, tagger, vocabulary, forms, WORDS) &&
          tagger_tag(again, tagger, vocabulary, forms, WORDS));
    check(memcmp(labels, again, WORDS) == 0);
    for (size_t i = 0; i < WORDS; i++) {
        check(labels[i] < model->label_count);
        check(strlen(tag_model_pos(model, labels[i])) + strlen(tag_model_tag(model, labels[i])) <
              model->file.data.length);
        check(tags_choose_lemma(&answer, model, labels[i], NULL, str_of(words[i])).length > 0);
    }
    tagger_free(tagger);
    vocabulary_free(vocabulary);
}

static void try_model(struct str data)
{
    struct tag_model model;
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (tag_model_borrow(&model, data, "fuzz", &error) != TOCSIN_OK) {
        check(error.status == TOCSIN_ERROR_BUNDLE && strncmp(error.id, "model-", 6) == 0);
        return;
    }
    tag_words(&model);
    tag_model_close(&model);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + 1);
    check(copy != NULL);
    if (size)
        memcpy(copy, data, size);
    try_model((struct str){copy, size});
    if (size >= MODEL_HEAD) {
        close_model(copy, size, "tagger", TAG_VERSION);
        try_model((struct str){copy, size});
    }
    free(copy);
    return 0;
}
