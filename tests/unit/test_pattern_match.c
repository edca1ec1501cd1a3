/* What patterns find: an operator, or some of them together, a line. */
#include "failing_alloc.h"
#include "pattern_kit.h"

struct row {
    const char *pattern, *text, *found;
};

static void assert_rows(const struct row *rows, size_t count, enum pattern_within within,
                        const struct kit_annotation *annotations, size_t annotation_count)
{
    for (size_t i = 0; i < count; i++) {
        struct pattern_kit kit;
        assert_true(kit_open(&kit, &alloc_system));
        kit.annotations = annotations;
        kit.annotation_count = annotation_count;
        if (!kit_add(&kit, rows[i].pattern, within))
            fail_msg("%s: %s", rows[i].pattern, kit.error.message);
        assert_true(kit_seal(&kit) && kit_read(&kit, str_of(rows[i].text)) && kit_run(&kit, 0));
        if (strcmp(kit.found.data, rows[i].found) != 0)
            fail_msg("%s in \"%s\": found \"%s\", not \"%s\"", rows[i].pattern, rows[i].text, kit.found.data,
                     rows[i].found);
        kit_close(&kit);
    }
}

#define ASSERT_ROWS(rows, within) assert_rows((rows), sizeof(rows) / sizeof *(rows), (within), NULL, 0)

static void words_match_by_their_folded_form(void **state)
{
    static const struct row rows[] = {
        {"warned", "He WARNED us.", "0:WARNED"},
        {"warned", "He warns us.", ""},
        {"'IMF'", "imf IMF Imf", "0:IMF"},
        {"\"new york\"", "in New York", "0:New York"},
        {"don't", "I don\u2019t", "0:don\u2019t"},
        {"\u00e9tat", "l'\u00c9TAT \u00c9tat", "0:\u00c9tat"},
        {"a b", "a b a a b", "0:a b 0:a b"},
        {";", "a ; b", "0:;"},
    };
    (void)state;
    ASSERT_ROWS(rows, PATTERN_IN_SENTENCE);
}

static void tests_ask_of_a_word(void **state)
{
    static const struct row rows[] = {
        {"[cap]", "the Imf x IMF McD iPod", "0:Imf 0:IMF 0:McD"},
        {"[upper]", "the Imf I IMF", "0:IMF"},
        {"[!cap & alpha]", "The dog ran 12", "0:dog 0:ran"},
        {"[shape=title|upper]", "The IMF ran", "0:The 0:IMF"},
        {"[shape!=title]", "The ran", "0:ran"},
        {"[length>=4 & length<6]", "it bites seventh", "0:bites"},
        {"[length=2|3]", "a bb ccc dddd", "0:bb 0:ccc"},
        {"[lower=imf|un]", "IMF Un x", "0:IMF 0:Un"},
        {"[text=IMF]", "imf IMF", "0:IMF"},
        {"[lower != the]", "The cat", "0:cat"},
        {"[lower ~ /w[ao]rn/]", "warn worn warns", "0:warn 0:worn"},
        {"/w.rn(s|ed)?/i", "Warn worn warns learn", "0:Warn 0:worn 0:warns"},
        {"[lemma in @say]", "warn make", "0:warn"},
        {"[lower in @org]", "Imf United Nations", "0:Imf 0:United"},
        {"[text in @code]", "US us", "0:US"},
        {"[number | upper]", "12 a1 USA", "0:12 0:USA"},
        {"[first]", "One two. Three four.", "0:One 0:Three"},
        {"[last]", "One two! Three four", "0:! 0:four"},
        {"[!spaced & punct]", "a, b ,c", "0:,"},
        {"[quoted]", "a b c d", "0:c 0:d"},
        {"[digit & !number]", "12 a1", "0:a1"},
    };
    (void)state;
    ASSERT_ROWS(rows, PATTERN_IN_SENTENCE);
}

static void the_first_alternative_wins(void **state)
{
    static const struct row rows[] = {
        {"(a | a b) c?", "a b c", "0:a"},
        {"(a b | a) c?", "a b c", "0:a b c"},
        {"(a | a b) c", "a b c", "0:a b c"},
        {"x:(a|b) y:(b|c)", "a b c", "0:a b{x=a}{y=b}"},
        {"(a b|c d|e)", "c d e a b", "0:c d 0:e 0:a b"},
        {"a | b", "b a", "0:b 0:a"},
    };
    (void)state;
    ASSERT_ROWS(rows, PATTERN_IN_SENTENCE);
}

static void repetition_takes_most_or_least(void **state)
{
    static const struct row rows[] = {
        {"a+", "a a b a", "0:a a 0:a"},
        {"a+?", "a a", "0:a 0:a"},
        {"a* b", "a a b b", "0:a a b 0:b"},
        {"a? b", "a b b", "0:a b 0:b"},
        {"x:(a?\?) b", "a b", "0:a b{x=a}"},
        {"a{2}", "a a a", "0:a a"},
        {"a{2,3}", "a a a a a", "0:a a a 0:a a"},
        {"a{2,3}?", "a a a", "0:a a"},
        {"a{2,} b", "a b a a a b", "0:a a a b"},
        {"(a b)+", "a b a b a", "0:a b a b"},
        {"(a? b?)+ c", "b a c", "0:b a c"},
        {"((a*)* b?)* c", "a a b a c c", "0:a a b a c 0:c"},
        {"(a|b?)+ .", "a b c", "0:a b c"},
        {"(x?|a)* .?  b", "a b b", "0:a b b"},
    };
    (void)state;
    ASSERT_ROWS(rows, PATTERN_IN_SENTENCE);
}

static void gaps_take_the_shortest_way(void **state)
{
    static const struct row rows[] = {
        {"a .. b", "a x b b", "0:a x b"},
        {"a .. b", "a b", "0:a b"},
        {"a ..{1,2} b", "a b x b", "0:a b x b"},
        {"a ..{0,1} b", "a x x b", ""},
        {"a ..!c b", "a c b a x b", "0:a x b"},
        {"a ..!(c d) b", "a c b a c d b", "0:a c b"},
        {"a ..{0,3}!(c|d) b", "a x c b a x b", "0:a x b"},
        {"a .. b .. c", "a b x c", "0:a b x c"},
        {"a ..!(@org) b", "a united b a united x b", ""},
        {"a ..!(@org[sense=big]) b", "a united x b united nations", "0:a united x b"},
    };
    (void)state;
    ASSERT_ROWS(rows, PATTERN_IN_SENTENCE);
}

static void captures_tell_their_words(void **state)
{
    static const struct row rows[] = {
        {"x:a b", "a b", "0:a b{x=a}"},
        {"x:(a y:b)", "a b", "0:a b{y=b}{x=a b}"},
        {"x:a+", "a a", "0:a a{x=a}{x=a}"},
        {"x:(a+)", "a a", "0:a a{x=a a}"},
        {"(x:a|y:b)+", "b a", "0:b a{y=b}{x=a}"},
        {"x:(a?) b", "b", "0:b"},
        {"x:@org y:@say", "The IMF warn", "0:IMF warn{x=IMF@}{y=warn@}"},
        {"x:(@org b)", "imf b", "0:imf b{x=imf b}"},
    };
    (void)state;
    ASSERT_ROWS(rows, PATTERN_IN_SENTENCE);
}

static void captured_words_come_again(void **state)
{
    static const struct row rows[] = {
        {"x:[cap] .. =x", "Bob saw bob", "0:Bob saw bob{x=Bob}"},
        {"x:([cap]+) .. =x", "The IMF saw the IMF saw", "0:The IMF saw the IMF{x=The IMF}"},
        {"x:(a b) =x", "a b a c a b a b", "0:a b a b{x=a b}"},
        {"x:(a+) =x", "b a a", "0:a a{x=a}"},
        {"x:(a b?) =x", "a b a b a", "0:a b a b{x=a b}"},
        {"x:. =x =x", "b a a a", "0:a a a{x=a}"},
        {"x:. (b | =x)", "a a", "0:a a{x=a}"},
        {"(x:a)? b =x", "b a b b a a b a", "0:a b a{x=a}"},
    };
    (void)state;
    ASSERT_ROWS(rows, PATTERN_IN_SENTENCE);
}

static void edges_and_lookarounds_read_nothing(void **state)
{
    static const struct row rows[] = {
        {"^ .", "One two. Three four.", "0:One 0:Three"},
        {". $", "One two. Three four", "0:. 0:four"},
        {"a (?= b)", "a a b", "0:a"},
        {"a (?! b)", "a b a", "0:a"},
        {"(?<= b) a", "a b a", "0:a"},
        {"(?<! b) a", "b a a", "0:a"},
        {"(?= .. z) a", "a b. A z", "0:A"},
        {"(?! .. z) a", "a b. A z", "0:a"},
        {"(?<= z ..) a", "a b z c a", "0:a"},
        {"(?<= ^ b) a", "b a b a", "0:a"},
        {"(?<= @org) a", "united nations a imf a a", "0:a 0:a"},
        {"(?= (?! a) .) .", "a b", "0:b"},
        {"(?= a (?= .. b)) a c", "a c b a c", "0:a c"},
        {"(a (?= b) | b)+", "a b a", "0:a b"},
        {"(?<= a b) c", "a b c b c", "0:c"},
        {"(?<! (a|b)) c", "a c d c", "0:c"},
    };
    (void)state;
    ASSERT_ROWS(rows, PATTERN_IN_SENTENCE);
}

static void parts_come_in_any_order(void **state)
{
    static const struct row rows[] = {
        {"{ a , b }", "b a a b", "0:b a 0:a b"},
        {"{ a , b? , c }", "c a x a b c", "0:c a 0:a b c"},
        {"{ a , b? } d", "b a d a d", "0:b a d 0:a d"},
        {"{ x:a , y:(b c) }", "b c a", "0:b c a{y=b c}{x=a}"},
        {"z { a? , b? }", "z b a", "0:z b a"},
        {"{ a , b , c , d , e , f }", "f e d c b a", "0:f e d c b a"},
        {"{ a , a }", "a a a", "0:a a"},
    };
    (void)state;
    ASSERT_ROWS(rows, PATTERN_IN_SENTENCE);
}

static void lists_match_their_longest_entry_first(void **state)
{
    static const struct row rows[] = {
        {"@org", "United Nations united imf", "0:United Nations 0:united 0:imf"},
        {"@org nations", "united nations nations united nations",
         "0:united nations nations 0:united nations"},
        {"@org[sense=small]", "united nations", "0:united"},
        {"@org[sense!=small]", "united nations united", "0:united nations"},
        {"@org+ x", "imf united nations x", "0:imf united nations x"},
        {"x:@say .", "make clear warn y", "0:make clear warn{x=make clear@}"},
        {"@code", "us US", "0:US"},
    };
    (void)state;
    ASSERT_ROWS(rows, PATTERN_IN_SENTENCE);
}

/* ---- Annotations and scopes ------------------------------------------------------------------------------ */

static const struct kit_annotation annotations[] = {
    {"Part", "", {1, 4, 10}, "big"}, {"Part", "", {1, 3, 11}, "small"}, {"Part", "", {2, 3, 12}, NULL},
    {"Part", "", {5, 7, 13}, "big"}, {"Part", "source", {4, 5, 14}, NULL},
};

#define ASSERT_ANNOTATED(rows, within)                                                                           \
    assert_rows((rows), sizeof(rows) / sizeof *(rows), (within), annotations,                                    \
                sizeof annotations / sizeof *annotations)

static void annotations_are_elements(void **state)
{
    static const struct row rows[] = {
        {"x:%Part", "a b c d e f g", "0:b c d{x=b c d%10} 0:f g{x=f g%13}"},
        {"%Part d", "a b c d e f g", "0:b c d"},
        {"x:%Part[kind=small]", "a b c d e f g", "0:b c{x=b c%11}"},
        {"%Part[kind]", "a b c d e f g", "0:b c d 0:f g"},
        {"%Part[!kind]", "a b c d e f g", "0:c"},
        {"x:%Part.source %Part", "a b c d e f g", "0:e f g{x=e%14}"},
        {"a %Part .. %Part", "a b c d e f g", "0:a b c d e f g"},
        {"(?<= %Part) [lower=d|e]", "a b c d e f g", "0:d 0:e"},
        {"(?<= a %Part) e", "a b c d e f g", "0:e"},
    };
    (void)state;
    ASSERT_ANNOTATED(rows, PATTERN_IN_SENTENCE);
}

static void scopes_bound_matches(void **state)
{
    static const struct row sentences[] = {{"a .. b", "A. B. A b.", "0:A b"}, {". $", "A b. C.", "0:. 0:."}};
    static const struct row paragraphs[] = {{"a .. b", "A. B.\n\nB a.", "0:A. B"},
                                            {"[punct] $", "a b. c.\n\nd.", "0:. 0:."}};
    static const struct row documents[] = {{"b .. d", "a. b.\n\nc. d.", "0:b.\n\nc. d"}, {"^ .", "a. b.", "0:a"}};
    static const struct row inside[] = {{"^ .", "a b c d e f g", "0:b 0:c 0:f"},
                                        {". $", "a b c d e f g", "0:c 0:d 0:g"},
                                        {"c", "a b c d e f g", "0:c"},
                                        {"b .. d", "a b c d e f g", "0:b c d"},
                                        {"g", "a b c d e f g", "0:g"}};
    static const struct row outside[] = {{".+", "a b c d e f g h i", "0:a 0:e 0:h i"},
                                         {"^ h", "a b c d e f g h i", "0:h"},
                                         {"d", "a b c d e f g", ""}};
    (void)state;
    ASSERT_ROWS(sentences, PATTERN_IN_SENTENCE);
    ASSERT_ROWS(paragraphs, PATTERN_IN_PARAGRAPH);
    ASSERT_ROWS(documents, PATTERN_IN_DOCUMENT);
    ASSERT_ANNOTATED(inside, PATTERN_INSIDE);
    ASSERT_ANNOTATED(outside, PATTERN_OUTSIDE);
}

/* ---- Several patterns, phases, traces --------------------------------------------------------------------- */

static void matches_come_by_place_then_pattern(void **state)
{
    struct pattern_kit kit;
    (void)state;
    assert_true(kit_open(&kit, &alloc_system));
    static const char *const patterns[] = {"b", "a .. c", "(a|b)", ". c"};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        assert_true(kit_add(&kit, patterns[i], PATTERN_IN_SENTENCE));
    kit.phases[3] = 1;
    assert_true(kit_seal(&kit) && kit_read(&kit, STR("a b c")) && kit_run(&kit, 0));
    assert_string_equal(kit.found.data, "1:a b c 2:a 0:b 2:b");
    assert_true(kit_run(&kit, 1));
    assert_string_equal(kit.found.data, "3:b c");
    assert_true(kit_run(&kit, 2));
    assert_string_equal(kit.found.data, "");
    assert_true(kit_read(&kit, STR("")) && kit_run(&kit, 0));
    assert_string_equal(kit.found.data, "");
    kit_close(&kit);
}

static void a_trace_names_the_elements(void **state)
{
    struct pattern_kit kit;
    (void)state;
    assert_true(kit_open(&kit, &alloc_system));
    assert_true(kit_add(&kit, "(a|b|\"c d\") (x|y) .. @org (?= u) \"u v\"", PATTERN_IN_SENTENCE));
    assert_int_equal(pattern_element_count(kit.set, 0), 9);
    struct pattern_element element = pattern_element_at(kit.set, 0, 2);
    assert_int_equal(element.start, 5);
    assert_int_equal(element.end, 10);
    assert_true(kit_seal(&kit));
    pattern_scan_trace(kit.scan, true);
    assert_true(kit_read(&kit, STR("b y g g united nations u v")) && kit_run(&kit, 0));
    assert_string_equal(kit.found.data, "0:b y g g united nations u v[1:0-1][4:1-2][5:2-4][6:4-6][7:6-6][8:6-8]");
    kit_close(&kit);
}

static void large_patterns_match_as_small_ones(void **state)
{
    static const struct row rows[] = {
        {"a (b|c d){0,40} x:(e .){0,40} f", "a b c d e z f", "0:a b c d e z f{x=e z}"},
        {"a{3,200}", "a a b a a a", "0:a a a"},
        {"x:(@org){1,70} (?= .. z) a", "imf united nations a z",
         "0:imf united nations a{x=imf@}{x=united nations@}"},
        {"(a ..){1,40}", "a x a", "0:a 0:a"},
        {"(a (?<= . a) | b){1,80}", "a b a", "0:b a"},
    };
    (void)state;
    ASSERT_ROWS(rows, PATTERN_IN_SENTENCE);
}

/* ---- Memory ---------------------------------------------------------------------------------------------- */

/* What has to be worked out for a place is asked only where the rest of the pattern may stand, however it is written. */
static void places_are_asked_last(void **state)
{
    static const struct {
        const char *pattern;
        size_t asked;
    } rows[] = {
        {"[quoted & lower=zebra]", 2},
        {"[quoted] zebra", 2},
        {"the [quoted] zebra", 1},
        {"[quoted & lower=lion]", 0},
        {"[quoted] lion", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pattern_kit kit;
        assert_true(kit_open(&kit, &alloc_system) && kit_add(&kit, rows[i].pattern, PATTERN_IN_SENTENCE));
        assert_true(kit_seal(&kit) && kit_read(&kit, STR("We saw a zebra. It rained. The old zebra left.")));
        assert_true(kit_run(&kit, 0));
        if (kit.asked != rows[i].asked)
            fail_msg("%s: asked %zu times, not %zu", rows[i].pattern, kit.asked, rows[i].asked);
        kit_close(&kit);
    }
}

static bool everything(const tocsin_allocator *alloc, void *user)
{
    static const char *const patterns[] = {
        "(warn|<say>) x:@org[sense=big] (?= .. z) ..!(b c) /[a-z]+/", "a{3,80} (?<= b ..) $",
        "x:[cap & !first] .. =x",
        "{ a , b? , %Part[kind=big] } y", "(?! %Part .. z) .", "[lower in @org] [lemma ~ /x/]"};
    struct pattern_kit kit;
    (void)user;
    bool well = kit_open(&kit, alloc);
    kit.annotations = annotations;
    kit.annotation_count = sizeof annotations / sizeof *annotations;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns && well; i++)
        well = kit_add(&kit, patterns[i], i % 2 ? PATTERN_IN_DOCUMENT : PATTERN_IN_SENTENCE);
    well = well && kit_add(&kit, "b .", PATTERN_INSIDE) && kit_seal(&kit);
    if (well) {
        pattern_scan_trace(kit.scan, true);
        well = kit_read(&kit, STR("a b a a a imf warn united nations x y z. Bob saw Bob a b")) && kit_run(&kit, 0);
    }
    kit_close(&kit);
    return well;
}

static void failed_allocations_are_told(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(everything, NULL) > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_match_by_their_folded_form),
        cmocka_unit_test(tests_ask_of_a_word),
        cmocka_unit_test(the_first_alternative_wins),
        cmocka_unit_test(repetition_takes_most_or_least),
        cmocka_unit_test(gaps_take_the_shortest_way),
        cmocka_unit_test(captures_tell_their_words),
        cmocka_unit_test(captured_words_come_again),
        cmocka_unit_test(edges_and_lookarounds_read_nothing),
        cmocka_unit_test(parts_come_in_any_order),
        cmocka_unit_test(lists_match_their_longest_entry_first),
        cmocka_unit_test(annotations_are_elements),
        cmocka_unit_test(scopes_bound_matches),
        cmocka_unit_test(matches_come_by_place_then_pattern),
        cmocka_unit_test(a_trace_names_the_elements),
        cmocka_unit_test(large_patterns_match_as_small_ones),
        cmocka_unit_test(places_are_asked_last),
        cmocka_unit_test(failed_allocations_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
