/* Noun phrases, verb groups and clauses by trees, with the models that ship, on hard constructions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "english/trees.h"
#include "failing_alloc.h"
#include "reading.h"

static struct reading_lists lists;
static struct tag_model tagger;
static struct parse_model parser;

static int open_lists(void **state)
{
    (void)state;
    return !reading_lists_open(&lists, &alloc_system) || english_tags(&tagger, NULL) ||
           english_parser(&parser, &tagger, NULL);
}

static int close_lists(void **state)
{
    (void)state;
    parse_model_close(&parser);
    tag_model_close(&tagger);
    reading_lists_close(&lists);
    return 0;
}

struct parsed {
    struct reading reading;
    struct tags *tags;
    struct trees *trees;
};

static void parsed_close(struct parsed *parsed)
{
    reading_finish(&parsed->reading);
    trees_free(parsed->trees);
    tags_free(parsed->tags);
}

/* False: out of memory. */
static bool parsed_open(struct parsed *out, struct str text, const tocsin_allocator *alloc)
{
    *out = (struct parsed){0};
    struct reading *reading = &out->reading;
    if (!reading_init(reading, &lists, alloc) || tags_create(&out->tags, &tagger, lists.lemmas, alloc, NULL) ||
        trees_create(&out->trees, &parser, out->tags, alloc, NULL) ||
        segmentation_run(&reading->segmentation, text, TOCSIN_BREAKS_NEWS, lists.language, reading->vocabulary,
                         NULL))
        return false;
    layers_use_trees(reading->layers, out->trees);
    tags_open(out->tags, &reading->segmentation, reading->vocabulary);
    layers_open(reading->layers, &reading->segmentation, reading->vocabulary);
    return true;
}

/* The texts of all annotations of a type, or spans of its role, with the values of some features behind each. */
static void tell(struct buffer *out, const char *text, const char *type, const char *role, const char *feature)
{
    struct parsed parsed;
    struct layer layer;
    assert_true(parsed_open(&parsed, str_of(text), &alloc_system));
    assert_true(layers_get(&layer, parsed.reading.layers, layer_find(str_of(type)), str_of(role)));
    const struct token *tokens = parsed.reading.segmentation.tokens.items;
    for (size_t i = 0; i < layer.count; i++) {
        struct layer_value value;
        uint32_t start = tokens[layer.items[i].first].start, end = tokens[layer.items[i].last - 1].end;
        buffer_text(out, i ? " | " : "");
        buffer_append(out, text + start, end - start);
        if (!feature)
            continue;
        assert_true(layers_feature(&value, parsed.reading.layers, layer.items[i].handle, str_of(feature)));
        buffer_char(out, '=');
        if (value.kind == LAYER_FLAG)
            buffer_text(out, value.flag ? "yes" : "no");
        else
            buffer_append(out, value.text.data, value.text.length);
    }
    buffer_char(out, '\0');
    parsed_close(&parsed);
}

struct example {
    const char *text, *type, *role, *feature, *expected;
};

static void expect(const struct example *example)
{
    struct buffer out;
    buffer_init(&out, &alloc_system);
    tell(&out, example->text, example->type, example->role, example->feature);
    assert_false(out.failed);
    assert_string_equal(out.data, example->expected);
    buffer_finish(&out);
}

#define EXPECT_ALL(examples)                                                                                       \
    for (size_t i = 0; i < sizeof(examples) / sizeof *(examples); i++)                                             \
    expect(&(examples)[i])

static void test_noun_phrases(void **state)
{
    static const struct example examples[] = {
        {"The old president of France met three ministers.", "NP", "", NULL,
         "The old president | France | three ministers"},
        {"The old president of France met three ministers.", "NP", "whole", NULL,
         "The old president of France | France | three ministers"},
        {"The two old wooden bridges near the port burned.", "NP", "modifier", NULL, "two old wooden"},
        {"The minister's brother's car was stolen.", "NP", "", "possessed",
         "The minister's brother's car=yes | The minister's brother=yes | The minister=no"},
        {"Jens Stoltenberg, the secretary general of the alliance, warned Russia.", "NP", "apposition", NULL,
         "the secretary general"},
        {"Dogs and cats fear the loud noise.", "NP", "", "coordinated", "Dogs=yes | cats=yes | the loud noise=no"},
        {"She gave him the books.", "NP", "", "kind", "She=pronoun | him=pronoun | the books=common"},
        {"All the old men gave her a ring, his books and bread.", "NP", "", "definiteness",
         "All the old men=definite | her=definite | a ring=indefinite | his books=definite | his=definite | "
         "bread=bare"},
        {"She gave him the books.", "NP", "", "plural", "She=no | him=no | the books=yes"},
        {"She gave him the books.", "NP", "", "place", "She=subject | him=object | the books=object"},
        {"She gave him the books.", "NP", "determiner", NULL, "the"},
    };
    (void)state;
    EXPECT_ALL(examples);
}

static void test_verb_groups(void **state)
{
    static const struct example examples[] = {
        {"They have not been told.", "VP", "", "voice", "have not been told=passive"},
        {"They have not been told.", "VP", "", "aspect", "have not been told=perfect"},
        {"They have not been told.", "VP", "", "negated", "have not been told=yes"},
        {"Prices were rising.", "VP", "", "aspect", "were rising=progressive"},
        {"Prices had been rising.", "VP", "", "aspect", "had been rising=perfect-progressive"},
        {"Prices rose.", "VP", "", "tense", "rose=past"},
        {"The plan would hurt exports.", "VP", "", "tense", "would hurt=modal"},
        {"The plan would hurt exports.", "VP", "modal", NULL, "would"},
        {"The plan would hurt exports.", "VP", "subject", NULL, "The plan"},
        {"The plan would hurt exports.", "VP", "object", NULL, "exports"},
        {"The plan is not good.", "VP", "", "negated", "is not=yes"},
        {"He wants to leave.", "VP", "", "finite", "wants=yes | leave=no"},
    };
    (void)state;
    EXPECT_ALL(examples);
}

static void test_clauses(void **state)
{
    static const struct example examples[] = {
        {"The minister said that prices would rise.", "Clause", "", "kind",
         "The minister said that prices would rise=main | that prices would rise=that"},
        {"The minister said that prices would rise.", "Clause", "body", NULL,
         "The minister said that prices would rise | prices would rise"},
        {"If prices rise, the bank will act.", "Clause", "marker", NULL, "If"},
        {"If prices rise, the bank will act.", "Clause", "subject", NULL, "prices | the bank"},
        {"She met a man who sold houses.", "Clause", "", "kind",
         "She met a man who sold houses=main | who sold houses=relative"},
        {"The talks failed, and the ministers left.", "Clause", "", "kind",
         "The talks failed=main | the ministers left=main"},
        {"He wants to leave.", "Clause", "", "kind", "He wants to leave=main | to leave=infinitive"},
        {"The claim that he lied is false.", "Clause", "", "kind",
         "The claim that he lied is false=main | that he lied=that"},
    };
    (void)state;
    EXPECT_ALL(examples);
}

/* Orders of words that news has and other texts seldom. */
static void test_orders(void **state)
{
    static const struct example examples[] = {
        {"\"We will stay,\" said the old man.", "VP", "subject", NULL, "We | the old man"},
        {"\"We will stay,\" said the old man.", "Clause", "", "kind",
         "We will stay,\" said the old man=main | We will stay=quoted"},
        {"Who told you that he has gone?", "Clause", "", "kind",
         "Who told you that he has gone=main | that he has gone=that"},
        {"Did the minister resign?", "VP", "subject", NULL, "the minister"},
        {"Minister warns of floods", "VP", "subject", NULL, "Minister"},
        {"The man who left was a baker.", "Clause", "", "kind",
         "The man who left was a baker=main | who left=relative"},
    };
    (void)state;
    EXPECT_ALL(examples);
}

/* What has no words, or nothing but them, has no phrases, or one: none of it fails. */
static void test_degenerate(void **state)
{
    static const struct example examples[] = {
        {"", "NP", "", NULL, ""},          {"", "Clause", "", NULL, ""},  {"... -- !?", "NP", "", NULL, ""},
        {"... -- !?", "VP", "", NULL, ""}, {"?", "Clause", "", NULL, ""},
    };
    (void)state;
    EXPECT_ALL(examples);
}

/* Time grows with the words, and no depth of recursion with them; every word but one of a sentence has a head. */
static void test_long_sentence(void **state)
{
    enum { WORDS = 40000 };
    static const char part[] = "the man who said that and ";
    struct buffer text;
    struct parsed parsed;
    struct tree tree;
    (void)state;
    buffer_init(&text, &alloc_system);
    for (size_t i = 0; i < WORDS / 6; i++)
        buffer_append(&text, part, sizeof part - 1);
    assert_true(parsed_open(&parsed, (struct str){text.data, text.length}, &alloc_system));
    for (uint32_t i = 0; i < parsed.reading.segmentation.sentences.count; i++) {
        uint32_t roots = 0;
        assert_true(trees_get(&tree, parsed.trees, i));
        for (uint32_t word = 0; word < tree.count; word++)
            roots += tree.nodes[word].head == TREE_NONE;
        assert_int_equal(roots, 1);
    }
    for (unsigned type = 0; type < LAYER_COUNT; type++) {
        struct layer layer;
        assert_true(layers_get(&layer, parsed.reading.layers, (enum layer_type)type, STR("")));
    }
    parsed_close(&parsed);
    buffer_finish(&text);
}

#define THREE "The old man left. \"We will stay,\" she said, if it rains. Who told you that he has gone?"

/* What trees give is made by sentence: whichever is asked of first, all is the same, and only that one is parsed.
 */
static void test_parts(void **state)
{
    static const enum layer_type types[] = {LAYER_NP, LAYER_VP, LAYER_CLAUSE};
    (void)state;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct parsed whole, parts;
        struct layer_part part;
        struct layer all, again;
        struct layer_value number;
        assert_true(parsed_open(&whole, STR(THREE), &alloc_system) &&
                    parsed_open(&parts, STR(THREE), &alloc_system));
        assert_true(layers_get(&all, whole.reading.layers, types[i], STR("")));
        const struct sentence *sentences = parts.reading.segmentation.sentences.items;
        assert_true(layers_around(&part, parts.reading.layers, types[i], STR(""), sentences[2].first_token + 1));
        assert_int_equal(trees_parsed(parts.trees), 1);
        assert_int_equal(part.first, sentences[2].first_token);
        assert_int_equal(part.last, sentences[2].first_token + sentences[2].token_count);
        size_t before = all.count - part.layer.count;
        for (size_t k = 0; k < part.layer.count; k++) {
            assert_int_equal(part.layer.items[k].first, all.items[before + k].first);
            assert_int_equal(part.layer.items[k].last, all.items[before + k].last);
        }
        assert_true(layers_feature(&number, parts.reading.layers, part.layer.items[0].handle, STR("number")));
        assert_int_equal((size_t)number.number, before + 1);
        assert_int_equal(trees_parsed(parts.trees), 3);
        assert_true(layers_get(&again, parts.reading.layers, types[i], STR("")));
        assert_int_equal(again.count, all.count);
        for (size_t k = 0; k < all.count; k++)
            assert_true(again.items[k].first == all.items[k].first && again.items[k].last == all.items[k].last);
        parsed_close(&whole);
        parsed_close(&parts);
    }
}

static void test_arcs(void **state)
{
    struct parsed parsed;
    struct str relation;
    uint32_t head;
    (void)state;
    assert_true(parsed_open(&parsed, STR("It rained. The old man left."), &alloc_system));
    assert_true(trees_arc(&head, &relation, parsed.trees, 5));
    assert_int_equal(head, 6);
    assert_true(str_equal(relation, STR("nsubj")));
    assert_true(trees_arc(&head, &relation, parsed.trees, 6));
    assert_int_equal(head, TREE_NONE);
    assert_true(str_equal(relation, STR("root")));
    assert_int_equal(trees_parsed(parsed.trees), 1);
    parsed_close(&parsed);
}

static bool use_all(const tocsin_allocator *alloc, void *user)
{
    struct parsed parsed;
    bool well = parsed_open(&parsed, STR("He said that the old man, a baker, has left."), alloc);
    (void)user;
    for (unsigned type = 0; type < LAYER_COUNT && well; type++) {
        struct layer layer;
        well = layers_get(&layer, parsed.reading.layers, (enum layer_type)type, STR(""));
    }
    parsed_close(&parsed);
    return well;
}

static void test_memory(void **state)
{
    (void)state;
    failing_alloc_every(use_all, NULL);
}

static void test_other_tagger(void **state)
{
    struct parse_model model;
    struct tag_model other = tagger;
    struct program_sources models = builtin_folder("en.models/");
    const struct program_source *file = program_sources_find(&models, STR("en.models/parser.model"));
    tocsin_error error = TOCSIN_ERROR_INIT;
    (void)state;
    other.file.data = file->data; /* any file with another checksum */
    assert_int_not_equal(parse_model_borrow(&model, file->data, &other, "x", &error), TOCSIN_OK);
    assert_non_null(strstr(error.message, "another tagger"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_noun_phrases), cmocka_unit_test(test_verb_groups),   cmocka_unit_test(test_clauses),
        cmocka_unit_test(test_degenerate),   cmocka_unit_test(test_long_sentence), cmocka_unit_test(test_orders),
        cmocka_unit_test(test_parts),        cmocka_unit_test(test_arcs),          cmocka_unit_test(test_memory),
        cmocka_unit_test(test_other_tagger),
    };
    return cmocka_run_group_tests(tests, open_lists, close_lists);
}
