/* The parser's trainer on a few trees, and what a parser makes of models that are not whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "english.h"
#include "failing_alloc.h"
#include "train/parse_export.h"
#include "train/parse_measure.h"
#include "train/parse_trainer.h"

static const struct parse_training long_training = {
    .rounds = 60,
    .batch = 2,
    .rate = 0.005f,
    .own_way = 0.5f,
    .dropout = {.words = 0.1f, .known = 0.1f, .codes = 0.1f, .hidden = 0.1f},
    .seed = 1,
};

static struct tag_model tags;
static struct buffer model;

static const char *data_path(char out[512], const char *name)
{
    snprintf(out, 512, "%s/unit/data/%s", getenv("TOCSIN_TESTS"), name);
    return out;
}

/* A model of the small treebank, appended to `out`. False: out of memory. */
static bool train_small(struct buffer *out, const tocsin_allocator *alloc, const struct parse_training *training)
{
    char path[512];
    struct word_vectors vectors;
    struct parse_corpus corpus;
    struct parse_trainer *trainer = NULL;
    word_vectors_init(&vectors, alloc);
    parse_corpus_init(&corpus, alloc, &tags, NULL, &vectors);
    bool well = !word_vectors_read(&vectors, data_path(path, "vectors.txt"), NULL) &&
                !parse_corpus_add(&corpus, data_path(path, "trees.conllu"), &tags, NULL) &&
                parse_corpus_close(&corpus) && !parse_trainer_create(&trainer, alloc, &corpus, training, NULL) &&
                parse_trainer_run(trainer, NULL, NULL) &&
                parse_export(out, &corpus, parse_trainer_network(trainer));
    parse_trainer_free(trainer);
    parse_corpus_finish(&corpus);
    word_vectors_finish(&vectors);
    return well;
}

static int open_small(void **state)
{
    (void)state;
    buffer_init(&model, &alloc_system);
    return english_tags(&tags, NULL) || !train_small(&model, &alloc_system, &long_training);
}

static int close_small(void **state)
{
    (void)state;
    buffer_finish(&model);
    tag_model_close(&tags);
    return 0;
}

static struct str bytes_of(const struct buffer *bytes)
{
    return (struct str){bytes->data, bytes->length};
}

static void test_same_bytes_again(void **state)
{
    struct buffer again;
    (void)state;
    buffer_init(&again, &alloc_system);
    assert_true(train_small(&again, &alloc_system, &long_training));
    assert_true(str_equal(bytes_of(&model), bytes_of(&again)));
    buffer_finish(&again);
}

static void test_knows_what_it_learned(void **state)
{
    char path[512];
    struct conllu treebank;
    struct parse_model opened;
    struct parse_measure measure;
    (void)state;
    conllu_init(&treebank, &alloc_system);
    assert_int_equal(conllu_read(&treebank, data_path(path, "trees.conllu"), NULL), TOCSIN_OK);
    assert_int_equal(parse_model_borrow(&opened, bytes_of(&model), &tags, "small", NULL), TOCSIN_OK);
    assert_int_equal(parse_measure(&measure, &alloc_system, &opened, &tags, NULL, &treebank, NULL), TOCSIN_OK);
    assert_int_equal(measure.words, treebank.words.count - treebank.sentences.count);
    assert_int_equal(measure.heads, measure.words);
    assert_int_equal(measure.both, measure.words);
    parse_model_close(&opened);
    conllu_finish(&treebank);
}

/* Parses words of nothing but the tagger's first label; returns whether every arc is one of the model. */
static bool parse_words(const struct parse_model *opened, const tocsin_allocator *alloc, size_t count)
{
    static const char *const words[] = {"the", "bank", "warned", "Investors", "1,5", "."};
    struct parser *parser = NULL;
    struct vocabulary *vocabulary = NULL;
    form_id *forms = malloc(count * sizeof *forms);
    uint8_t *labels = calloc(count, 1);
    struct parse_arc *arcs = malloc(count * sizeof *arcs);
    size_t roots = 0;
    bool well = !vocabulary_create(&vocabulary, alloc, NULL) && !parser_create(&parser, opened, &tags, alloc, NULL);
    for (size_t i = 0; i < count && well; i++)
        well = (forms[i] = vocabulary_intern(vocabulary, str_of(words[i % 6]))) != FORM_NONE;
    well = well && parser_parse(arcs, parser, vocabulary, forms, labels, count);
    for (size_t i = 0; i < count && well; i++) {
        roots += arcs[i].head == i;
        assert_true(arcs[i].head < count);
        assert_true(arcs[i].head == i || arcs[i].relation < opened->relation_count);
    }
    assert_true(!well || roots == 1);
    parser_free(parser);
    vocabulary_free(vocabulary);
    free(arcs);
    free(labels);
    free(forms);
    return well;
}

static void test_long_sentence(void **state)
{
    struct parse_model opened;
    (void)state;
    assert_int_equal(parse_model_borrow(&opened, bytes_of(&model), &tags, "small", NULL), TOCSIN_OK);
    for (size_t count = 1; count <= 100000; count *= 10)
        assert_true(parse_words(&opened, &alloc_system, count));
    parse_model_close(&opened);
}

/* ---- Wrong models --------------------------------------------------------------------------------------- */

static void set_sum(struct buffer *bytes)
{
    uint64_t sum = model_file_sum(bytes_of(bytes));
    for (unsigned i = 0; i < 8; i++)
        bytes->data[MODEL_SUM_AT + i] = (char)(unsigned char)(sum >> 8 * i & 0xff);
}

/* Returns whether it was refused. */
static bool try_damaged(void)
{
    struct parse_model opened;
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (parse_model_borrow(&opened, bytes_of(&model), &tags, "small", &error) != TOCSIN_OK) {
        assert_string_equal(error.id, "model-damaged");
        assert_string_equal(error.file, "small");
        return true;
    }
    assert_true(parse_words(&opened, &alloc_system, 12));
    parse_model_close(&opened);
    return false;
}

/* Under a right checksum, too, a wrong model is refused, or is one that can be used. */
static void test_damage_under_a_right_checksum(void **state)
{
    enum { CLOSE = MODEL_HEAD + 10 * MODEL_ENTRY, FAR = 40009 };
    size_t refused = 0;
    (void)state;
    for (size_t i = MODEL_HEAD; i < model.length; i += i < CLOSE ? 1 : FAR) {
        char kept = model.data[i];
        model.data[i] = (char)~kept;
        set_sum(&model);
        refused += try_damaged();
        model.data[i] = kept;
    }
    set_sum(&model);
    assert_true(refused > 0);
    assert_false(try_damaged());
}

static void test_damage_is_seen(void **state)
{
    struct parse_model opened;
    tocsin_error error = TOCSIN_ERROR_INIT;
    (void)state;
    model.data[model.length / 2] ^= 1;
    assert_int_equal(parse_model_borrow(&opened, bytes_of(&model), &tags, "small", &error), TOCSIN_ERROR_BUNDLE);
    assert_non_null(strstr(error.message, "checksum"));
    model.data[model.length / 2] ^= 1;
}

static void test_cut_off(void **state)
{
    struct parse_model opened;
    (void)state;
    for (size_t length = 0; length < model.length; length += length < 1000 ? 7 : 50021) {
        struct str part = {model.data, length};
        tocsin_error error = TOCSIN_ERROR_INIT;
        assert_int_equal(parse_model_borrow(&opened, part, &tags, "small", &error), TOCSIN_ERROR_BUNDLE);
        assert_string_equal(error.file, "small");
    }
}

/* ---- Wrong files of vectors ----------------------------------------------------------------------------- */

static void test_wrong_vectors(void **state)
{
    static const char *const lines[] = {"bank\n", "bank\t00\n", "\t00\n", "bank 10\n"};
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char path[] = "/tmp/tocsin_vectors_XXXXXX";
        struct word_vectors vectors;
        tocsin_error error = TOCSIN_ERROR_INIT;
        int file = mkstemp(path);
        assert_true(file >= 0);
        FILE *out = fdopen(file, "w");
        fprintf(out, "# comment\n%s", lines[i]);
        fclose(out);
        word_vectors_init(&vectors, &alloc_system);
        assert_int_equal(word_vectors_read(&vectors, path, &error), TOCSIN_ERROR_BUNDLE);
        assert_int_equal(error.line, 2);
        word_vectors_finish(&vectors);
        remove(path);
    }
}

/* ---- Memory --------------------------------------------------------------------------------------------- */

static bool train_any(const tocsin_allocator *alloc, void *user)
{
    struct parse_training short_training = long_training;
    struct buffer bytes;
    (void)user;
    short_training.rounds = 1;
    buffer_init(&bytes, alloc);
    bool well = train_small(&bytes, alloc, &short_training);
    buffer_finish(&bytes);
    return well;
}

static bool parse_any(const tocsin_allocator *alloc, void *user)
{
    return parse_words(user, alloc, 12);
}

static void test_memory_may_be_out(void **state)
{
    struct parse_model opened;
    (void)state;
    assert_int_equal(parse_model_borrow(&opened, bytes_of(&model), &tags, "small", NULL), TOCSIN_OK);
    assert_true(failing_alloc_every(parse_any, &opened) > 0);
    parse_model_close(&opened);
    assert_true(failing_alloc_some(train_any, NULL, 17) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_bytes_again), cmocka_unit_test(test_knows_what_it_learned),
        cmocka_unit_test(test_long_sentence),    cmocka_unit_test(test_damage_under_a_right_checksum),
        cmocka_unit_test(test_damage_is_seen),   cmocka_unit_test(test_cut_off),
        cmocka_unit_test(test_wrong_vectors),    cmocka_unit_test(test_memory_may_be_out),
    };
    return cmocka_run_group_tests(tests, open_small, close_small);
}
