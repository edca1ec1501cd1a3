#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "failing_alloc.h"
#include "reading_kit.h"

static struct str text_of(struct reading *reading, uint32_t handle, const char *name)
{
    struct layer_value value = {.text = STR("?")};
    layers_feature(&value, reading->layers, handle, str_of(name));
    return value.text;
}

static bool flag_of(struct reading *reading, uint32_t handle, const char *name)
{
    struct layer_value value = {.flag = false};
    layers_feature(&value, reading->layers, handle, str_of(name));
    return value.flag;
}

/* "Ann Berg person; Berg person Ann Berg": the entity where it is another than is written, "?" behind one inferred.
 */
static void print_names(struct buffer *out, struct reading *reading, const char *text, enum layer_type type)
{
    struct layer layer;
    const struct token *tokens = reading->segmentation.tokens.items;
    assert_true(layers_get(&layer, reading->layers, type, STR("")));
    for (size_t i = 0; i < layer.count; i++) {
        const struct layer_span *span = &layer.items[i];
        struct str written = {text + tokens[span->first].start,
                              tokens[span->last - 1].end - tokens[span->first].start};
        struct str kind = text_of(reading, span->handle, type == LAYER_NAME ? "kind" : "gender");
        struct str entity = text_of(reading, span->handle, "entity");
        buffer_text(out, i ? "; " : "");
        buffer_format(out, "%.*s %.*s", (int)written.length, written.data, (int)kind.length, kind.data);
        if (!str_equal(written, entity))
            buffer_format(out, " %.*s", (int)entity.length, entity.data);
        if (type == LAYER_NAME && flag_of(reading, span->handle, "inferred"))
            buffer_char(out, '?');
    }
    buffer_char(out, '\0');
}

struct example {
    const char *text, *expected;
};

static void expect(const struct example *example, enum layer_type type)
{
    struct reading reading;
    struct buffer out;
    buffer_init(&out, &alloc_system);
    assert_true(reading_init(&reading, &lists, &alloc_system));
    assert_true(reading_open(&reading, str_of(example->text)));
    print_names(&out, &reading, example->text, type);
    assert_false(out.failed);
    assert_string_equal(out.data, example->expected);
    reading_finish(&reading);
    buffer_finish(&out);
}

#define EXPECT_ALL(examples, type)                                                                                 \
    for (size_t i = 0; i < sizeof(examples) / sizeof *(examples); i++)                                             \
    expect(&(examples)[i], type)

static void test_people(void **state)
{
    static const struct example examples[] = {
        {"NATO Secretary General Jens Stoltenberg said so.",
         "NATO organization; Secretary General Jens Stoltenberg person Jens Stoltenberg"},
        {"He met U.S. President Joe Biden in Geneva.",
         "U.S. place; President Joe Biden person Joe Biden; Geneva place"},
        {"Russian Foreign Minister Sergei Lavrov left.",
         "Russian nationality; Foreign Minister Sergei Lavrov person Sergei Lavrov"},
        {"Goldman Sachs CEO Lloyd Blankfein said it.",
         "Goldman Sachs organization; CEO Lloyd Blankfein person Lloyd Blankfein"},
        {"They saw Ludwig van Beethoven, J.K. Rowling and Martin Luther King Jr. there.",
         "Ludwig van Beethoven person; J.K. Rowling person; Martin Luther King Jr. person"},
        {"It was Jean-Claude Juncker who went.", "Jean-Claude Juncker person"},
        {"We asked the activist Hamdullah Mohib.", "Hamdullah Mohib person"},
    };
    (void)state;
    EXPECT_ALL(examples, LAYER_NAME);
}

static void test_organizations_and_places(void **state)
{
    static const struct example examples[] = {
        {"The Ministry of Foreign Affairs and the Bank of England met in London.",
         "Ministry of Foreign Affairs organization; Bank of England organization; London place"},
        {"It sued Acme Widgets Inc. and the University of California.",
         "Acme Widgets Inc. organization; University of California organization"},
        {"They crossed Lake Victoria, Mount Everest, the Mississippi River and New York City.",
         "Lake Victoria place; Mount Everest place; Mississippi River place; New York City place"},
        {"The French and the Kenyans won.", "French nationality; Kenyans other"},
        {"He comes from Bosnia and Herzegovina.", "Bosnia and Herzegovina place"},
        {"Rebels fought in Zarandul.", "Zarandul place"},
    };
    (void)state;
    EXPECT_ALL(examples, LAYER_NAME);
}

static void test_aliases(void **state)
{
    static const struct example examples[] = {
        {"Jens Stoltenberg spoke. Stoltenberg left. Mr. Stoltenberg smiled.",
         "Jens Stoltenberg person; Stoltenberg person Jens Stoltenberg; Mr. Stoltenberg person Jens Stoltenberg"},
        {"We saw Stoltenberg. Later Jens Stoltenberg spoke.",
         "Stoltenberg person Jens Stoltenberg; Jens Stoltenberg person"},
        {"The International Monetary Fund (IMF) met. The IMF left.",
         "International Monetary Fund organization; IMF organization International Monetary Fund; IMF organization "
         "International Monetary Fund"},
        {"The Board on Good Harbours (BGH) met. The BGH left.",
         "Board on Good Harbours organization; BGH organization Board on Good Harbours; BGH organization "
         "Board on Good Harbours"},
        {"Then the IMF met. The International Monetary Fund left.",
         "IMF organization International Monetary Fund; International Monetary Fund organization"},
        {"They met Bill Clinton. They met Hillary Clinton. Then Clinton left. Mr. Clinton stayed.",
         "Bill Clinton person; Hillary Clinton person; Clinton person Hillary Clinton?; Mr. Clinton person Bill "
         "Clinton"},
        {"Jane Smith met John Smith.", "Jane Smith person; John Smith person"},
        {"We met J. Smith, or Jane Smith.", "J. Smith person Jane Smith; Jane Smith person"},
    };
    (void)state;
    EXPECT_ALL(examples, LAYER_NAME);
}

static void test_traps(void **state)
{
    static const struct example examples[] = {
        {"May I go? Will he? Under fire, so be it. On Monday and in May it rained.", ""},
        {"The Fed raised rates.", "Fed organization"},
        {"Will Smith and Mark Twain read it.", "Will Smith person; Mark Twain person"},
        {"Turkey said so. The roast turkey was good. In Turkey it rained.", "Turkey place"},
        {"They will march. March on Washington!", "Washington place"},
        {"The President spoke. A general fell.", ""},
        {"Talks Fail as Stoltenberg Warns Beijing of Consequences in War", "Stoltenberg person; Beijing place"},
        {"BANK OF KENYA WARNS RUSSIA OVER DEBTS", "KENYA place; RUSSIA place"},
        {"the ambassador to Colombia Kevin Whitaker spoke", "Colombia place; Kevin Whitaker person"},
        {"I, J. A. () - ' The of and . , \"", ""},
    };
    (void)state;
    EXPECT_ALL(examples, LAYER_NAME);
}

static void test_pronouns(void **state)
{
    static const struct example examples[] = {
        {"Anna Berg spoke. She left.", "She woman Anna Berg"},
        {"Anna Berg met Paul Smith. He left, and she stayed.", "He man Paul Smith; she woman Anna Berg"},
        {"Paul Smith met John Miller. He left.", "He man ?"},
        {"Paul Smith said so, and John Miller left. He smiled.", "He man Paul Smith"},
        {"It rained. He left.", "He man ?"},
        {"Paul Smith left with his dog. Mr Farrell said Smith was ill. He left.",
         "his man Paul Smith; He man Farrell"},
        {"Paul Smith left with his dog. Then Farrell said he was ill.", "his man Paul Smith; he man Farrell"},
        {"The head of police, Paul Smith, said that John Miller, who left, was ill. He smiled.", "He man Paul Smith"},
        {"Paul Smith left. “He is gone,” they said.", "He man ?"},
        {"Paul Smith left.\n\nIt rained. It rained. It rained. He came.", "He man ?"},
    };
    (void)state;
    EXPECT_ALL(examples, LAYER_PRONOUN);
}

static void expect_role(const char *text, const char *role, const char *expected)
{
    struct reading reading;
    struct layer layer;
    assert_true(reading_init(&reading, &lists, &alloc_system));
    assert_true(reading_open(&reading, str_of(text)));
    assert_true(layers_get(&layer, reading.layers, LAYER_NAME, str_of(role)));
    assert_int_equal(layer.count, expected ? 1 : 0);
    if (expected) {
        const struct token *tokens = reading.segmentation.tokens.items;
        uint32_t start = tokens[layer.items[0].first].start, end = tokens[layer.items[0].last - 1].end;
        assert_int_equal(end - start, strlen(expected));
        assert_memory_equal(text + start, expected, end - start);
    }
    reading_finish(&reading);
}

static void test_roles(void **state)
{
    (void)state;
    expect_role("The French president, Emmanuel Macron, spoke.", "role", "The French president");
    expect_role("Emmanuel Macron, the French president, spoke.", "role", "the French president");
    expect_role("Anna Berg, a spokeswoman for the bank, spoke.", "role", "a spokeswoman for the bank");
    expect_role("It was spokesman John Smith.", "role", "spokesman");
    expect_role("Anna Berg, who left, spoke.", "role", NULL);
    expect_role("Anna Berg, the door was open, spoke.", "role", NULL);
    expect_role("We met Prime Minister Anna Berg.", "title", "Prime Minister");
    expect_role("We met Anna Berg Jr. there.", "family", "Berg");
}

static void test_lists(void **state)
{
    static const struct {
        const char *name, *text;
    } wrong[] = {{"known", "paris\tx\n"},           {"known", "paris\n"}, {"known", "\tp\n"},
                 {"words", "mr\ttitles\n"},         {"words", "mr\n"},    {"names", "a\tb\n"},
                 {"words", "a\tno\nb\tno\na\tno\n"}};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct language_list list = {wrong[i].name, "list.txt", str_of(wrong[i].text)};
        struct layer_words *words = NULL;
        tocsin_error error = TOCSIN_ERROR_INIT;
        assert_int_equal(layer_words_create(&words, &alloc_system, NULL, 0, &error), TOCSIN_OK);
        assert_int_equal(layer_words_take_names(words, &list, 1, &error), TOCSIN_ERROR_BUNDLE);
        assert_string_equal(error.file, "list.txt");
        assert_null(layer_words_names(words));
        layer_words_free(words);
    }
}

#define TEXT                                                                                                       \
    "The French president, Emmanuel Macron, met the International Monetary Fund (IMF). Mr. Macron said he left. "  \
    "In "                                                                                                          \
    "New York City it rained."

static bool read_all(const tocsin_allocator *alloc, void *user)
{
    struct reading reading;
    struct layer layer;
    (void)user;
    bool well = reading_init(&reading, &lists, alloc) && reading_open(&reading, STR(TEXT)) &&
                layers_get(&layer, reading.layers, LAYER_PRONOUN, STR(""));
    assert_true(!well || layer.count == 1);
    reading_finish(&reading);
    return well;
}

static void test_no_memory(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(read_all, NULL) > 8);
}

/* What one document showed must not show in the next. */
static void test_next_document(void **state)
{
    struct reading reading;
    struct buffer out;
    (void)state;
    buffer_init(&out, &alloc_system);
    assert_true(reading_init(&reading, &lists, &alloc_system));
    assert_true(reading_open(&reading, STR("Jens Stoltenberg spoke.")));
    print_names(&out, &reading, "Jens Stoltenberg spoke.", LAYER_NAME);
    buffer_clear(&out);
    assert_true(reading_open(&reading, STR("We saw Stoltenberg.")));
    print_names(&out, &reading, "We saw Stoltenberg.", LAYER_NAME);
    assert_string_equal(out.data, "Stoltenberg person");
    reading_finish(&reading);
    buffer_finish(&out);
}

static void test_long_texts(void **state)
{
    static const char *const words[] = {"French ", "Bank of ", "Anna ", "President ", "of the ",
                                        "New ",    "He ",      "A-",    "Anna, "};
    (void)state;
    expect_linear(words, sizeof words / sizeof *words, LAYER_PRONOUN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_people),        cmocka_unit_test(test_organizations_and_places),
        cmocka_unit_test(test_aliases),       cmocka_unit_test(test_traps),
        cmocka_unit_test(test_pronouns),      cmocka_unit_test(test_roles),
        cmocka_unit_test(test_lists),         cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_next_document), cmocka_unit_test(test_long_texts),
    };
    return cmocka_run_group_tests(tests, open_lists, close_lists);
}
