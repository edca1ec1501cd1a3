#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "english.h"
#include "failing_alloc.h"
#include "train/tag_export.h"
#include "train/tag_measure.h"
#include "train/tag_trainer.h"

static const struct tag_training training = {.runs = 2, .rounds = 5, .margin = 5};
static const struct weight_precision precision = {.scale = WEIGHTS_UNIT * 2 / 6, .least = 1};

static const char *treebank_path(char out[512])
{
    snprintf(out, 512, "%s/unit/data/small.conllu", getenv("TOCSIN_TESTS"));
    return out;
}

/* A model of the small treebank, with lemmas of words that are known here alone. */
static bool train_small(struct buffer *out, const tocsin_allocator *alloc)
{
    char path[512];
    const char *paths[] = {treebank_path(path)};
    struct tag_corpus *corpus = NULL;
    struct tag_trainer *trainer = NULL;
    struct tag_lists lists;
    tag_lists_init(&lists, alloc);
    bool well = !tag_corpus_create(&corpus, alloc, paths, 1, NULL) &&
                tag_lists_count(&lists, corpus, &(word_clusters){0}) &&
                !tag_trainer_create(&trainer, alloc, corpus, &lists, NULL, NULL) &&
                tag_trainer_run(trainer, &training, NULL, NULL) &&
                tag_export(out, corpus, &lists, tag_trainer_weights(trainer), &precision);
    tag_trainer_free(trainer);
    tag_lists_finish(&lists);
    tag_corpus_free(corpus);
    return well;
}

static int open_small(void **state)
{
    struct buffer *model = malloc(sizeof *model);
    buffer_init(model, &alloc_system);
    *state = model;
    return !train_small(model, &alloc_system);
}

static int close_small(void **state)
{
    buffer_finish(*state);
    free(*state);
    return 0;
}

static struct str bytes_of(const struct buffer *model)
{
    return (struct str){model->data, model->length};
}

static void test_same_bytes_again(void **state)
{
    struct buffer again;
    buffer_init(&again, &alloc_system);
    assert_true(train_small(&again, &alloc_system));
    assert_true(str_equal(bytes_of(*state), bytes_of(&again)));
    buffer_finish(&again);
}

static void test_knows_what_it_learned(void **state)
{
    char path[512];
    struct conllu treebank;
    struct tag_model model;
    struct tag_measure measure;
    conllu_init(&treebank, &alloc_system);
    assert_int_equal(conllu_read(&treebank, treebank_path(path), NULL), TOCSIN_OK);
    assert_int_equal(tag_model_borrow(&model, bytes_of(*state), "small", NULL), TOCSIN_OK);
    assert_int_equal(tag_measure(&measure, &alloc_system, &model, NULL, &treebank, TAG_AS_IS, NULL), TOCSIN_OK);
    assert_int_equal(measure.words, treebank.words.count);
    assert_int_equal(measure.pos, measure.words);
    assert_int_equal(measure.tags, measure.words);
    tag_model_close(&model);
    conllu_finish(&treebank);
}

/* Tags of words parted by blanks, the same. */
static void tell_tags(char *out, size_t size, struct tagger *tagger, struct vocabulary *vocabulary,
                      const struct tag_model *model, const char *words)
{
    form_id forms[32] = {0};
    uint8_t labels[32] = {0};
    size_t count = 0, length = 0;
    for (const char *at = words, *end; *at; at = *end ? end + 1 : end) {
        end = strchr(at, ' ') ? strchr(at, ' ') : at + strlen(at);
        forms[count++] = vocabulary_intern(vocabulary, (struct str){at, (size_t)(end - at)});
    }
    assert_true(tagger_tag(labels, tagger, vocabulary, forms, count));
    out[0] = '\0';
    for (size_t i = 0; i < count; i++)
        length +=
            (size_t)snprintf(out + length, size - length, "%s%s", i ? " " : "", tag_model_tag(model, labels[i]));
}

static void test_place_decides(void **state)
{
    struct tag_model model;
    struct tagger *tagger;
    struct vocabulary *vocabulary;
    char tags[256];
    assert_int_equal(tag_model_borrow(&model, bytes_of(*state), "small", NULL), TOCSIN_OK);
    assert_int_equal(tagger_create(&tagger, &model, NULL, &alloc_system, NULL), TOCSIN_OK);
    assert_int_equal(vocabulary_create(&vocabulary, &alloc_system, NULL), TOCSIN_OK);
    tell_tags(tags, sizeof tags, tagger, vocabulary, &model, "The minister saw the saw .");
    assert_string_equal(tags, "DT NN VBD DT NN .");
    tell_tags(tags, sizeof tags, tagger, vocabulary, &model, "THE MINISTER SAW THE SAW .");
    assert_string_equal(tags, "DT NN VBD DT NN .");
    tell_tags(tags, sizeof tags, tagger, vocabulary, &model, "");
    assert_string_equal(tags, "");
    vocabulary_free(vocabulary);
    tagger_free(tagger);
    tag_model_close(&model);
}

/* A sentence as long as texts may make it, the same words over and over: the same labels in its middle. */
static void test_long_sentence(void **state)
{
    enum { COUNT = 100000, PERIOD = 5 };
    static const char *const words[PERIOD] = {"the", "minister", "saw", "the", "saw"};
    struct tag_model model;
    struct tagger *tagger;
    struct vocabulary *vocabulary;
    form_id *forms = malloc(COUNT * sizeof *forms);
    uint8_t *labels = malloc(COUNT);
    assert_int_equal(tag_model_borrow(&model, bytes_of(*state), "small", NULL), TOCSIN_OK);
    assert_int_equal(tagger_create(&tagger, &model, NULL, &alloc_system, NULL), TOCSIN_OK);
    assert_int_equal(vocabulary_create(&vocabulary, &alloc_system, NULL), TOCSIN_OK);
    for (size_t i = 0; i < COUNT; i++)
        forms[i] = vocabulary_intern(vocabulary, str_of(words[i % PERIOD]));
    assert_true(tagger_tag(labels, tagger, vocabulary, forms, COUNT));
    for (size_t i = 2 * PERIOD; i + 2 < COUNT; i++)
        assert_int_equal(labels[i], labels[i - PERIOD]);
    free(labels);
    free(forms);
    vocabulary_free(vocabulary);
    tagger_free(tagger);
    tag_model_close(&model);
}

static void set_sum(struct buffer *model)
{
    uint64_t sum = model_file_sum(bytes_of(model));
    for (unsigned i = 0; i < 8; i++)
        model->data[MODEL_SUM_AT + i] = (char)(unsigned char)(sum >> 8 * i & 0xff);
}

/* Under a right checksum, too, a wrong model is refused, or is one that can be used. */
static void test_damage_under_a_right_checksum(void **state)
{
    struct buffer *model = *state;
    size_t refused = 0;
    for (size_t i = MODEL_HEAD; i < model->length; i += 3) {
        struct tag_model opened;
        char kept = model->data[i], tags[256];
        tocsin_error error = TOCSIN_ERROR_INIT;
        model->data[i] = (char)~kept;
        set_sum(model);
        if (tag_model_borrow(&opened, bytes_of(model), "small", &error) != TOCSIN_OK) {
            assert_string_equal(error.id, "model-damaged");
            assert_string_equal(error.file, "small");
            refused++;
        } else {
            struct tagger *tagger;
            struct vocabulary *vocabulary;
            assert_int_equal(tagger_create(&tagger, &opened, NULL, &alloc_system, NULL), TOCSIN_OK);
            assert_int_equal(vocabulary_create(&vocabulary, &alloc_system, NULL), TOCSIN_OK);
            tell_tags(tags, sizeof tags, tagger, vocabulary, &opened, "The minister saw the saw .");
            vocabulary_free(vocabulary);
            tagger_free(tagger);
        }
        model->data[i] = kept;
    }
    set_sum(model);
    assert_true(refused > 0);
}

static bool train_any(const tocsin_allocator *alloc, void *user)
{
    struct buffer model;
    (void)user;
    buffer_init(&model, alloc);
    bool well = train_small(&model, alloc);
    buffer_finish(&model);
    return well;
}

static bool tag_any(const tocsin_allocator *alloc, void *user)
{
    struct tagger *tagger = NULL;
    struct vocabulary *vocabulary = NULL;
    struct tag_model model;
    uint8_t label;
    bool well = false;
    assert_int_equal(tag_model_borrow(&model, bytes_of(user), "small", NULL), TOCSIN_OK);
    if (!vocabulary_create(&vocabulary, alloc, NULL) && !tagger_create(&tagger, &model, NULL, alloc, NULL)) {
        form_id form = vocabulary_intern(vocabulary, STR("fish"));
        well = form != FORM_NONE && tagger_tag(&label, tagger, vocabulary, &form, 1);
    }
    tagger_free(tagger);
    vocabulary_free(vocabulary);
    return well;
}

static void test_memory_may_be_out(void **state)
{
    assert_true(failing_alloc_every(tag_any, *state) > 0);
    assert_true(failing_alloc_some(train_any, NULL, 97) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_bytes_again),
        cmocka_unit_test(test_knows_what_it_learned),
        cmocka_unit_test(test_place_decides),
        cmocka_unit_test(test_long_sentence),
        cmocka_unit_test(test_damage_under_a_right_checksum),
        cmocka_unit_test(test_memory_may_be_out),
    };
    return cmocka_run_group_tests(tests, open_small, close_small);
}
