#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "failing_alloc.h"
#include "train/model_writer.h"

static const struct model_kind kind = {"kind", 7};

static void write_small(struct buffer *out)
{
    struct model_section sections[] = {
        {"one", STR("first")}, {"empty", STR("")}, {"sixteen-letters!", STR("last")}};
    buffer_init(out, &alloc_system);
    model_write(out, &kind, sections, 3);
    assert_false(out->failed);
}

static tocsin_status borrow(const struct buffer *model, const struct model_kind *wanted, tocsin_error *error)
{
    struct model_file opened;
    struct str data = {model->data, model->length};
    return model_file_borrow(&opened, data, wanted, "small.model", error);
}

static void test_gives_back_sections(void **state)
{
    (void)state;
    struct buffer model;
    struct model_file opened;
    struct str found;
    write_small(&model);
    assert_int_equal(model_file_borrow(&opened, (struct str){model.data, model.length}, &kind, "x", NULL),
                     TOCSIN_OK);
    assert_true(model_file_section(&found, &opened, "one"));
    assert_true(str_equal(found, STR("first")));
    assert_int_equal((found.data - model.data) % MODEL_ALIGNMENT, 0);
    assert_true(model_file_section(&found, &opened, "empty"));
    assert_int_equal(found.length, 0);
    assert_true(model_file_section(&found, &opened, "sixteen-letters!"));
    assert_true(str_equal(found, STR("last")));
    assert_false(model_file_section(&found, &opened, "two"));
    model_file_close(&opened);
    buffer_finish(&model);
}

static void test_maps_a_file(void **state)
{
    (void)state;
    struct buffer model;
    struct model_file opened;
    struct str found;
    tocsin_error error = TOCSIN_ERROR_INIT;
    write_small(&model);
    assert_int_equal(file_write("test_model_file.tmp", model.data, model.length, NULL), TOCSIN_OK);
    assert_int_equal(model_file_open(&opened, "test_model_file.tmp", &kind, &error), TOCSIN_OK);
    assert_true(model_file_section(&found, &opened, "one"));
    assert_true(str_equal(found, STR("first")));
    model_file_close(&opened);
    assert_int_equal(file_write("test_model_file.tmp", "", 0, NULL), TOCSIN_OK);
    assert_int_equal(model_file_open(&opened, "test_model_file.tmp", &kind, &error), TOCSIN_ERROR_BUNDLE);
    assert_string_equal(error.id, "model-foreign");
    assert_string_equal(error.file, "test_model_file.tmp");
    assert_int_equal(truncate("test_model_file.tmp", (off_t)MODEL_LIMIT + 1), 0);
    assert_int_equal(model_file_open(&opened, "test_model_file.tmp", &kind, &error), TOCSIN_ERROR_LIMIT);
    remove("test_model_file.tmp");
    assert_int_equal(model_file_open(&opened, "test_model_file.tmp", &kind, &error), TOCSIN_ERROR_IO);
    assert_int_equal(model_file_open(&opened, "/", &kind, &error), TOCSIN_ERROR_IO);
    buffer_finish(&model);
}

static void test_refuses_other_kinds_and_versions(void **state)
{
    (void)state;
    struct buffer model;
    tocsin_error error = TOCSIN_ERROR_INIT;
    write_small(&model);
    assert_int_equal(borrow(&model, &(struct model_kind){"other", 7}, &error), TOCSIN_ERROR_BUNDLE);
    assert_string_equal(error.id, "model-kind");
    assert_string_equal(error.message, "this is a model of kind 'kind', not 'other'");
    assert_string_equal(error.file, "small.model");
    assert_int_equal(borrow(&model, &(struct model_kind){"kind", 8}, &error), TOCSIN_ERROR_BUNDLE);
    assert_string_equal(error.message, "the model is of version 7; this engine reads version 8");
    model.data[8] = 2;
    assert_int_equal(borrow(&model, &kind, &error), TOCSIN_ERROR_BUNDLE);
    assert_string_equal(error.id, "model-version");
    buffer_finish(&model);
}

/* Every byte that changes, and every length that is not the whole, is seen. */
static void test_sees_any_damage(void **state)
{
    (void)state;
    struct buffer model;
    write_small(&model);
    for (size_t i = 0; i < model.length; i++) {
        model.data[i] ^= 0x41;
        assert_int_equal(borrow(&model, &kind, NULL), TOCSIN_ERROR_BUNDLE);
        model.data[i] ^= 0x41;
    }
    for (size_t whole = model.length; model.length > 0;) {
        model.length--;
        assert_int_equal(borrow(&model, &kind, NULL), TOCSIN_ERROR_BUNDLE);
        assert_true(whole > model.length);
    }
    buffer_finish(&model);
}

static void set_sum(struct buffer *model)
{
    uint64_t sum = model_file_sum((struct str){model->data, model->length});
    for (unsigned i = 0; i < 8; i++)
        model->data[MODEL_SUM_AT + i] = (char)(unsigned char)(sum >> 8 * i & 0xff);
}

/* A wrong table under a right checksum. */
static void test_refuses_sections_beyond_the_file(void **state)
{
    (void)state;
    static const struct {
        size_t at;
        unsigned char byte;
    } changes[] = {
        {48, 200},                              /* too many sections */
        {48, 65},                               /* over the limit */
        {MODEL_HEAD + 16, 1},                   /* not aligned */
        {MODEL_HEAD + 16, 64},                  /* within the table */
        {MODEL_HEAD + 16 + 7, 255},             /* behind the end */
        {MODEL_HEAD + 24 + 7, 255},             /* longer than all */
        {MODEL_HEAD + 24, 200},                 /* into the next */
        {MODEL_HEAD + 2 * MODEL_ENTRY + 24, 5}, /* one byte over the end */
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct buffer model;
        tocsin_error error = TOCSIN_ERROR_INIT;
        write_small(&model);
        model.data[changes[i].at] = (char)changes[i].byte;
        set_sum(&model);
        assert_int_equal(borrow(&model, &kind, &error), TOCSIN_ERROR_BUNDLE);
        assert_string_equal(error.message, "the model is damaged: its sections do not fit into it");
        buffer_finish(&model);
    }
}

static bool write_any(const tocsin_allocator *alloc, void *user)
{
    struct buffer model;
    struct model_section section = {"one", STR("first")};
    (void)user;
    buffer_init(&model, alloc);
    model_write(&model, &kind, &section, 1);
    bool well = !model.failed;
    buffer_finish(&model);
    return well;
}

static void test_memory_may_be_out(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(write_any, NULL) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gives_back_sections),
        cmocka_unit_test(test_maps_a_file),
        cmocka_unit_test(test_refuses_other_kinds_and_versions),
        cmocka_unit_test(test_sees_any_damage),
        cmocka_unit_test(test_refuses_sections_beyond_the_file),
        cmocka_unit_test(test_memory_may_be_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
