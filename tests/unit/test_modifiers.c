/* Modifiers and links: which records they reach. */
#include "record_text.h"

/* Claims are the verbs; what modifies them stands around. */
#define CLAIMS "rule 'claim' { pattern = [[ cue:(say|warn|deny) ]], emit = { type = 'c', 'cue' } }\n"

static void a_modifier_reaches_forward_in_its_sentence(void **state)
{
    (void)state;
    check_records(CLAIMS "modifier 'not' { cue = [[ not|never ]], on = 'c', set = { polarity = 'negative' } }",
                  "They say nothing, never warn. They deny. We not only say, we warn; we deny.",
                  "c cue=say; c cue=warn polarity=negative; c cue=deny; c cue=say polarity=negative; "
                  "c cue=warn polarity=negative; c cue=deny polarity=negative");
}

static void words_bound_its_reach(void **state)
{
    (void)state;
    check_records(CLAIMS "modifier 'not' { cue = 'not', on = 'c', reach = 1, set = { p = 0 } }",
                  "not say, not we warn, not we all deny.", "c cue=say p=0; c cue=warn p=0; c cue=deny");
    check_records(CLAIMS "modifier 'not' { cue = 'not', on = 'c', reach = 0, set = { p = 0 }, direction = 'both' }",
                  "say not warn deny not.", "c cue=say p=0; c cue=warn p=0; c cue=deny p=0");
}

static void direction_is_heeded(void **state)
{
    (void)state;
    check_records(CLAIMS "modifier 'not' { cue = 'not', on = 'c', direction = 'backward', set = { p = 0 } }",
                  "say warn not deny.", "c cue=say p=0; c cue=warn p=0; c cue=deny");
    check_records(CLAIMS "modifier 'not' { cue = 'not', on = 'c', direction = 'both', set = { p = 0 } }",
                  "say not deny. warn", "c cue=say p=0; c cue=deny p=0; c cue=warn");
}

static void stops_end_the_reach(void **state)
{
    (void)state;
    check_records(CLAIMS "modifier 'not' { cue = 'not', on = 'c', direction = 'both', stops = { 'but', '; however' }, set = { p = 0 } }",
                  "say, but warn not deny but say; however warn.",
                  "c cue=say; c cue=warn p=0; c cue=deny p=0; c cue=say; c cue=warn");
}

static void a_clause_ends_the_reach(void **state)
{
    (void)state;
    check_records(CLAIMS "modifier 'not' { cue = 'not', on = 'c', reach = 'clause', set = { p = 0 } }",
                  "They do not say it because they warn us.", "c cue=say p=0; c cue=warn");
}

static void a_role_may_be_the_target(void **state)
{
    (void)state;
    static const char claims[] = "rule 'claim' { pattern = [[ who:[cap] not? cue:say ]], emit = { type = 'c', 'who', 'cue' } }\n";
    char rules[600];
    snprintf(rules, sizeof rules, "%smodifier 'm' { cue = 'not', on = 'c', role = 'cue', set = { p = 0 } }", claims);
    check_records(rules, "Anna not say.", "c who=Anna cue=say p=0");
    snprintf(rules, sizeof rules, "%smodifier 'm' { cue = 'not', on = 'c', set = { p = 0 } }", claims);
    check_records(rules, "Anna not say.", "c who=Anna cue=say");
}

static void features_may_come_from_the_cue(void **state)
{
    (void)state;
    check_records(CLAIMS "lexicon 'hedge' { { 'maybe', certainty = 'possible' }, { 'surely', certainty = 'certain' } }\n"
                         "modifier 'hedge' { cue = { 'h:@hedge', 'not h:probably' }, on = { 'c' }, features = { certainty = 'h.certainty', by = 'h' } }",
                  "maybe say; surely warn. not probably deny.",
                  "c cue=say by=maybe certainty=possible; c cue=warn by=surely certainty=certain; c cue=deny by=probably");
}

static void later_rules_read_what_a_modifier_set(void **state)
{
    (void)state;
    check_records(CLAIMS "modifier 'not' { cue = 'not', on = 'c', reach = 0, set = { p = 0 } }\n"
                         "rule 'doubt' { pattern = 'x:%c[p=0]', emit = { type = 'doubt', 'x' } }",
                  "say not warn", "c cue=say; c cue=warn p=0; doubt x=warn");
}

/* ---- Links ------------------------------------------------------------------------------------------------ */

#define PAIRS                                                                                                    \
    "rule 'long' { pattern = [[ x:(one two three) ]], emit = { type = 'long', 'x' } }\n"                         \
    "rule 'short' { pattern = [[ y:(two|four) ]], emit = { type = 'short', 'y' } }\n"

static void a_cue_may_overlap_its_target(void **state)
{
    static const char claims[] = "rule 'claim' { pattern = [[ who:[cap] cue:say what:(..) (?= '.') ]], emit = { type = 'c', 'who', 'what' } }\n"
                                 "modifier 'm' { cue = 'may', on = 'c', role = 'what', direction = 'overlaps', set = { p = 0 } }\n"
                                 "modifier 'n' { cue = 'it may rain', on = 'c', role = 'what', direction = 'overlaps', set = { q = 0 } }";
    (void)state;
    check_records(claims, "Anna say it may rain. Bea say it rains, may be. May Carl say yes.",
                  "c who=Anna what=it may rain p=0 q=0; c who=Bea what=it rains, may be p=0; c who=Carl what=yes");
    /* the target begins sentences before the cue */
    check_records("rule 'c' { scope = 'document', pattern = [[ what:(one .. two) ]], emit = { type = 'c', 'what' } }\n"
                  "modifier 'm' { cue = 'may', on = 'c', direction = 'overlaps', set = { p = 0 } }",
                  "A one. It is. It may. A two. May one two.", "c what=one. It is. It may. A two p=0; c what=one two");
}

/* As the columns of a list of cues have it. */
static void cues_may_say_how_they_reach(void **state)
{
    static const char rules[] = CLAIMS
        "lexicon 'cue' { { 'not', direction = 'forward', reach = 1 }, { 'indeed', direction = 'backward', reach = 'clause' },\n"
        "  { 'no deny', direction = 'overlaps' }, 'oh' }\n"
        "modifier 'm' { cue = 'cue:@cue', on = 'c', direction = 'cue.direction', reach = 'cue.reach', features = { by = 'cue' } }";
    (void)state;
    check_records(rules, "say not we warn, not we all deny.", "c cue=say; c cue=warn by=not; c cue=deny");
    check_records(rules, "They deny indeed what we say. No deny. say oh we do warn.",
                  "c cue=deny by=indeed; c cue=say; c cue=deny by=No deny; c cue=say; c cue=warn by=oh");
}

static void check_refused(const char *rules, const char *wanted)
{
    tocsin_bundle *bundle = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(kit_bundle(&bundle, KIT_MANIFEST, rules, &error), TOCSIN_ERROR_BUNDLE);
    assert_string_equal(error.message, wanted);
}

static void what_columns_say_is_checked(void **state)
{
    static const char *const slips[][2] = {
        {"{ 'not', direction = 'up' }", "modifier 'rules/m' takes its direction from list 'cue', where an entry (line 2) says 'up'"},
        {"{ 'not', direction = 'both', reach = 2000 }", "modifier 'rules/m' takes its reach from list 'cue', where an entry (line 2) says '2000'"},
        {"{ 'not', direction = 'both', reach = '1x' }", "modifier 'rules/m' takes its reach from list 'cue', where an entry (line 2) says '1x'"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        char rules[600];
        snprintf(rules, sizeof rules, CLAIMS "lexicon 'cue' { %s, { 'no', reach = 1 } }\n"
                 "modifier 'm' { cue = '(cue:(@cue)|say cue:never)', on = 'c', direction = 'cue.direction', reach = 'cue.reach', set = { x = 1 } }",
                 slips[i][0]);
        check_refused(rules, slips[i][1]);
    }
}

static void words_may_be_excepted_from_the_cues(void **state)
{
    static const char rules[] = CLAIMS "modifier 'm' { cue = 'no|not', except = { 'no doubt', 'why not', 'or not to' }, on = 'c', set = { p = 0 } }";
    (void)state;
    check_records(rules, "no doubt they say. why not warn? or not to deny.", "c cue=say; c cue=warn; c cue=deny");
    check_records(rules, "no doubt they do not say.", "c cue=say p=0");
}

static void links_go_by_place(void **state)
{
    static const struct {
        const char *link, *expected;
    } cases[] = {
        {"from = 'long', to = 'short', where = 'contains'", "long x=one two three l>1; short y=two; short y=four; short y=Two"},
        {"from = 'short', to = 'long', where = 'inside'", "long x=one two three; short y=two l>0; short y=four; short y=Two"},
        {"from = 'short', to = 'long', where = 'overlaps'", "long x=one two three; short y=two l>0; short y=four; short y=Two"},
        {"from = 'long', to = 'short', where = 'before'", "long x=one two three l>2; short y=two; short y=four; short y=Two"},
        {"from = 'short', to = 'long', where = 'after'", "long x=one two three; short y=two; short y=four l>0; short y=Two"},
        {"from = 'short', to = 'short', where = 'same_sentence'", "long x=one two three; short y=two l>2; short y=four l>1; short y=Two"},
        {"from = 'long.x', to = 'short.y', where = 'contains', when = function(a, b, doc) return doc.id == 'd' and b.type == 'short' and a:role('x') end",
         "long x=one two three l>1; short y=two; short y=four; short y=Two"},
        {"from = 'long', to = 'short', where = 'contains', when = function(a, b) return false end",
         "long x=one two three; short y=two; short y=four; short y=Two"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char rules[600];
        snprintf(rules, sizeof rules, PAIRS "link 'l' { rel = 'l', %s }", cases[i].link);
        check_records(rules, "one two three four. Two.", cases[i].expected);
    }
}

static void a_link_that_fails_leaves_the_rest(void **state)
{
    (void)state;
    struct kit kit = kit_open(PAIRS "link 'bad' { from = 'long', to = 'short', rel = 'x', where = 'contains', when = function() error 'no' end }\n"
                                    "link 'good' { from = 'long', to = 'short', rel = 'y', where = 'contains' }");
    struct record_text found;
    tocsin_result *result = kit_run(&kit, "one two three");
    assert_string_equal(tocsin_result_diagnostic(result, 0)->message, "no");
    assert_string_equal(record_text_of(&found, result), "long x=one two three y>1; short y=two");
    tocsin_result_free(result);
    kit_close(&kit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_modifier_reaches_forward_in_its_sentence),
        cmocka_unit_test(words_bound_its_reach),
        cmocka_unit_test(direction_is_heeded),
        cmocka_unit_test(stops_end_the_reach),
        cmocka_unit_test(a_clause_ends_the_reach),
        cmocka_unit_test(a_role_may_be_the_target),
        cmocka_unit_test(features_may_come_from_the_cue),
        cmocka_unit_test(a_cue_may_overlap_its_target),
        cmocka_unit_test(cues_may_say_how_they_reach),
        cmocka_unit_test(what_columns_say_is_checked),
        cmocka_unit_test(words_may_be_excepted_from_the_cues),
        cmocka_unit_test(later_rules_read_what_a_modifier_set),
        cmocka_unit_test(links_go_by_place),
        cmocka_unit_test(a_link_that_fails_leaves_the_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
