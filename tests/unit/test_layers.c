#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "failing_alloc.h"
#include "reading_kit.h"

#define TEXT "Talks failed. It rained.\n\nNothing moved."

static void assert_span(struct layer_span span, uint32_t first, uint32_t last)
{
    assert_int_equal(span.first, first);
    assert_int_equal(span.last, last);
}

static double number_of(struct layers *layers, uint32_t handle, const char *name)
{
    struct layer_value value;
    assert_true(layers_feature(&value, layers, handle, str_of(name)));
    assert_int_equal(value.kind, LAYER_NUMBER);
    return value.number;
}

static void test_sentences(void **state)
{
    struct reading reading;
    struct layer layer;
    struct layer_value value;
    (void)state;
    assert_true(reading_init(&reading, &lists, &alloc_system));
    assert_true(reading_open(&reading, STR(TEXT)));
    assert_true(layers_get(&layer, reading.layers, LAYER_SENTENCE, STR("")));
    assert_int_equal(layer.count, 3);
    assert_span(layer.items[0], 0, 3);
    assert_span(layer.items[1], 3, 6);
    assert_span(layer.items[2], 6, 9);
    assert_true(number_of(reading.layers, layer.items[1].handle, "number") == 2);
    assert_true(number_of(reading.layers, layer.items[1].handle, "length") == 3);
    assert_false(layers_feature(&value, reading.layers, layer.items[1].handle, STR("sentences")));
    assert_true(layers_get(&layer, reading.layers, LAYER_SENTENCE, STR("inner")));
    assert_int_equal(layer.count, 0);
    reading_finish(&reading);
}

static void test_paragraphs(void **state)
{
    struct reading reading;
    struct layer layer;
    (void)state;
    assert_true(reading_init(&reading, &lists, &alloc_system));
    assert_true(reading_open(&reading, STR(TEXT)));
    assert_true(layers_get(&layer, reading.layers, LAYER_PARAGRAPH, STR("")));
    assert_int_equal(layer.count, 2);
    assert_span(layer.items[0], 0, 6);
    assert_span(layer.items[1], 6, 9);
    assert_true(number_of(reading.layers, layer.items[0].handle, "sentences") == 2);
    assert_int_equal(layer_handle_type(layer.items[1].handle), LAYER_PARAGRAPH);
    reading_finish(&reading);
}

/* What an earlier document left must not show in the next. */
static void test_next_document(void **state)
{
    struct reading reading;
    struct layer layer;
    (void)state;
    assert_true(reading_init(&reading, &lists, &alloc_system));
    assert_true(reading_open(&reading, STR(TEXT)));
    assert_true(layers_get(&layer, reading.layers, LAYER_SENTENCE, STR("")));
    assert_true(reading_open(&reading, STR("")));
    assert_true(layers_get(&layer, reading.layers, LAYER_SENTENCE, STR("")));
    assert_int_equal(layer.count, 0);
    reading_finish(&reading);
}

static void test_schema(void **state)
{
    (void)state;
    assert_int_equal(layer_find(STR("Paragraph")), LAYER_PARAGRAPH);
    assert_int_equal(layer_find(STR("paragraph")), LAYER_NONE);
    assert_string_equal(layer_schema_of(LAYER_SENTENCE)->name, "Sentence");
    assert_null(layer_schema_of(LAYER_NONE));
    assert_non_null(layer_find_feature(LAYER_PARAGRAPH, STR("sentences")));
    assert_null(layer_find_feature(LAYER_SENTENCE, STR("sentences")));
    assert_false(layer_has_role(LAYER_SENTENCE, STR("inner")));
}

static bool read_all(const tocsin_allocator *alloc, void *user)
{
    struct reading reading;
    struct layer layer;
    (void)user;
    bool well = reading_init(&reading, &lists, alloc) && reading_open(&reading, STR(TEXT));
    for (unsigned type = 0; type < LAYER_COUNT && well; type++)
        well = layers_get(&layer, reading.layers, (enum layer_type)type, STR(""));
    reading_finish(&reading);
    return well;
}

static void test_no_memory(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(read_all, NULL) > 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentences), cmocka_unit_test(test_paragraphs), cmocka_unit_test(test_next_document),
        cmocka_unit_test(test_schema),    cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, open_lists, close_lists);
}
