/* What is refused or warned of when patterns are loaded, and what they wait for. */
#include "failing_alloc.h"
#include "pattern_kit.h"

struct row {
    const char *pattern, *id;
    uint32_t start, end; /* of what is pointed at */
};

static const struct row errors[] = {
    {"a [capp]", "check-attribute", 3, 7},
    {"a [cap & foo=x]", "check-attribute", 9, 14},
    {"[shape=titel]", "check-value", 1, 12},
    {"[length=x]", "check-value", 1, 9},
    {"[cap=x]", "check-operator", 1, 6},
    {"[lower>3]", "check-operator", 1, 8},
    {"[length in @org]", "check-operator", 1, 15},
    {"[lower in @orgg]", "check-list", 1, 15},
    {"a @orgs", "check-list", 2, 7},
    {"@empty", "check-list-empty", 0, 6},
    {"@org[sens=big]", "check-column", 5, 13},
    {"@org[sense=huge]", "check-column-value", 5, 15},
    {"%Nothing", "check-type", 0, 8},
    {"%Part.target", "check-role", 0, 12},
    {"%Part[color=red]", "check-feature", 6, 15},
    {"%Quote[kind=spech]", "check-feature-value", 7, 17},
    {"%Quote[kind!=title|spech]", "check-feature-value", 7, 24},
    {"%Quote[kind=speech|fragment]", NULL, 0, 0},
    {"a [upper & lowercase] b", "check-never", 2, 21},
    {"[lower=a & lower=b]", "check-never", 0, 19},
    {"[number & alpha]", "check-never", 0, 16},
    {"a (?= b) c d", "check-look-never", 2, 8},
    {"(?! a) x:(a b) c", "check-look-never", 0, 6},
    {"a [cap] (?<= [number]) b", "check-look-never", 8, 22},
    {"a (?<! a|b) b", "check-look-never", 2, 11},
    {"(?= [cap] b) (a|[number]) b", NULL, 0, 0},
    {"(?= a b) a b", NULL, 0, 0},
    {"(?! a b) a c", NULL, 0, 0},
    {"(?= a) b? a", NULL, 0, 0},
    {"[lower=a & !lower=a|b]", "check-never", 0, 22},
    {"[lower in @org & lower!=imf|united]", "check-never", 0, 35},
    {"[text=Foo & lower=bar]", "check-never", 0, 22},
    {"[text=Foo & upper]", "check-never", 0, 18},
    {"[lower=foo & number]", "check-never", 0, 20},
    {"[lower=\",\" & !punct]", "check-never", 0, 20},
    {"[length>5 & length<=5]", "check-never", 0, 22},
    {"[cap & (length<3 & length>3 | number)]", "check-never", 0, 38},
    {"[cap & quoted & first & !quoted]", "check-never", 0, 32},
    {"[lower=a|b & lower=b|c]", NULL, 0, 0},
    {"[length>=5 & length<=5]", NULL, 0, 0},
    {"[text=Foo & cap]", NULL, 0, 0},
    {"[lower=foo & cap]", NULL, 0, 0},
    {"[cap & !quoted | quoted & !cap]", NULL, 0, 0},
    {"/a b/", "check-regex-space", 0, 5},
    {"/a(/", "regex-syntax", 3, 4},
    {"a ..", NULL, 0, 0},
    {"..", "check-empty", 0, 2},
    {"(a? | b*) c{0,3}", "check-empty", 0, 16},
    {"(?= a)", "check-empty", 0, 6},
    {"a ^ b", "check-edge", 2, 3},
    {"a (b | $) c", "check-edge", 7, 8},
    {"=x a", "check-same", 0, 2},
    {"x:(a =x)", "check-same", 5, 7},
    {"x:(a x:b)", "check-capture-nested", 5, 8},
    {"a (?= x:b)", "check-capture-look", 6, 9},
    {"a ..!(x:b) c", "check-capture-look", 6, 9},
    {"((a{0,100}){1,100}) b", "check-size", 2, 10},
    {"x:. (.){0,70} =x", "check-same-size", 0, 16},
    {"[lemma=\"a b\"]", "check-words", 1, 12},
};

static void bad_elements_are_errors_at_their_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        struct pattern_kit kit;
        assert_true(kit_open(&kit, &alloc_system));
        bool well = kit_add(&kit, errors[i].pattern, PATTERN_IN_SENTENCE);
        if (!errors[i].id) {
            assert_true(well);
        } else if (well || strcmp(kit.error.id, errors[i].id) != 0 || kit.error.offset != errors[i].start ||
                   kit.end != errors[i].end) {
            fail_msg("%s: %s %s at %llu to %u, not %s at %u to %u", errors[i].pattern, well ? "fine" : kit.error.id,
                     kit.error.message, (unsigned long long)kit.error.offset, kit.end, errors[i].id, errors[i].start,
                     errors[i].end);
        }
        kit_close(&kit);
    }
}

static void a_near_name_is_offered(void **state)
{
    struct pattern_kit kit;
    (void)state;
    assert_true(kit_open(&kit, &alloc_system));
    assert_false(kit_add(&kit, "[lentgh>3]", PATTERN_IN_SENTENCE));
    assert_non_null(strstr(kit.error.message, "did you mean 'length'?"));
    assert_false(kit_add(&kit, "[shape=lowre]", PATTERN_IN_SENTENCE));
    assert_non_null(strstr(kit.error.message, "did you mean 'lower'?"));
    assert_false(kit_add(&kit, "@ogr", PATTERN_IN_SENTENCE));
    assert_non_null(strstr(kit.error.message, "did you mean 'org'?"));
    assert_false(kit_add(&kit, "[xylophone]", PATTERN_IN_SENTENCE));
    assert_null(strstr(kit.error.message, "did you mean"));
    kit_close(&kit);
}

/* One finding or none (id NULL) for each pattern, alone in its set. */
static void odd_patterns_are_warned_of(void **state)
{
    static const struct row rows[] = {
        {"(warn|alert|warn) x", "check-alternative", 12, 16},
        {"(a b|c|a b) x", "check-alternative", 7, 10},
        {"x (a|a b)", "check-alternative", 5, 8},
        {"x (a|a b) c", NULL, 0, 0},
        {"x (a b|a)", NULL, 0, 0},
        {"x (a b|a b c|d)", "check-alternative", 7, 12},
        {"x y:(a|y:b z)", NULL, 0, 0},
        {"([lower=a|b|c] z|a z) x", "check-alternative", 17, 20},
        {"(a? b|b|c) x", "check-alternative", 6, 7},
        {"((a|b)+|a b) x", "check-alternative", 8, 11},
        {"(@org|imf) x", "check-alternative", 6, 9},
        {"(@org|@org[sense=big]) x", "check-alternative", 6, 21},
        {"(@org[sense=big]|@org) x", NULL, 0, 0},
        {"(.{1,2}|a b c) x", NULL, 0, 0},
        {"(. .|a [cap]|z) x", "check-alternative", 5, 12},
        {"(%Part|%Part[kind=x]) x", "check-alternative", 7, 20},
        {"(%Part|%Other) x", NULL, 0, 0},
        {"(a (?= x)|a) x", NULL, 0, 0},
        {"(a|a (?= x)) x", "check-alternative", 3, 11},
        {"(a b|(a|c) b) x", NULL, 0, 0},
        {"([cap]|[shape=title]|'IMF') x", NULL, 0, 0},
        {". .", "check-everywhere", 0, 3},
        {"(a|.) b?", "check-everywhere", 0, 8},
        {"(a|b) x", NULL, 0, 0},
        {"(@org|@say) x", NULL, 0, 0},
        {"(%Part|a)", "check-everywhere", 1, 8},
        {"[first]", "check-everywhere", 0, 7},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pattern_kit kit;
        assert_true(kit_open(&kit, &alloc_system));
        bool well = kit_add(&kit, rows[i].pattern, PATTERN_IN_SENTENCE);
        if (rows[i].id && (!well || kit.finding_count != 1 || strcmp(kit.findings[0].id, rows[i].id) != 0 ||
                           kit.findings[0].start != rows[i].start || kit.findings[0].end != rows[i].end))
            fail_msg("%s: %zu findings, first %s at %u to %u", rows[i].pattern, kit.finding_count,
                     kit.findings[0].id, kit.findings[0].start, kit.findings[0].end);
        if (!rows[i].id && well && kit.finding_count)
            fail_msg("%s: %s", rows[i].pattern, kit.findings[0].id);
        kit_close(&kit);
    }
}

static void a_pattern_waits_for_its_rarest_words(void **state)
{
    static const struct {
        const char *pattern, *text;
    } rows[] = {
        {"the government of", "government"},
        {"a .. (unless|until)", "unless, until"},
        {"'IMF'", "'IMF'"},
        {"<warn>", "<warn>"},
        {"@org .. x{0,2}", "@org"},
        {"%Part .", "%Part"},
        {"%Part.source .", "%Part.source"},
        {"x? .", ""},
        {"[cap]", "a word by its looks"},
        {"{ the , consequence? , warning }", "warning"},
    };
    struct pattern_kit kit;
    (void)state;
    assert_true(kit_open(&kit, &alloc_system));
    for (uint32_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(kit_add(&kit, rows[i].pattern, PATTERN_IN_SENTENCE));
        struct str text = pattern_trigger_text(kit.set, i);
        if (!str_equal(text, str_of(rows[i].text)))
            fail_msg("%s waits for '%.*s'", rows[i].pattern, (int)text.length, text.data);
    }
    kit_close(&kit);
}

static void a_set_knows_its_names(void **state)
{
    struct pattern_kit kit;
    (void)state;
    assert_true(kit_open(&kit, &alloc_system));
    assert_true(kit_add(&kit, "who:@org (what:@org|what:b) x:%Part %Other.source", PATTERN_INSIDE));
    assert_int_equal(pattern_set_count(kit.set), 1);
    assert_int_equal(pattern_capture_count(kit.set, 0), 3);
    assert_true(str_equal(pattern_capture_name(kit.set, 0, 1), STR("what")));
    assert_int_equal(pattern_capture_find(kit.set, 0, STR("x")), 2);
    assert_int_equal(pattern_capture_find(kit.set, 0, STR("y")), UINT32_MAX);
    assert_int_equal(pattern_capture_list(kit.set, 0, 0), lexicon_find(kit.lexicon, STR("org")));
    assert_int_equal(pattern_capture_list(kit.set, 0, 1), LEXICON_NONE);
    assert_int_equal(pattern_type_count(kit.set), 2);
    assert_true(str_equal(pattern_type_name(kit.set, 1), STR("Other")));
    assert_true(str_equal(*pattern_reads(kit.set, 0, 0), STR("Part")));
    assert_true(str_equal(*pattern_reads(kit.set, 0, 1), STR("Other")));
    assert_null(pattern_reads(kit.set, 0, 2));
    kit_close(&kit);
}

static void a_scope_must_be_known(void **state)
{
    struct pattern_kit kit;
    (void)state;
    const struct pattern_scope nothing = {PATTERN_INSIDE, STR("Nothing"), {"", 0}};
    const struct pattern_scope role = {PATTERN_OUTSIDE, STR("Part"), STR("target")};
    assert_true(kit_open(&kit, &alloc_system));
    assert_false(kit_add_scope(&kit, "a", &nothing));
    assert_string_equal(kit.error.id, "check-type");
    assert_false(kit_add_scope(&kit, "a", &role));
    assert_string_equal(kit.error.id, "check-role");
    kit_close(&kit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_elements_are_errors_at_their_place),
        cmocka_unit_test(a_near_name_is_offered),
        cmocka_unit_test(odd_patterns_are_warned_of),
        cmocka_unit_test(a_pattern_waits_for_its_rarest_words),
        cmocka_unit_test(a_set_knows_its_names),
        cmocka_unit_test(a_scope_must_be_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
