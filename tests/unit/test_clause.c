#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "failing_alloc.h"
#include "reading_kit.h"

/* Each clause in brackets behind its kind: "main[He said that[that it rained]]." */
static void print_clauses(struct buffer *out, struct reading *reading, const char *text, const struct layer *layer)
{
    size_t next = 0, at = 0;
    for (uint32_t token = 0; token < reading->segmentation.tokens.count; token++) {
        struct token place = reading->segmentation.tokens.items[token];
        buffer_append(out, text + at, place.start - at);
        for (; next < layer->count && layer->items[next].first == token; next++) {
            struct layer_value kind;
            assert_true(layers_feature(&kind, reading->layers, layer->items[next].handle, STR("kind")));
            buffer_append(out, kind.text.data, kind.text.length);
            buffer_char(out, '[');
        }
        buffer_append(out, text + place.start, place.end - place.start);
        for (size_t i = 0; i < next; i++)
            if (layer->items[i].last == token + 1)
                buffer_char(out, ']');
        at = place.end;
    }
    buffer_text(out, text + at);
    buffer_char(out, '\0');
}

struct example {
    const char *text, *expected;
};

static void expect(const struct example *example)
{
    struct reading reading;
    struct layer layer;
    struct buffer out;
    buffer_init(&out, &alloc_system);
    assert_true(reading_init(&reading, &lists, &alloc_system));
    assert_true(reading_open(&reading, str_of(example->text)));
    assert_true(layers_get(&layer, reading.layers, LAYER_CLAUSE, STR("")));
    print_clauses(&out, &reading, example->text, &layer);
    assert_false(out.failed);
    assert_string_equal(out.data, example->expected);
    reading_finish(&reading);
    buffer_finish(&out);
}

#define EXPECT_ALL(examples)                                                                                       \
    for (size_t i = 0; i < sizeof(examples) / sizeof *(examples); i++)                                             \
    expect(&(examples)[i])

static void test_main(void **state)
{
    static const struct example examples[] = {
        {"It rained.", "main[It rained]."},
        {"The dogs bark.", "main[The dogs bark]."},
        {"The talks failed, and the ministers left.", "main[The talks failed], and main[the ministers left]."},
        {"He came and left.", "main[He came] and main[left]."},
        {"It rained; nobody came.", "main[It rained]; main[nobody came]."},
        {"It rained, he was wet.", "main[It rained], main[he was wet]."},
        {"He came but she had left.", "main[He came] but main[she had left]."},
        {"Bread and butter.", "Bread and butter."},
        {"", ""},
    };
    (void)state;
    EXPECT_ALL(examples);
}

static void test_that(void **state)
{
    static const struct example examples[] = {
        {"He said that it rained.", "main[He said that[that it rained]]."},
        {"He said it rained.", "main[He said that[it rained]]."},
        {"She warned that prices would rise and that jobs would go.",
         "main[She warned that[that prices would rise] and that[that jobs would go]]."},
        {"Analysts say the bank has failed.", "main[Analysts say that[the bank has failed]]."},
        {"Prices will rise, he said.", "main[that[Prices will rise], he said]."},
        {"Prices will rise, said the minister.", "main[that[Prices will rise], said the minister]."},
        {"He explained why it rained.", "main[He explained that[why it rained]]."},
        {"That is all.", "main[That is all]."},
    };
    (void)state;
    EXPECT_ALL(examples);
}

static void test_if(void **state)
{
    static const struct example examples[] = {
        {"Prices rise because demand grew.", "main[Prices rise if[because demand grew]]."},
        {"They left because of the rain.", "main[They left because of the rain]."},
        {"If it rains, we stay.", "main[if[If it rains], we stay]."},
        {"We stay if it rains.", "main[We stay if[if it rains]]."},
        {"Even if it rains, we go.", "main[if[Even if it rains], we go]."},
        {"When he came, it rained.", "main[if[When he came], it rained]."},
        {"After the talks, he left.", "main[After the talks, he left]."},
        {"After the talks failed, he left.", "main[if[After the talks failed], he left]."},
        {"He said that if it rains, they will stay.", "main[He said that[that if[if it rains], they will stay]]."},
    };
    (void)state;
    EXPECT_ALL(examples);
}

static void test_relative(void **state)
{
    static const struct example examples[] = {
        {"The man who came went home.", "main[The man relative[who came] went home]."},
        {"The law, which was passed in May, has failed.",
         "main[The law, relative[which was passed in May], has failed]."},
        {"The house in which he lived was sold.", "main[The house relative[in which he lived] was sold]."},
        {"The things they want are here.", "main[The things relative[they want] are here]."},
        {"A storm that killed ten people has ended.", "main[A storm relative[that killed ten people] has ended]."},
    };
    (void)state;
    EXPECT_ALL(examples);
}

static void test_without_finite_verb(void **state)
{
    static const struct example examples[] = {
        {"He wants to go.", "main[He wants infinitive[to go]]."},
        {"He wants to go and to see it.", "main[He wants infinitive[to go] and infinitive[to see it]]."},
        {"He went to Rome.", "main[He went to Rome]."},
        {"He left, saying nothing.", "main[He left, participial[saying nothing]]."},
        {"He was saved by running away.", "main[He was saved participial[by running away]]."},
        {"The man arrested on Monday was freed.", "main[The man participial[arrested on Monday] was freed]."},
        {"The man arrested on Monday.", "main[The man arrested on Monday]."},
    };
    (void)state;
    EXPECT_ALL(examples);
}

static void test_quoted(void **state)
{
    static const struct example examples[] = {
        {"“We lost because it rained,” he said.", "“main[quoted[We lost if[because it rained]],” he said]."},
        {"He said: “We lost.”", "main[He said: “quoted[We lost]].”"},
        {"The bank (it was founded in May) has failed.",
         "main[The bank (quoted[it was founded in May]) has failed]."},
    };
    (void)state;
    EXPECT_ALL(examples);
}

static void test_body(void **state)
{
    struct reading reading;
    struct layer whole, body;
    (void)state;
    assert_true(reading_init(&reading, &lists, &alloc_system));
    assert_true(reading_open(&reading, STR("He said that it rained.")));
    assert_true(layers_get(&whole, reading.layers, LAYER_CLAUSE, STR("")));
    assert_true(layers_get(&body, reading.layers, LAYER_CLAUSE, STR("body")));
    assert_int_equal(body.count, 2);
    assert_int_equal(body.items[1].first, whole.items[1].first + 1);
    assert_int_equal(body.items[1].last, whole.items[1].last);
    assert_int_equal(body.items[1].handle, whole.items[1].handle);
    reading_finish(&reading);
}

/* Each of these would be nested or moved without end. */
static void test_long_sentences(void **state)
{
    static const char *const parts[] = {"that he said ", "it rained, he said, ", "(it is ", "“It is ", "who is "};
    (void)state;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct reading reading;
        struct layer layer;
        struct buffer text;
        buffer_init(&text, &alloc_system);
        for (size_t k = 0; k < 5000; k++)
            buffer_text(&text, parts[i]);
        assert_true(reading_init(&reading, &lists, &alloc_system));
        assert_true(reading_open(&reading, (struct str){text.data, text.length}));
        assert_true(layers_get(&layer, reading.layers, LAYER_CLAUSE, STR("")));
        assert_true(layer.count > 0);
        reading_finish(&reading);
        buffer_finish(&text);
    }
}

static bool read_all(const tocsin_allocator *alloc, void *user)
{
    struct reading reading;
    struct layer layer;
    (void)user;
    bool well = reading_init(&reading, &lists, alloc) &&
                reading_open(&reading, STR("It will rain, he said. If it rains, we stay; they go.")) &&
                layers_get(&layer, reading.layers, LAYER_CLAUSE, STR("body")) && layer.count > 4;
    reading_finish(&reading);
    return well;
}

static void test_no_memory(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(read_all, NULL) > 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_main),      cmocka_unit_test(test_that),
        cmocka_unit_test(test_if),        cmocka_unit_test(test_relative),
        cmocka_unit_test(test_quoted),    cmocka_unit_test(test_without_finite_verb),
        cmocka_unit_test(test_body),      cmocka_unit_test(test_long_sentences),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, open_lists, close_lists);
}
