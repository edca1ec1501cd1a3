#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "failing_alloc.h"
#include "reading_kit.h"

static struct layer_value feature(struct reading *reading, uint32_t handle, const char *name)
{
    struct layer_value value;
    assert_true(layers_feature(&value, reading->layers, handle, str_of(name)));
    return value;
}

/* "{speech": its kind, then "<" where it was never opened, ">" where it was never closed, "+" where a paragraph
 * reopens it. */
static void print_opening(struct buffer *out, struct reading *reading, uint32_t handle)
{
    struct str kind = feature(reading, handle, "kind").text;
    buffer_char(out, '{');
    buffer_append(out, kind.data, kind.length);
    buffer_text(out, feature(reading, handle, "opened").flag ? "" : "<");
    buffer_text(out, feature(reading, handle, "closed").flag ? "" : ">");
    buffer_text(out, feature(reading, handle, "continued").flag ? "+" : "");
    buffer_char(out, ' ');
}

/* The text with its quotations in braces. */
static void print_quotations(struct buffer *out, struct reading *reading, const char *text,
                             const struct layer *layer)
{
    size_t next = 0, at = 0;
    for (uint32_t token = 0; token < reading->segmentation.tokens.count; token++) {
        struct token place = reading->segmentation.tokens.items[token];
        buffer_append(out, text + at, place.start - at);
        for (; next < layer->count && layer->items[next].first == token; next++)
            print_opening(out, reading, layer->items[next].handle);
        buffer_append(out, text + place.start, place.end - place.start);
        for (size_t i = 0; i < next; i++)
            if (layer->items[i].last == token + 1)
                buffer_char(out, '}');
        at = place.end;
    }
    buffer_text(out, text + at);
    buffer_char(out, '\0');
}

struct example {
    const char *text, *expected; /* NULL: no quotation */
};

static void expect(const struct example *example)
{
    struct reading reading;
    struct layer layer;
    struct buffer out;
    buffer_init(&out, &alloc_system);
    assert_true(reading_init(&reading, &lists, &alloc_system));
    assert_true(reading_open(&reading, str_of(example->text)));
    assert_true(layers_get(&layer, reading.layers, LAYER_QUOTE, STR("")));
    print_quotations(&out, &reading, example->text, &layer);
    assert_false(out.failed);
    assert_string_equal(out.data, example->expected ? example->expected : example->text);
    reading_finish(&reading);
    buffer_finish(&out);
}

static void expect_all(const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect(&examples[i]);
}

#define EXPECT_ALL(examples) expect_all(examples, sizeof(examples) / sizeof *(examples))

static void test_marks(void **state)
{
    static const struct example examples[] = {
        {"\"We lost,\" he said.", "{speech \"We lost,\"} he said."},
        {"“We lost,” he said.", "{speech “We lost,”} he said."},
        {"'We lost,' he said.", "{speech 'We lost,'} he said."},
        {"‘We lost,’ he said.", "{speech ‘We lost,’} he said."},
        {"«We lost,» he said.", "{speech «We lost,»} he said."},
        {"« We lost, » he said.", "{speech « We lost, »} he said."},
        {"„We lost,“ he said.", "{speech „We lost,“} he said."},
        {"„We lost,” he said.", "{speech „We lost,”} he said."},
        {"‚We lost,‘ he said.", "{speech ‚We lost,‘} he said."},
        {"‹We lost,› he said.", "{speech ‹We lost,›} he said."},
        {"``We lost,'' he said.", "{speech ``We lost,''} he said."},
        {"`We lost,' he said.", "{speech `We lost,'} he said."},
        {"''We lost,'' he said.", "{speech ''We lost,''} he said."},
        {"<<We lost,>> he said.", "{speech <<We lost,>>} he said."},
        {"「We lost」 he said.", "{scare 「We lost」} he said."},
    };
    (void)state;
    EXPECT_ALL(examples);
}

static void test_mixed_marks(void **state)
{
    static const struct example examples[] = {
        {"“We lost,\" he said.", "{speech “We lost,\"} he said."},
        {"\"We lost,” he said.", "{speech \"We lost,”} he said."},
        {"“We lost,“ he said.", "{speech “We lost,“} he said."},
        {"”We lost,” he said.", "{speech ”We lost,”} he said."},
        {"``We lost,\" he said.", "{speech ``We lost,\"} he said."},
        {"““We lost,” he said.", "{speech ““We lost,”} he said."},
        {"The port''s chief said, ''We lost.''", "The port''s chief said, {speech ''We lost.''}"},
        {"\"\"We lost,\"\" he said.", "{speech \"\"We lost,\"\"} he said."},
        {"It was \"\"a trap\"\", \"a lie\"\".", "It was {scare \"\"a trap\"\"}, {scare \"a lie\"}\"."},
        {"He said,\"We lost.\"", "He said,{speech \"We lost.\"}"},
        {"\" We lost, \" he said.", "{speech \" We lost, \"} he said."},
        {"It was (\"a trap\") again—“a trap”—then.", "It was ({scare \"a trap\"}) again—{scare “a trap”}—then."},
        {"\"[Sanders] should stay,\" he said.", "{speech \"[Sanders] should stay,\"} he said."},
    };
    (void)state;
    EXPECT_ALL(examples);
}

static void test_nested(void **state)
{
    static const struct example examples[] = {
        {"“He told me ‘go away’ and left,” she said.",
         "{speech “He told me {scare ‘go away’} and left,”} she said."},
        {"\"He said, 'Go away.'\"", "{speech \"He said, {speech 'Go away.'}\"}"},
        {"'He said, \"Go away.\"'", "{speech 'He said, {speech \"Go away.\"}'}"},
        {"“He told me “go away” and left,” she said.",
         "{speech “He told me {scare “go away”} and left,”} she said."},
        {"“‘Go away,’ he told me,” she said.", "{speech “{speech ‘Go away,’} he told me,”} she said."},
        {"“a ‘b “c ‘d “e ‘f “g” h’ i” j’ k” l’ m”",
         "{fragment “a {fragment ‘b {fragment “c {fragment ‘d {fragment “e "
         "{fragment ‘f “g” h’} i”} j’} k”} l’} m”}"},
    };
    (void)state;
    EXPECT_ALL(examples);
}

static void test_apostrophes(void **state)
{
    static const struct example examples[] = {
        {"The workers' rights and the bosses' dues.", NULL},
        {"Don't say it's Macron's, y'all.", NULL},
        {"In the '90s rock 'n' roll was ‘bout all.", NULL},
        {"It is 6' 2\" tall.", NULL},
        {"Beijing’s and Moscow’ men.", NULL},
        {"'The workers' rights matter,' she said.", "{speech 'The workers' rights matter,'} she said."},
        {"‘The workers’ rights matter,’ she said.", "{speech ‘The workers’ rights matter,’} she said."},
        {"'It's the boss's fault,' he said.", "{speech 'It's the boss's fault,'} he said."},
        {"‘bout the “residents’ odd routines” again", "‘bout the {fragment “residents’ odd routines”} again"},
    };
    (void)state;
    EXPECT_ALL(examples);
}

static void test_kinds(void **state)
{
    static const struct example examples[] = {
        {"He spoke of “gambling with the winter” there.",
         "He spoke of {fragment “gambling with the winter”} there."},
        {"The so-called “experts” came.", "The so-called {scare “experts”} came."},
        {"Joe “The Rocket” Smith came.", "Joe {name “The Rocket”} Smith came."},
        {"He wrote “The Art of the Deal” then.", "He wrote {title “The Art of the Deal”} then."},
        {"She called it “a fairy tale.”", "She called it {fragment “a fairy tale.”}"},
        {"He yelled, “Liar!”", "He yelled, {speech “Liar!”}"},
        {"“No,” he said.", "{speech “No,”} he said."},
        {"He said: “We will never give this up”", "He said: {speech “We will never give this up”}"},
        {"He said aloud: ‘if they close, we pay too’", "He said aloud: {speech ‘if they close, we pay too’}"},
        {"“We saw. They ran” is all.", "{speech “We saw. They ran”} is all."},
    };
    (void)state;
    EXPECT_ALL(examples);
}

static void test_paragraphs(void **state)
{
    static const struct example examples[] = {
        {"“We lost.\n\n“We won,” he said.", "{speech+ “We lost.\n\n“We won,”} he said."},
        {"“We lost.\n\nWe won,” he said.", "{speech “We lost.\n\nWe won,”} he said."},
        {"“We lost.\n\nHe said: “We won.”", "{speech> “We lost.}\n\nHe said: {speech “We won.”}"},
        {"\"A b c.\n\n\"D e f.\n\n\"G h,\" he said.", "{speech+ \"A b c.\n\n\"D e f.\n\n\"G h,\"} he said."},
        {"\"It is a 'thing.\n\n\"More,\" he said.", "{speech+ \"It is a 'thing.\n\n\"More,\"} he said."},
        {"'We lost.\n\nThe dogs' men won.", NULL},
    };
    (void)state;
    EXPECT_ALL(examples);
}

static void test_without_partner(void **state)
{
    static const struct example examples[] = {
        {"He spoke of “gambling with it. She left.", "He spoke of {fragment> “gambling with it.} She left."},
        {"He said: “It is so. It was so.", "He said: {speech> “It is so. It was so.}"},
        {"“Nobody can speak of “farm machines” now. He left.",
         "{speech> “Nobody can speak of {scare “farm machines”} now. He left.}"},
        {"He spoke “of a “man. He “left” then. It rained.",
         "He spoke {speech> “of a “man. He {scare “left”}} then. It rained."},
        {"It was late. We are lost,\" he said.", "{speech< It was late. We are lost,\"} he said."},
        {"\"A,\" he said. We are lost,\" she said.", "{speech \"A,\"} he said. {speech< We are lost,\"} she said."},
        {"The pipe is 12\" wide.", NULL},
        {"A « alone.", NULL},
        {"\"", NULL},
        {"\"\"", NULL},
        {"''\"\"``\"'", NULL},
    };
    (void)state;
    EXPECT_ALL(examples);
}

static void test_features(void **state)
{
    struct reading reading;
    struct layer whole, inner, part;
    (void)state;
    assert_true(reading_init(&reading, &lists, &alloc_system));
    assert_true(reading_open(&reading, STR("“He said ‘no’ twice.\n\n“He left,\" she said.")));
    assert_true(layers_get(&whole, reading.layers, LAYER_QUOTE, STR("")));
    assert_true(layers_get(&inner, reading.layers, LAYER_QUOTE, STR("inner")));
    assert_true(layers_get(&part, reading.layers, LAYER_QUOTE, STR("part")));
    assert_int_equal(whole.count, 2);
    assert_int_equal(inner.count, 2);
    assert_int_equal(inner.items[0].first, whole.items[0].first + 1);
    assert_int_equal(inner.items[0].last, whole.items[0].last - 1);
    assert_int_equal(inner.items[0].handle, whole.items[0].handle);
    assert_int_equal(part.count, 2);
    assert_int_equal(part.items[0].last, part.items[1].first);
    assert_int_equal(part.items[1].last, whole.items[0].last);
    assert_true(feature(&reading, whole.items[1].handle, "depth").number == 2);
    assert_true(feature(&reading, whole.items[0].handle, "confidence").number < 1);
    assert_true(feature(&reading, whole.items[1].handle, "confidence").number == 1);
    reading_finish(&reading);
}

static void test_quoted_tokens(void **state)
{
    static const char expected[] = "0011111110000"; /* He said “ go ‘ now ’ ” . */
    struct reading reading;
    (void)state;
    assert_true(reading_init(&reading, &lists, &alloc_system));
    assert_true(reading_open(&reading, STR("He said “go ‘now’ on” to a man.")));
    assert_int_equal(reading.segmentation.tokens.count, sizeof expected - 1);
    for (uint32_t token = 0; token < sizeof expected - 1; token++) {
        const struct layer_span *span;
        assert_true(layers_quotation_at(&span, reading.layers, token));
        assert_int_equal(span != NULL, expected[token] == '1');
    }
    reading_finish(&reading);
}

static bool read_all(const tocsin_allocator *alloc, void *user)
{
    struct reading reading;
    struct layer layer;
    (void)user;
    bool well = reading_init(&reading, &lists, alloc) &&
                reading_open(&reading, STR("“A ‘b’ c.\n\n“D e,” she said.")) &&
                layers_get(&layer, reading.layers, LAYER_QUOTE, STR("inner")) && layer.count == 2;
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
        cmocka_unit_test(test_marks),     cmocka_unit_test(test_mixed_marks),
        cmocka_unit_test(test_nested),    cmocka_unit_test(test_apostrophes),
        cmocka_unit_test(test_kinds),     cmocka_unit_test(test_paragraphs),
        cmocka_unit_test(test_features),  cmocka_unit_test(test_without_partner),
        cmocka_unit_test(test_no_memory), cmocka_unit_test(test_quoted_tokens),
    };
    return cmocka_run_group_tests(tests, open_lists, close_lists);
}
